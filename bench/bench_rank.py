"""Time the ranking of a large portfolio against its floor: the same arithmetic written directly in Polars.

    python -m bench.bench_rank [--accounts 1000000] [--lines 10000000] [--rounds 3] [--json FILE]

Order lines and accounts are generated from a seed as Parquet in a temporary folder. Both sides then read them in fresh
processes, in turn, `--rounds` times each; the fastest of each counts. The time runs from the files to the finished
frame in memory: measures, anchors, scores, ranks, grades, and on our side the reasons as well. The two results are
compared account by account before anything is published, so that the floor cannot cheat.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

import numpy as np
import polars as pl

from bench.report import Figure, publish

MOST_RATIO = 2.0
MOST_GIGABYTES = 8.0
DAYS = 1_095
FIRST_DAY = 18_993
PRODUCTS = 500
COMPARED = ["account", "score", "low", "high", "rank", "rank_by_sales", "grade", "provisional"]


def main() -> int:
    """Run the comparison, publish it, and answer 1 when a limit is missed."""
    options = parse_arguments()
    if options.side:
        print(json.dumps(run_side(options.side, options.folder)))
        return 0
    with tempfile.TemporaryDirectory(prefix="bench-rank-") as name:
        folder = Path(name)
        generate(folder, accounts=options.accounts, lines=options.lines, seed=options.seed)
        figures = compare(folder, rounds=options.rounds)
    if options.json:
        rows = [{**asdict(figure), "ratio": figure.ratio, "keeps": figure.keeps} for figure in figures]
        options.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    how = (
        f"{options.accounts:,} accounts measured, scored, graded and explained from {options.lines:,} order lines in "
        "Parquet; the floor is the same arithmetic without the reasons, written directly in Polars, with equal results."
    )
    publish("Ranking: from order lines to explained grades", how, figures)
    return 0 if all(figure.keeps for figure in figures) else 1


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--accounts", type=int, default=1_000_000)
    parser.add_argument("--lines", type=int, default=10_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--json", metavar="FILE", type=Path, help="write the figures here as JSON")
    parser.add_argument("--side", choices=("ours", "floor"), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def generate(folder: Path, *, accounts: int, lines: int, seed: int) -> None:
    """Write `lines.parquet` (three lines to an order on average, 2 % credits) and `accounts.parquet`."""
    rng = np.random.default_rng(seed)
    orders = max(lines // 3, 1)
    customer = np.minimum((accounts * rng.beta(1.0, 1.3, orders)).astype(np.int64), accounts - 1)
    day = rng.integers(0, DAYS, orders)
    order = np.sort(rng.integers(0, orders, lines))
    revenue = np.round(rng.lognormal(5.0, 1.0, lines), 2) * np.where(rng.random(lines) < 0.02, -1.0, 1.0)
    pl.DataFrame(
        {
            "account": codes("A", accounts).gather(customer[order]),
            "order": codes("O", orders).gather(order),
            "date": pl.Series((FIRST_DAY + day[order]).astype(np.int32)).cast(pl.Date),
            "revenue": revenue,
            "cost": np.round(revenue * rng.uniform(0.5, 0.9, lines), 2),
            "quantity": rng.integers(1, 20, lines).astype(np.float64),
            "product": codes("P", PRODUCTS).gather(rng.integers(0, PRODUCTS, lines)),
        }
    ).write_parquet(folder / "lines.parquet")
    names = pl.DataFrame({"account": codes("A", accounts)}).with_columns(name="Company " + pl.col("account"))
    names.write_parquet(folder / "accounts.parquet")


def codes(letter: str, count: int) -> pl.Series:
    """Return so many text codes, `A00000000` onwards."""
    numbers = pl.Series(np.arange(count)).cast(pl.String).str.zfill(8)
    return letter + numbers


def run_side(side: str, folder: Path) -> dict[str, float]:
    """Run one side in this process; return its wall and processor seconds and the process's peak memory."""
    from bench.rank_floor import floor
    from tenure.analytics.portfolio import rank_accounts

    lines, accounts = folder / "lines.parquet", folder / "accounts.parquet"
    wall, processor = time.perf_counter(), time.process_time()
    if side == "floor":
        frame = floor(lines, accounts)
    else:
        ranking = rank_accounts(pl.scan_parquet(lines), accounts=pl.scan_parquet(accounts))
        frame = ranking.frame.to_native().collect(engine="streaming")
    spent = {"seconds": time.perf_counter() - wall, "cpu_seconds": time.process_time() - processor}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    frame.select(COMPARED).write_parquet(folder / f"{side}.parquet")
    return spent | {"gigabytes": peak}


def compare(folder: Path, *, rounds: int) -> list[Figure]:
    """Run both sides in turn, check that they agree, and relate the best of each."""
    runs: dict[str, list[dict[str, float]]] = {"floor": [], "ours": []}
    for side in list(runs) * rounds:
        runs[side].append(in_fresh_process(side, folder))
        print(f"{side}: {runs[side][-1]}", file=sys.stderr, flush=True)
    check_equal(folder)
    best = {side: {name: min(run[name] for run in done) for name in done[0]} for side, done in runs.items()}
    ours, floor = best["ours"], best["floor"]
    peak = max(run["gigabytes"] for run in runs["ours"])
    return [
        Figure("from files to explained grades", ours["seconds"], "s", floor["seconds"], limit=MOST_RATIO),
        Figure("processor time of it", ours["cpu_seconds"], "s", floor["cpu_seconds"]),
        Figure("peak memory of the process", peak, "GB", limit=MOST_GIGABYTES),
    ]


def in_fresh_process(side: str, folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.bench_rank", "--side", side, "--folder", str(folder)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    measured: dict[str, float] = json.loads(answer)
    return measured


def check_equal(folder: Path) -> None:
    """Stop unless both sides gave every account the same scores to 1e-9 and the same ranks and grades."""
    ours, floor = (pl.read_parquet(folder / f"{side}.parquet").sort("account") for side in ("ours", "floor"))
    for name in COMPARED:
        same = ours[name] == floor[name] if name not in {"score", "low", "high"} else close(ours[name], floor[name])
        if not same.all():
            raise SystemExit(f"The two sides differ in {name!r} for {(~same).sum()} of {ours.height} accounts.")


def close(left: pl.Series, right: pl.Series) -> pl.Series:
    return ((left - right).abs() <= 1e-9).fill_null(True) & (left.is_null() == right.is_null())


if __name__ == "__main__":
    sys.exit(main())
