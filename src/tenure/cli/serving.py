"""Keeping the web server and a worker running, and ending both with this process."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException

from django.db import connection, connections
from django.db.backends.postgresql.base import DatabaseWrapper as PostgresqlConnection

from tenure.cli.errors import CommandError
from tenure.cli.preparing import say
from tenure.core.sqlite_driver import sqlite_version, wal_is_safe

LOOK_SECONDS = 0.2
START_SECONDS = 60
ANSWER_SECONDS = 10
END_SECONDS = 15
RESTART_SECONDS = 2.0
MOST_PROCESSES = 4
# As many requests as a process has in hand: those that read are answered in turn, others wait for browsers and locks.
THREADS = 8
PR_SET_PDEATHSIG = 1

Child = subprocess.Popen[bytes]


def serve(*, host: str, port: int, with_worker: bool, link: str) -> int:
    """Serve until Ctrl-C or SIGTERM; print the link once somebody can follow it. Returns the exit code."""
    # Nothing of the database is needed here any more.
    _close_connections()
    with _asked_to_end() as asked:
        children = {"server": start(server_command(host, port))}
        try:
            if not _answers(children["server"], host, port, asked):
                return 0 if asked.is_set() else _server_ended(children["server"])
            say(f"\nSign in:  {link}\nThe link works once, within a day. Ctrl-C ends Tenure.")
            return _watch(children, asked, with_worker=with_worker)
        finally:
            end(list(children.values()))


def server_command(host: str, port: int) -> list[str]:
    """How the web server is started: granian with as many processes as the database can bear."""
    options = {"--host": host, "--port": port, "--workers": processes(), "--blocking-threads": THREADS}
    words = [str(word) for pair in options.items() for word in pair]
    calm = ["--log-level", "warning", "--respawn-failed-workers", "--workers-kill-timeout", "5"]
    return [sys.executable, "-m", "granian", "--interface", "wsgi", *words, *calm, "tenure.wsgi:application"]


def worker_command() -> list[str]:
    """How a worker is started."""
    return [sys.executable, "-c", "import sys; from tenure.cli.main import main; sys.exit(main(['worker']))"]


def processes() -> int:
    """One process for a SQLite that cannot read while it writes, else one for each core up to four."""
    if connection.vendor == "sqlite" and not wal_is_safe(sqlite_version()):
        return 1
    return min(os.cpu_count() or 1, MOST_PROCESSES)


def start(command: list[str]) -> Child:
    """Start a child that ends with this process, however this process ends."""
    # In a process group of its own a terminal's Ctrl-C reaches us alone, and we end our children in order.
    return subprocess.Popen(  # noqa: S603 - our own words
        command, stdin=subprocess.DEVNULL, process_group=0, preexec_fn=_end_with_parent
    )


def _end_with_parent() -> None:
    # Only Linux can promise it; elsewhere a child outlives a parent that was killed outright.
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def end(children: list[Child]) -> None:
    """Ask our own children to end, and end those that do not."""
    living = [child for child in children if child.poll() is None]
    for child in living:
        child.terminate()
    last = time.monotonic() + END_SECONDS
    for child in living:
        try:
            child.wait(max(0.0, last - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


@contextmanager
def _asked_to_end() -> Iterator[threading.Event]:
    """An event that is set by Ctrl-C or SIGTERM."""
    asked = threading.Event()
    numbers = (signal.SIGINT, signal.SIGTERM)
    former = {number: signal.signal(number, lambda *_: asked.set()) for number in numbers}
    try:
        yield asked
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)


def _answers(server: Child, host: str, port: int, asked: threading.Event) -> bool:
    """Wait until the server answers a request; False when it or we ended first, or it took too long."""
    last = time.monotonic() + START_SECONDS
    while time.monotonic() < last and server.poll() is None and not asked.is_set():
        if _has_answered(host, port):
            return True
        asked.wait(LOOK_SECONDS)
    return False


def _has_answered(host: str, port: int) -> bool:
    # The port is open before the program behind it is loaded, so only an answer counts, whichever it is.
    connection = HTTPConnection(host, port, timeout=ANSWER_SECONDS)
    try:
        connection.request("HEAD", "/sign-in")
        connection.getresponse()
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
    return True


def _watch(children: dict[str, Child], asked: threading.Event, *, with_worker: bool) -> int:
    """Wait for the end, with a worker beside: one that was killed is followed by another, which takes up its job."""
    if with_worker:
        children["worker"] = start(worker_command())
    while not asked.wait(LOOK_SECONDS):
        if children["server"].poll() is not None:
            return _server_ended(children["server"])
        if with_worker and children["worker"].poll() is not None and not asked.wait(RESTART_SECONDS):
            children["worker"] = start(worker_command())
    return 0


def _server_ended(server: Child) -> int:
    raise CommandError(f"The web server ended by itself (exit code {server.poll()}); what it said stands above.")


def _close_connections() -> None:
    connections.close_all()
    for each in connections.all():
        if isinstance(each, PostgresqlConnection):
            each.close_pool()
