"""The cells of the heat map, ready to be drawn."""

from collections.abc import Collection
from dataclasses import dataclass

from tenure.people.models import Member
from tenure.relationships.queries.heat_map import HeatMap, HeatRow
from tenure.relationships.queries.ties import TieOn
from tenure.web.templatetags.figures import plain
from tenure.web.templatetags.judgement import strength_word

LEAST = 0.005


@dataclass(frozen=True)
class HeatCell:
    """One tie: what its box sends, its number and word, its shade of 0 to 4, and whether it was said by hand."""

    code: str
    member: Member
    number: str
    word: str
    shade: int
    is_by_hand: bool
    is_ticked: bool


def heat_rows(shown: HeatMap, ticked: Collection[str] = ()) -> list[tuple[HeatRow, list[HeatCell]]]:
    """Each contact with the cells of their ties, in the order of the members."""
    return [
        (row, [_cell(row, member, tie, ticked) for member, tie in zip(shown.members, row.ties, strict=True)])
        for row in shown.rows
    ]


def shade(strength: float) -> int:
    """How dark a tie is drawn: a step for each word.

    >>> [shade(strength) for strength in (0.0, 0.1, 0.3, 0.5, 0.8, 1.0)]
    [0, 1, 2, 3, 4, 4]
    """
    return 0 if strength <= 0 else 1 + sum(strength >= limit for limit in (0.3, 0.5, 0.8))


def _cell(row: HeatRow, member: Member, tie: TieOn | None, ticked: Collection[str]) -> HeatCell:
    # What would be written as nought is none.
    strength = tie.strength if tie and tie.strength >= LEAST else 0.0
    code = f"{member.pk}-{row.contact.pk}"
    return HeatCell(
        code=code,
        member=member,
        number=plain(strength) if strength > 0 else "",
        word=strength_word(strength),
        shade=shade(strength),
        is_by_hand=tie is not None and tie.by_hand is not None,
        is_ticked=code in ticked,
    )
