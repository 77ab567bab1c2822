"""Run the benches and write docs/benchmarks.md: `python -m bench.run`, or with names: `python -m bench.run rank api`.

A bench is a module of this folder named bench_<name>.py; each runs in a process of its own, so that its memory is its
own too. With names only those are measured anew; the page keeps the other sections from bench/results.
"""

import json
import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.report import Figure

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "results"
PAGE = ROOT / "docs" / "benchmarks.md"
INTRODUCTION = """# Benchmarks

Written by `make bench`. A floor is the least that the same work can cost, measured in the same run on the same machine;
ratios travel from machine to machine, seconds do not. A figure with a limit is a promise.
"""


def names_of_benches() -> list[str]:
    """Every bench there is, by name."""
    return [path.stem.removeprefix("bench_") for path in sorted((ROOT / "bench").glob("bench_*.py"))]


def measure(name: str) -> bool:
    """Run one bench and keep its result; False when it failed, which is shown."""
    print(f"bench: {name}", flush=True)
    done = subprocess.run(
        [sys.executable, "-m", f"bench.bench_{name}"], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False
    )
    lines = done.stdout.strip().splitlines()
    if done.returncode or not lines:
        print(f"bench: {name} FAILED with exit code {done.returncode}\n{done.stdout}", flush=True)
        return False
    result = {**json.loads(lines[-1]), "machine": machine(), "at": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")}
    RESULTS.mkdir(parents=True, exist_ok=True)
    (RESULTS / f"{name}.json").write_text(json.dumps(result, indent=1), encoding="utf-8")
    return True


def machine() -> str:
    """The machine in a phrase."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores, {memory:.0f} GiB, Python {platform.python_version()}, {platform.system()}"


def page(results: list[dict[str, Any]]) -> str:
    """The whole page, a section for each bench."""
    return "\n".join([INTRODUCTION, *(section(result) for result in results)])


def section(result: dict[str, Any]) -> str:
    """One bench's section: what it does, where and when it ran, and a table of its figures."""
    rows = [row(Figure(**figure)) for figure in result["figures"]]
    head = ["| what | measured | floor | ratio | limit | |", "|---|---:|---:|---:|---:|---|"]
    about = f"{result['how']} Measured on {result['machine']}, {result['at']}."
    return "\n".join([f"## {result['title']}", "", about, "", *head, *rows, ""])


def row(figure: Figure) -> str:
    """One line of the table.

    >>> row(Figure("list of 50", 6.0, "ms", floor=1.5, limit=12))
    '| list of 50 | 6 ms | 1.5 ms | 4 | at most 12 | kept |'
    >>> row(Figure("rows", 9123.4, "a second", limit=10_000, at_least=True))
    '| rows | 9,123 a second | | | at least 10,000 | MISSED |'
    """
    bound = "" if figure.limit is None else f"at {'least' if figure.at_least else 'most'} {number(figure.limit)}"
    verdict = "" if figure.limit is None else ("kept" if figure.keeps else "MISSED")
    floor = "" if figure.floor is None else f"{number(figure.floor)} {figure.unit}"
    ratio = "" if figure.ratio is None else number(figure.ratio)
    cells = [figure.what, f"{number(figure.value)} {figure.unit}", floor, ratio, bound, verdict]
    return "|" + "|".join(f" {cell} " if cell else " " for cell in cells) + "|"


def number(value: float) -> str:
    """Three significant digits, thousands grouped.

    >>> number(0.12345), number(4.0), number(12.345), number(9123.4)
    ('0.123', '4', '12.3', '9,123')
    """
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def main(names: list[str]) -> int:
    """Exit code 1 when a bench failed or a limit was missed, 2 for an unknown name."""
    known = names_of_benches()
    if unknown := sorted(set(names) - set(known)):
        print(f"There is no bench named {', '.join(unknown)}; there are {', '.join(known)}.", file=sys.stderr)
        return 2
    failed = [name for name in names or known if not measure(name)]
    results = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(RESULTS.glob("*.json"))]
    PAGE.write_text(page(results), encoding="utf-8")
    kept = all(Figure(**figure).keeps for result in results for figure in result["figures"])
    print(f"bench: written to {PAGE.relative_to(ROOT)}; {'every limit kept' if kept else 'a limit was MISSED'}")
    return 1 if failed or not kept else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
