"""How firmly an account's grade stands when the weights, which are opinions, are changed."""

from dataclasses import dataclass, replace

from django.db.models import Q

from tenure.analytics.criteria import Criterion, GradeScheme
from tenure.analytics.sensitivity import Swap, grade_shares, swap_weights
from tenure.core.policy import Actor
from tenure.insight.models import Ranking, Standing
from tenure.insight.queries.explanation import explanation
from tenure.insight.queries.rankings import criteria_of, scheme_of

Scores = list[float | None]
# Rivals for the places of a grade: so many of the best by rank for each place, and never fewer than FEWEST_RIVALS.
RIVALS_PER_PLACE = 20
FEWEST_RIVALS = 500


@dataclass(frozen=True)
class WeightChange:
    """The weight of one criterion, as a share of 1, at which something changes, the others in proportion.

    `relative_percent` is the change in percent of today's weight before all are made to sum to 1 again, negative for
    less; `label` the grade it leads to, empty where it is a change of places.
    """

    code: str
    name: str
    weight: float
    swap_weight: float
    relative_percent: float | None
    label: str = ""


@dataclass(frozen=True)
class Neighbour:
    """The account one place up or down, if the member sees it, and the weights at which the two change places."""

    standing: Standing
    changes: tuple[WeightChange, ...]


@dataclass(frozen=True)
class Sensitivity:
    """What would change an account's grade or place.

    `holds` is the share of plausible weightings in which the account keeps its grade, `shares` that of every grade by
    its label; both are None where nothing is known of the account. `grade_changes` are the weights at which its score
    would cross the nearest cut, the shortest way first; the first of them is the most critical criterion.
    """

    holds: float | None
    shares: tuple[tuple[str, float], ...]
    grade_changes: tuple[WeightChange, ...]
    above: Neighbour | None
    below: Neighbour | None

    @property
    def most_critical(self) -> WeightChange | None:
        """The criterion whose weight needs the smallest relative change to move the account across a cut."""
        return self.grade_changes[0] if self.grade_changes else None


def grade_holds(standing: Standing) -> float | None:
    """The share of plausible weightings in which the account keeps its grade; None where nothing is known of it."""
    ranking = standing.ranking
    shares = _shares_of_grades(standing, ranking, criteria_of(ranking))
    return None if shares is None else shares[_codes(ranking).index(standing.grade)]


def sensitivity(standing: Standing, member: Actor) -> Sensitivity:
    """How the account's grade and place depend on the weights; neighbours the member may not see are left out."""
    ranking = standing.ranking
    criteria = criteria_of(ranking)
    shares = _shares_of_grades(standing, ranking, criteria)
    return Sensitivity(
        holds=None if shares is None else shares[_codes(ranking).index(standing.grade)],
        shares=() if shares is None else tuple(zip(ranking.labels, shares, strict=True)),
        grade_changes=_grade_changes(standing, criteria),
        above=_neighbour(standing, standing.rank - 1, member, criteria),
        below=_neighbour(standing, standing.rank + 1, member, criteria),
    )


def _codes(ranking: Ranking) -> list[str]:
    return [level["code"] for level in ranking.scheme["levels"]]


def _scores(standing: Standing, criteria: tuple[Criterion, ...]) -> Scores:
    return [standing.scores.get(criterion.code) for criterion in criteria]


def _weights(criteria: tuple[Criterion, ...]) -> list[float]:
    return [criterion.weight for criterion in criteria]


def _shares_of_grades(standing: Standing, ranking: Ranking, criteria: tuple[Criterion, ...]) -> list[float] | None:
    """The share of plausible weightings per level, best first; without places an account's rivals do not matter."""
    if standing.score is None or standing.knocked_out:
        return None
    scheme = scheme_of(ranking)
    table, row = [_scores(standing, criteria)], 0
    if _has_places(scheme):
        table, row = _rivals(standing, ranking, criteria)
    return [float(share) for share in grade_shares(_weights(criteria), table, scheme).shares[row]]


def _has_places(scheme: GradeScheme) -> bool:
    return any(level.places is not None for level in scheme.levels[:-1])


def _rivals(standing: Standing, ranking: Ranking, criteria: tuple[Criterion, ...]) -> tuple[list[Scores], int]:
    """The account's scores and those of its rivals in order of rank, the knocked out as unknown, and the account's row.

    Rivals are the accounts near enough to a grade with places to take one from it under some weights. Whoever ranks
    below twenty times as many accounts as there are places is left out, so that the time does not grow with the
    portfolio; where fewer are ranked, all are looked at and the shares are exact.
    """
    rivals = max(FEWEST_RIVALS, RIVALS_PER_PLACE * sum(level.places or 0 for level in scheme_of(ranking).levels))
    near = ranking.standings.filter(Q(rank__lte=rivals) | Q(pk=standing.pk)).order_by("rank")
    table: list[Scores] = []
    place = 0
    for account, scores, knocked_out in near.values_list("account_id", "scores", "knocked_out"):
        if account == standing.account_id:
            place = len(table)
        table.append([None if knocked_out else scores.get(criterion.code) for criterion in criteria])
    return table, place


def _grade_changes(standing: Standing, criteria: tuple[Criterion, ...]) -> tuple[WeightChange, ...]:
    """Crossing a cut is changing places with an account that scores exactly the cut in everything."""
    explained, scores = explanation(standing), _scores(standing, criteria)
    changes = [
        replace(change, label=cut.label)
        for cut in (explained.rise, explained.fall)
        if cut is not None
        for change in _changes(criteria, scores, [cut.score] * len(criteria))
    ]
    return tuple(sorted(changes, key=_effort))


def _neighbour(standing: Standing, rank: int, member: Actor, criteria: tuple[Criterion, ...]) -> Neighbour | None:
    visible = Standing.objects.visible_to(member).filter(ranking=standing.ranking_id, rank=rank)
    other = visible.select_related("account").first()
    if other is None:
        return None
    changes = _changes(criteria, _scores(standing, criteria), _scores(other, criteria))
    return Neighbour(other, tuple(sorted(changes, key=_effort)))


def _changes(criteria: tuple[Criterion, ...], one: Scores, other: Scores) -> list[WeightChange]:
    swaps = swap_weights(_weights(criteria), one, other)
    return [_change(criteria[swap.criterion], swap, swap.swap_weight) for swap in swaps if swap.swap_weight is not None]


def _change(criterion: Criterion, swap: Swap, swap_weight: float) -> WeightChange:
    relative = None if swap.relative_percent is None else -swap.relative_percent
    return WeightChange(criterion.code, criterion.name, swap.weight, swap_weight, relative)


def _effort(change: WeightChange) -> float:
    return abs(change.relative_percent) if change.relative_percent is not None else float("inf")
