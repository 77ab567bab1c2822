"""One kind of file at a time: texts read as what our fields need, and every row that cannot be used with its cause."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from tenure.cli.errors import CommandError
from tenure.cli.rank_columns import LINES, LINES_ORDER, Binding, Columns, Tables
from tenure.integrations.files.columns import Kind
from tenure.integrations.files.dates import DateOrder
from tenure.integrations.files.expressions import Column, build
from tenure.integrations.files.frames import (
    ROW,
    date_order,
    number_style,
    parse_dates,
    parse_numbers,
    read_frame,
    text_name,
    value_name,
)
from tenure.integrations.files.numbers import LARGEST, NumberGuess, NumberStyle
from tenure.integrations.files.tables import Table

CAUSE, FILE = "cause", "file"
BAD_AMOUNT = "amount not a number"
_BLANK = {
    "account": "no account",
    "date": "no date",
    "order": "no order number",
    LINES_ORDER: "no order number",
    "accounts.id": "no account id",
    "products.id": "no product id",
}
_BAD_DATE = "date not readable"


@dataclass(frozen=True)
class Reading:
    """How ambiguous columns are to be read: the order of dates and the decimal mark, None where nobody said."""

    dates: DateOrder | None = None
    decimal: str | None = None


@dataclass(frozen=True)
class Rows:
    """The rows of all files of a kind.

    `frame` has `row`, `file` (its name where there are several, else null), `cause` (null for a usable row), a column
    for each field that is a text or a date, and `<role>:<header>` for each column of numbers. `long` are the numbers
    of rows with more cells than the header, by file.
    """

    frame: pl.DataFrame
    long: Mapping[str, Sequence[int]]
    long_count: int
    notices: tuple[str, ...]


def read_rows(role: str, tables: Tables, columns: Columns, reading: Reading) -> Rows:
    """Read the files of one kind. Raises CommandError for a column with two readings and nobody to say which."""
    several = len(tables[role]) > 1
    bound = [binding for binding in columns.values() if role in binding.roles.values()]
    needed = _needed(bound, joins=LINES in tables)
    frames = []
    for table in tables[role]:
        _check_headers(table, bound, role)
        name = table.path.name if several else None
        frames.append(
            _read_table(table, role, bound, needed, reading).with_columns(pl.lit(name, pl.String).alias(FILE))
        )
    return Rows(
        frame=pl.concat(frames),
        long={table.path.name if several else "": table.long.rows for table in tables[role]},
        long_count=sum(table.long.count for table in tables[role]),
        notices=tuple(notice for table in tables[role] for notice in table.notices),
    )


def amount(binding: Binding) -> pl.Expr:
    """A field of money as an expression over the numbers of `Rows`; null where any of them is."""
    return build(
        binding.expression,
        column=lambda header: pl.col(number_column(binding.roles[header], header)),
        number=lambda value: pl.lit(float(value)),
    )


def in_range(value: pl.Expr) -> pl.Expr:
    """Whether a worked-out amount is a number of a size that money can have; null for null."""
    return value.is_finite() & (value.abs() < float(LARGEST))


def number_column(role: str, header: str) -> str:
    """The name of a column of numbers in `Rows`."""
    return f"{role}:{header}"


def _needed(bound: Sequence[Binding], *, joins: bool) -> list[str]:
    """The fields without which a row is of no use; orders need a number only for lines to find them."""
    return [b.name for b in bound if b.name in _BLANK and (joins or b.name != "order")]


def _check_headers(table: Table, bound: Sequence[Binding], role: str) -> None:
    for binding in bound:
        for header, place in binding.roles.items():
            if place == role and header not in table.headers:
                raise CommandError(
                    f"The file {table.path.name} has no column {header!r} for {binding.name}; "
                    f"files given together need the same columns."
                )


def _read_table(
    table: Table, role: str, bound: Sequence[Binding], needed: Sequence[str], reading: Reading
) -> pl.DataFrame:
    wanted = {(header, b.kind): None for b in bound for header, place in b.roles.items() if place == role}
    frame = read_frame(table, list(wanted))
    numbers = [header for header, kind in wanted if kind is Kind.NUMBER]
    frame = frame.with_columns(*_numbers(frame, table, role, numbers, reading))
    for binding in bound:
        if binding.kind is not Kind.NUMBER and isinstance(binding.expression, Column):
            frame = frame.with_columns(_field(frame, table, binding, binding.expression.name, reading))
    fields = [binding.name for binding in bound if binding.kind is not Kind.NUMBER]
    cause = pl.coalesce(*_causes(role, bound, needed), pl.lit(None, pl.String)).alias(CAUSE)
    return frame.select(ROW, cause, *fields, *(number_column(role, header) for header in numbers))


def _numbers(
    frame: pl.DataFrame, table: Table, role: str, headers: Sequence[str], reading: Reading
) -> Iterator[pl.Series]:
    guesses = {header: number_style(frame[text_name(header, Kind.NUMBER)]) for header in headers}
    for header, guess in guesses.items():
        style = _said_style(guess, reading) or _shown_style(guess, guesses) or _no_style(guess, header, table)
        texts = parse_numbers(frame[text_name(header, Kind.NUMBER)], style)
        typed = frame[value_name(header, Kind.NUMBER)]
        yield pl.select(pl.coalesce(typed, texts).alias(number_column(role, header))).to_series()


def _said_style(guess: NumberGuess, reading: Reading) -> NumberStyle | None:
    if reading.decimal is None:
        return None
    if guess.style is not None and guess.style.decimal == reading.decimal:
        return guess.style
    return NumberStyle(reading.decimal, "," if reading.decimal == "." else ".")


def _shown_style(guess: NumberGuess, others: Mapping[str, NumberGuess]) -> NumberStyle | None:
    """The style that a column shows, or else that another column of the same file shows."""
    if not guess.ambiguous:
        return guess.style or NumberStyle()
    shown = [other.style for other in others.values() if other.decisive]
    return shown[0] if shown else None


def _no_style(guess: NumberGuess, header: str, table: Table) -> NumberStyle:
    raise CommandError(
        f"The numbers in the column {header!r} of {table.path.name} have two readings ({guess.why}); "
        f"say --numbers point or --numbers comma for the decimal mark."
    )


def _field(frame: pl.DataFrame, table: Table, binding: Binding, header: str, reading: Reading) -> pl.Series:
    """A field that is one column: its texts as they are, or read as dates."""
    texts = frame[text_name(header, binding.kind)]
    if binding.kind is not Kind.DATE:
        return texts.alias(binding.name)
    dates = parse_dates(texts, _order(texts, header, table, reading))
    return pl.select(pl.coalesce(frame[value_name(header, Kind.DATE)], dates).alias(binding.name)).to_series()


def _order(texts: pl.Series, header: str, table: Table, reading: Reading) -> DateOrder:
    if reading.dates is not None:
        return reading.dates
    guess = date_order(texts)
    if guess.ambiguous:
        raise CommandError(
            f"The dates in the column {header!r} of {table.path.name} have two readings ({guess.why}); "
            f"say --dates dayfirst or --dates monthfirst."
        )
    return guess.order or DateOrder.DAY_FIRST


def _causes(role: str, bound: Sequence[Binding], needed: Sequence[str]) -> Iterator[pl.Expr]:
    """Why a row is of no use, or null; the first that is not null counts."""
    for binding in bound:
        if binding.name in needed:
            missing = pl.col(binding.name).is_null()
            if binding.kind is Kind.DATE:
                yield pl.when(missing & _written(binding)).then(pl.lit(_BAD_DATE))
            yield pl.when(missing).then(pl.lit(_BLANK[binding.name]))
    for binding in bound:
        if binding.name == "revenue":
            yield from _amount_causes(role, binding)


def _written(binding: Binding) -> pl.Expr:
    assert isinstance(binding.expression, Column)
    return pl.col(text_name(binding.expression.name, binding.kind)).is_not_null()


def _amount_causes(role: str, binding: Binding) -> Iterator[pl.Expr]:
    headers = [header for header, place in binding.roles.items() if place == role]
    absent = [pl.col(number_column(role, header)).is_null() for header in headers]
    written = [pl.col(text_name(header, Kind.NUMBER)).is_not_null() for header in headers]
    unreadable = [null & text for null, text in zip(absent, written, strict=True)]
    yield pl.when(pl.any_horizontal(unreadable)).then(pl.lit(BAD_AMOUNT))
    yield pl.when(pl.any_horizontal(absent)).then(pl.lit("no amount"))
