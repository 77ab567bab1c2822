"""`tenure rank`: from order files to graded, explained accounts, without a database and without signing in."""

import argparse
import difflib
import shlex
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import Any, TextIO

from tenure.analytics import unusable
from tenure.analytics.criteria import LABEL_PACKS
from tenure.analytics.portfolio import DEFAULT_CRITERIA, Ranking, Window, rank_accounts
from tenure.analytics.portfolio.measures import covered_dates
from tenure.analytics.retelling import retold
from tenure.analytics.wording import phrases_by
from tenure.cli.errors import CommandError
from tenure.cli.rank_columns import (
    ACCOUNTS,
    LINES,
    ORDERS,
    PRODUCTS,
    Columns,
    Tables,
    bind_columns,
    parse_map,
    written_map,
)
from tenure.cli.rank_criteria import Selection, parse_places, read_selection, with_places, write_selection
from tenure.cli.rank_engine import rank_with
from tenure.cli.rank_facts import Facts, read_facts
from tenure.cli.rank_reading import Reading
from tenure.cli.rank_report import Report, write_csv, write_json
from tenure.cli.rank_table import progress, write_explanation, write_table
from tenure.core.languages import LOCALES, catalogue, languages
from tenure.integrations.files.dates import DateOrder
from tenure.integrations.files.expressions import quote_column
from tenure.integrations.files.tables import open_table

FORMATS = ("table", "json", "csv", "xlsx", "html")
DECIMAL_MARKS = {"point": ".", "comma": ","}

EPILOG = """\
Columns: without --columns the columns are guessed and the guess is shown. A map such as
  --columns account=CustomerID,order=OrderID,date=OrderDate,revenue=UnitPrice*Quantity*(1-Discount)
names ours = theirs. Ours are account, order, date, revenue, cost, quantity and product in the order files
(or the lines file, joined on order; lines.order where it is called otherwise there), accounts.id and
accounts.name, products.id and products.cost in the others. revenue and cost may be arithmetic with
+ - * / ( ), numbers and columns, in quotes where a name has spaces. A name with nothing behind its = is
left out. What is not named is guessed.

A column of dates like 03/04/2024, or of numbers like 1.234, has two readings if nothing else in it
decides; it is then refused until --dates or --numbers says which.

Examples:
  tenure rank --orders orders.csv --lines order_details.csv --accounts customers.csv
  tenure rank --orders 2023.xlsx 2024.xlsx --window 12m --places 5,15 --format html > accounts.html
  tenure rank --orders orders.csv --print-criteria > criteria.toml   (this year: anchors frozen)
  tenure rank --orders next.csv --criteria criteria.toml             (next year: scores compare)
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what scripts rely on; names and meanings stay."""
    parser.epilog = EPILOG
    files = parser.add_argument_group("files (CSV, gzip CSV, XLSX, ODS, JSON, Parquet)")
    several: dict[str, Any] = {"nargs": "+", "action": "extend", "metavar": "FILE"}
    files.add_argument("--orders", **several, required=True, help="orders, or orders with their lines")
    files.add_argument("--lines", **several, default=[], help="lines of the orders")
    files.add_argument("--accounts", metavar="FILE", help="accounts with their names, ordering or not")
    files.add_argument("--products", metavar="FILE", help="products with their cost")
    files.add_argument("--columns", default="", metavar="MAP", help="our names = your columns (see below)")
    files.add_argument("--dates", choices=list(DateOrder), help="whether day or month comes first in dates")
    files.add_argument("--numbers", choices=list(DECIMAL_MARKS), help="the decimal mark of numbers")
    ranking = parser.add_argument_group("ranking")
    ranking.add_argument("--as-of", metavar="DATE", help="the day to look back from (default: the last order's)")
    ranking.add_argument("--window", default="all", help="all (default), months like 12m or days like 365d")
    ranking.add_argument("--criteria", metavar="FILE", help="criteria, levels and labels as TOML")
    ranking.add_argument("--labels", choices=list(LABEL_PACKS), help="words for the grades (default: football)")
    ranking.add_argument("--places", metavar="N,N", help="places in the first levels instead of their cuts")
    ranking.add_argument("--engine", choices=["polars", "spark"], default="polars", help="what does the sums")
    output = parser.add_argument_group("output")
    output.add_argument("--format", choices=FORMATS, default="table", help="form of the result (default: table)")
    output.add_argument("--output", metavar="FILE", help="where to write it (default: standard output)")
    output.add_argument("--explain", metavar="ACCOUNT", help="only this account, by id or name, with its reasons")
    spoken = [code for code, _ in languages(LOCALES)]
    output.add_argument("--language", choices=spoken, default="en", help="the language of the reasons (default: en)")
    output.add_argument("--print-criteria", action="store_true", help="write the criteria with their anchors instead")


