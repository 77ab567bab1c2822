"""How many cases were tried, told in one line at the end of a run, whichever process tried them."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import pytest

PROPERTY = "trust"
Count = Callable[..., None]


def counter(record_property: Callable[[str, object], None]) -> Count:
    """`count(cases=12, doors=3)` for one test; test reports carry it from xdist's processes to the one that tells."""

    def count(**kinds: int) -> None:
        record_property(PROPERTY, kinds)

    return count


def totals(reports: Iterable[Any]) -> Counter[str]:
    """What all tests counted together."""
    found: Counter[str] = Counter()
    for report in reports:
        for name, kinds in getattr(report, "user_properties", ()):
            if name == PROPERTY:
                found.update(kinds)
    return found


def summary(reporter: pytest.TerminalReporter) -> str:
    """The line, or nothing when no test counted; a test that failed has deviated."""
    passed, failed = (reporter.stats.get(outcome, []) for outcome in ("passed", "failed"))
    found = totals([*passed, *failed])
    if not found:
        return ""
    told = ", ".join(f"{count:,} {kind.replace('_', ' ')}" for kind, count in found.items())
    wrong = sum(1 for report in failed if totals([report]))
    return f"trust: {told}; {wrong} tests found deviations"
