"""A first look at the whole file: how its columns write dates and numbers, how many rows it has, which rows repeat."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from django.utils.translation import gettext as _

from tenure.integrations.files.cells import Cell, Record
from tenure.integrations.files.dates import DateOrder, guess_date_order, without_time
from tenure.integrations.files.errors import FileError
from tenure.integrations.files.numbers import POINT, NumberStyle, guess_number_style
from tenure.integrations.files.tables import Table
from tenure.integrations.imports.causes import guess_told
from tenure.integrations.imports.entities import ACCOUNT, CONTACT, FILE_KINDS, LINE
from tenure.integrations.imports.fields import Field, Kind
from tenure.integrations.imports.mapping import Mapping, labelled_fields

NOTED_DATES = 50_000
NOTED_NUMBERS = 5_000
LONGEST_DATE = 10


@dataclass(frozen=True)
class Survey:
    """The number of rows, whether any repeat another's identity, and the mapping with the form of every column."""

    rows: int
    repeats: bool
    mapping: Mapping


def all_rows(table: Table) -> Iterator[Record]:
    """Every row in order, also those with more cells than there are headers, which keep their extra cells."""
    long: list[Record] = []
    for record in table.rows(refuse=lambda number, cells: long.append((number, cells))):
        if long:
            yield from long
            long.clear()
        yield record
    yield from long


def survey(table: Table, mapping: Mapping, *, dates: DateOrder | None, numbers: NumberStyle | None) -> Survey:
    """Read the file once and decide every column's form; `dates` and `numbers` decide where the column does not.

    Raises FileError where a column can be read in two ways and nothing says which.
    """
    kinds = {label: item for label, _, item in labelled_fields(FILE_KINDS[mapping.kind])}
    formed = {header: kinds[label] for label, header in mapping.columns.items() if kinds[label].kind in _FORMED}
    texts, rows, repeats = _collect(table, formed, identity_places(table, mapping))
    decided = {
        header: mapping.dates.get(header) or _date_order(table, header, texts[header], dates)
        for header, item in formed.items()
        if item.kind is Kind.DATE
    }
    styles = {
        header: mapping.numbers.get(header) or _number_style(table, header, texts[header], numbers)
        for header, item in formed.items()
        if item.kind is not Kind.DATE
    }
    return Survey(rows, repeats, replace(mapping, dates=decided, numbers=styles))


_FORMED = {Kind.DATE, Kind.DECIMAL, Kind.INTEGER}


def _collect(table: Table, formed: dict[str, Field], places: Sequence[int]) -> tuple[dict[str, set[str]], int, bool]:
    """The distinct texts of the columns whose form matters (as many as it takes), the rows, and whether any repeat."""
    texts: dict[str, set[str]] = {header: set() for header in formed}
    noted = [
        (table.headers.index(header), texts[header], NOTED_DATES if item.kind is Kind.DATE else NOTED_NUMBERS)
        for header, item in formed.items()
    ]
    rows, identities = 0, array("q")
    for _number, cells in all_rows(table):
        rows += 1
        for index, seen, most in noted:
            cell = cells[index]
            if type(cell) is str and cell and len(seen) < most:
                seen.add(without_time(cell) if most == NOTED_DATES and len(cell) > LONGEST_DATE else cell)
        found = identity(cells, places)
        if found is not None:
            identities.append(found)
    return texts, rows, bool(_repeated(identities))


def open_forms(table: Table, mapping: Mapping) -> dict[str, str]:
    """The columns of dates or numbers that can be read in two ways, by header, with what shows it."""
    kinds = {label: item for label, _, item in labelled_fields(FILE_KINDS[mapping.kind])}
    said = {*mapping.dates, *mapping.numbers}
    formed = {
        header: kinds[label]
        for label, header in mapping.columns.items()
        if kinds[label].kind in _FORMED and header not in said
    }
    texts, _rows, _identities = _collect(table, formed, ())
    guesses = {
        header: guess_date_order(texts[header]) if item.kind is Kind.DATE else guess_number_style(texts[header])
        for header, item in formed.items()
    }
    return {header: guess.why for header, guess in guesses.items() if guess.ambiguous}


def _date_order(table: Table, header: str, texts: Iterable[str], given: DateOrder | None) -> str:
    if given:
        return given.value
    guess = guess_date_order(texts)
    if guess.ambiguous:
        raise FileError(
            _(
                "The dates in column %(column)r of %(file)s can be read in two ways: %(why)s; "
                "say whether they are dayfirst or monthfirst."
            )
            % {"column": header, "file": table.path.name, "why": guess_told(guess.why)}
        )
    return (guess.order or DateOrder.DAY_FIRST).value


def _number_style(table: Table, header: str, texts: Iterable[str], given: NumberStyle | None) -> tuple[str, str]:
    if given:
        return given.decimal, given.thousands
    guess = guess_number_style(texts)
    if guess.ambiguous:
        raise FileError(
            _(
                "The numbers in column %(column)r of %(file)s can be read in two ways: %(why)s; "
                "say whether their decimal mark is comma or point."
            )
            % {"column": header, "file": table.path.name, "why": guess_told(guess.why)}
        )
    style = guess.style or POINT
    return style.decimal, style.thousands


# Some of these may be empty: two people without an address are two all the same.
_TOLD_BY = {
    ACCOUNT: ("name", "postcode", "city", "country"),
    CONTACT: ("account", "email", "name", "first_name", "last_name"),
}


def identity_columns(mapping: Mapping) -> tuple[str, ...]:
    """The headers whose texts tell one record from another: the external id's, else those of a natural key.

    For rows that are positions without numbers, they tell of what. Empty where only the database can tell.
    """
    head, columns = FILE_KINDS[mapping.kind].head.entity, mapping.columns
    if "external_id" in columns:
        return (columns["external_id"],)
    if head in _TOLD_BY:
        return tuple(columns[name] for name in _TOLD_BY[head] if name in columns)
    if head is LINE and "position" not in columns:
        return (columns["order"],)
    complete = (key for key in head.keys if all(name in columns for name in key))
    return tuple(columns[name] for name in next(complete, ()))


def identity(cells: Sequence[Cell], indexes: Sequence[int]) -> int | None:
    """A number that tells one identity from another; None for a row that has none."""
    if not indexes:
        return None
    if len(indexes) == 1:
        cell = cells[indexes[0]]
        return hash(cell) if cell else None
    texts = tuple(cells[index] for index in indexes)
    return hash(texts) if any(texts) else None


def repeated_identities(table: Table, indexes: Sequence[int]) -> frozenset[int]:
    """The identities that more than one row has; eight bytes a row are held to find them."""
    seen = array("q")
    for _number, cells in all_rows(table):
        found = identity(cells, indexes)
        if found is not None:
            seen.append(found)
    return _repeated(seen)


def _repeated(identities: "array[int]") -> frozenset[int]:
    values, counts = np.unique(np.frombuffer(identities, dtype=np.int64), return_counts=True)
    return frozenset(values[counts > 1].tolist())


def identity_places(table: Table, mapping: Mapping) -> tuple[int, ...]:
    """Where in a row its identity stands."""
    return tuple(table.headers.index(header) for header in identity_columns(mapping))
