"""Every check and test, stage by stage: `python -m tools.check fast`, `all` or `long`.

A check prints one line, and all it said when it fails; a stage of tests shows its progress and its closing line. All
stages run, so that one look shows everything that is wrong. The exit code is 1 when any of them failed.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass

from tools import machine, provision
from tools.setup import ROOT, VENV

PYTEST = ("pytest", "-q")
# Two processes: more would fight over the two cores of the smallest machine we promise to work on.
PYTEST_TWICE = (*PYTEST, "-n", "2", "-m", "not (spark or browser or slow)")
PATIENT = ("-m", "slow", "--timeout", "7200")
ON_POSTGRES = ("python", "-m", "tools.postgres", "run", "--", "env", "TENURE_TEST_ENGINE=postgresql")


@dataclass(frozen=True)
class Stage:
    """A command of the environment, whether its output is shown as it comes, and what the machine must have for it."""

    name: str
    command: tuple[str, ...]
    shown: bool = False
    needs: Callable[[], object | None] | None = None


CHECKS = (
    Stage("style", ("ruff", "check", ".")),
    Stage("format", ("ruff", "format", "--check", ".")),
    Stage("types", ("mypy",)),
    Stage("imports", ("lint-imports",)),
    Stage("templates", ("djlint", "src/tenure", "--lint")),
    Stage("front end", ("python", "-m", "tools.frontend", "check")),
)
STAGES = {
    "fast": (*CHECKS, Stage("architecture", (*PYTEST, "tests/architecture"), shown=True)),
    "all": (
        *CHECKS,
        Stage("tests on SQLite", PYTEST_TWICE, shown=True),
        Stage("tests on PostgreSQL", (*ON_POSTGRES, *PYTEST_TWICE), shown=True, needs=provision.postgres),
        Stage("tests on Spark", (*PYTEST, "-m", "spark"), shown=True, needs=machine.java),
        Stage("tests in a browser", (*PYTEST, "-m", "browser"), shown=True, needs=machine.chromium),
    ),
    "long": (
        Stage("long tests on SQLite", (*PYTEST, *PATIENT), shown=True),
        Stage("long tests on PostgreSQL", (*ON_POSTGRES, *PYTEST, *PATIENT), shown=True, needs=provision.postgres),
    ),
}


def passes(stage: Stage) -> bool:
    """Run one stage and say in one line how it went. What the machine lacks is skipped, but never where CI is set."""
    if stage.needs and not stage.needs() and not os.environ.get("CI"):
        print(f"{stage.name}: skipped, for this machine lacks what it needs", flush=True)
        return True
    if stage.shown:
        print(f"{stage.name}:", flush=True)
    started = time.monotonic()
    done = run(stage)
    if done.returncode and done.stdout:
        sys.stdout.buffer.write(done.stdout)
    verdict = f"FAILED with exit code {done.returncode}" if done.returncode else "passed"
    print(f"{stage.name}: {verdict} after {time.monotonic() - started:.0f} s", flush=True)
    return done.returncode == 0


def run(stage: Stage) -> subprocess.CompletedProcess[bytes]:
    """Run the stage's command with the environment's programs first on the path, far from anybody's own data."""
    with tempfile.TemporaryDirectory(prefix="tenure-check-") as home:
        return subprocess.run(
            stage.command,
            cwd=ROOT,
            env={**os.environ, "PATH": f"{VENV / 'bin'}:{os.environ['PATH']}", "TENURE_HOME": home},
            stdout=None if stage.shown else subprocess.PIPE,
            stderr=None if stage.shown else subprocess.STDOUT,
            check=False,
        )


def main(arguments: list[str]) -> int:
    """Exit code 0 when all stages passed, 1 when one failed, 2 when the call is wrong."""
    if len(arguments) != 1 or arguments[0] not in STAGES:
        print(f"{' '.join(arguments)!r} is not understood; name one of: {', '.join(STAGES)}.", file=sys.stderr)
        return 2
    failed = [stage.name for stage in STAGES[arguments[0]] if not passes(stage)]
    if failed:
        print(f"failed: {', '.join(failed)}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
