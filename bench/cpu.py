"""Processor time of a process and all its descendants, as Linux counts it."""

import os
from collections import defaultdict
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
# Where /proc/<pid>/stat has them, counted from the state that follows the name in brackets.
PARENT = 1
USER, SYSTEM, ENDED_USER, ENDED_SYSTEM = 11, 12, 13, 14


def seconds(root: int) -> float:
    """Seconds of processor time that the process, its descendants and their ended children have used so far."""
    spent, children = {}, defaultdict(list)
    for pid, fields in _all_stats():
        spent[pid] = sum(int(fields[place]) for place in (USER, SYSTEM, ENDED_USER, ENDED_SYSTEM)) / TICKS
        children[int(fields[PARENT])].append(pid)
    total, waiting = 0.0, [root]
    while waiting:
        pid = waiting.pop()
        total += spent.get(pid, 0.0)
        waiting += children[pid]
    return total


def parent_of(pid: int) -> int:
    """The process that started this one."""
    return int(_fields(Path(f"/proc/{pid}/stat").read_text())[PARENT])


def _all_stats() -> list[tuple[int, list[str]]]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                found.append((int(entry.name), _fields((entry / "stat").read_text())))
            except (FileNotFoundError, ProcessLookupError):
                # It ended while we were reading.
                continue
    return found


def _fields(stat: str) -> list[str]:
    return stat.rpartition(")")[2].split()
