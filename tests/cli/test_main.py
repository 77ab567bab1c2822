"""The command line loads only what the chosen command needs."""

import os
import subprocess
import sys
from pathlib import Path

from tenure import __version__
from tenure.cli.main import COMMANDS
from tests.cli.runner import Tenure, write


def loaded_modules(*arguments: str) -> set[str]:
    """The modules that are loaded once a command has run in a process of its own."""
    script = "import sys; from tenure.cli.main import main; main(sys.argv[1:]); print(*sys.modules, sep='\\n')"
    answer = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=True)
    return set(answer.stdout.split())


def test_ranking_files_needs_no_django_and_no_spreadsheet_writer(tmp_path: Path) -> None:
    orders = write(tmp_path / "orders.csv", "account,date,amount", "A,2024-01-02,1", "B,2024-01-03,2")
    modules = loaded_modules("rank", "--orders", str(orders), "--format", "json", "--output", os.devnull)
    assert "tenure.cli.rank" in modules
    assert modules.isdisjoint({"django", "xlsxwriter", "pyspark", "tenure.settings", "tenure.cli.portfolio"})


def test_every_offered_command_says_what_it_does(tenure: Tenure) -> None:
    assert len({command.name for command in COMMANDS}) == len(COMMANDS)
    assert all(command.help and not command.help.endswith(".") for command in COMMANDS)


def test_a_closed_pipe_is_no_fault(tmp_path: Path) -> None:
    rows = [f"A{n},2024-01-02,{n}" for n in range(1, 5001)]
    orders = write(tmp_path / "orders.csv", "account,date,amount", *rows)
    command = f"{sys.executable} -m tenure.cli.main rank --orders {orders} --format csv 2>err | head -1"
    answer = subprocess.run(command, shell=True, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert answer.stdout.startswith("rank,account,name,grade")
    assert "Traceback" not in (tmp_path / "err").read_text()
    assert "BrokenPipe" not in (tmp_path / "err").read_text()


def test_the_version_is_told() -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "tenure.cli.main", "--version"], capture_output=True, text=True, check=True
    )
    assert answer.stdout == f"tenure {__version__}\n"
