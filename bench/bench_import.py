"""Time `tenure import` from file to database on SQLite and PostgreSQL, beside bare inserts of the same rows.

The clock covers the whole command: start of the process, two passes over the file, recognising, checking, writing with
all indexes, the notes for undoing, the commits. The floor reads the same files with csv and writes the same columns
into tables that have no index, no notes and one commit.
"""

import csv
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

import psycopg

from bench.import_files import write_accounts, write_contacts
from bench.kill_import import PREPARE, Place
from bench.report import Figure, publish
from tests.postgres import NAMED_SERVER, empty_database

ACCOUNTS, CONTACTS = 100_000, 300_000
LONG = 1_000_000
LEAST_RATE = 10_000
MOST_MEGABYTES = 500
MOST_GROWTH = 1.3


def main() -> None:
    """Measure both engines, how cost grows with length, and memory on a million rows."""
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="tenure-bench-") as name:
        folder = Path(name)
        files = _files(folder, ACCOUNTS, CONTACTS)
        quarter = _files(folder / "quarter", ACCOUNTS // 4, CONTACTS // 4)
        for engine in ("sqlite", "postgresql"):
            if engine == "postgresql" and NAMED_SERVER not in os.environ:
                continue
            figures += _measure(engine, folder, files, quarter)
        figures.append(_memory(folder))
    publish(
        "Import",
        f"{ACCOUNTS:,} accounts and {CONTACTS:,} contacts from CSV with `tenure import` into an empty database; "
        "rows a second of the whole command, beside bare inserts of the same rows without indexes, checks and notes.",
        figures,
    )


def _files(folder: Path, accounts: int, contacts: int) -> tuple[Path, Path]:
    folder.mkdir(exist_ok=True)
    paths = folder / "accounts.csv", folder / "contacts.csv"
    write_accounts(paths[0], accounts)
    write_contacts(paths[1], contacts, accounts=accounts)
    return paths


def _measure(engine: str, folder: Path, files: tuple[Path, Path], quarter: tuple[Path, Path]) -> list[Figure]:
    whole = seconds_of_import(engine, folder, files)
    part = seconds_of_import(engine, folder, quarter)
    floor = seconds_of_floor(engine, folder, files)
    rows = ACCOUNTS + CONTACTS
    print(f"{engine}: {whole:.1f} s, a quarter {part:.1f} s, floor {floor:.1f} s", file=sys.stderr)
    return [
        Figure(f"{engine}: import", rows / whole, "rows a second", limit=LEAST_RATE, at_least=True),
        Figure(f"{engine}: import beside bare inserts", whole, "s", floor=floor),
        Figure(f"{engine}: four times the rows", whole, "s", floor=part * 4, limit=MOST_GROWTH),
    ]


def seconds_of_import(engine: str, folder: Path, files: tuple[Path, ...]) -> float:
    """How long one `tenure import` of the files takes on a new database."""
    home = Path(tempfile.mkdtemp(dir=folder))
    with empty_database(engine, home) as url:
        place = Place(home, url)
        place.python(PREPARE)
        began = time.monotonic()
        if place.start(*map(str, files)).wait():
            raise RuntimeError("The import failed.")
        return time.monotonic() - began


def seconds_of_floor(engine: str, folder: Path, files: tuple[Path, ...]) -> float:
    """How long it takes to read the same files and write their cells into bare tables."""
    began = time.monotonic()
    with empty_database(engine, Path(tempfile.mkdtemp(dir=folder))) as url:
        for path in files:
            with path.open(encoding="utf-8", newline="") as stream:
                reader = csv.reader(stream, delimiter=";")
                _write_bare(engine, url, len(next(reader)), reader)
    return time.monotonic() - began


def _write_bare(engine: str, url: str, width: int, rows: Iterable[list[str]]) -> None:
    columns = ", ".join(f"c{number} text" for number in range(width))
    table = f"bare{width}"
    if engine == "sqlite":
        with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
            connection.execute(f"CREATE TABLE {table} ({columns})")
            connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * width)})", rows)
        return
    with psycopg.connect(url) as server, server.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {table} ({columns})".encode())
        with cursor.copy(f"COPY {table} FROM STDIN".encode()) as copy:
            for row in rows:
                copy.write_row(row)


def _memory(folder: Path) -> Figure:
    """The most memory that the import of a million contacts takes, in a process of its own."""
    path = folder / "long.csv"
    write_contacts(path, LONG, accounts=1000)
    with path.with_name("few.csv").open("w") as stream:
        stream.write("Kundennummer;Firma\n" + "".join(f"{number:07d};Account {number}\n" for number in range(1, 1001)))
    home = Path(tempfile.mkdtemp(dir=folder))
    with empty_database("sqlite", home) as url:
        place = Place(home, url)
        place.python(PREPARE)
        command = [
            sys.executable,
            "-m",
            "tenure.cli.main",
            "import",
            str(path.with_name("few.csv")),
            str(path),
            "--json",
        ]
        subprocess.run(command, env=place.environment(), stdout=subprocess.DEVNULL, check=True)
    # Of all children; none of the others has read as much.
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return Figure("most memory for a million rows", peak, "MB", limit=MOST_MEGABYTES)


if __name__ == "__main__":
    main()