def run(args: argparse.Namespace) -> int:
    """Rank and write the result; what is wrong with the input is a CommandError or a FileError."""
    selection, window, as_of = _selection(args), _window(args.window, args.language), _as_of(args.as_of)
    given = parse_map(args.columns)
    with progress().status("Reading files ..."):
        tables = _tables(args)
        columns = bind_columns(tables, given)
        facts = read_facts(tables, columns, _reading(args))
        _require_orders(facts, window, as_of)
    with progress().status("Ranking ..."):
        report = _report(args.engine, facts, columns, selection, window, as_of, args.language)
    if args.explain is not None:
        report = report.only(_account(report, args.explain))
    _deliver(report, args)
    return 0


def _selection(args: argparse.Namespace) -> Selection:
    selection = Selection() if args.criteria is None else read_selection(Path(args.criteria))
    if args.labels:
        selection = replace(selection, labels=LABEL_PACKS[args.labels])
    if args.places is not None:
        selection = replace(selection, scheme=with_places(selection.scheme, parse_places(args.places)))
    return selection


def _reading(args: argparse.Namespace) -> Reading:
    return Reading(DateOrder(args.dates) if args.dates else None, DECIMAL_MARKS.get(args.numbers))


def _window(text: str, language: str) -> Window:
    try:
        return Window.parse(text)
    except ValueError as error:
        raise CommandError(retold(str(error), unusable.SENTENCES, catalogue(language))) from error


def _as_of(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"The as-of date {text!r} is not a date; it is written like 2024-12-31.") from error


def _tables(args: argparse.Namespace) -> Tables:
    files: dict[str, Sequence[str]] = {ORDERS: args.orders, LINES: args.lines}
    files |= {ACCOUNTS: [args.accounts] if args.accounts else [], PRODUCTS: [args.products] if args.products else []}
    for role, paths in files.items():
        _require_different(role, paths)
    return {role: [open_table(path) for path in paths] for role, paths in files.items() if paths}


def _require_different(role: str, paths: Sequence[str]) -> None:
    """Refuse a file that is given twice, however it is spelt: it would count twice."""
    seen: set[Path] = set()
    for path in paths:
        if Path(path).resolve() in seen:
            raise CommandError(f"The file {path} is given twice as --{role}; each file may be given once.")
        seen.add(Path(path).resolve())


def _require_orders(facts: Facts, window: Window, as_of: date | None) -> None:
    """Refuse a day from which no order is to be seen: everybody would have bought nothing."""
    first, last = covered_dates(facts.lines)
    if as_of is None or last is None:
        return
    period = window.period(as_of)
    if not facts.lines["date"].is_between(period.start or date.min, period.end).any():
        over = "" if period.start is None else f"in the {window} "
        raise CommandError(
            f"There is no order {over}up to the as-of date {as_of}; the orders are dated {first} to {last}."
        )


