"""A way of looking at the portfolio: which accounts, in which order, in which columns; the list's address in words.

What somebody writes never names a field of the database: a parameter of the allow-list is looked up, its value is read
by the parameter's type, and only then does a condition of ours come of it.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext as _

from tenure.accounts.choices import AccountKind
from tenure.insight.choices import Movement

MOST_CHARACTERS = 200
GREATEST_NUMBER = 2**63 - 1
GREATEST_RANK = 2**31 - 1
NOBODY = "none"
YES, NO = "yes", "no"

_CODE = re.compile(r"[A-Za-z0-9_-]{1,10}")
_AMOUNT = re.compile(r"-?[0-9]{1,13}(\.[0-9]{1,2})?")
_NUMBER = re.compile(r"[0-9]{1,19}")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True)
class Parameter:
    """Something that may be asked for: how its value is read, what it means, and whose column it speaks of.

    `of_account` parameters narrow the accounts, the others their places in the ranking.
    """

    read: Callable[[str], Any]
    means: Callable[[Any], Q]
    of_account: bool = False


def _code(text: str) -> str:
    if not _CODE.fullmatch(text):
        raise ValueError(_("a code of 1 to 10 letters, digits, - or _"))
    return text


def _flag(text: str) -> bool:
    if text not in (YES, NO):
        raise ValueError(_("%(yes)s or %(no)s") % {"yes": YES, "no": NO})
    return text == YES


def _amount(text: str) -> Decimal:
    if not _AMOUNT.fullmatch(text):
        raise ValueError(_("an amount such as 250000 or 99.50"))
    return Decimal(text)


def _member(text: str) -> int | None:
    if text == NOBODY:
        return None
    return _number(text, GREATEST_NUMBER)


def _number(text: str, greatest: int) -> int:
    if not (_NUMBER.fullmatch(text) and int(text) <= greatest):
        raise ValueError(_("a whole number up to %(greatest)s") % {"greatest": greatest})
    return int(text)


def _line(text: str) -> str:
    if not text.strip() or len(text) > MOST_CHARACTERS or _UNPRINTABLE.search(text):
        raise ValueError(_("1 to %(most)s printable characters") % {"most": MOST_CHARACTERS})
    return text.strip()


def _one_of(values: Iterable[str]) -> Callable[[str], str]:
    allowed = tuple(values)

    def read(text: str) -> str:
        if text not in allowed:
            raise ValueError(_("one of %(allowed)s") % {"allowed": ", ".join(allowed)})
        return text

    return read


UNKNOWN = {"growth": Q(growth=None), "margin": Q(margin=None), "any": Q(completeness__lt=1)}

PARAMETERS: dict[str, Parameter] = {
    "key": Parameter(_flag, lambda yes: Q(is_key=yes)),
    "grade": Parameter(_code, lambda code: Q(grade=code)),
    "owner": Parameter(_member, lambda member: Q(owner=member), of_account=True),
    "country": Parameter(_line, lambda country: Q(country=country), of_account=True),
    "kind": Parameter(_one_of(AccountKind), lambda kind: Q(kind=kind), of_account=True),
    "provisional": Parameter(_flag, lambda yes: Q(provisional=yes)),
    "despite": Parameter(_flag, lambda yes: ~Q(despite="") if yes else Q(despite="")),
    "movement": Parameter(_one_of(Movement), lambda movement: Q(movement=movement)),
    "revenue_from": Parameter(_amount, lambda amount: Q(revenue__gte=amount)),
    "revenue_to": Parameter(_amount, lambda amount: Q(revenue__lte=amount)),
    "unknown": Parameter(_one_of(UNKNOWN), lambda what: UNKNOWN[what]),
}
TEXT = "q"


@dataclass(frozen=True)
class Sort:
    """An order of the list: by a column of the standing, which may be unknown, or by one of the account."""

    column: str
    nullable: bool = False


SORTS: dict[str, Sort] = {
    "rank": Sort("rank"),
    "name": Sort("name"),
    "revenue": Sort("revenue"),
    "growth": Sort("growth", nullable=True),
    "margin": Sort("margin", nullable=True),
    "score": Sort("score", nullable=True),
    "owner": Sort("owner"),
}
# What of an account each group has in common.
GROUPS: dict[str, str] = {"grade": "grade", "owner": "account__owner", "country": "account__country"}
COLUMNS = ("grade", "revenue", "growth", "margin", "trend", "score", "why", "owner", "country", "kind", "known")
DEFAULT_COLUMNS = ("grade", "revenue", "trend", "why", "owner")


@dataclass(frozen=True)
class LeagueView:
    """What a list of the portfolio was asked for.

    `conditions` are the values of the parameters by name, `texts` the same as they stand in an address. `sort` is the
    name of an order, `group` of what groups have in common or empty; `after` is the rank of the row before the page.
    """

    conditions: Mapping[str, Any] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    sort: str = "rank"
    descending: bool = False
    group: str = ""
    columns: tuple[str, ...] = DEFAULT_COLUMNS
    after: int = 0

    @property
    def of_standings(self) -> Q:
        """The conditions on places in the ranking."""
        return self._meaning(of_account=False)

    @property
    def of_accounts(self) -> Q:
        """The conditions on accounts, the text left out."""
        return self._meaning(of_account=True)

    @property
    def asks_of_accounts(self) -> bool:
        """Whether anything is asked of the accounts themselves."""
        return bool(self.text) or bool(self.of_accounts)

    @property
    def is_whole(self) -> bool:
        """Whether every account of the portfolio is shown."""
        return not self.conditions and not self.text

    def _meaning(self, *, of_account: bool) -> Q:
        meaning = Q()
        for name, value in self.conditions.items():
            parameter = PARAMETERS[name]
            if parameter.of_account == of_account:
                meaning &= parameter.means(value)
        return meaning

    @property
    def definition(self) -> dict[str, str]:
        """The parameters that make this view again, the page left out; every one is said, so that none is guessed."""
        columns = {} if self.columns == DEFAULT_COLUMNS else {"columns": ",".join(self.columns)}
        return {
            **self.texts,
            **({TEXT: self.text} if self.text else {}),
            "sort": f"{'-' if self.descending else ''}{self.sort}",
            **({"group": self.group} if self.group else {}),
            **columns,
        }

    def without(self, name: str) -> "LeagueView":
        """The same view with one condition less, from its first page."""
        if name == TEXT:
            return replace(self, text="", after=0)
        conditions = {key: value for key, value in self.conditions.items() if key != name}
        return replace(self, conditions=conditions, texts={key: self.texts[key] for key in conditions}, after=0)


KEY_ACCOUNTS = LeagueView(conditions={"key": True}, texts={"key": YES})


def read_view(parameters: Mapping[str, str]) -> tuple[LeagueView, dict[str, str]]:
    """The view that an address asks for, and a sentence for each parameter that was left out because it says nothing.

    >>> view, refused = read_view({"grade": "a", "sort": "-revenue", "password": "x", "owner": "me"})
    >>> view.definition
    {'grade': 'a', 'sort': '-revenue'}
    >>> list(refused)
    ['password', 'owner']
    """
    read = _Reading(parameters)
    return (
        LeagueView(
            conditions=read.conditions,
            texts={name: parameters[name].strip() for name in read.conditions},
            text=read.value(TEXT, _line, ""),
            sort=read.value("sort", _sort, "rank").removeprefix("-"),
            descending=read.value("sort", _sort, "rank").startswith("-"),
            group=read.value("group", _one_of(GROUPS), ""),
            columns=read.value("columns", _columns, DEFAULT_COLUMNS),
            after=read.value("after", lambda text: _number(text, GREATEST_RANK), 0),
        ),
        read.refused,
    )


class _Reading:
    """Parameters being read, with what could not be."""

    def __init__(self, parameters: Mapping[str, str]) -> None:
        self.parameters = {name: text for name, text in parameters.items() if text != ""}
        self.refused: dict[str, str] = {}
        for name in self.parameters:
            if name not in (*PARAMETERS, TEXT, "sort", "group", "columns", "after"):
                self.refused[name[:60]] = _("%(name)r cannot be asked for here.") % {"name": name[:60]}
        self.conditions = self._conditions()

    def _conditions(self) -> dict[str, Any]:
        missing = object()
        values = {name: self.value(name, PARAMETERS[name].read, missing) for name in PARAMETERS}
        return {name: value for name, value in values.items() if value is not missing}

    def value(self, name: str, read: Callable[[str], Any], default: Any) -> Any:
        """What a parameter says, or the default where it says nothing that can be read."""
        text = self.parameters.get(name)
        if text is None:
            return default
        try:
            return read(text)
        except ValueError as error:
            sentence = _("%(text)r will not do for %(name)s; it takes %(allowed)s.")
            self.refused[name] = sentence % {"text": text[:60], "name": name, "allowed": error}
            return default


def _sort(text: str) -> str:
    return _one_of([f"{sign}{name}" for name in SORTS for sign in ("", "-")])(text)


def _columns(text: str) -> tuple[str, ...]:
    names = text.split(",")
    if not set(names) <= set(COLUMNS):
        raise ValueError(_("names of columns: %(columns)s") % {"columns": ", ".join(COLUMNS)})
    # In the table's own order, each once.
    return tuple(name for name in COLUMNS if name in names)


def unknown_last(sort: Sort, *, descending: bool) -> Any:
    """The order's expression where rows of several groups are put into order at once."""
    return F(sort.column).desc(nulls_last=True) if descending else F(sort.column).asc(nulls_last=True)
