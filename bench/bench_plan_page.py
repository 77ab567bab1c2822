"""How long the plan of an account takes to appear that has been planned for three years.

    python -m bench.bench_plan_page [--engine both] [--requests 40]

Five objectives, sixty actions, twelve signed versions and twelve reviews, orders, talks, promises and a board of twenty
people (`plan_story.py`). One client asks for each page, one request after the other, through the whole of Django
without a socket; the 95th percentile counts. The floor is the account's own page, asked for in the same run.
"""

import argparse
import json
import subprocess
import sys
from typing import Any

from bench.bench_api import ENGINES, ROOT
from bench.bench_board_page import asked, filled
from bench.report import Figure, publish

MOST_PAGE_MS = 300.0
LIMITED = ("plan", "plan, API")
FLOOR = "account"


def main() -> int:
    """Run the bench, publish it, and answer 1 when the limit is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", choices=[*ENGINES, "both"], default="both")
    parser.add_argument("--requests", type=int, default=40)
    options = parser.parse_args()
    if options.engine == "both":
        figures = [figure for engine in ENGINES for figure in in_a_process(engine, options.requests)]
    else:
        figures = measured(options.engine, options.requests)
    how = (
        "One account with 5 objectives, 60 actions, 12 versions signed by four, 12 reviews, 468 order lines, 150 talks "
        "and 150 promises in three years; one client, the 95th percentile. The floor is the account's own page."
    )
    publish("Plan page: three years on one page", how, figures)
    return 0 if all(figure.keeps for figure in figures) else 1


def in_a_process(engine: str, requests: int) -> list[Figure]:
    """The figures of one engine, measured in a process of its own: Django knows one database a process."""
    command = [sys.executable, "-m", "bench.bench_plan_page", "--engine", engine, "--requests", str(requests)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    if not done.stdout.strip():
        raise SystemExit(f"The bench on {engine} ended with code {done.returncode} and measured nothing.")
    said: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return [Figure(**figure) for figure in said["figures"]]


def measured(engine: str, requests: int) -> list[Figure]:
    """The figures of one engine, measured here."""
    from bench.plan_story import fill

    with filled(engine, fill) as addresses:
        times = {name: asked(address, requests) for name, address in addresses.items()}
    floor = times.pop(FLOOR)
    limited = [Figure(f"{engine}: {name}, limit", times[name], "ms", limit=MOST_PAGE_MS) for name in LIMITED]
    return [*limited, *(Figure(f"{engine}: {name}", value, "ms", floor=floor) for name, value in times.items())]


if __name__ == "__main__":
    sys.exit(main())
