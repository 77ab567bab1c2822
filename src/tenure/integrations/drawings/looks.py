"""How a drawn board looks on paper and slides: the light colours of the screen, dashes, and letters that fit."""

from collections.abc import Mapping

from tenure.analytics.board.routes import LineKind

# The light sides of the colours in frontend/src/styles/tokens.css.
PAPER, SHADE, TRACK = "#ffffff", "#fafbfc", "#f1f3f7"
INK, QUIET, EDGE, RULE = "#0f172a", "#5b6579", "#cdd2dc", "#e3e6ec"
ACCENT, ACCENT_GROUND = "#3b5bdb", "#eaefff"
GOOD, WARN, BAD, BAD_GROUND = "#13743a", "#a84d08", "#c02626", "#fdecec"

TONES: Mapping[str, str] = {"": INK, "good": GOOD, "warn": WARN, "bad": BAD}
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
LEAST_SHARE = 0.75
"""How far letters shrink before words are cut."""
_NARROW, _WIDE = frozenset("iljtfrI.,:;'|!()[]· "), frozenset("mwMWQGOÖ@%▲▼●")


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """About how wide a text is in a wide font without serifs, in pixels.

    >>> width_of("Dahl", 10) < width_of("Dahl", 10, bold=True) < width_of("Wohlwmann", 10)
    True
    """
    letters = sum(0.36 if letter in _NARROW else 0.88 if letter in _WIDE else 0.6 for letter in text)
    return letters * size * (1.12 if bold else 1.0)


def fitted(text: str, size: float, room: float, *, bold: bool = False) -> tuple[str, float]:
    """A text and the size of its letters such that it fits: smaller letters first, then fewer.

    >>> fitted("Dahl", 10, 100)
    ('Dahl', 10)
    >>> fitted("Wilhelmina von Habenichts", 10, 60)
    ('Wilhelmina vo…', 7.5)
    """
    wide = width_of(text, size, bold=bold)
    if wide <= room:
        return text, size
    least = size * LEAST_SHARE
    if wide * LEAST_SHARE <= room:
        return text, round(size * room / wide, 2)
    while text and width_of(text + "…", least, bold=bold) > room:
        text = text[:-1]
    return text.rstrip() + "…", least
