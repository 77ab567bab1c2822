"""How long pages take with eight people working at once, on the server as `tenure run` starts it.

`python -m bench.bench_pages [--engine sqlite] [--accounts 100000] [--contacts 300000] [--orders 1000000]`. Eight
sessions (a director and seven account managers) ask for one kind of page after another, each in turn with what it
shows there, without pause. The clock runs from sending to the last byte. The floor is a bare server's list of 50 on the
same database under the same eight, so that the wait for two busy cores is in both.
"""

import argparse
import http.client
import json
import math
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from bench.bench_api import ENGINES, PARTS_OF_NAMES, ROOT, database, environment, free_port, wait_for
from bench.report import Figure, publish

MILLISECONDS = 150
USERS = 8
WARM_UP = 3
Paths = Callable[[random.Random], str]


@dataclass(frozen=True)
class Page:
    """A kind of page, and one of its addresses."""

    name: str
    path: Paths


def pages(accounts: int) -> list[Page]:
    """Every page that is measured."""

    def some_account(chance: random.Random) -> str:
        return f"/accounts/{chance.randrange(1, accounts)}/"

    def some_search(chance: random.Random) -> str:
        return f"/accounts/?q={quote(chance.choice(PARTS_OF_NAMES))}"

    return [
        Page("portfolio", lambda _: "/portfolio/"),
        Page("not key, and why", lambda _: "/portfolio/not-key/"),
        Page("score against sales", lambda _: "/portfolio/movers/"),
        Page("accounts by name", lambda _: "/accounts/"),
        Page("accounts found", some_search),
        Page("one account", some_account),
    ]


def percentile(values: Sequence[float], share: float) -> float:
    """The least value that this share of the values does not exceed.

    >>> percentile([3, 1, 2, 4], 0.5), percentile([5.0], 0.95)
    (2, 5.0)
    """
    return sorted(values)[math.ceil(share * len(values)) - 1]


def ask(port: int, session: str, path: Paths, times: list[float], count: int, seed: int) -> None:
    """One person asking for pages over one connection; appends the milliseconds of each."""
    chance = random.Random(seed)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for turn in range(WARM_UP + count):
        address = path(chance)
        started = time.perf_counter()
        connection.request("GET", address, headers={"Cookie": f"sessionid={session}", "Accept-Encoding": "gzip"})
        response = connection.getresponse()
        response.read()
        spent = (time.perf_counter() - started) * 1000
        # An account manager asks for accounts of other teams too, and is told that there are none such.
        if response.status not in (200, 404):
            raise RuntimeError(f"{address} was answered {response.status}.")
        if turn >= WARM_UP and response.status == 200:
            times.append(spent)


def together(port: int, sessions: Sequence[str], path: Paths, count: int) -> list[float]:
    """The milliseconds of every page that all sessions together asked for."""
    times: list[float] = []
    people = [
        threading.Thread(target=ask, args=(port, session, path, times, count, seed))
        for seed, session in enumerate(sessions)
    ]
    for person in people:
        person.start()
    for person in people:
        person.join()
    if not times:
        raise RuntimeError("No page was answered.")
    return times


def fill(url: str, home: Path, options: argparse.Namespace) -> list[str]:
    """Make and fill the database; return the sessions to ask with."""
    command = [sys.executable, "-m", "bench.page_data", *map(str, (options.accounts, options.contacts, options.orders))]
    done = subprocess.run(command, cwd=ROOT, env=environment(url, home), check=True, stdout=subprocess.PIPE, text=True)
    sessions: list[str] = json.loads(done.stdout.strip().splitlines()[-1])
    return sessions


@contextmanager
def serving(application: str, url: str, home: Path) -> Any:
    """The port of a server with two processes of four threads, ended by its own process number."""
    port = free_port()
    words = ["--interface", "wsgi", "--workers", "2", "--blocking-threads", "4", "--no-ws", "--log-level", "warning"]
    command = [sys.executable, "-m", "granian", *words, "--port", str(port), application]
    with subprocess.Popen(command, cwd=ROOT, env=environment(url, home)) as process:
        try:
            wait_for(port, process)
            yield port
        finally:
            process.terminate()


def bench_engine(engine: str, options: argparse.Namespace) -> list[Figure]:
    """The 95th percentile of every page on one engine."""
    with tempfile.TemporaryDirectory(prefix="tenure-bench-") as name, database(engine, Path(name)) as url:
        home = Path(name)
        sessions = fill(url, home, options)
        with serving("bench.bare_server:application", url, home) as port:
            floor = percentile(together(port, sessions, lambda _: "/", options.requests), 0.95)
        print(f"{engine}: a bare server's list {floor:.1f} ms", file=sys.stderr)
        with serving("tenure.wsgi:application", url, home) as port:
            return [figure(engine, page, port, sessions, floor, options.requests) for page in pages(options.accounts)]


def figure(engine: str, page: Page, port: int, sessions: Sequence[str], floor: float, count: int) -> Figure:
    """One page's figure; the director's answers, who sees most, are among the eight."""
    value = percentile(together(port, sessions, page.path, count), 0.95)
    print(f"{engine}: {page.name} {value:.1f} ms, {value / floor:.1f} times the floor", file=sys.stderr)
    return Figure(f"{engine}: {page.name}", value, "ms", floor=floor, limit=MILLISECONDS / floor)


def main() -> None:
    """Measure and publish."""
    parser = argparse.ArgumentParser(prog="bench_pages", description=__doc__)
    parser.add_argument("--engine", choices=[*ENGINES, "both"], default="both")
    parser.add_argument("--accounts", type=int, default=100_000)
    parser.add_argument("--contacts", type=int, default=300_000)
    parser.add_argument("--orders", type=int, default=1_000_000)
    parser.add_argument("--requests", type=int, default=40, help="pages of each kind for each of the eight")
    options = parser.parse_args()
    engines = ENGINES if options.engine == "both" else (options.engine,)
    how = (
        f"{options.accounts:,} accounts, {options.contacts:,} contacts, {options.orders:,} orders; eight people at "
        f"once on the server as it is started, 95th percentile; limit {MILLISECONDS} ms in multiples of the floor."
    )
    publish("Pages", how, [figure for engine in engines for figure in bench_engine(engine, options)])


if __name__ == "__main__":
    main()
