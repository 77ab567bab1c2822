"""The address of a board's screen: it says all that is shown, so that any view can be sent to somebody."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from tenure.analytics.board.routes import LineKind

LONGEST_NAME = 300


@dataclass(frozen=True)
class BoardAddress:
    """What is asked for: which decision, on which day, changes since when, which lines (None for the usual ones),
    without whom, and whether as a version to share. What is not asked for is None or empty. `page` is the view of the
    board by its URL's name, and `more` what that view alone asks for."""

    account: int
    decision: int | None = None
    on: date | None = None
    since: date | None = None
    lines: Sequence[str] | None = None
    without: str = ""
    shared: bool = False
    page: str = "account-board"
    more: Sequence[tuple[str, str]] = ()

    @property
    def fields(self) -> list[tuple[str, str]]:
        """The parameters as names and texts, for an address or a form's hidden fields."""
        said: list[tuple[str, Any]] = [("decision", self.decision), ("on", self.on), ("since", self.since)]
        said += [("lines", name) for name in self.lines or ()]
        said += [("without", self.without), ("shared", "1" if self.shared else ""), *self.more]
        return [(name, str(value)) for name, value in said if value]

    def but(self, **changes: Any) -> str:
        """The address of the screen with some of it changed."""
        asked = replace(self, **changes)
        return self._at(asked.page, asked)

    @property
    def form(self) -> str:
        """Where a form that changes the address leads, without its parameters."""
        return reverse(self.page, args=[self.account])

    def view(self, page: str, *more: tuple[str, str]) -> str:
        """The address of another view of the same board."""
        return self.but(page=page, more=more, lines=None, without="", since=None)

    def person(self, contact: int) -> str:
        """The address of one person on this board."""
        return self._at("board-person", replace(self, lines=None, without="", since=None, more=()), contact)

    @property
    def for_sharing(self) -> "BoardAddress":
        """The same without the lines that a shared board does not have."""
        own = (LineKind.OURS, "none")
        return replace(self, lines=None if self.lines is None else [name for name in self.lines if name in own])

    @property
    def curve(self) -> str:
        """The address of the evaluation curve."""
        return self._at("board-curve", replace(self, lines=None, without="", since=None, more=()))

    @property
    def exports(self) -> list[tuple[str, str]]:
        """Names and addresses of the same as a file."""
        kinds = {"pdf": _("Page (PDF)"), "pptx": _("Slides (PPTX)")}
        kinds |= {"png": _("Picture (PNG)"), "svg": _("Drawing (SVG)")}
        fields = replace(self, since=None).fields
        place = reverse("board-export", args=[self.account])
        return [(name, f"{place}?{urlencode([*fields, ('format', kind)])}") for kind, name in kinds.items()]

    def hidden(self, *names: str) -> list[tuple[str, str]]:
        """The parameters but for those of these names, which a form asks for itself."""
        return [(name, value) for name, value in self.fields if name not in names]

    def _at(self, name: str, asked: "BoardAddress", *more: int) -> str:
        query = urlencode(asked.fields)
        return reverse(name, args=[self.account, *more]) + (f"?{query}" if query else "")


def board_asked(account: int, query: QueryDict) -> BoardAddress:
    """Read the address of a screen; what cannot be understood is left out, as an old link still shows a board."""
    lines = query.getlist("lines")
    return BoardAddress(
        account=account,
        decision=_number(query.get("decision", "")),
        on=_day(query.get("on", "")),
        since=_day(query.get("since", "")),
        lines=[name for name in lines if name in {*LineKind, "none"}] if lines else None,
        without=query.get("without", "")[:LONGEST_NAME],
        shared=query.get("shared") == "1",
    )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
