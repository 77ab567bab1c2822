"""Which columns of which files hold what `tenure rank` needs: as given by `--columns`, else as guessed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from tenure.cli.errors import CommandError
from tenure.cli.rank_fields import ACCOUNTS_ID, ACCOUNTS_NAME, ORDER_FIELDS, PRODUCTS_COST, PRODUCTS_ID
from tenure.integrations.files.columns import LIKELY, Field, Guess, Kind, guess_columns
from tenure.integrations.files.expressions import (
    Column,
    Expression,
    ExpressionError,
    columns_of,
    parse_expression,
    quote_column,
    renamed,
    write,
)
from tenure.integrations.files.frames import number_style, parse_numbers
from tenure.integrations.files.tables import Table

ORDERS, LINES, ACCOUNTS, PRODUCTS = "orders", "lines", "accounts", "products"
LINES_ORDER = "lines.order"
ORDER_NAMES = ("account", "order", "date", "revenue", "cost", "quantity", "product")
FILE_NAMES = ("accounts.id", "accounts.name", "products.id", "products.cost")
NAMES = (*ORDER_NAMES, LINES_ORDER, *FILE_NAMES)
ARITHMETIC = ("revenue", "cost")
KINDS = {"revenue": Kind.NUMBER, "cost": Kind.NUMBER, "quantity": Kind.NUMBER, "products.cost": Kind.NUMBER} | {
    "date": Kind.DATE
}
SAMPLE = 1000
LISTED = 40
SURE = 0.9

Tables = Mapping[str, Sequence[Table]]


@dataclass(frozen=True)
class Binding:
    """One of our fields, what it is made of, the kind of file each of its columns is in, and whether it is a guess."""

    name: str
    expression: Expression
    roles: Mapping[str, str]
    guessed: bool

    @property
    def role(self) -> str:
        """The kind of file the field belongs to; lines where its columns are spread over lines and orders."""
        return LINES if LINES in self.roles.values() else next(iter(self.roles.values()))

    @property
    def kind(self) -> Kind:
        """What its columns hold."""
        return KINDS.get(self.name, Kind.CODE)

    def written(self) -> str:
        """What it is made of, as `--columns` takes it."""
        return self.expression.name if isinstance(self.expression, Column) else write(self.expression)


Columns = Mapping[str, Binding]


def parse_map(text: str) -> dict[str, str]:
    """Cut `--columns` into our names and theirs; commas inside quotes and parentheses belong to a value.

    >>> parse_map('account=CustomerID, revenue="Net, total" * 2')
    {'account': 'CustomerID', 'revenue': '"Net, total" * 2'}
    """
    given: dict[str, str] = {}
    for part in re.findall(r"""(?:"[^"]*"|'[^']*'|[^,"'])+""", text):
        name, equals, value = (piece.strip() for piece in part.partition("="))
        if not equals:
            raise CommandError(f"The column map has {part.strip()!r}; it is written name=column, with commas between.")
        if name not in NAMES:
            raise CommandError(f"The column map names {name!r}; the names are {', '.join(NAMES)}.")
        if name in given:
            raise CommandError(f"The column map names {name!r} twice; each name may stand once.")
        given[name] = value
    return given


def written_map(columns: Columns) -> dict[str, str | None]:
    """What every field is made of, None where it is not known."""
    return {name: columns[name].written() if name in columns else None for name in (*ORDER_NAMES, *FILE_NAMES)}


def bind_columns(tables: Tables, given: Mapping[str, str]) -> dict[str, Binding]:
    """Bind every field that is given or can be guessed; a name given without a column stays unbound.

    Raises CommandError for a column that does not exist and for a field that is needed and not found.
    """
    columns = {name: _given_binding(name, text, tables) for name, text in given.items() if text}
    if "order" in columns and LINES in tables:
        columns |= _same_in_lines(columns, tables)
    for guess in (_guessed_order_fields, _guessed_file_fields):
        for binding in list(guess(tables, columns)):
            if binding.name not in given:
                columns.setdefault(binding.name, binding)
    _require(columns, tables)
    return columns


# Given columns.


def _given_binding(name: str, text: str, tables: Tables) -> Binding:
    roles = _roles_of(name, tables)
    expression = _given_expression(name, text, tables, roles)
    places = {header: _role_with(name, header, tables, roles) for header in columns_of(expression)}
    for role in roles:
        if all(_has(tables, role, header) for header in places):
            places = dict.fromkeys(places, role)
            break
    if not places:
        raise CommandError(f"The column map gives {name} as {text!r}; at least one column must stand in it.")
    return Binding(name, expression, places, guessed=False)


