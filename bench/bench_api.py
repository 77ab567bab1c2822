"""Processor time of one API request, server and database together, in multiples of a bare server's list of 50.

`python -m bench.bench_api [--engine sqlite] [--accounts 100000] [--contacts 300000] [--requests 400] [--json FILE]`.
PostgreSQL is the server that TENURE_TEST_POSTGRES names, or one of our own for as long as the bench runs.
"""

import argparse
import contextlib
import http.client
import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg

from bench import cpu
from bench.report import Figure, publish
from tools import postgres

ROOT = Path(__file__).resolve().parent.parent
ENGINES = ("sqlite", "postgresql")
PARTS_OF_NAMES = ("hafen", "kontor", "Müller", "mühle", "Rossi 12", "technik K", "silber", "eiß 4", "Łódź", "chemie")
DEEP = 0.9
WARM_UP = 40
# So many times the floor and the request are measured in turns, and so many cheap lists stand beside one request.
ROUNDS = 4
LISTS_PER_REQUEST = 2


@dataclass(frozen=True)
class Request:
    """One request as it is sent."""

    path: str
    body: bytes | None = None


BARE_LIST = Request("/")


@dataclass(frozen=True)
class Server:
    """A running server: where it listens, its process, and the database's process when that is another."""

    port: int
    pid: int
    database_pid: int | None
    token: str

    def spent(self) -> float:
        """Seconds of processor time that the server and its database have used so far."""
        return cpu.seconds(self.pid) + (cpu.seconds(self.database_pid) if self.database_pid else 0.0)


@dataclass(frozen=True)
class Scenario:
    """A kind of request, and how many times the floor it may cost."""

    name: str
    limit: float
    requests: Callable[[Server], Sequence[Request]]


def measure(server: Server, bare: Server, requests: Sequence[Request], count: int) -> tuple[float, float]:
    """Milliseconds of processor time for one of the requests, and for one list on the bare server.

    The two are measured in turns, so that both meet the same other work on the machine.
    """
    own = [requests[turn % len(requests)] for turn in range(WARM_UP + count)]
    spend(server, own[:WARM_UP])
    spend(bare, [BARE_LIST] * WARM_UP)
    value = floor = 0.0
    share = -(-count // ROUNDS)
    for begin in range(WARM_UP, len(own), share):
        part = own[begin : begin + share]
        value += spend(server, part)
        floor += spend(bare, [BARE_LIST] * len(part) * LISTS_PER_REQUEST)
    return value / count * 1000, floor / (count * LISTS_PER_REQUEST) * 1000


def spend(server: Server, requests: Sequence[Request]) -> float:
    """Send the requests; the seconds of processor time that the server and its database used for them."""
    started = server.spent()
    send(server, requests)
    return server.spent() - started


def send(server: Server, requests: Sequence[Request]) -> list[bytes]:
    """Send the requests one after another over one connection and return the answers; any refusal ends the bench."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    headers = {"Authorization": f"Bearer {server.token}", "Content-Type": "application/json"}
    answers = []
    for request in requests:
        connection.request("POST" if request.body else "GET", request.path, request.body, headers)
        response = connection.getresponse()
        answers.append(response.read())
        if response.status >= 400:
            raise RuntimeError(f"{request.path} was answered {response.status}: {answers[-1][:300]!r}")
    connection.close()
    return answers


def scenarios(accounts: int, requests: int) -> list[Scenario]:
    """What is measured, each with its limit."""
    chance = random.Random(1)
    ones = [Request(f"/api/v1/accounts/{chance.randrange(1, accounts)}") for _ in range(requests)]
    searches = [Request(f"/api/v1/accounts?q={quote(part)}") for part in PARTS_OF_NAMES]
    stamp = time.time_ns()
    creations = [creation(f"{stamp}-{turn}") for turn in range(requests + WARM_UP)]
    lists = "/api/v1/accounts"
    return [
        Scenario("list of 50", 12, lambda _: [Request(lists)]),
        Scenario("deep page", 12, lambda server: [deep_page(server, accounts)]),
        Scenario("filter, by name", 12, lambda _: [Request(f"{lists}?country=Germany&kind=customer&sort=name")]),
        Scenario("filter, latest first", 12, lambda _: [Request(f"{lists}?country=Spain&sort=-updated_at")]),
        Scenario("filter, by turnover", 12, lambda _: [Request(f"{lists}?country=Poland&sort=-turnover")]),
        Scenario("range, by name", 12, lambda _: [Request(f"{lists}?turnover__gte=90000000&sort=name")]),
        Scenario("search by part of a name", 15, lambda _: searches),
        Scenario("one account with its contacts", 6, lambda _: ones),
        Scenario("create with audit", 10, lambda _: creations),
    ]


def deep_page(server: Server, accounts: int) -> Request:
    """The page that begins after nine tenths of all accounts, reached as a caller would, page by page."""
    path = "/api/v1/accounts?limit=200"
    for _ in range(int(accounts * DEEP / 200)):
        cursor = json.loads(send(server, [Request(path)])[0])["next"]
        path = f"/api/v1/accounts?limit=200&cursor={cursor}"
    return Request(path.replace("limit=200", "limit=50"))


def creation(name: str) -> Request:
    """A new account with the fields that people fill in."""
    fields = {"name": f"Bench {name}", "kind": "prospect", "city": "Bremen", "country": "Germany", "turnover": "12.50"}
    return Request("/api/v1/accounts", json.dumps(fields).encode())


def fill(url: str, home: Path, accounts: int, contacts: int) -> str:
    """Make and fill the database; return the token to ask with."""
    command = [sys.executable, "-m", "bench.api_data", str(accounts), str(contacts)]
    done = subprocess.run(command, cwd=ROOT, env=environment(url, home), check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout.strip().splitlines()[-1]


def environment(url: str, home: Path) -> dict[str, str]:
    """The variables that point Tenure at the bench's own database."""
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    names = {"DATABASE_URL": url, "TENURE_HOME": str(home), "DJANGO_SETTINGS_MODULE": "tenure.settings"}
    return {**os.environ, **names, "PYTHONPATH": path, "TENURE_LOG_LEVEL": "WARNING"}


@contextlib.contextmanager
def running(application: str, url: str, home: Path, token: str) -> Iterator[Server]:
    """A server of one worker with one thread, ended by its own process number."""
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "1", "--blocking-threads", "1"]
    command += ["--port", str(port), "--no-ws", "--log-level", "warning", application]
    with subprocess.Popen(command, cwd=ROOT, env=environment(url, home)) as process:
        try:
            wait_for(port, process)
            yield Server(port, process.pid, database_process(url), token)
        finally:
            process.terminate()


def wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    """Return once the port answers; RuntimeError when the server ended or does not answer within 30 seconds."""
    for _ in range(300):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError(f"The server on port {port} did not start; its exit code is {process.returncode}.")


def free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def database_process(url: str) -> int | None:
    """The process from which PostgreSQL's others descend; None for SQLite, which works inside the server."""
    if not url.startswith("postgresql"):
        return None
    with psycopg.connect(url) as connection:
        return cpu.parent_of(connection.info.backend_pid)


@contextlib.contextmanager
def database(engine: str, folder: Path) -> Iterator[str]:
    """The URL of a new, empty database of the engine."""
    if engine == "sqlite":
        yield f"sqlite:///{folder / 'bench.sqlite3'}"
        return
    with postgres.server() as server:
        name = f"tenure_bench_{os.getpid()}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        yield server.rsplit("/", 1)[0] + f"/{name}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def bench_engine(engine: str, options: argparse.Namespace) -> list[Figure]:
    """All figures on one engine, each beside a bare server that runs at the same time on the same database."""
    with tempfile.TemporaryDirectory(prefix="tenure-bench-") as name, database(engine, Path(name)) as url:
        home = Path(name)
        token = fill(url, home, options.accounts, options.contacts)
        with (
            running("tenure.wsgi:application", url, home, token) as server,
            running("bench.bare_server:application", url, home, "") as bare,
        ):
            return [
                figure(engine, scenario, measure(server, bare, scenario.requests(server), options.requests))
                for scenario in scenarios(options.accounts, options.requests)
            ]


def figure(engine: str, scenario: Scenario, measured: tuple[float, float]) -> Figure:
    """The scenario's figure."""
    value, floor = measured
    return Figure(f"{engine}: {scenario.name}", value, "ms", floor=floor, limit=scenario.limit)


def options_of(arguments: Sequence[str] | None) -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(prog="bench_api", description=__doc__)
    parser.add_argument("--engine", choices=[*ENGINES, "both"], default="both")
    parser.add_argument("--accounts", type=int, default=100_000)
    parser.add_argument("--contacts", type=int, default=300_000)
    parser.add_argument("--requests", type=int, default=400, help="measured requests of each kind")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, publish, and end with 1 when a limit is not kept."""
    options = options_of(arguments)
    engines = ENGINES if options.engine == "both" else (options.engine,)
    figures = [figure for engine in engines for figure in bench_engine(engine, options)]
    for figure in figures:
        print(f"{figure.what}: {figure.value:.2f} ms, {figure.ratio:.1f} times the floor of {figure.floor:.2f} ms")
    if options.json:
        rows = [{**asdict(figure), "ratio": figure.ratio, "keeps": figure.keeps} for figure in figures]
        options.json.write_text(json.dumps(rows, indent=1), encoding="utf-8")
    how = f"{options.accounts:,} accounts, {options.contacts:,} contacts, {options.requests} requests of each kind."
    publish("API: processor time of one request, server and database", how, figures)
    return 0 if all(figure.keeps for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
