"""The views of a board as tabs: the same facts, drawn and listed in several ways."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tenure.web.components.board_address import BoardAddress

VIEWS = {
    "account-board": pgettext_lazy("relationships", "Board"),
    "board-map": _("Political map"),
    "board-interest": _("Power and interest"),
    "board-roles": _("Buying centre"),
    "board-consensus": _("Consensus"),
    "board-levels": _("Levels"),
    "board-network": _("Network"),
    "who-knows-whom": _("Who knows whom"),
}
JUDGED = frozenset({"board-map", "board-interest", "board-roles", "board-consensus"})
"""The views that are made of nothing but how people are judged."""


@dataclass(frozen=True)
class Tab:
    """A view: what it is called, where it is, and whether it is the one that is shown."""

    label: str | Promise
    url: str
    is_here: bool
    count: int | None = None


def view_tabs(address: BoardAddress, *, judged: bool) -> list[Tab]:
    """The views that the reader may see of a board."""
    return [
        Tab(label, address.view(page), page == address.page)
        for page, label in VIEWS.items()
        if judged or page not in JUDGED
    ]
