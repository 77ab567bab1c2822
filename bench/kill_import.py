"""Kill an import at random moments and see whether its content equals that of an undisturbed one.

    python -m bench.kill_import [--rows 100000] [--kills 20] [--engine sqlite|postgresql] [--seed 7]

For PostgreSQL TENURE_TEST_POSTGRES names the server (`python -m tools.postgres run -- ...` starts one). The file has
one bad row in a thousand and parents that stand below their units, so that every part of a run is in a kill's way.
Exit code 1 when anything was lost, doubled or half written.
"""

import argparse
import csv
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.import_files import write_accounts
from tests.postgres import empty_database

# Prints what a database holds that an import has made, without numbers and times, which a kill may change.
CONTENT = """
import hashlib, json, sys
import django
django.setup()
from tenure.accounts.models import Account
from tenure.integrations.imports.models import ImportChange, ImportRun
digest = hashlib.sha256()
names = ("external_id", "source", "name", "name_key", "street", "postcode", "city", "country", "phone", "email",
         "employees", "turnover", "customer_since", "version", "parent__external_id")
for row in Account.objects.order_by("external_id").values_list(*names).iterator():
    digest.update(repr(row).encode())
run = ImportRun.objects.get()
changes = ImportChange.objects.filter(run=run)
print(json.dumps({
    "hash": digest.hexdigest(), "accounts": Account.objects.count(),
    "distinct": Account.objects.values("external_id").distinct().count(), "changes": changes.count(),
    "changed": changes.values("object_id").distinct().count(), "state": run.state, "tally": run.tally,
    "bad_rows": hashlib.sha256(run.bad_rows_file.read_bytes()).hexdigest(),
}))
"""
PREPARE = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tenure.people.actions import create_member
create_member(email="ada@example.com", name="Ada Admin", role="administrator", by=None)
"""
RUNS = """
import django
django.setup()
from tenure.integrations.imports.models import ImportRun
print(*ImportRun.objects.values_list("pk", flat=True))
"""


@dataclass(frozen=True)
class Result:
    """What came of it: how many kills hit a running process, and whether the two databases hold the same."""

    engine: str
    rows: int
    kills: int
    seconds_undisturbed: float
    equal: bool
    accounts: int
    doubled: int
    lost: int


@dataclass(frozen=True)
class Place:
    """A home and a database of their own."""

    home: Path
    url: str

    def environment(self) -> dict[str, str]:
        """The variables by which a process works in this place."""
        return {
            **os.environ,
            "TENURE_HOME": str(self.home),
            "DATABASE_URL": self.url,
            "DJANGO_SETTINGS_MODULE": "tenure.settings",
        }

    def python(self, code: str) -> str:
        """Run code there and return what it printed."""
        done = subprocess.run(
            [sys.executable, "-c", code], env=self.environment(), capture_output=True, text=True, check=True
        )
        return done.stdout

    def start(self, *words: str) -> "subprocess.Popen[bytes]":
        """Start `tenure import` there."""
        command = [sys.executable, "-m", "tenure.cli.main", "import", *words, "--json"]
        return subprocess.Popen(command, env=self.environment(), stdout=subprocess.DEVNULL)


def compare(engine: str, *, rows: int, kills: int, seed: int) -> Result:
    """Import one file twice on an engine, once in peace and once under kills, and compare the databases."""
    dice = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="tenure-kill-") as name:
        folder = Path(name)
        path = folder / "accounts.csv"
        write_family(path, rows, seed=seed)
        with empty_database(engine, _made(folder / "calm")) as url:
            calm = Place(folder / "calm", url)
            calm.python(PREPARE)
            prepared = time.monotonic()
            if calm.start(str(path)).wait():
                raise RuntimeError("The undisturbed import failed.")
            seconds = time.monotonic() - prepared
            wanted = json.loads(calm.python(CONTENT))
        with empty_database(engine, _made(folder / "storm")) as url:
            storm = Place(folder / "storm", url)
            storm.python(PREPARE)
            hits = _import_under_kills(storm, path, kills, seconds, dice)
            found = json.loads(storm.python(CONTENT))
    return Result(
        engine=engine,
        rows=rows,
        kills=hits,
        seconds_undisturbed=round(seconds, 1),
        equal=found == wanted,
        accounts=found["accounts"],
        doubled=found["accounts"] - found["distinct"] + found["changes"] - found["changed"],
        lost=wanted["accounts"] - found["distinct"],
    )


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def write_family(path: Path, rows: int, *, seed: int) -> None:
    """Accounts of which every tenth group stands below its nine units, and one row in a thousand has no name."""
    plain = path.with_suffix(".plain")
    write_accounts(plain, rows, seed=seed)
    with plain.open(encoding="utf-8", newline="") as source, path.open("w", encoding="utf-8", newline="") as target:
        reader, writer = csv.reader(source, delimiter=";"), csv.writer(target, delimiter=";")
        writer.writerow([*next(reader), "Konzern"])
        for number, row in enumerate(reader, start=1):
            if number % 1000 == 0:
                row[1] = ""
            group = (number + 9) // 10 * 10
            writer.writerow([*row, "" if number == group or group > rows else f"{group:07d}"])


def _import_under_kills(place: Place, path: Path, kills: int, seconds: float, dice: random.Random) -> int:
    """Start and resume the import until it has been killed often enough, then let it end; how many kills hit it."""
    hits = 0
    process = place.start(str(path))
    for _ in range(kills * 3):
        if hits == kills:
            break
        try:
            # From before the first batch to well into the run; each resumption gets further, the last near the end.
            process.wait(timeout=dice.uniform(0.2, 1.0) * max(1.5, 2.4 * seconds / kills))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            hits += 1
            process = place.start(*_next_words(place, path))
    if process.wait():
        raise RuntimeError("The import failed after a kill.")
    return hits


def _next_words(place: Place, path: Path) -> Iterator[str]:
    runs = place.python(RUNS).split()
    # A kill before the run was made leaves nothing to resume.
    return iter(("--resume", runs[-1]) if runs else (str(path),))


def main() -> int:
    """Print one line of JSON; exit code 1 when the two databases differ."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--engine", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    result = compare(options.engine, rows=options.rows, kills=options.kills, seed=options.seed)
    print(json.dumps(asdict(result)))
    return 0 if result.equal and not result.doubled and not result.lost else 1


if __name__ == "__main__":
    sys.exit(main())
