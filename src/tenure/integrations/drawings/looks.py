"""How the lines of a drawn board look on paper and slides."""

from collections.abc import Mapping

from tenure.analytics.board.routes import LineKind
from tenure.integrations.stationery.looks import ACCENT, BAD, QUIET, WARN

LINES: Mapping[LineKind, str] = {
    LineKind.OURS: ACCENT,
    LineKind.INFLUENCE: QUIET,
    LineKind.ASSUMED: QUIET,
    LineKind.COMPETITORS: BAD,
    LineKind.TENSION: WARN,
    LineKind.ACCESS: WARN,
}
DASHES: Mapping[LineKind, str] = {
    LineKind.ASSUMED: "1.5 4",
    LineKind.COMPETITORS: "7 4",
    LineKind.TENSION: "9 3 2 3",
}
