"""`tenure import FILE...`: bring records in from files; `--undo RUN` takes an import back, `--resume RUN` goes on."""

import json
import shutil
import sys
from argparse import ArgumentParser, Namespace
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from tenure.cli.acting import acting_member, add_member_argument, refused_in_a_sentence
from tenure.cli.errors import CommandError
from tenure.cli.import_report import print_run, print_undone
from tenure.core.policy import require
from tenure.integrations.files.dates import DateOrder
from tenure.integrations.files.numbers import COMMA, POINT
from tenure.integrations.imports.actions import ImportOptions, execute_run, start_import, undo_import
from tenure.integrations.imports.actions.preview import preview
from tenure.integrations.imports.actions.start import CREATABLE, Prepared, prepare_file
from tenure.integrations.imports.choices import Unsure
from tenure.integrations.imports.entities import FILE_KINDS
from tenure.integrations.imports.mapping import load_mapping, mapping_text
from tenure.integrations.imports.models import ImportRun
from tenure.integrations.imports.queries import run_report
from tenure.people.models import Member

MARKS = {"comma": COMMA, "point": POINT}


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's options."""
    add = parser.add_argument
    add("files", nargs="*", metavar="FILE", type=Path, help="CSV, XLSX, ODS, JSON or Parquet, also gzipped")
    add("--kind", default="auto", choices=("auto", *FILE_KINDS), metavar="KIND", help=f"{', '.join(FILE_KINDS)}")
    add("--map", metavar="FILE", type=Path, help="TOML or JSON that says which column is which field")
    add("--save-map", metavar="FILE", type=Path, help="save how the file was read, to be given to --map")
    add("--source", default="", metavar="NAME", help="the system the file comes from, in which its ids are unique")
    add("--dates", choices=[order.value for order in DateOrder], help="for dates that can be read in two ways")
    add("--decimal", choices=MARKS, help="for numbers that can be read in two ways")
    add("--currency", default="", metavar="CODE", help="of amounts without one; else the reporting currency")
    add("--sheet", metavar="NAME", help="which sheet of a spreadsheet; else the first")
    add("--unsure", default=Unsure.LIST.value, choices=[value.value for value in Unsure], help="rows that resemble a "
        "record: list them and leave them out, take them as new, or update the record")  # fmt: skip
    add("--create-missing", default="", metavar="KINDS", help=f"make what rows refer to: {','.join(CREATABLE)}")
    add("--bad-rows", metavar="FILE", type=Path, help="write the refused rows with their causes into this file")
    add("--dry-run", action="store_true", help="say what would happen, and change nothing")
    add("--undo", type=int, metavar="RUN", help="take back what an import did")
    add("--resume", type=int, metavar="RUN", help="go on with an import that was interrupted")
    add("--json", action="store_true", help="print JSON")
    add_member_argument(parser)


@refused_in_a_sentence()
def run(args: Namespace) -> int:
    """Import the files, or undo or resume an earlier import."""
    if sum((bool(args.files), args.undo is not None, args.resume is not None)) != 1:
        raise CommandError("Nothing to do is named; give files to import, or --undo RUN, or --resume RUN.")
    member = acting_member(args)
    if args.undo is not None:
        return _undo(args, member)
    require(member, "import.run")
    runs = [_execute(_run_of(args.resume))] if args.resume is not None else _import(args, member)
    _tell(args, [run_report(run) for run in runs])
    return 0


def _import(args: Namespace, member: Member) -> list[ImportRun]:
    options = _options(args)
    # All files are looked through before the first goes in, and go in as they build on each other.
    prepared = [(path, prepare_file(path, options)) for path in args.files]
    prepared.sort(key=lambda each: list(FILE_KINDS).index(each[1].survey.mapping.kind))
    if args.save_map:
        _save_map(args.save_map, [each for _, each in prepared])
    runs: list[ImportRun] = []

    def work() -> list[ImportRun]:
        done = []
        for path, found in prepared:
            runs.append(start_import(path=path, by=member, options=options, prepared=found))
            done.append(_execute(runs[-1]))
        _copy_bad_rows(args, done)
        return done

    return preview(work, runs) if args.dry_run else work()


def _options(args: Namespace) -> ImportOptions:
    return ImportOptions(
        kind=args.kind,
        mapping=load_mapping(args.map) if args.map else None,
        source=args.source,
        dates=DateOrder(args.dates) if args.dates else None,
        numbers=MARKS[args.decimal] if args.decimal else None,
        currency=args.currency.upper(),
        unsure=Unsure(args.unsure),
        create_missing=tuple(filter(None, args.create_missing.split(","))),
        sheet=args.sheet,
    )


def _save_map(path: Path, prepared: list[Prepared]) -> None:
    if len(prepared) != 1:
        raise CommandError(f"--save-map saves how one file is read; {len(prepared)} were given.")
    try:
        path.write_text(mapping_text(prepared[0].survey.mapping), encoding="utf-8")
    except OSError as error:
        raise CommandError(f"The file {path} cannot be written: {error.strerror or error}.") from error


def _copy_bad_rows(args: Namespace, runs: list[ImportRun]) -> None:
    bad = [run for run in runs if run.bad_bytes]
    if not args.bad_rows or not bad:
        return
    try:
        for run in bad:
            target = args.bad_rows if len(bad) == 1 else args.bad_rows.with_stem(f"{args.bad_rows.stem}-{run.kind}")
            shutil.copyfile(run.bad_rows_file, target)
    except OSError as error:
        raise CommandError(f"The file {args.bad_rows} cannot be written: {error.strerror or error}.") from error


def _execute(run: ImportRun) -> ImportRun:
    """Execute a run with a progress bar on a terminal; when interrupted, say how to go on."""
    try:
        with ExitStack() as stack:
            console = Console(stderr=True)
            if not console.is_terminal:
                return execute_run(run.pk)
            bar = Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
                           console=console, transient=True)  # fmt: skip
            task = stack.enter_context(bar).add_task(run.file_name, total=run.total)
            return execute_run(run.pk, progress=lambda now: bar.update(task, completed=now.done))
    except KeyboardInterrupt:
        print(f"`tenure import --resume {run.pk}` goes on where this stopped.", file=sys.stderr)
        raise


def _run_of(number: int) -> ImportRun:
    run: ImportRun | None = ImportRun.objects.filter(pk=number).first()
    if run is None:
        raise CommandError(f"There is no import {number}; the number is told when an import starts.")
    return run


def _undo(args: Namespace, member: Member) -> int:
    run = _run_of(args.undo)
    undone = undo_import(run=run, by=member)
    if args.json:
        _print_json({"run": run.pk, "removed": undone.removed, "restored": undone.restored, "kept": undone.kept})
    else:
        print_undone(run, undone)
    return 0


def _tell(args: Namespace, reports: list[dict[str, Any]]) -> None:
    if args.dry_run:
        reports = [
            {**report, "run": None, "bad_rows": str(args.bad_rows) if args.bad_rows else None} for report in reports
        ]
    if args.json:
        _print_json({"dry_run": args.dry_run, "runs": reports})
        return
    for report in reports:
        print_run(report, dry=args.dry_run)


def _print_json(content: dict[str, Any]) -> None:
    json.dump(content, sys.stdout, indent=2, ensure_ascii=False, default=str)
    sys.stdout.write("\n")