def _roles_of(name: str, tables: Tables) -> list[str]:
    """The kinds of files a field may be in, the first to look in first."""
    if name in FILE_NAMES:
        role = name.partition(".")[0]
        if role not in tables:
            raise CommandError(f"The column map names {name}, but there is no --{role} file to find it in.")
        return [role]
    if name == LINES_ORDER:
        if LINES not in tables:
            raise CommandError(f"The column map names {name}, but there is no --lines file to find it in.")
        return [LINES]
    return [role for role in (ORDERS, LINES) if role in tables]


def _given_expression(name: str, text: str, tables: Tables, roles: Sequence[str]) -> Expression:
    """The whole text as one header where there is one, else as arithmetic if the field may be arithmetic."""
    bare = text[1:-1] if len(text) > 2 and text[0] == text[-1] and text[0] in "\"'" else text
    for role in roles:
        if (header := _header_like(bare, tables[role][0])) is not None:
            return Column(header)
    if name not in ARITHMETIC:
        raise _no_column(bare, name, tables, roles)
    try:
        expression = parse_expression(text)
    except ExpressionError as error:
        raise CommandError(
            f"The column map gives no {name}: {error.sentence[:1].lower()}{error.sentence[1:]}"
        ) from error
    return renamed(expression, lambda column: _real_header(column, name, tables, roles))


def _real_header(column: str, name: str, tables: Tables, roles: Sequence[str]) -> str:
    """A column of an expression as the files spell it."""
    for role in roles:
        if (header := _header_like(column, tables[role][0])) is not None:
            return header
    raise _no_column(column, name, tables, roles)


def _header_like(text: str, table: Table) -> str | None:
    """The header that is the text, if need be in another case and if then only one is."""
    if text in table.headers:
        return text
    alike = [header for header in table.headers if header.casefold() == text.casefold()]
    return alike[0] if len(alike) == 1 else None


def _role_with(name: str, header: str, tables: Tables, roles: Sequence[str]) -> str:
    """The files a column of a spread expression is in: the lines before the orders."""
    for role in reversed(roles):
        if _has(tables, role, header):
            return role
    raise _no_column(header, name, tables, roles)


def _has(tables: Tables, role: str, header: str) -> bool:
    return header in tables[role][0].headers


def _no_column(header: str, name: str, tables: Tables, roles: Sequence[str]) -> CommandError:
    files = " and ".join(f"{tables[role][0].path.name} ({_listed(tables[role][0].headers)})" for role in roles)
    return CommandError(f"There is no column {header!r} for {name}; the columns are those of {files}.")


def _same_in_lines(columns: Columns, tables: Tables) -> dict[str, Binding]:
    """The order number of the lines, where it has the header it has in the orders and is not given apart."""
    order = columns["order"].expression
    if LINES_ORDER in columns or not isinstance(order, Column) or not _has(tables, LINES, order.name):
        return {}
    return {LINES_ORDER: Binding(LINES_ORDER, order, {order.name: LINES}, guessed=False)}


# Guessed columns.


def _guessed_order_fields(tables: Tables, columns: Columns) -> Iterator[Binding]:
    """Who, what and when from the orders first; products and money from the lines first, where there are any."""
    found = {role: _found(tables[role][0], ORDER_FIELDS, role, columns) for role in (LINES, ORDERS) if role in tables}
    orders_first = [role for role in (ORDERS, LINES) if role in tables]
    for name in ("account", "order", "date"):
        yield from _first_bound(name, found, orders_first)
    if LINES in tables and (order := found[LINES].get("order")):
        yield _bound(LINES_ORDER, Column(order), LINES)
    for role in reversed(orders_first):
        yield from _money(tables[role][0], found[role], role)
    for name in ("quantity", "product"):
        yield from _first_bound(name, found, orders_first[::-1])


def _first_bound(name: str, found: Mapping[str, Mapping[str, str]], roles: Sequence[str]) -> Iterator[Binding]:
    for role in roles:
        if name in found[role]:
            yield _bound(name, Column(found[role][name]), role)
            return


def _bound(name: str, expression: Expression, role: str) -> Binding:
    return Binding(name, expression, dict.fromkeys(columns_of(expression), role), guessed=True)


