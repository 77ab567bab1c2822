"""What an import did, in a terminal."""

import sys
from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tenure.integrations.imports.actions.undo import Undone
from tenure.integrations.imports.models import ImportRun

PRINTED_WIDTH = 140
SHOWN_CAUSES = 12
SHOWN_ROWS = 8
SHOWN_KEPT = 20


def _console() -> Console:
    """As wide as the terminal; a file or a pipe gets a fixed width and no colours."""
    width = None if sys.stdout.isatty() else PRINTED_WIDTH
    return Console(width=width, highlight=False, emoji=False, markup=False)


def print_run(report: dict[str, Any], *, dry: bool) -> None:
    """What the file was, how it was read, what came in and what did not."""
    console = _console()
    sure = f", {report['confidence']:.0%} sure" if report["confidence"] is not None else ""
    number = "dry run" if dry else f"import {report['run']}"
    console.print(Text.assemble((report["file"], "bold"), f": {report['kind']}{sure} ({number})"))
    console.print(_columns(report["columns"]))
    console.print(_counts(report))
    for title, name, style in _CAUSES:
        _print_causes(console, title, report[name], style)
    _print_unsure(console, report["unsure"])
    if report["bad_rows"]:
        console.print(f"The refused rows are in {report['bad_rows']}; mend them there and import that file.")
    if not dry and report["state"] == "done":
        console.print(f"`tenure import --undo {report['run']}` takes it back.", style="dim")
    console.print()


_CAUSES = (("Refused", "refused", "red"), ("Left out", "left_out", "dim"), ("Note", "notices", "yellow"))


def _columns(columns: Sequence[dict[str, Any]]) -> Text:
    used = [f"{column['header']} → {column['field']}{_doubt(column)}" for column in columns if column["field"]]
    unused = [column["header"] for column in columns if not column["field"]]
    tail = f"; not used: {', '.join(unused)}" if unused else ""
    return Text(f"  {', '.join(used)}{tail}", style="dim")


def _doubt(column: dict[str, Any]) -> str:
    sure = column["confidence"]
    return f" ({sure:.0%})" if sure is not None and sure < 0.9 else ""


def _counts(report: dict[str, Any]) -> Table:
    table = Table("", "new", "updated", "unchanged", "unsure", box=None, pad_edge=True, header_style="dim")
    for noun, counts in report["records"].items():
        table.add_row(noun, *(f"{counts[name]:,}" for name in ("new", "updated", "unchanged", "unsure")))
    rows = report["rows"]
    table.caption = f"{rows['read']:,} rows read, {rows['refused']:,} refused, {rows['left_out']:,} left out"
    table.caption_justify = "left"
    return table


def _print_causes(console: Console, title: str, causes: Sequence[Any], style: str) -> None:
    for cause in causes[:SHOWN_CAUSES]:
        if isinstance(cause, str):
            console.print(Text.assemble((f"{title}: ", style), cause))
            continue
        where = f" in {cause['column']}" if cause["column"] else ""
        seen = f" (seen: {cause['value']!r})" if cause["value"] and cause["value"] not in cause["cause"] else ""
        rows = ", ".join(map(str, cause["rows"][:SHOWN_ROWS])) + (" …" if cause["count"] > SHOWN_ROWS else "")
        console.print(
            Text.assemble((f"{title} {cause['count']:,}", style), f"{where}: {cause['cause']}{seen} Rows {rows}")
        )
    if len(causes) > SHOWN_CAUSES:
        console.print(f"{len(causes) - SHOWN_CAUSES} more causes; --json gives all of them.", style="dim")


def _print_unsure(console: Console, unsure: Sequence[dict[str, Any]]) -> None:
    for each in unsure[:SHOWN_CAUSES]:
        candidate = each["candidate"]
        words = f" row {each['row']}: {each['name']!r} may be {candidate['name']!r} (account {candidate['id']})"
        console.print(Text.assemble(("Unsure", "yellow"), words))
    if unsure:
        console.print("Unsure rows stay out; --unsure new or --unsure update decides for all of them.", style="dim")


def print_undone(run: ImportRun, undone: Undone) -> None:
    """What an undoing did, and what it had to leave."""
    console = _console()
    console.print(f"Import {run.pk} is undone: {undone.removed:,} records removed, {undone.restored:,} restored.")
    for each in undone.kept[:SHOWN_KEPT]:
        console.print(f"Kept {each['noun']} {each['id']}: {each['why']}.")
    if len(undone.kept) > SHOWN_KEPT:
        console.print(f"{len(undone.kept) - SHOWN_KEPT} more were kept; --json gives all of them.", style="dim")
