"""Who of ours knows whom at an account, and how well, as a table of contacts by members."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tenure.accounts.models import Account, Contact, TeamMember
from tenure.analytics.board.position import STANDARD, reaches
from tenure.analytics.board.ties import cover, is_single_threaded
from tenure.people.models import Member
from tenure.relationships.queries.ties import Pair, TieOn, ties_on


@dataclass(frozen=True)
class HeatRow:
    """One of theirs: the ties to them in the order of the columns, None where there is none, and what they cover."""

    contact: Contact
    ties: Sequence[TieOn | None]
    cover: float
    is_single_threaded: bool


@dataclass(frozen=True)
class HeatMap:
    """The columns are members of ours; `lines` counts for each the ties that count as lines."""

    members: Sequence[Member]
    rows: Sequence[HeatRow]
    lines: Sequence[int]


def heat_map(account: Account, contacts: Iterable[Contact], day: date) -> HeatMap:
    """The ties of an account on a day; four queries, however many. Who has left, of either side, is not shown.

    The team stands in front, then whoever else of ours has a tie.
    """
    present = [contact for contact in contacts if contact.left_on is None or contact.left_on > day]
    ties = ties_on(account.pk, day)
    members = _members(account, ties)
    rows = [_row(contact, members, ties) for contact in present]
    lines = [sum(_is_line(row.ties[place]) for row in rows) for place in range(len(members))]
    return HeatMap(members, rows, lines)


def _members(account: Account, ties: Mapping[Pair, TieOn]) -> list[Member]:
    team = set(TeamMember.objects.filter(account=account, valid_to=None).values_list("member_id", flat=True))
    tied = {tie.member for tie in ties.values() if tie.strength > 0}
    found = Member.objects.active().filter(pk__in=team | tied).order_by("name", "pk")
    return sorted(found, key=lambda member: member.pk not in team)


def _row(contact: Contact, members: Sequence[Member], ties: Mapping[Pair, TieOn]) -> HeatRow:
    found = [ties.get((member.pk, contact.pk)) for member in members]
    strengths = [tie.strength for tie in found if tie]
    return HeatRow(contact, found, cover(strengths), is_single_threaded(strengths))


def _is_line(tie: TieOn | None) -> bool:
    return tie is not None and reaches(tie.strength, STANDARD.line)
