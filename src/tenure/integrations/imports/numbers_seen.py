"""A set of record numbers, one bit each: a million of them fit into an eighth of a megabyte."""

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass
class NumbersSeen:
    """Which numbers were seen.

    >>> seen = NumbersSeen()
    >>> seen.update([3, 70])
    >>> 3 in seen, 4 in seen, 70 in seen, 10**9 in seen
    (True, False, True, False)
    """

    bits: bytearray = field(default_factory=bytearray)

    def __contains__(self, number: int) -> bool:
        place = number >> 3
        return place < len(self.bits) and bool(self.bits[place] & (1 << (number & 7)))

    def update(self, numbers: Iterable[int]) -> None:
        """Add numbers."""
        for number in numbers:
            place = number >> 3
            if place >= len(self.bits):
                self.bits.extend(bytes(place + 1 - len(self.bits)))
            self.bits[place] |= 1 << (number & 7)
