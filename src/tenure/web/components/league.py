"""The rows of the league table, each with what is drawn in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from django.utils.translation import gettext as _

from tenure.core.wording import grade_label
from tenure.insight.models import Ranking, Standing
from tenure.insight.queries.listing import GroupHead, group_key
from tenure.web.components.lines import StandingLine, standing_line
from tenure.web.components.sparkline import Sparkline, sparkline


@dataclass(frozen=True)
class LeagueRow:
    """A standing as plain values, the place of its grade from 1 for the best, and what is drawn beside it.

    `against_sales` is "above" when the account ranks better than it sells, "below" when worse, else "level"; `months`
    are the revenues of the last months. `head` stands above the row and is no part of it.
    """

    standing: StandingLine
    place: int
    against_sales: str
    months: tuple[float, ...]
    head: "Head | None" = field(default=None, compare=False)

    @property
    def trend(self) -> Sparkline | None:
        """The months as a line; None where nothing was sold."""
        return sparkline(self.months)


@dataclass(frozen=True)
class Head:
    """The line above the first row of a group: its name, and what it comes to."""

    label: str
    sums: GroupHead


def league_rows(
    ranking: Ranking,
    standings: Sequence[Standing],
    trends: Mapping[int, Sequence[float]],
    heads: Sequence[Head | None] = (),
) -> list[LeagueRow]:
    """Prepare the standings for drawing; `trends` are the revenues of the last months by account.

    `heads` are what stands above each row, or nothing where the list has no groups.
    """
    return [
        LeagueRow(
            standing=standing_line(standing),
            place=grade_place(ranking, standing.grade),
            against_sales=against_sales(standing),
            months=tuple(trends.get(standing.account_id, ())),
            head=head,
        )
        for standing, head in zip_longest(standings, heads)
    ]


def group_lines(group: str, standings: Sequence[Standing], sums: Mapping[Any, GroupHead]) -> list[Head | None]:
    """The group's line for each row that is the first of its group, else None."""
    lines: list[Head | None] = []
    former: object = lines
    for standing in standings:
        key = group_key(standing, group)
        lines.append(None if key == former else Head(_group_label(group, standing), sums[key]))
        former = key
    return lines


def _group_label(group: str, standing: Standing) -> str:
    if group == "grade":
        return grade_label(standing.label)
    if group == "owner":
        return standing.account.owner.name if standing.account.owner else _("nobody")
    return standing.account.country or _("no country")


def against_sales(standing: Standing) -> str:
    """Whether the account ranks above, below or level with its rank by sales."""
    if standing.rank == standing.rank_by_sales:
        return "level"
    return "above" if standing.rank < standing.rank_by_sales else "below"


def grade_place(ranking: Ranking, grade: str) -> int:
    """The place of a grade among the ranking's levels, 1 for the best; decides a badge's colour."""
    codes = [level["code"] for level in ranking.scheme["levels"]]
    return codes.index(grade) + 1 if grade in codes else len(codes) + 1
