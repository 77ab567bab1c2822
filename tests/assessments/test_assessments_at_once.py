"""Three leaders answer the same question at once, of an account and of our company: one is taken, two are told."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.shared import PROJECT_ROOT


def test_of_three_who_answer_at_once_one_is_taken_and_two_are_told(database_url: str, tmp_path: Path) -> None:
    own = {"DATABASE_URL": database_url, "TENURE_HOME": str(tmp_path), "TENURE_LOG_LEVEL": "CRITICAL"}
    command = [sys.executable, "-m", "tests.assessments.at_once"]
    done = subprocess.run(
        command, cwd=PROJECT_ROOT, env={**os.environ, **own}, stdout=subprocess.PIPE, text=True, check=True
    )
    answers = json.loads(done.stdout.strip().splitlines()[-1])
    assert (len(answers), {tuple(said) for said in answers}) == (15, {("taken", "told", "told")})
