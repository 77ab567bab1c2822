"""The facts of an account as a column of lines, each of which may be edited in place."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tenure.accounts.models import Account
from tenure.accounts.queries import Rival
from tenure.core.errors import ConflictError
from tenure.core.field_labels import label_of
from tenure.web.templatetags.figures import count, money

# Facts that may be missing without anything to be said about it.
SHOWN = (
    "kind", "level", "type", "industry", "street", "postcode", "city", "region", "country", "phone", "email", "website",
    "employees", "turnover", "currency", "customer_since", "legal_id",
    "time_zone",
)  # fmt: skip


@dataclass(frozen=True)
class FactLine:
    """A fact: the field, what it is called, its value in words; empty where nobody knows it.

    Whether the value is markup is decided by the field alone, so that equal lines are drawn alike.
    """

    field: str
    label: str
    value: str | SafeString


def fact_lines(account: Account, fields: Iterable[str] = SHOWN) -> list[FactLine]:
    """The account's facts in the order in which they are read."""
    return [fact_line(account, field) for field in fields]


def fact_line(account: Account, field: str) -> FactLine:
    """One fact of the account."""
    return FactLine(field, str(label_of(field)), shown(account, field, getattr(account, field)))


def shown(record: models.Model, field: str, value: Any) -> str | SafeString:
    """A field's value in words; empty for an unknown one, which is never a zero."""
    if value is None or value == "":
        return ""
    column = record._meta.get_field(field)
    if getattr(column, "choices", None):
        return str(dict(column.flatchoices).get(value, value))  # type: ignore[union-attr]
    if isinstance(column, models.DateField) and not isinstance(column, models.DateTimeField):
        return date_format(value, "j M Y")
    return _WRITTEN[field](value) if field in _WRITTEN else str(value)


def _website(value: str) -> SafeString:
    address = value if value.startswith(("https://", "http://")) else f"https://{value}"
    return format_html('<a href="{}" rel="noreferrer">{}</a>', address, value)


def _mail(value: str) -> SafeString:
    return format_html('<a href="mailto:{}">{}</a>', value, value)


_WRITTEN: dict[str, Callable[[Any], str]] = {"employees": count, "turnover": money, "website": _website, "email": _mail}


@dataclass(frozen=True)
class Conflict:
    """One field that somebody else changed first: both values in words, who wrote the other and when."""

    field: str
    label: str
    mine: str
    theirs: str
    rival: Rival | None


def conflicts(
    record: models.Model, mine: Mapping[str, Any], error: ConflictError, rivals: Mapping[str, Rival | None]
) -> list[Conflict]:
    """Both values of every field over which two people's changes met; `rivals` say who wrote the other ones."""
    return [
        Conflict(
            field=field,
            label=str(label_of(field)),
            mine=_words(record, field, mine.get(field)),
            theirs=_words(record, field, theirs),
            rival=rivals.get(field),
        )
        for field, theirs in error.current.items()
    ]


def _words(record: models.Model, field: str, value: Any) -> str:
    if isinstance(value, models.Model):
        return str(value)
    column = record._meta.get_field(field)
    if isinstance(column, models.ForeignKey) and value is not None:
        # Whether this person may know its name is not known here.
        return _("another one")
    return str(shown(record, field, value)) if not isinstance(value, list | set) else ""
