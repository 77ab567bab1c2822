"""How long every page takes with eight people working at once, on the server as `tenure run` starts it.

`python -m bench.bench_pages [--engine sqlite] [--accounts 100000] [--contacts 300000] [--orders 1000000] [--keep DIR]`.
Eight sessions (a director and seven account managers; on pages for leaders the director eight times) ask for one kind
of page after another, each of their own accounts, in a closed loop: the next request leaves when the answer is there.
The clock runs from sending to the last byte. The floor is a bare server's list of 50 on the same database under the
same eight, so that the wait for two busy cores is in both; the limit stays 150 ms of the clock.

With --keep the database is filled once into a folder and used again; PostgreSQL then is the server that
TENURE_TEST_POSTGRES names, which keeps it.
"""

import argparse
import http.client
import json
import math
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from bench.bench_api import ENGINES, ROOT, database, environment, free_port, wait_for
from bench.calm import Pace, measured_calmly
from bench.page_kinds import PAGES, Page
from bench.report import Figure, publish
from tools import postgres

MILLISECONDS = 150
USERS = 8
WARM_UP = 3
BARE = Page("a bare server's list", "/")
KEPT = "tenure_bench_pages"


@dataclass(frozen=True)
class Person:
    """Somebody who asks: with their session, for their accounts."""

    session: str
    accounts: Sequence[int]


@dataclass(frozen=True)
class Asked:
    """A server that is asked, by whom, and what is there to be named in addresses."""

    port: int
    people: Sequence[Person]
    places: Mapping[str, int]

    def askers(self, who: str) -> Sequence[Person]:
        """The eight who ask for a page: all members, or for pages of leaders the director eight times."""
        return [self.people[0]] * len(self.people) if who == "leaders" else self.people


Filled = tuple[list[Person], Mapping[str, int]]


def percentile(values: Sequence[float], share: float) -> float:
    """The least value that this share of the values does not exceed.

    >>> percentile([3, 1, 2, 4], 0.5), percentile([5.0], 0.95)
    (2, 5.0)
    """
    return sorted(values)[math.ceil(share * len(values)) - 1]


def ask(asked: Asked, person: Person, page: Page, times: list[float], count: int, seed: int) -> None:
    """One person asking for pages over one connection; appends the milliseconds of each."""
    chance = random.Random(seed)
    connection = http.client.HTTPConnection("127.0.0.1", asked.port, timeout=60)
    cookie = {} if page.who == "anybody" else {"Cookie": f"sessionid={person.session}"}
    headers = {**cookie, **page.headers, "Accept-Encoding": "gzip"}
    for turn in range(WARM_UP + count):
        address = page.asked(chance, person.accounts, asked.places)
        started = time.perf_counter()
        connection.request("GET", address, headers=headers)
        response = connection.getresponse()
        response.read()
        spent = (time.perf_counter() - started) * 1000
        if response.status != 200:
            raise RuntimeError(f"{address} was answered {response.status}.")
        if turn >= WARM_UP:
            times.append(spent)


def together(asked: Asked, page: Page, count: int) -> list[float]:
    """The milliseconds of every page that all eight together asked for."""
    times: list[float] = []
    threads = [
        threading.Thread(target=ask, args=(asked, person, page, times, count, seed))
        for seed, person in enumerate(asked.askers(page.who))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(times) < len(threads) * count:
        raise RuntimeError(f"{page.name}: {len(times)} of {len(threads) * count} pages were answered.")
    return times


def fill(url: str, home: Path, options: argparse.Namespace) -> Filled:
    """Make and fill the database; who may look at it, and at what."""
    command = [sys.executable, "-m", "bench.page_data", *map(str, (options.accounts, options.contacts, options.orders))]
    done = subprocess.run(command, cwd=ROOT, env=environment(url, home), check=True, stdout=subprocess.PIPE, text=True)
    return _filled(done.stdout.strip().splitlines()[-1])


def _filled(said: str) -> Filled:
    found = json.loads(said)
    return [Person(one["session"], one["accounts"]) for one in found["people"]], found["places"]


@contextmanager
def filled(engine: str, options: argparse.Namespace) -> Iterator[tuple[str, Path, Filled]]:
    """A filled database: its address, its home, and what `fill` says of it."""
    if options.keep is None:
        with tempfile.TemporaryDirectory(prefix="tenure-bench-") as name, database(engine, Path(name)) as url:
            yield url, Path(name), fill(url, Path(name), options)
        return
    home = options.keep / engine
    said, url = home / "filled.json", kept_database(engine, home)
    if not said.exists():
        people, places = fill(url, home, options)
        told = [{"session": person.session, "accounts": list(person.accounts)} for person in people]
        said.write_text(json.dumps({"people": told, "places": places}), encoding="utf-8")
    yield url, home, _filled(said.read_text(encoding="utf-8"))


def read_through(url: str) -> None:
    """Read the database once: one that is worked with lies in the machine's memory, one just filled may not."""
    if url.startswith("sqlite"):
        with Path(url.removeprefix("sqlite:///")).open("rb") as file:
            while file.read(2**24):
                pass
        return
    with psycopg.connect(url) as connection:
        connection.execute("SET enable_indexonlyscan = off")
        for (table,) in connection.execute("SELECT relname FROM pg_stat_user_tables").fetchall():
            connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table)))


