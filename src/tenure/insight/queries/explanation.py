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
    """The next better level with a cut that the score does not meet; a held grade asks for the hysteresis on top."""
    score, extra = standing.score, scheme.hysteresis if standing.previous_grade else 0.0
    if score is None:
        return None
    for position in reversed(range(_position(standing, scheme))):
        cut = scheme.levels[position].cut
        if cut is not None and score < cut + extra:
            return NearestCut(scheme.levels[position].code, labels[position], cut + extra, cut + extra - score)
    return None


def _fall(standing: Standing, scheme: GradeScheme, labels: list[str]) -> NearestCut | None:
    """The next worse level, and the score below which the account drops to it once this grade is held."""
    score, position = standing.score, _position(standing, scheme)
    cut = scheme.levels[position].cut
    if score is None or cut is None or position + 1 == len(scheme.levels):
        return None
    bound = cut - scheme.hysteresis
    return NearestCut(scheme.levels[position + 1].code, labels[position + 1], bound, bound - score)


def _position(standing: Standing, scheme: GradeScheme) -> int:
    return [level.code for level in scheme.levels].index(standing.grade)
