"""A command without a database to work with says so in a sentence."""

import os
import subprocess
import sys
from pathlib import Path


def test_a_database_without_tables_is_a_sentence_that_says_what_makes_them(tmp_path: Path) -> None:
    environment = {**os.environ, "TENURE_HOME": str(tmp_path), "DATABASE_URL": ""}
    environment["DJANGO_SETTINGS_MODULE"] = "tenure.settings"
    command = [sys.executable, "-m", "tenure.cli.main", "portfolio"]
    answer = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert answer.returncode == 2
    assert answer.stderr.startswith("The database is ")
    assert answer.stderr.endswith(" steps behind this version; `tenure run` brings it up to date.\n")
