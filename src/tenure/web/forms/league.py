"""What the portfolio's address says, and how its parameters are shown to be changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenure.accounts.choices import account_kind_choices
from tenure.insight.choices import movement_choices
from tenure.insight.league_view import COLUMNS, GROUPS, NO, NOBODY, SORTS, TEXT, YES, LeagueView, read_view

COLUMN_NAMES = {
    "grade": gettext_lazy("Grade"),
    "revenue": gettext_lazy("Revenue"),
    "growth": gettext_lazy("Growth"),
    "margin": gettext_lazy("Margin"),
    "trend": gettext_lazy("Trend"),
    "score": gettext_lazy("Score"),
    "why": gettext_lazy("Why"),
    "owner": gettext_lazy("Owner"),
    "country": gettext_lazy("Country"),
    "kind": gettext_lazy("Kind"),
    "known": gettext_lazy("Known"),
}
# Which order a column's header asks for.
SORTED_BY = {"revenue": "revenue", "growth": "growth", "margin": "margin", "score": "score", "owner": "owner"}
# Columns whose first click shows the largest first.
LARGEST_FIRST = frozenset({"revenue", "growth", "margin", "score"})
PARAMETER_NAMES = {
    "key": gettext_lazy("Key account"),
    "grade": gettext_lazy("Grade"),
    "owner": gettext_lazy("Owner"),
    "country": gettext_lazy("Country"),
    "kind": gettext_lazy("Kind"),
    "provisional": gettext_lazy("Provisional"),
    "despite": gettext_lazy("Qualifies despite something"),
    "movement": gettext_lazy("Since last season"),
    "revenue_from": gettext_lazy("Revenue from"),
    "revenue_to": gettext_lazy("Revenue to"),
    "unknown": gettext_lazy("Unknown"),
    TEXT: gettext_lazy("Name or city"),
}
GROUP_NAMES = {"grade": gettext_lazy("Grade"), "owner": gettext_lazy("Owner"), "country": gettext_lazy("Country")}
Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Chip:
    """A condition in words, and the address of the same list without it."""

    name: str
    value: str
    without: str


@dataclass(frozen=True)
class Control:
    """A parameter that can be changed: a list of choices, or without choices a line to write in."""

    parameter: str
    name: str
    value: str
    choices: Choices


@dataclass(frozen=True)
class Header:
    """A column of the table, and the address that puts the list into its order; `direction` is for those who listen."""

    column: str
    name: str
    order: str
    direction: str


def view_in(query: QueryDict) -> tuple[LeagueView, dict[str, str]]:
    """The view that an address asks for; columns may be ticked one by one."""
    parameters = {name: query.get(name, "") for name in query}
    if "columns" in query:
        parameters["columns"] = ",".join(query.getlist("columns"))
    return read_view({name: str(value) for name, value in parameters.items()})


def address_of(view: LeagueView, **changes: str) -> str:
    """The query string of a view, with some parameters changed; an empty value leaves one out."""
    parameters = {**view.definition, **changes}
    return "?" + urlencode({name: value for name, value in parameters.items() if value})


def chips(view: LeagueView, names: Mapping[str, Mapping[str, str]]) -> list[Chip]:
    """The conditions of a view; `names` are the values' words where an address has only their numbers or codes."""
    texts = {**view.texts, **({TEXT: view.text} if view.text else {})}
    return [
        Chip(
            name=str(PARAMETER_NAMES[name]),
            value=names.get(name, {}).get(text, text),
            without=address_of(view.without(name)),
        )
        for name, text in texts.items()
    ]


def value_names(grades: Choices, owners: Choices, countries: Sequence[str]) -> dict[str, Choices]:
    """What each parameter may be set to, in words."""
    yes_no = [(YES, _("yes")), (NO, _("no"))]
    return {
        "key": yes_no,
        "grade": grades,
        "owner": [*owners, (NOBODY, _("nobody"))],
        "country": [(country, country) for country in countries if country],
        "kind": account_kind_choices(),
        "provisional": yes_no,
        "despite": yes_no,
        "movement": movement_choices(),
        "unknown": [("any", _("anything")), ("growth", _("growth")), ("margin", _("margin"))],
    }


def controls(view: LeagueView, allowed: Mapping[str, Choices]) -> tuple[Control, ...]:
    """Every parameter with the value that it has now."""
    texts = {**view.texts, TEXT: view.text}
    return tuple(
        Control(name, str(label), texts.get(name, ""), tuple(allowed.get(name, ())))
        for name, label in PARAMETER_NAMES.items()
        if name != TEXT
    )


def headers(view: LeagueView) -> tuple[Header, ...]:
    """Rank, name and the chosen columns, with the order that each header asks for."""
    return tuple(_header(view, name) for name in ("rank", "name", *view.columns))


def _header(view: LeagueView, column: str) -> Header:
    label = {"rank": _("Rank"), "name": _("Account")}.get(column) or str(COLUMN_NAMES[column])
    sort = SORTED_BY.get(column, column if column in ("rank", "name") else "")
    if not sort:
        return Header(column, label, "", "")
    here = view.sort == sort
    descending = not view.descending if here else sort in LARGEST_FIRST
    direction = ("descending" if view.descending else "ascending") if here else ""
    return Header(column, label, address_of(replace(view, sort=sort, descending=descending, after=0)), direction)


def orders() -> Choices:
    """Every order in words, for a list to choose from."""
    words = {"rank": _("Rank"), "name": _("Account")}
    return tuple((name, words.get(name) or str(COLUMN_NAMES[name])) for name in SORTS)


def groups() -> Choices:
    """What rows can be put together by, in words."""
    return tuple((name, str(GROUP_NAMES[name])) for name in GROUPS)


def columns(view: LeagueView) -> tuple[tuple[str, str, bool], ...]:
    """Every column there is: its name in the address, in words, and whether it is shown."""
    return tuple((name, str(COLUMN_NAMES[name]), name in view.columns) for name in COLUMNS)
