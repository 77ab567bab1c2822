"""Who of us does what for an account, area by area."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from tenure.accounts.choices import WorkArea, WorkPart
from tenure.accounts.models import Account, Responsibility, TeamMember
from tenure.people.models import Member

Parts = Mapping[int, WorkPart]


@dataclass(frozen=True)
class AreaParts:
    """An area of the work with what each of ours has to do with it, by the member's number."""

    area: WorkArea
    parts: Parts

    @property
    def accountable(self) -> int | None:
        """Who answers for it."""
        return next((member for member, part in self.parts.items() if part == WorkPart.ACCOUNTABLE), None)


@dataclass(frozen=True)
class WhoDoesWhat:
    """An account's work: its team of today, those who hold a part without being on it, and every area."""

    team: Sequence[TeamMember]
    strangers: Sequence[Member]
    areas: Sequence[AreaParts]

    @property
    def members(self) -> list[Member]:
        """Everybody who has a column: the team, then who has left it."""
        return [*(assignment.member for assignment in self.team), *self.strangers]

    @property
    def unanswered(self) -> list[WorkArea]:
        """The areas that nobody answers for."""
        return [one.area for one in self.areas if one.accountable is None]


def who_does_what(account: Account) -> WhoDoesWhat:
    """Read it; two queries. Ask only for an account that the reader sees."""
    team = TeamMember.objects.filter(account=account, valid_to=None).filter(Q(member__is_active=True))
    by_name = sorted(team.select_related("member"), key=lambda one: (one.role != "owner", one.member.name))
    held = list(Responsibility.objects.held().filter(account=account).select_related("member").order_by("pk"))
    on_team = {assignment.member_id for assignment in by_name}
    strangers = {one.member_id: one.member for one in held if one.member_id not in on_team}
    ordered = sorted(strangers.values(), key=lambda member: member.name)
    return WhoDoesWhat(by_name, ordered, [AreaParts(area, _parts(held, area)) for area in WorkArea])


def _parts(held: Iterable[Responsibility], area: WorkArea) -> Parts:
    return {one.member_id: WorkPart(one.part) for one in held if one.area == area}
