"""A PostgreSQL server for as long as one command runs: `python -m tools.postgres run -- COMMAND...`.

The command finds the server's URL in TENURE_TEST_POSTGRES. A server already named there is used as it is; else one is
made in a temporary folder, listening on 127.0.0.1 alone, and is gone when the command ends: well, badly or interrupted.
"""

import contextlib
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools import machine

VARIABLE = "TENURE_TEST_POSTGRES"
ROLE = "tenure"
# The data is thrown away with the server, so none of it needs to survive a power cut.
SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=256MB")


@dataclass(frozen=True)
class Cluster:
    """A folder for one server's data, where its programs are, and the user they run as (None: ourselves)."""

    folder: Path
    programs: Path
    user: int | None

    @property
    def data(self) -> str:
        """Where the server keeps its data."""
        return str(self.folder / "data")

    def run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs to its end; RuntimeError with what it said when it fails."""
        done = subprocess.run(
            [str(self.programs / program), *arguments],
            cwd=self.folder,
            user=self.user,
            extra_groups=None if self.user is None else [],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"PostgreSQL's {program} failed with exit code {done.returncode}: {done.stdout.strip()}")


@contextlib.contextmanager
def server() -> Iterator[str]:
    """The URL of the server that TENURE_TEST_POSTGRES names, else of one of our own, which lives as long as this."""
    named = os.environ.get(VARIABLE)
    if named:
        yield named
        return
    programs = machine.postgres_programs()
    if programs is None:
        raise LookupError("PostgreSQL's server programs are not installed; Debian's package postgresql brings them.")
    with _private_folder() as (folder, user), _running(Cluster(folder, programs, user)) as url:
        yield url


@contextlib.contextmanager
def _private_folder() -> Iterator[tuple[Path, int | None]]:
    """A temporary folder and the user who owns it: an ordinary one when we are root, whom PostgreSQL refuses."""
    folder = Path(tempfile.mkdtemp(prefix="tenure-postgres-"))
    try:
        user = _ordinary_user() if os.geteuid() == 0 else None
        if user is not None:
            os.chown(folder, user, -1)
        yield folder, user
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _ordinary_user() -> int:
    users = {entry.pw_name: entry.pw_uid for entry in pwd.getpwall()}
    return users.get("postgres") or users["nobody"]


@contextlib.contextmanager
def _running(cluster: Cluster) -> Iterator[str]:
    port = _free_port()
    options = f"-k {cluster.folder} -h 127.0.0.1 -p {port} " + " ".join(f"-c {setting}" for setting in SETTINGS)
    access = ["--auth-local=trust", "--auth-host=scram-sha-256"]
    cluster.run("initdb", "-D", cluster.data, "-U", "postgres", "-E", "UTF8", "--no-locale", "--no-sync", *access)
    cluster.run("pg_ctl", "start", "-w", "-D", cluster.data, "-l", str(cluster.folder / "log"), "-o", options)
    try:
        yield _create_role(cluster, port)
    finally:
        cluster.run("pg_ctl", "stop", "-w", "-m", "fast", "-D", cluster.data)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _create_role(cluster: Cluster, port: int) -> str:
    """Make a role that may create databases but is no superuser, as in a company; return its URL."""
    password = secrets.token_hex(16)
    for statement in (
        f"CREATE ROLE {ROLE} LOGIN CREATEDB PASSWORD '{password}'",
        f"CREATE DATABASE {ROLE} OWNER {ROLE}",
    ):
        cluster.run("psql", "-h", str(cluster.folder), "-p", str(port), "-U", "postgres", "-qc", statement)
    return f"postgresql://{ROLE}:{password}@127.0.0.1:{port}/{ROLE}"


def run(command: list[str]) -> int:
    """Run the command beside a server and return its exit code."""
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    with server() as url, subprocess.Popen(command, env={**os.environ, VARIABLE: url}) as process:
        try:
            return process.wait()
        except KeyboardInterrupt:
            # The terminal interrupted the command too: let it report before its server goes away.
            return process.wait()
        finally:
            process.terminate()


def main(arguments: list[str]) -> int:
    """Exit code of the command; 2 when the call is wrong or no server can be had."""
    if arguments[:2] != ["run", "--"] or len(arguments) == 2:
        print(f"{' '.join(arguments)!r} is not understood; write: run -- COMMAND...", file=sys.stderr)
        return 2
    try:
        return run(arguments[2:])
    except LookupError as error:
        print(error, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
