"""Why an account stands where it stands, as a page or a command shows it."""

from dataclasses import dataclass

from tenure.analytics.criteria import Criterion, GradeScheme
from tenure.insight.models import Ranking, Standing
from tenure.insight.queries.rankings import criteria_of, scheme_of


@dataclass(frozen=True)
class CriterionRow:
    """One criterion's part in an account's score.

    `weight` is the share of 1 in all weights, `value` the raw measure, `score` its 0 to 10 and `contribution` the
    points it adds to the account's score; the three are None where unknown. `despite` marks what a key account
    qualifies in spite of, `objective` the business objective the criterion serves.
    """

    code: str
    name: str
    measure: str
    weight: float
    value: float | None
    score: float | None
    contribution: float | None
    unknown: bool
    despite: bool
    objective: str


@dataclass(frozen=True)
class NearestCut:
    """The level above or below, the score at which the account would reach it, and how far away that is."""

    grade: str
    label: str
    score: float
    distance: float


@dataclass(frozen=True)
class Explanation:
    """An account's grade taken apart; `rise` and `fall` are None where there is no cut to cross."""

    standing: Standing
    ranking: Ranking
    criteria: tuple[CriterionRow, ...]
    rise: NearestCut | None
    fall: NearestCut | None

    @property
    def unknown(self) -> tuple[str, ...]:
        """The names of the criteria of which nothing is known yet."""
        return tuple(row.name for row in self.criteria if row.unknown)


def explanation(standing: Standing) -> Explanation:
    """Take a standing apart: what each criterion adds, what is unknown, and how far the next grades are."""
    ranking = standing.ranking
    criteria = criteria_of(ranking)
    scheme = scheme_of(ranking)
    total = sum(criterion.weight for criterion in criteria)
    return Explanation(
        standing=standing,
        ranking=ranking,
        criteria=tuple(_row(standing, criterion, total) for criterion in criteria),
        rise=_rise(standing, scheme, ranking.labels),
        fall=_fall(standing, scheme, ranking.labels),
    )


def _row(standing: Standing, criterion: Criterion, total: float) -> CriterionRow:
    score = standing.scores.get(criterion.code)
    return CriterionRow(
        code=criterion.code,
        name=criterion.name,
        measure=criterion.measure,
        weight=criterion.weight / total,
        value=standing.measures.get(criterion.measure),
        score=score,
        contribution=standing.contributions.get(criterion.code),
        unknown=score is None,
        despite=criterion.code in standing.despite.split(","),
        objective=criterion.objective,
    )


def _rise(standing: Standing, scheme: GradeScheme, labels: list[str]) -> NearestCut | None:
    """The nearest better level whose cut the score does not meet."""
    score = standing.score
    if score is None:
        return None
    for position in reversed(range(_position(scheme, standing.grade))):
        cut = _cut_for(standing, scheme, position)
        if cut is not None and score < cut:
            return NearestCut(scheme.levels[position].code, labels[position], cut, cut - score)
    return None


def _fall(standing: Standing, scheme: GradeScheme, labels: list[str]) -> NearestCut | None:
    """The next worse level, and the score below which the account would drop to it."""
    score, position = standing.score, _position(scheme, standing.grade)
    cut = _cut_for(standing, scheme, position)
    if score is None or cut is None or position + 1 == len(scheme.levels):
        return None
    return NearestCut(scheme.levels[position + 1].code, labels[position + 1], cut, cut - score)


def _cut_for(standing: Standing, scheme: GradeScheme, position: int) -> float | None:
    """A level's cut as it is for this account: hysteresis holds the grade of the last season, up and down."""
    cut = scheme.levels[position].cut
    codes = [level.code for level in scheme.levels]
    if cut is None or standing.previous_grade not in codes:
        return cut
    holds = codes.index(standing.previous_grade) <= position
    return cut - scheme.hysteresis if holds else cut + scheme.hysteresis


def _position(scheme: GradeScheme, code: str) -> int:
    return [level.code for level in scheme.levels].index(code)
