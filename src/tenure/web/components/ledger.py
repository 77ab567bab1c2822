"""A ledger of promises: its filters as chips, each of which leads to the list that it stands for, and its lines."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tenure.accounts.models import Commitment, Contact
from tenure.accounts.queries.ledger import LedgerFilter, Shown, Side
from tenure.analytics.commitments import Owed, Status, status_on
from tenure.people.models import Member

SHOWN: dict[Shown, Promise] = {
    Shown.OPEN: gettext_lazy("Open"),
    Shown.OVERDUE: gettext_lazy("Overdue"),
    Shown.SETTLED: gettext_lazy("Settled"),
    Shown.ALL: gettext_lazy("All"),
}
SIDES: dict[Side, Promise] = {
    Side.BOTH: gettext_lazy("Both sides"),
    Side.OURS: pgettext_lazy("people", "Ours"),
    Side.THEIRS: pgettext_lazy("people", "Theirs"),
    Side.NOBODYS: gettext_lazy("Nobody's"),
}


@dataclass(frozen=True)
class Chip:
    """A chip: its words, where it leads, and whether that is what is shown; with `remove_url` it takes itself away."""

    label: str
    url: str = ""
    is_here: bool = False
    remove_url: str = ""


@dataclass(frozen=True)
class FilterChips:
    """The chips of a ledger: how far its promises are, whose they are, and what else narrows the list."""

    shown: list[Chip]
    sides: list[Chip]
    narrowed: list[Chip]


def filter_chips(request: HttpRequest, wanted: LedgerFilter, member: Member) -> FilterChips:
    """The filters of the list that is asked for; who reads may ask for their own."""
    here = request.path

    def chip(label: str | Promise, other: LedgerFilter) -> Chip:
        return Chip(str(label), here + _query(other), other == wanted)

    mine = chip(_("Mine"), replace(wanted, side=Side.BOTH, owner=member.pk))
    shown = [chip(label, replace(wanted, shown=one)) for one, label in SHOWN.items()]
    sides = [chip(label, replace(wanted, side=one, owner=None)) for one, label in SIDES.items()]
    return FilterChips(shown, [*sides, mine], _narrowed(here, wanted, member))


def _narrowed(here: str, wanted: LedgerFilter, member: Member) -> list[Chip]:
    chips = []
    if wanted.owner is not None and wanted.owner != member.pk:
        owner = Member.objects.visible_to(member).filter(pk=wanted.owner).first()
        label = owner.name if owner else _("somebody who left")
        chips.append(Chip(label, remove_url=here + _query(replace(wanted, owner=None))))
    if wanted.department:
        chips.append(Chip(wanted.department, remove_url=here + _query(replace(wanted, department=""))))
    return chips


def _query(wanted: LedgerFilter) -> str:
    given: dict[str, str | StrEnum | int | None] = {
        "show": "" if wanted.shown == Shown.OPEN else wanted.shown.value,
        "side": wanted.side.value,
        "owner": wanted.owner,
        "department": wanted.department,
    }
    said = {name: value for name, value in given.items() if value}
    return f"?{urlencode(said)}" if said else ""


class Named(NamedTuple):
    """Somebody or some account, by name."""

    name: str


@dataclass(frozen=True)
class LedgerLine:
    """A promise as values alone, so that equal lines are drawn once; it reads as the promise does."""

    pk: int
    text: str
    outcome: str
    owed: Owed
    account_id: int
    account: Named
    owner: Named | None
    contact: Named | None
    to_member: Named | None
    to_contact: Named | None
    department: str
    client_visible: bool

    @property
    def state(self) -> str:
        """What was done about it."""
        return self.owed.state.value

    @property
    def due_on(self) -> date:
        """The day promised now."""
        return self.owed.due_on

    @property
    def first_due_on(self) -> date:
        """The day first promised."""
        return self.owed.first_due_on

    @property
    def settled_on(self) -> date | None:
        """The day on which it was settled."""
        return self.owed.settled_on

    @property
    def slips(self) -> int:
        """How often it was put off."""
        return self.owed.slips

    def status_on(self, day: date) -> Status:
        """How it stands with it on a day."""
        return status_on(self.owed, day)


def ledger_line(one: Commitment) -> LedgerLine:
    """The line of a promise that brings its account and its people with it."""
    return LedgerLine(
        pk=one.pk,
        text=one.text,
        outcome=one.outcome,
        owed=one.owed,
        account_id=one.account_id,
        account=Named(one.account.name),
        owner=_named(one.owner),
        contact=_named(one.contact),
        to_member=_named(one.to_member),
        to_contact=_named(one.to_contact),
        department=one.department,
        client_visible=one.client_visible,
    )


def _named(somebody: Member | Contact | None) -> Named | None:
    return Named(somebody.name) if somebody else None
