"""Sixteen threads edit one plan through actions, API, pages and imports: nothing is lost, losers are told."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT_ROOT = Path(__file__).parents[2]
FEW, MANY = 160, 10_000


def edited(count: int, database_url: str, home: Path) -> None:
    """Edit in a process of its own, and hold what it says against the claim."""
    own = {"DATABASE_URL": database_url, "TENURE_HOME": str(home), "TENURE_LOG_LEVEL": "CRITICAL"}
    command = [sys.executable, "-m", "tests.growth.edits", str(count)]
    done = subprocess.run(
        command, cwd=PROJECT_ROOT, env={**os.environ, **own}, stdout=subprocess.PIPE, text=True, check=True
    )
    said = json.loads(done.stdout.strip().splitlines()[-1])
    assert (said["lost"], said["broken"]) == ([], [])
    assert set(said["answers"]) == {"200", "409"}
    assert sum(said["answers"].values()) == count
    assert said["logged"] == said["answers"]["200"]


def test_many_who_edit_a_plan_at_once_lose_nothing(database_url: str, tmp_path: Path) -> None:
    edited(FEW, database_url, tmp_path)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_ten_thousand_edits_of_one_plan_lose_nothing(database_url: str, tmp_path: Path) -> None:
    edited(MANY, database_url, tmp_path)
