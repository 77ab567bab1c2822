"""From files to facts: order lines with their accounts, and everything that was left out and why."""

from dataclasses import dataclass, field

import polars as pl

from tenure.cli.errors import CommandError
from tenure.cli.rank_columns import ACCOUNTS, LINES, LINES_ORDER, ORDERS, PRODUCTS, Columns, Tables
from tenure.cli.rank_reading import BAD_AMOUNT, CAUSE, FILE, Reading, Rows, amount, in_range, read_rows
from tenure.integrations.files.columns import normalise
from tenure.integrations.files.frames import ROW
from tenure.integrations.files.tables import NOTED_ROWS, Table

_STAGES = {"stage", "stage name", "deal stage", "is won", "status", "opportunity stage", "state"}
_NAMED = 5
_LINE_SCHEMA = {"account": pl.String, "order": pl.String, "date": pl.Date, "product": pl.String} | {
    "revenue": pl.Float64,
    "cost": pl.Float64,
}


@dataclass
class Refusal:
    """Rows that share a cause: how many, and the numbers of the first thousand."""

    cause: str
    count: int = 0
    rows: list[int] = field(default_factory=list)

    def add(self, rows: list[int], count: int) -> None:
        """Count more rows; those in the list are the first of them."""
        self.count += count
        self.rows += rows[: NOTED_ROWS - len(self.rows)]


@dataclass
class Facts:
    """What the files say.

    `lines` has account, order, date, product (text or null), revenue and cost (null: unknown); `accounts` has account
    and name, None without a file of accounts. `read` counts the rows of all files; `refusals` are by cause.
    """

    lines: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=_LINE_SCHEMA))
    accounts: pl.DataFrame | None = None
    read: int = 0
    refusals: dict[str, Refusal] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)

    def refuse(self, cause: str, frame: pl.DataFrame) -> None:
        """Count the rows of a frame as left out; where there are several files the cause names theirs."""
        for (file,), rows in frame.group_by(FILE, maintain_order=True):
            named = f"{cause} ({file})" if file else cause
            self._refusal(named).add(rows[ROW].head(NOTED_ROWS).to_list(), rows.height)

    def sift(self, frame: pl.DataFrame, cause: str, refused: pl.Expr) -> pl.DataFrame:
        """Leave out the rows for which an expression, never null, is true."""
        self.refuse(cause, frame.filter(refused))
        return frame.filter(~refused)

    def usable(self, rows: Rows) -> pl.DataFrame:
        """Count the rows of a kind of file, and leave out those with a cause."""
        self.read += rows.frame.height + rows.long_count
        self.notices += rows.notices
        for file, long in rows.long.items():
            if long:
                cause = "more cells than the header"
                self._refusal(f"{cause} ({file})" if file else cause).add(list(long), len(long))
        for (cause,), refused in rows.frame.drop_nulls(CAUSE).group_by(CAUSE, maintain_order=True):
            self.refuse(str(cause), refused)
        return rows.frame.filter(pl.col(CAUSE).is_null())

    def _refusal(self, cause: str) -> Refusal:
        return self.refusals.setdefault(cause, Refusal(cause))


def read_facts(tables: Tables, columns: Columns, reading: Reading) -> Facts:
    """Read all files, join lines to orders and products, and count what cannot be used by cause.

    Raises CommandError for a column with two readings and where no row at all is of use.
    """
    facts = Facts()
    orders = read_rows(ORDERS, tables, columns, reading)
    if LINES in tables:
        lines = _joined(orders, read_rows(LINES, tables, columns, reading), columns, facts)
    else:
        lines = _with_money(facts.usable(orders), columns, facts)
    if PRODUCTS in tables:
        lines = _with_product_costs(lines, read_rows(PRODUCTS, tables, columns, reading), columns, facts)
    if ACCOUNTS in tables:
        facts.accounts = _accounts(read_rows(ACCOUNTS, tables, columns, reading), columns, facts)
    facts.lines = _lines(lines)
    _require_lines(tables, facts)
    _note_doubts(tables, columns, facts)
    return facts


def _joined(orders: Rows, lines: Rows, columns: Columns, facts: Facts) -> pl.DataFrame:
    """Lines with their orders; an order with an amount of its own stays even without lines."""
    known = facts.sift(facts.usable(orders), "order not unique", ~pl.col("order").is_first_distinct())
    known = _with_money(known, columns, facts, role=ORDERS)
    wanted = facts.usable(lines).with_columns(pl.col(LINES_ORDER).alias("order"))
    _refuse_orphans(wanted.join(known, on="order", how="anti"), orders, facts)
    joined = wanted.join(known.drop(ROW, FILE, CAUSE), on="order", how="inner", maintain_order="left")
    joined = joined.with_columns(_spread_over_lines(columns))
    lonely = known.join(wanted, on="order", how="anti", maintain_order="left")
    if columns["revenue"].role == ORDERS:
        joined = pl.concat([joined, lonely], how="diagonal")
    else:
        facts.refuse("order without lines", lonely)
    return _with_money(joined, columns, facts, role=LINES)


