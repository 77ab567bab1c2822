"""Time of one search over accounts, contacts and products, beside one question put to the index by hand.

`python -m bench.bench_search [--engine sqlite] [--accounts 100000] [--contacts 300000] [--rounds 5]`.
PostgreSQL is the server that TENURE_TEST_POSTGRES names, or one of our own for as long as the bench runs.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from bench.bench_api import ENGINES, ROOT, database, environment, fill
from bench.report import Figure, publish

# What people type: a beginning, a whole name, two words, an address, a domain, a slip of the finger, nothing there is.
TEXTS = {
    "two letters": "no",
    "beginning of a name": "nordh",
    "middle of a name": "hafen",
    "common surname": "schmidt",
    "two words": "anna weiss",
    "company and surname": "silberglas rossi",
    "e-mail address": "person123456@example.com",
    "domain": "www54321.example.com",
    "misspelt name": "nordhfaen",
    "misspelt person": "kowalksi piotr",
    "nothing fits": "xyzzyq",
}
PROMISED_MS = 100.0
FLOOR = {
    "sqlite": "SELECT rowid FROM accounts_contact_search WHERE accounts_contact_search MATCH '\"owalski\"' LIMIT 60",
    "postgresql": "SELECT id FROM accounts_contact WHERE search_text LIKE '%owalski%' LIMIT 60",
}
Times = dict[str, float]


def milliseconds(ask: Callable[[], object], rounds: int) -> float:
    """The median of some runs, the first of which is not counted."""
    ask()
    return statistics.median(_once(ask) for _ in range(rounds))


def _once(ask: Callable[[], object]) -> float:
    started = time.perf_counter()
    ask()
    return (time.perf_counter() - started) * 1000


def measure(rounds: int) -> Times:
    """Every text's time and the floor's, in the database that the environment names."""
    import django

    django.setup()
    from django.db import connection

    from tenure.insight.search import find
    from tenure.people.models import Member

    member = Member.objects.get(email="bench@example.com")

    def floor() -> None:
        with connection.cursor() as cursor:
            cursor.execute(FLOOR[connection.vendor])
            cursor.fetchall()

    times = {name: milliseconds(partial(find, member, text), rounds) for name, text in TEXTS.items()}
    return {**times, "floor": milliseconds(floor, rounds)}


def bench_engine(engine: str, options: argparse.Namespace) -> list[Figure]:
    """All figures on one engine. The searches run in a process of their own, which the environment points there."""
    with tempfile.TemporaryDirectory(prefix="tenure-bench-") as name, database(engine, Path(name)) as url:
        home = Path(name)
        fill(url, home, options.accounts, options.contacts)
        command = [sys.executable, "-m", "bench.bench_search", "--measure", "--rounds", str(options.rounds)]
        done = subprocess.run(
            command, cwd=ROOT, env=environment(url, home), check=True, stdout=subprocess.PIPE, text=True
        )
        times: Times = json.loads(done.stdout.strip().splitlines()[-1])
    floor = times.pop("floor")
    beside = [Figure(f"{engine}: {name}", value, "ms", floor=floor) for name, value in times.items()]
    return [*beside, Figure(f"{engine}: slowest of these", max(times.values()), "ms", limit=PROMISED_MS)]


def options_of(arguments: Sequence[str] | None) -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(prog="bench_search", description=__doc__)
    parser.add_argument("--engine", choices=[*ENGINES, "both"], default="both")
    parser.add_argument("--accounts", type=int, default=100_000)
    parser.add_argument("--contacts", type=int, default=300_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, publish, and end with 1 when a limit is not kept."""
    options = options_of(arguments)
    if options.measure:
        print(json.dumps(measure(options.rounds)))
        return 0
    engines = ENGINES if options.engine == "both" else (options.engine,)
    figures = [figure for engine in engines for figure in bench_engine(engine, options)]
    how = (
        f"{options.accounts:,} accounts and {options.contacts:,} contacts, searched by a director, who sees all; "
        "the floor is one question to the index of contacts, put by hand."
    )
    publish("Search: from a few letters to the best ten", how, figures)
    return 0 if all(figure.keeps for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
