"""`tenure run` in processes of its own: the whole application comes up, answers, and leaves nothing behind."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

TENURE = [sys.executable, "-c", "import sys; from tenure.cli.main import main; sys.exit(main())"]
SECONDS = 60


@pytest.fixture
def environment(tmp_path: Path, database_url: str) -> dict[str, str]:
    """A home and a database that are empty."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("TENURE_")}
    return {**own, "TENURE_HOME": str(tmp_path / "home"), "DATABASE_URL": database_url}


@contextmanager
def running(environment: dict[str, str]) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`tenure run` on a free port, and the sign-in link it printed; ended afterwards."""
    process = subprocess.Popen(
        [*TENURE, "run", "--port", "0"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        yield process, link_printed_by(process)
    finally:
        process.terminate()
        process.communicate(timeout=SECONDS)


def link_printed_by(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    said = []
    for line in process.stdout:
        said.append(line)
        if line.startswith("Sign in:"):
            return line.split()[-1]
    raise AssertionError(f"tenure run ended without a link and said: {''.join(said)}")


def children_of(process: subprocess.Popen[str]) -> set[int]:
    listing = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii")
    return {int(number) for number in listing.split()}


def wait_until(true: object) -> None:
    assert callable(true)
    last = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < last, "waited in vain"
        time.sleep(0.1)


def doctor(environment: dict[str, str]) -> dict[str, str]:
    """What the doctor finds, by topic."""
    done = subprocess.run([*TENURE, "doctor", "--json"], env=environment, capture_output=True, text=True, check=True)
    return {finding["topic"]: finding["value"] for finding in json.loads(done.stdout)["findings"]}


@pytest.mark.skipif(sys.platform != "linux", reason="counts processes in /proc, which only Linux has")
def test_it_serves_keeps_a_worker_alive_and_ends_with_everything_it_started(environment: dict[str, str]) -> None:
    with running(environment) as (process, link):
        address = link.partition("/sign-in")[0]
        with urlopen(f"{address}/health") as answer:
            assert json.load(answer) == {"database": "reachable", "migrations": "applied"}
        with urlopen(link) as answer:
            assert b"This link signs you in once" in answer.read()
        wait_until(lambda: doctor(environment)["workers"] != "none")

        before = children_of(process)
        worker = int(doctor(environment)["workers"].rpartition(":")[2])
        assert worker in before
        os.kill(worker, signal.SIGKILL)
        wait_until(lambda: len(children_of(process) - before) == 1)

        started = children_of(process)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=SECONDS) == 0
    assert not any(Path(f"/proc/{child}").exists() for child in started)


def test_a_second_start_keeps_the_data(environment: dict[str, str]) -> None:
    for _ in range(2):
        with running(environment):
            pass
    assert doctor(environment)["members"] == "1 active, 1 of them administrators"
