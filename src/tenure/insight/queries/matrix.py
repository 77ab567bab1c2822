"""The portfolio as a matrix: how attractive each account is, how strong we are there, what it brings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isnan

from tenure.analytics.criteria import Criterion
from tenure.analytics.matrix import Axis, CutLines, Placement, place, proposed_axis
from tenure.analytics.sensitivity import weighted_scores
from tenure.core.policy import Actor
from tenure.insight.league_view import LeagueView
from tenure.insight.models import Ranking, Standing
from tenure.insight.queries.listing import chosen
from tenure.insight.queries.rankings import criteria_of

MOST_BUBBLES = 300
# Without the ranking's number Django would ask for it once for each row.
READ = ("ranking_id", "revenue", "margin", "scores", "account__name")
# Nobody has scored a competitor, so strength is our own score of 10 and its line the middle of that scale.
LINES = CutLines(attractiveness=5.0, relative_strength=5.0)


@dataclass(frozen=True)
class Placed:
    """An account in the matrix: both scores of 10, None where nothing is known; its box and its distance to the lines.

    `margin_rate` is a fraction of revenue, None where unknown.
    """

    standing: Standing
    attractiveness: float | None
    strength: float | None
    placement: Placement
    margin_rate: float | None


@dataclass(frozen=True)
class Matrix:
    """The accounts with the most revenue that a view shows, and what the axes are made of.

    `more` says that there are others, which are not drawn; `unplaced` are those of which one axis is unknown.
    """

    placed: list[Placed]
    unplaced: list[Placed]
    more: bool
    axes: Mapping[Axis, tuple[Criterion, ...]]


def matrix_of(ranking: Ranking, member: Actor, view: LeagueView) -> Matrix:
    """Place the accounts that a view shows, at most 300 of them, those with the most revenue first."""
    axes = axes_of(ranking)
    rows = chosen(ranking, member, view).select_related("account").only(*READ)
    standings = list(rows.order_by("-revenue", "-rank")[: MOST_BUBBLES + 1])
    shown = standings[:MOST_BUBBLES]
    up, along = (_scores(axes[axis], shown) for axis in (Axis.ATTRACTIVENESS, Axis.STRENGTH))
    found = [_placed(standing, y, x) for standing, y, x in zip(shown, up, along, strict=True)]
    return Matrix(
        placed=[one for one in found if one.placement.box],
        unplaced=[one for one in found if not one.placement.box],
        more=len(standings) > MOST_BUBBLES,
        axes=axes,
    )


def axes_of(ranking: Ranking) -> dict[Axis, tuple[Criterion, ...]]:
    """The weighted criteria of each axis."""
    criteria = [criterion for criterion in criteria_of(ranking) if criterion.weight > 0]
    return {axis: tuple(one for one in criteria if proposed_axis(one.measure) == axis) for axis in Axis}


def _scores(criteria: Sequence[Criterion], standings: Sequence[Standing]) -> list[float | None]:
    """The weighted mean of what is known of each account; None where nothing is, or where the axis has no criteria."""
    if not criteria or not standings:
        return [None] * len(standings)
    rows = [[standing.scores.get(criterion.code) for criterion in criteria] for standing in standings]
    means = weighted_scores([criterion.weight for criterion in criteria], rows)
    return [None if isnan(mean) else float(mean) for mean in means]


def _placed(standing: Standing, up: float | None, along: float | None) -> Placed:
    margin, revenue = standing.margin, standing.revenue
    rate = float(margin / revenue) if margin is not None and revenue > 0 else None
    return Placed(standing, up, along, place(up, along, LINES), rate)
