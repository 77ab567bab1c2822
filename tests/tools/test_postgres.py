"""The server that tests borrow exists only as long as they do, and their databases are real."""

import os
import signal
import subprocess
import sys

import psycopg
import pytest

from tests.shared import PROJECT_ROOT


def beside_a_new_server(*command: str) -> subprocess.Popen[str]:
    """Start the command beside a server of its own, whatever server these tests run on themselves."""
    environment = {name: value for name, value in os.environ.items() if name != "TENURE_TEST_POSTGRES"}
    return subprocess.Popen(
        [sys.executable, "-m", "tools.postgres", "run", "--", *command],
        cwd=PROJECT_ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )


def is_reachable(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


@pytest.mark.postgres
def test_the_server_is_gone_with_its_command_whose_exit_code_is_handed_on() -> None:
    with beside_a_new_server("sh", "-c", "echo $TENURE_TEST_POSTGRES; exit 3") as process:
        output, _ = process.communicate(timeout=60)
    assert process.returncode == 3
    assert output.startswith("postgresql://tenure:")
    assert not is_reachable(output.strip())


@pytest.mark.postgres
def test_the_server_is_gone_when_the_wrapper_is_told_to_stop() -> None:
    with beside_a_new_server("sh", "-c", "echo $TENURE_TEST_POSTGRES; exec sleep 60") as process:
        assert process.stdout
        url = process.stdout.readline().strip()
        assert is_reachable(url)
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)
    assert not is_reachable(url)


def test_a_process_of_its_own_can_use_a_new_database_of_the_engine_under_test(database_url: str) -> None:
    command = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
    subprocess.run(command, env={**os.environ, "DATABASE_URL": database_url}, check=True)
    applied = subprocess.run(
        [sys.executable, "-m", "django", "showmigrations", "--plan"],
        env={**os.environ, "DATABASE_URL": database_url},
        check=True,
        capture_output=True,
        text=True,
    )
    assert "[X]  accounts.0001_initial" in applied.stdout
    assert "[ ]" not in applied.stdout