def kept_database(engine: str, home: Path) -> str:
    """The address of the engine's database that is kept; PostgreSQL's is made where it is missing."""
    home.mkdir(parents=True, exist_ok=True)
    if engine == "sqlite":
        return f"sqlite:///{home / 'bench.sqlite3'}"
    server = os.environ[postgres.VARIABLE]
    with psycopg.connect(server, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [KEPT]).fetchone():
            connection.execute(f"CREATE DATABASE {KEPT}")
    return server.rsplit("/", 1)[0] + f"/{KEPT}"


@contextmanager
def serving(application: str, url: str, home: Path) -> Iterator[int]:
    """The port of a server with two processes of eight threads, ended by its own process number."""
    port = free_port()
    words = ["--interface", "wsgi", "--workers", "2", "--blocking-threads", "8", "--no-ws", "--log-level", "warning"]
    command = [sys.executable, "-m", "granian", *words, "--port", str(port), application]
    with subprocess.Popen(command, cwd=ROOT, env=environment(url, home)) as process:
        try:
            wait_for(port, process)
            yield port
        finally:
            process.terminate()


def bench_engine(engine: str, options: argparse.Namespace, pace: Pace) -> list[Figure]:
    """The 95th percentile of every page on one engine."""
    pages = [page for page in PAGES if options.page in page.name]
    with filled(engine, options) as (url, home, (people, places)):
        read_through(url)
        with serving("bench.bare_server:application", url, home) as port:
            bare = percentiles(engine, [BARE], Asked(port, people, places), options, pace)
        with serving("tenure.wsgi:application", url, home) as port:
            found = percentiles(engine, pages, Asked(port, people, places), options, pace)
    floor, limit = bare[BARE.name], MILLISECONDS / bare[BARE.name]
    return [Figure(f"{engine}: {page.name}", found[page.name], "ms", floor=floor, limit=limit) for page in pages]


def percentiles(
    engine: str, pages: Sequence[Page], asked: Asked, options: argparse.Namespace, pace: Pace
) -> dict[str, float]:
    """The 95th percentile of each page, by its name; the director's answers, who sees most, are among the eight."""

    named = {page.name: page for page in pages}

    def measure(name: str) -> float:
        times = together(asked, named[name], options.requests)
        value, middle = percentile(times, 0.95), percentile(times, 0.5)
        print(f"{engine}: {name} {value:.1f} ms (median {middle:.1f} ms)", file=sys.stderr, flush=True)
        return value

    found = measured_calmly(named, measure, pace, options.sweeps)
    slow = [name for name, (_value, took) in found.items() if not pace.undisturbed(took)]
    print(f"{engine}: at {pace.fastest:.0f} ms a sum; disturbed: {', '.join(slow) or 'none'}", file=sys.stderr)
    return {name: value for name, (value, _took) in found.items()}


def main() -> None:
    """Measure and publish."""
    parser = argparse.ArgumentParser(prog="bench_pages", description=__doc__)
    parser.add_argument("--engine", choices=[*ENGINES, "both"], default="both")
    parser.add_argument("--accounts", type=int, default=100_000)
    parser.add_argument("--contacts", type=int, default=300_000)
    parser.add_argument("--orders", type=int, default=1_000_000)
    parser.add_argument("--page", default="", metavar="WORDS", help="only pages whose name has these words in it")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="fill the database there once, and use it again")
    parser.add_argument("--requests", type=int, default=40, help="pages of each kind for each of the eight")
    parser.add_argument("--sweeps", type=int, default=3, help="how often a page is measured at most")
    parser.add_argument("--pace", type=float, default=float("inf"), help="milliseconds of the sum, where known")
    options = parser.parse_args()
    engines = ENGINES if options.engine == "both" else (options.engine,)
    how = (
        f"{options.accounts:,} accounts, {options.contacts:,} contacts, {options.orders:,} orders; eight people at "
        "once, who ask again as soon as they are answered, on the server as it is started; 95th percentile, limit "
        f"{MILLISECONDS} ms in multiples of the floor. For pages of leaders alone the director asks eight times. What "
        "was asked while the machine was slower than it can be is asked again; the round at its best pace counts."
    )
    pace = Pace(options.pace)
    publish("Pages", how, [figure for engine in engines for figure in bench_engine(engine, options, pace)])


if __name__ == "__main__":
    main()
