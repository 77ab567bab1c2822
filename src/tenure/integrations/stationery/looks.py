"""How paper and slides look: the light colours of the screen, words with a tone, and letters that fit."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

# The light sides of the colours in frontend/src/styles/tokens.css.
PAPER, SHADE, TRACK = "#ffffff", "#fafbfc", "#f1f3f7"
INK, QUIET, EDGE, RULE = "#0f172a", "#5b6579", "#cdd2dc", "#e3e6ec"
ACCENT, ACCENT_GROUND = "#3b5bdb", "#eaefff"
GOOD, WARN, BAD, BAD_GROUND = "#13743a", "#a84d08", "#c02626", "#fdecec"

TONES: Mapping[str, str] = {"": INK, "good": GOOD, "warn": WARN, "bad": BAD, "quiet": QUIET, "accent": ACCENT}
LEAST_SHARE = 0.75
"""How far letters shrink before words are cut."""
# Letters join or part by them, and words break at them.
_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}"
_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_NARROW, _WIDE = frozenset("iljtfrI.,:;'|!()[]· "), frozenset("mwMWQGOÖ@%▲▼●")


@dataclass(frozen=True)
class Word:
    """A few words with their tone: good, warn, bad, accent, quiet or none; strong ones are bold."""

    text: str
    tone: str = ""
    is_strong: bool = False


def printable(text: str) -> str:
    """A text without what a file cannot hold or what would turn the text around it: control and direction marks.

    >>> printable("Pumps\\x00 \\u202egpj.exe"), printable("one\\ntwo")
    ('Pumps gpj.exe', 'one\\ntwo')
    """
    if text.isprintable():
        return text
    return "".join(c for c in text if c in f"\n{_JOINERS}" or unicodedata.category(c) not in _UNPRINTABLE)


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """About how wide a text is in a wide font without serifs, in the measure of its size.

    >>> width_of("Dahl", 10) < width_of("Dahl", 10, bold=True) < width_of("Wohlwmann", 10)
    True
    """
    return sum(_width(letter) for letter in text) * size * (1.12 if bold else 1.0)


def _width(letter: str) -> float:
    if letter in _NARROW:
        return 0.36
    if letter in _WIDE:
        return 0.88
    # Letters of East Asia, and small pictures, fill a square.
    return 1.0 if not letter.isascii() and unicodedata.east_asian_width(letter) in "WF" else 0.6


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
