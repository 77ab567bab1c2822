"""The filters of a ledger of promises as chips: each leads to the list that it stands for."""

from dataclasses import dataclass, replace
from enum import StrEnum

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tenure.accounts.queries.ledger import LedgerFilter, Shown, Side
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
