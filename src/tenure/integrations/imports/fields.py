"""Fields that can be imported, and how a cell becomes the value of one: checked as the models check, without a model.

A converter takes a cell that is not blank and returns the value, or raises ValueError with the cause in a sentence that
does not repeat the value, so that equal causes can be counted together.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models

from tenure.core.text import fold
from tenure.integrations.files import columns
from tenure.integrations.files.cells import Cell, cell_text
from tenure.integrations.files.dates import DateOrder, parse_date
from tenure.integrations.files.guard import unguard
from tenure.integrations.files.numbers import COMMA, POINT, NumberStyle, parse_decimal
from tenure.integrations.imports import causes

Convert = Callable[[Cell], Any]

LARGEST_INTEGER = 2_147_483_647
REMEMBERED = 2_000
_BREAKS = re.compile(r"[\t\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]+")
# What most addresses look like; Django's own check, which takes its time, judges the others.
_PLAIN_ADDRESS = re.compile(
    r"[\w+-]{1,40}(?:\.[\w+-]{1,40})*@(?:[a-z0-9][a-z0-9-]{0,50}[a-z0-9]\.)+[a-z]{2,20}", re.ASCII | re.IGNORECASE
)
_YES = frozenset(["true", "yes", "y", "1", "x", "ja", "wahr", "oui", "si"])
_NO = frozenset(["false", "no", "n", "0", "nein", "falsch", "non"])
_CURRENCIES = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "us$": "USD", "euro": "EUR", "euros": "EUR"}


class Kind(StrEnum):
    """What the cells of a field hold. Prose keeps its lines; a stage decides whether its row is imported at all."""

    TEXT = "text"
    PROSE = "prose"
    CODE = "code"
    EMAIL = "email"
    CURRENCY = "currency"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    CHOICE = "choice"
    FLAG = "flag"
    REFERENCE = "reference"
    STAGE = "stage"


@dataclass(frozen=True)
class Field:
    """A field that files may fill.

    `virtual` ones serve to work out others and are not stored. A reference names the entity it points to, and
    `optional` ones are left empty when that cannot be found, where others refuse the row. `words` are what other
    systems call our choices. Numbers are kept within `low` and `high`.
    """

    name: str
    synonyms: tuple[str, ...] = ()
    kind: Kind = Kind.TEXT
    required: bool = False
    virtual: bool = False
    entity: str = ""
    optional: bool = False
    low: Decimal | None = None
    high: Decimal | None = None
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def attribute(self) -> str:
        """The model's attribute: a reference holds the number of what it points to."""
        return f"{self.name}_id" if self.kind is Kind.REFERENCE else self.name

    def column(self, prefix: str = "") -> columns.Field:
        """The field as the guess of columns knows it; with a prefix, only under names that hold it."""
        names = self.synonyms
        if prefix:
            names = (f"{prefix} {self.name.replace('_', ' ')}", *(name for name in names if prefix in name.split()))
        return columns.Field(names[0], names[1:], _LOOKS.get(self.kind, columns.Kind.TEXT), self.required)


_LOOKS = {
    Kind.DATE: columns.Kind.DATE,
    Kind.DECIMAL: columns.Kind.NUMBER,
    Kind.INTEGER: columns.Kind.NUMBER,
    Kind.CODE: columns.Kind.CODE,
}


@dataclass(frozen=True)
class Format:
    """How one column of a file writes: its dates, its numbers, and texts that stand for others."""

    order: DateOrder = DateOrder.DAY_FIRST
    style: NumberStyle = POINT
    values: Mapping[str, str] = field(default_factory=dict)


class Spec(NamedTuple):
    """What a converter is made from."""

    item: Field
    model: type[models.Model]
    form: Format

    @property
    def stored(self) -> Any:
        """The model's field; None for one that is not stored."""
        return None if self.item.virtual else self.model._meta.get_field(self.item.name)


def plain_text(cell: Cell) -> str:
    """A cell as one line of text, without blanks around it or the guard of an export. ValueError for broken text."""
    text = cell if isinstance(cell, str) else cell_text(cell)
    if not text.isprintable():
        text = _BREAKS.sub(" ", text.replace("\u00a0", " "))
        _refuse_broken(text)
    text = text.strip()
    return unguard(text) if text[:1] == "'" else text


def prose(cell: Cell) -> str:
    """A cell as text that keeps its lines, without blanks around it or the guard of an export.

    ValueError for broken text.
    """
    text = (cell if isinstance(cell, str) else cell_text(cell)).strip()
    _refuse_broken(text)
    return unguard(text)


def _refuse_broken(text: str) -> None:
    if "\x00" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError(causes.BROKEN_TEXT)


def converter(item: Field, model: type[models.Model], form: Format) -> Convert:
    """The function that turns this column's cells into values of the field; it remembers texts it has seen."""
    convert = _MAKERS[item.kind](Spec(item, model, form))
    if form.values:
        convert = _translating(convert, form.values)
    return _remembering(convert)


def _translating(convert: Convert, values: Mapping[str, str]) -> Convert:
    return lambda cell: convert(values.get(plain_text(cell), cell))


def _remembering(convert: Convert) -> Convert:
    """The converter with a memory for the first texts it meets: countries recur, names do not."""
    known: dict[str, Any] = {}

    def remembered(cell: Cell) -> Any:
        # Only text: 1, 1.0 and True are one key but three cells.
        if type(cell) is not str:
            return convert(cell)
        value = known.get(cell, _UNKNOWN)
        if value is _UNKNOWN:
            value = convert(cell)
            if len(known) < REMEMBERED:
                known[cell] = value
        return value

    return remembered


_UNKNOWN = object()


