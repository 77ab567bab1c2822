"""Measuring on a machine that is not always equally fast: others may share what it runs on.

A round is judged by how long a fixed sum took on all cores just before and after it, never by what it showed, so that
measuring again cannot be a search for a good result. A run without any fast moment shows more than the program needs.
"""

import multiprocessing
import os
import time
from collections.abc import Callable, Hashable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from typing import TypeVar

SUM_OF = 1_000_000
# A round that ran at a pace within this of the fastest counts as undisturbed.
ALLOWED = 1.15
Thing = TypeVar("Thing", bound=Hashable)
Shown = TypeVar("Shown")


def _sum_takes(_core: int) -> float:
    started, total = time.perf_counter(), 0
    for number in range(SUM_OF):
        total += number
    return (time.perf_counter() - started) * 1000


@dataclass
class Pace:
    """The milliseconds of a fixed sum on all cores at once: now, and the least that was seen so far."""

    fastest: float = float("inf")
    cores: int = field(default_factory=lambda: os.cpu_count() or 1)

    def __post_init__(self) -> None:
        # The cores start from nothing: what the caller holds open is not theirs.
        self._pool = ProcessPoolExecutor(self.cores, mp_context=multiprocessing.get_context("spawn"))

    def now(self) -> float:
        """How long the sum takes now, on the slowest core of the best of three."""
        took = min(max(self._pool.map(_sum_takes, range(self.cores))) for _turn in range(3))
        self.fastest = min(self.fastest, took)
        return took

    def undisturbed(self, took: float) -> bool:
        """Whether what ran at this pace ran on the machine at its own."""
        return took <= self.fastest * ALLOWED


def measured_calmly(
    things: Iterable[Thing], measure: Callable[[Thing], Shown], pace: Pace, sweeps: int
) -> dict[Thing, tuple[Shown, float]]:
    """What each thing showed in the round at the best pace, and that pace.

    All are measured once, then those again whose round was disturbed, at most so many sweeps.
    """
    kept: dict[Thing, tuple[Shown, float]] = {}
    everything = list(things)
    for _sweep in range(sweeps):
        for thing in everything:
            if thing in kept and pace.undisturbed(kept[thing][1]):
                continue
            before = pace.now()
            shown = measure(thing)
            took = max(before, pace.now())
            if thing not in kept or took < kept[thing][1]:
                kept[thing] = shown, took
    return kept