def _refuse_orphans(orphans: pl.DataFrame, orders: Rows, facts: Facts) -> None:
    refused = pl.col("order").is_in(orders.frame["order"].drop_nulls().implode())
    facts.refuse("line of a refused order", orphans.filter(refused))
    facts.refuse("line without its order", orphans.filter(~refused))


def _spread_over_lines(columns: Columns) -> list[pl.Expr]:
    """Each line's equal part of an amount that belongs to its order, so that it counts once and every line counts."""
    names = [name for name in ("revenue", "cost") if name in columns and columns[name].role == ORDERS]
    return [pl.col(name) / pl.len().over("order") for name in names]


def _with_money(frame: pl.DataFrame, columns: Columns, facts: Facts, *, role: str = ORDERS) -> pl.DataFrame:
    """Work out revenue and cost where they belong to the role; an impossible revenue refuses the row."""
    for name in ("revenue", "cost"):
        if name in columns and columns[name].role == role:
            value = amount(columns[name])
            frame = frame.with_columns(pl.when(in_range(value)).then(value).alias(name))
            if name == "revenue":
                frame = facts.sift(frame, BAD_AMOUNT, pl.col("revenue").is_null())
    return frame


def _with_product_costs(lines: pl.DataFrame, rows: Rows, columns: Columns, facts: Facts) -> pl.DataFrame:
    """Cost as the product's cost times the quantity, where the lines have no cost of their own."""
    products = facts.sift(facts.usable(rows), "product not unique", ~pl.col("products.id").is_first_distinct())
    _note_strangers(lines, "product", products["products.id"], facts)
    if "cost" in columns or "products.cost" not in columns:
        return lines
    if "product" not in columns or "quantity" not in columns:
        facts.notices.append(
            "Costs are unknown: the lines need a product and a quantity for a product's cost to apply."
        )
        return lines
    costs = products.select(pl.col("products.id").alias("product"), amount(columns["products.cost"]).alias("unit cost"))
    priced = lines.join(costs, on="product", how="left", maintain_order="left")
    value = pl.col("unit cost") * amount(columns["quantity"])
    return priced.with_columns(pl.when(in_range(value)).then(value).alias("cost"))


def _accounts(rows: Rows, columns: Columns, facts: Facts) -> pl.DataFrame:
    accounts = facts.sift(facts.usable(rows), "account not unique", ~pl.col("accounts.id").is_first_distinct())
    name = pl.col("accounts.name") if "accounts.name" in columns else pl.lit(None, pl.String)
    return accounts.select(pl.col("accounts.id").alias("account"), name.alias("name"))


def _lines(frame: pl.DataFrame) -> pl.DataFrame:
    """The columns of the ranking; without an order number an account's rows of one day are one order."""
    absent = [pl.lit(None, dtype).alias(name) for name, dtype in _LINE_SCHEMA.items() if name not in frame.columns]
    lines = frame.with_columns(absent).select(_LINE_SCHEMA.keys())
    if lines["order"].null_count() == 0:
        return lines
    day = pl.concat_str(pl.col("account"), pl.col("date").cast(pl.String), separator=" ")
    return lines.with_columns(pl.coalesce(pl.col("order"), day).alias("order"))


def _require_lines(tables: Tables, facts: Facts) -> None:
    if facts.lines.is_empty():
        causes = ", ".join(f"{refusal.cause} {refusal.count}" for refusal in facts.refusals.values()) or "none"
        names = " and ".join(table.path.name for role in (ORDERS, LINES) for table in tables.get(role, ()))
        raise CommandError(f"No row of {names} can be used; the causes and their rows: {causes}.")


def _note_doubts(tables: Tables, columns: Columns, facts: Facts) -> None:
    """Say what a reader should know before believing the result."""
    if "order" not in columns:
        facts.notices.append("There is no order number, so the rows of an account on one day count as one order.")
    stages = [repr(header) for header in _unused(tables[ORDERS][0], columns) if normalise(header) in _STAGES]
    if stages:
        facts.notices.append(
            f"Every row counts whatever its {' and '.join(stages)}; leave out of the file what should not."
        )
    if facts.accounts is None:
        return
    if facts.lines.join(facts.accounts, on="account", how="semi").is_empty():
        facts.notices.append("No account of the orders is in the file of accounts; --columns accounts.id= says its id.")
    else:
        _note_strangers(facts.lines, "account", facts.accounts["account"], facts)


def _note_strangers(lines: pl.DataFrame, code: str, known: pl.Series, facts: Facts) -> None:
    """Name the codes of the lines that the file about them does not have: they count, but nothing more is known."""
    if code not in lines.columns:
        return
    lost = lines.select(code).drop_nulls().join(known.alias(code).to_frame(), on=code, how="anti")[code]
    names = lost.unique(maintain_order=True)
    more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    if len(names):
        facts.notices.append(
            f"Not in the file of {code}s: {', '.join(names.head(_NAMED))}{more} (in rows of the orders: {len(lost):,})."
        )


def _unused(table: Table, columns: Columns) -> list[str]:
    used = {header for binding in columns.values() for header in binding.roles}
    return [header for header in table.headers if header not in used]