def _found(table: Table, fields: Sequence[Field], role: str, columns: Columns) -> dict[str, str]:
    """The headers guessed in a table, none of which is given to another field already.

    A column of money is dropped where it is only likely and where a price and a quantity say it better.
    """
    taken = {header for binding in columns.values() for header, place in binding.roles.items() if place == role}
    free = [header for header in table.headers if header not in taken]
    guesses = {guess.field: guess for guess in guess_columns(free, table.sample(SAMPLE), fields)}
    for whole, part in (("revenue", "unit price"), ("cost", "unit cost")):
        if whole in guesses and _is_likelier(guesses[whole], (guesses[part], guesses["quantity"])):
            del guesses[whole]
    return {name: guess.header for name, guess in guesses.items() if guess.header is not None}


def _is_likelier(whole: Guess, parts: tuple[Guess, Guess]) -> bool:
    return whole.confidence < SURE <= min(part.confidence for part in parts)


def _money(table: Table, found: Mapping[str, str], role: str) -> Iterator[Binding]:
    """Revenue and cost as a column of their own, else by unit times quantity."""
    if "revenue" in found:
        yield _bound("revenue", Column(found["revenue"]), role)
    elif "unit price" in found and "quantity" in found:
        text = f"{quote_column(found['unit price'])} * {quote_column(found['quantity'])}"
        yield _bound("revenue", parse_expression(text + _discounted(table, found.get("discount"))), role)
    if "cost" in found:
        yield _bound("cost", Column(found["cost"]), role)
    elif "unit cost" in found and "quantity" in found:
        text = f"{quote_column(found['unit cost'])} * {quote_column(found['quantity'])}"
        yield _bound("cost", parse_expression(text), role)


def _discounted(table: Table, header: str | None) -> str:
    """The factor of a discount: a share of one, or of a hundred if any of the first rows is above one."""
    if header is None:
        return ""
    texts = pl.Series(table.sample(SAMPLE)[header], dtype=pl.String)
    style = number_style(texts).style
    largest = parse_numbers(texts, style).abs().max() if style else None
    name = quote_column(header)
    return f" * (1 - {name} / 100)" if isinstance(largest, float) and largest > 1 else f" * (1 - {name})"


def _guessed_file_fields(tables: Tables, columns: Columns) -> Iterator[Binding]:
    """What identifies and names accounts and products in their own files."""
    for role, fields, known_as in (
        (ACCOUNTS, (ACCOUNTS_ID, ACCOUNTS_NAME), "account"),
        (PRODUCTS, (PRODUCTS_ID, PRODUCTS_COST), "product"),
    ):
        if role in tables:
            found = _found(tables[role][0], fields, role, columns)
            if known_as in columns:
                found |= _matching_id(f"{role}.id", tables, role, columns[known_as], found)
            for name, header in found.items():
                yield _bound(name, Column(header), role)


def _matching_id(name: str, tables: Tables, role: str, known_as: Binding, found: Mapping[str, str]) -> dict[str, str]:
    """Another column for the id where the orders do not use the one it was taken for, but that other one."""
    (header, place), *_ = known_as.roles.items()
    used = set(tables[place][0].sample(SAMPLE)[header])
    shares = {
        column: len(used.intersection(texts)) / (len(used) or 1)
        for column, texts in tables[role][0].sample(SAMPLE).items()
    }
    best = max(shares, key=lambda column: shares[column])
    return {name: best} if shares.get(found.get(name, ""), 0) == 0 and shares[best] >= LIKELY else {}


def _require(columns: Columns, tables: Tables) -> None:
    """Refuse to go on without a field that nothing can be worked out without."""
    needed = {"account": ORDERS, "date": ORDERS, "revenue": ORDERS}
    if LINES in tables:
        needed |= {"order": ORDERS, LINES_ORDER: LINES}
    needed |= {f"{role}.id": role for role in (ACCOUNTS, PRODUCTS) if role in tables}
    for name, role in needed.items():
        if name not in columns:
            raise CommandError(
                f"No column of {tables[role][0].path.name} looks like {name}; "
                f"say which with --columns {name}=COLUMN, the columns are {_listed(tables[role][0].headers)}."
            )


def _listed(headers: Sequence[str]) -> str:
    more = len(headers) - LISTED
    return ", ".join(headers[:LISTED]) + (f" and {more:,} more" if more > 0 else "")