def _report(
    engine: Any,
    facts: Facts,
    columns: Columns,
    selection: Selection,
    window: Window,
    as_of: date | None,
    language: str,
) -> Report:
    words = catalogue(language)
    standard = [replace(one, name=words.pgettext("criterion", one.name)) for one in DEFAULT_CRITERIA]
    is_ours = tuple(selection.labels) in LABEL_PACKS.values()
    labels = [words.pgettext("grade", label) for label in selection.labels] if is_ours else selection.labels

    def rank(lines: Any, accounts: Any) -> Ranking:
        return rank_accounts(
            lines,
            accounts=accounts,
            as_of=as_of,
            window=window,
            criteria=selection.criteria or standard,
            scheme=selection.scheme,
            labels=labels,
            phrases=phrases_by(words.pgettext),
        )

    try:
        ranked = rank_with(engine, rank, facts.lines, facts.accounts)
    except ValueError as error:
        raise CommandError(retold(str(error), unusable.SENTENCES, words)) from error
    left_out = [retold(notice, unusable.NOTICES, words) for notice in ranked.ranking.notices]
    return Report(
        ranking=ranked.ranking,
        accounts=ranked.accounts,
        engine=engine,
        columns=written_map(columns),
        notices=(*_guesses(columns), *facts.notices, *left_out),
        read=facts.read,
        refused=tuple(sorted(facts.refusals.values(), key=lambda refusal: (-refusal.count, refusal.cause))),
    )


def _guesses(columns: Columns) -> list[str]:
    """What was guessed, as the option that would say it."""
    guessed = [f"{name}={_quoted(binding.written())}" for name, binding in columns.items() if binding.guessed]
    return [f"Guessed, and changed by saying otherwise: --columns {shlex.quote(','.join(guessed))}"] if guessed else []


def _quoted(text: str) -> str:
    return quote_column(text) if "," in text else text


def _account(report: Report, wanted: str) -> str:
    """The id of the account that is meant, by its id or by its name in any case."""
    ids, names = report.accounts["account"].to_list(), report.accounts["name"].to_list()
    if wanted in ids:
        return wanted
    plain = wanted.casefold()
    named = [
        code for code, name in zip(ids, names, strict=True) if plain in (code.casefold(), name and name.casefold())
    ]
    if len(named) == 1:
        return str(named[0])
    if named:
        raise CommandError(f"There are {len(named)} accounts named {wanted!r}: {', '.join(named[:10])}; say which id.")
    near = difflib.get_close_matches(wanted, [*ids[:20_000], *filter(None, names[:20_000])], n=3)
    hint = f"like it are {', '.join(near)}" if near else f"the first is {ids[0]}"
    raise CommandError(f"There is no account {wanted!r} among {len(ids):,}; {hint}.")


def _deliver(report: Report, args: argparse.Namespace) -> None:
    """Write the result where it is wanted; beside a form for programs the notices go to standard error."""
    with _destination(args.output) as stream:
        if args.print_criteria:
            stream.write(write_selection(Selection(report.criteria, report.ranking.scheme, report.ranking.labels)))
        elif args.format == "table":
            (write_table if args.explain is None else write_explanation)(report, stream)
        elif args.format == "json":
            write_json(report, stream)
        elif args.format == "csv":
            write_csv(report, stream)
        else:
            _write_page(report, args.format, stream)
    if args.format != "table" or args.print_criteria:
        for notice in report.notices:
            print(notice, file=sys.stderr)


def _write_page(report: Report, form: str, stream: TextIO) -> None:
    """Write the forms whose libraries nobody else should wait for."""
    if form == "html":
        from tenure.cli.rank_html import write_html

        return write_html(report, stream)
    if stream.isatty():
        raise CommandError("A spreadsheet is not text for a terminal; send it to a file with --output FILE.")
    from tenure.cli.rank_xlsx import write_xlsx

    return write_xlsx(report, stream.buffer)


@contextmanager
def _destination(path: str | None) -> Iterator[TextIO]:
    """Standard output, or a file that is replaced; UTF-8 in either, whatever the machine is set to."""
    if path is None:
        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")
        yield sys.stdout
        sys.stdout.flush()
        return
    try:
        with Path(path).open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
    except OSError as error:
        raise CommandError(f"The file {path} cannot be written: {error.strerror or error}.") from error
