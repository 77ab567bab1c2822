"""Places in a text."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Span:
    """A part of a text, from its first character to the one after its last: `text[start:end]`."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: "Span") -> bool:
        """Whether the other lies within this one."""
        return self.start <= other.start and other.end <= self.end


def without(text: str, whole: Span, parts: Iterable[Span]) -> str:
    """What is left of a part of a text when smaller parts are cut out of it.

    >>> without("send it by 12 Mar to Maria", Span(0, 26), [Span(8, 17)])
    'send it  to Maria'
    """
    left, at = "", whole.start
    for part in sorted(part for part in parts if whole.holds(part)):
        left += text[at : part.start]
        at = max(at, part.end)
    return left + text[at : whole.end]
