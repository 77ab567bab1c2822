"""Every check and test, stage by stage: `python -m tools.check fast`, `all` or `long`.

A check prints one line, and all it said when it fails; a stage of tests shows its progress and its closing line. Stages
that keep one core busy run side by side, two at a time, and what each of them said is printed whole when it ends. All
stages run, so that one look shows everything that is wrong. The exit code is 1 when any of them failed.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from tools import machine, provision
from tools.setup import ROOT, VENV

# Two processes: more would fight over the two cores of the smallest machine we promise to work on.
CORES = 2
PYTEST = ("pytest", "-q")
# Whoever is done first takes over tests of the other; and what is for the long run only takes long to collect.
PYTEST_TWICE = (
    *(*PYTEST, "-n", str(CORES), "--dist", "worksteal"),
    *("--ignore=tests/api/test_conformance_at_length.py", "-m", "not (spark or browser or slow)"),
)
BROWSER_TWICE = (*PYTEST, *("-n", str(CORES), "--dist", "worksteal"), "tests/browser", "-m", "browser")
PATIENT = ("-m", "slow", "--timeout", "7200")
ON_POSTGRES = ("python", "-m", "tools.postgres", "run", "--", "env", "TENURE_TEST_ENGINE=postgresql")


@dataclass(frozen=True)
class Stage:
    """A command of the environment, whether its output is shown as it comes, and what the machine must have for it."""

    name: str
    command: tuple[str, ...]
    shown: bool = False
    needs: Callable[[], object | None] | None = None


# The longest first, so that the others run beside it.
CHECKS = (
    Stage("types", ("mypy",)),
    Stage("templates", ("djlint", "src/tenure", "--lint")),
    Stage("front end", ("python", "-m", "tools.frontend", "check")),
    Stage("imports", ("lint-imports",)),
    Stage("style", ("ruff", "check", ".")),
    Stage("format", ("ruff", "format", "--check", ".")),
)
SPARK = Stage("tests on Spark", (*PYTEST, "tests/spark", "tests/cli", "-m", "spark"), shown=True, needs=machine.java)
# Stages that stand together run side by side; one that stands alone has both cores for itself.
STAGES: dict[str, tuple[tuple[Stage, ...], ...]] = {
    "fast": (CHECKS, (Stage("architecture", (*PYTEST, "tests/architecture"), shown=True),)),
    "all": (
        (SPARK, *CHECKS),
        (Stage("tests on SQLite", PYTEST_TWICE, shown=True),),
        (Stage("tests on PostgreSQL", (*ON_POSTGRES, *PYTEST_TWICE), shown=True, needs=provision.postgres),),
        (Stage("tests in a browser", BROWSER_TWICE, shown=True, needs=machine.chromium),),
    ),
    "long": (
        (Stage("long tests on SQLite", (*PYTEST, *PATIENT), shown=True),),
        (Stage("long tests on PostgreSQL", (*ON_POSTGRES, *PYTEST, *PATIENT), shown=True, needs=provision.postgres),),
    ),
}


def failing(stages: tuple[Stage, ...]) -> list[str]:
    """Run the stages side by side and name those that fail."""
    alone = len(stages) == 1
    with ThreadPoolExecutor(max_workers=CORES) as pool:
        passed = list(pool.map(lambda stage: passes(stage, streamed=alone and stage.shown), stages))
    return [stage.name for stage, well in zip(stages, passed, strict=True) if not well]


def passes(stage: Stage, *, streamed: bool = False) -> bool:
    """Run one stage and say in one line how it went. What the machine lacks is skipped, but never where CI is set.

    What it says comes at once where it is `streamed`; else whole at its end, of a check only when it fails.
    """
    if stage.needs and not stage.needs() and not os.environ.get("CI"):
        say(f"{stage.name}: skipped, for this machine lacks what it needs")
        return True
    if streamed:
        say(f"{stage.name}:")
    started = time.monotonic()
    done = run(stage, streamed=streamed)
    verdict = f"FAILED with exit code {done.returncode}" if done.returncode else "passed"
    line = f"{stage.name}: {verdict} after {time.monotonic() - started:.0f} s"
    say(line, before=done.stdout if done.stdout and (stage.shown or done.returncode) else b"")
    return done.returncode == 0


def say(line: str, *, before: bytes = b"") -> None:
    """Print all of it in one piece, so that stages side by side do not mix theirs."""
    sys.stdout.buffer.write(before + line.encode() + b"\n")
    sys.stdout.buffer.flush()


def run(stage: Stage, *, streamed: bool) -> subprocess.CompletedProcess[bytes]:
    """Run the stage's command with the environment's programs first on the path, far from anybody's own data."""
    with tempfile.TemporaryDirectory(prefix="tenure-check-") as home:
        ours = {
            "PATH": f"{VENV / 'bin'}:{os.environ['PATH']}",
            "TENURE_HOME": home,
            # Some images forbid it; tests start processes by the dozen, and each would compile all modules anew.
            "PYTHONDONTWRITEBYTECODE": "",
        }
        return subprocess.run(
            stage.command,
            cwd=ROOT,
            env={**os.environ, **ours},
            stdout=None if streamed else subprocess.PIPE,
            stderr=None if streamed else subprocess.STDOUT,
            check=False,
        )


def main(arguments: list[str]) -> int:
    """Exit code 0 when all stages passed, 1 when one failed, 2 when the call is wrong."""
    if len(arguments) != 1 or arguments[0] not in STAGES:
        print(f"{' '.join(arguments)!r} is not understood; name one of: {', '.join(STAGES)}.", file=sys.stderr)
        return 2
    failed = [name for stages in STAGES[arguments[0]] for name in failing(stages)]
    if failed:
        say(f"failed: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