def _text(spec: Spec, read: Callable[[Cell], str] = plain_text) -> Convert:
    longest = spec.stored.max_length if spec.stored else None

    def convert(cell: Cell) -> str:
        text = read(cell)
        if longest and len(text) > longest:
            raise ValueError(causes.LONG_TEXT.format(longest=longest))
        return text

    return convert


def _prose(spec: Spec) -> Convert:
    return _text(spec, prose)


def _email(spec: Spec) -> Convert:
    text = _text(spec)

    def convert(cell: Cell) -> str:
        address: str = text(cell)
        if _PLAIN_ADDRESS.fullmatch(address):
            return address
        try:
            validate_email(address)
        except ValidationError as error:
            raise ValueError(causes.NO_EMAIL) from error
        return address

    return convert


def _currency(_spec: Spec) -> Convert:
    def convert(cell: Cell) -> str:
        text = plain_text(cell)
        code = _CURRENCIES.get(text.lower(), text.upper())
        if not re.fullmatch("[A-Z]{3}", code):
            raise ValueError(causes.NO_CURRENCY)
        return code

    return convert


def _decimal(spec: Spec) -> Convert:
    places, digits = (spec.stored.decimal_places, spec.stored.max_digits) if spec.stored else (4, 15)
    unit, largest = Decimal(1).scaleb(-places), Decimal(10) ** (digits - places)

    def convert(cell: Cell) -> Decimal:
        number = _number(cell, spec.form.style).quantize(unit, ROUND_HALF_UP)
        if abs(number) >= largest:
            raise ValueError(causes.TOO_LARGE.format(limit=largest))
        _refuse_outside(number, spec.item)
        return number

    return convert


def _integer(spec: Spec) -> Convert:
    def convert(cell: Cell) -> int:
        number = _number(cell, spec.form.style)
        if number != number.to_integral_value():
            raise ValueError(causes.NOT_WHOLE)
        if abs(number) > LARGEST_INTEGER:
            raise ValueError(causes.ABOVE_MOST.format(most=LARGEST_INTEGER))
        _refuse_outside(number, spec.item)
        return int(number)

    return convert


def _number(cell: Cell, style: NumberStyle) -> Decimal:
    try:
        if type(cell) is str and (plain := _undressed(cell, style)):
            return Decimal(plain)
        if isinstance(cell, str):
            return parse_decimal(unguard(cell.strip()), style)
        if not isinstance(cell, bool):
            return parse_decimal(cell_text(cell), POINT)
    except (ValueError, InvalidOperation):
        pass
    raise ValueError(causes.NO_NUMBER.format(thousands=style.thousands, decimal=style.decimal))


def _undressed(text: str, style: NumberStyle) -> str:
    """A number as Python writes it, if it is one without sign and currency, as most are; empty for all others."""
    pattern = _UNDRESSED.get(style)
    if pattern is None or not pattern.fullmatch(text):
        return ""
    return text.replace(style.thousands, "").replace(style.decimal, ".")


_UNDRESSED = {
    POINT: re.compile(r"(?:[0-9]{1,14}|[0-9]{1,3}(?:,[0-9]{3}){1,3})(?:\.[0-9]{1,6})?"),
    COMMA: re.compile(r"(?:[0-9]{1,14}|[0-9]{1,3}(?:\.[0-9]{3}){1,3})(?:,[0-9]{1,6})?"),
}


def _refuse_outside(number: Decimal, item: Field) -> None:
    if item.low is not None and number < item.low:
        raise ValueError(causes.BELOW_LOWEST.format(least=item.low))
    if item.high is not None and number > item.high:
        raise ValueError(causes.ABOVE_HIGHEST.format(most=item.high))


def _date(spec: Spec) -> Convert:
    order = spec.form.order
    cause = causes.NO_DAY_FIRST if order is DateOrder.DAY_FIRST else causes.NO_MONTH_FIRST

    def convert(cell: Cell) -> dt.date:
        if isinstance(cell, dt.datetime):
            return cell.date()
        if isinstance(cell, dt.date):
            return cell
        try:
            return parse_date(plain_text(cell), order)
        except ValueError as error:
            raise ValueError(cause) from error

    return convert


def _choice(spec: Spec) -> Convert:
    allowed = [str(value) for value, _ in spec.stored.flatchoices if value]
    words = {**{fold(value.replace("_", " ")): value for value in allowed}, **spec.item.words}

    def convert(cell: Cell) -> str:
        said = fold(plain_text(cell)).replace("_", " ")
        for word in (said, *said.split(" - ")[:1], *said.split()):
            if word in words:
                return words[word]
        raise ValueError(causes.NO_CHOICE.format(noun=spec.item.name, choices=", ".join(allowed)))

    return convert


def _flag(_spec: Spec) -> Convert:
    def convert(cell: Cell) -> bool:
        said = fold(plain_text(cell))
        if said not in _YES | _NO:
            raise ValueError(causes.NO_FLAG)
        return said in _YES

    return convert


def _reference(_spec: Spec) -> Convert:
    # Salesforce's tools write the reference to a record of another file as @Name.
    return lambda cell: plain_text(cell).removeprefix("@")


def _stage(spec: Spec) -> Convert:
    return lambda cell: spec.item.words.get(fold(plain_text(cell)), "")


_MAKERS: dict[Kind, Callable[[Spec], Convert]] = {
    Kind.TEXT: _text,
    Kind.PROSE: _prose,
    Kind.CODE: _text,
    Kind.EMAIL: _email,
    Kind.CURRENCY: _currency,
    Kind.INTEGER: _integer,
    Kind.DECIMAL: _decimal,
    Kind.DATE: _date,
    Kind.CHOICE: _choice,
    Kind.FLAG: _flag,
    Kind.REFERENCE: _reference,
    Kind.STAGE: _stage,
}
