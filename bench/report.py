"""How a bench says what it measured."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Figure:
    """One measured number: of what, in which unit, beside which floor measured in the same run, and the limit it keeps.

    `floor` is in the same unit as `value`; their quotient is the figure's ratio. A limit is for the ratio where there
    is a floor, else for the value, and an upper one unless `at_least`. Without a limit nothing is promised.
    """

    what: str
    value: float
    unit: str
    floor: float | None = None
    limit: float | None = None
    at_least: bool = False

    @property
    def ratio(self) -> float | None:
        """How many times the floor; None without one.

        >>> Figure("list of 50", 6.0, "ms", floor=1.5).ratio
        4.0
        """
        return self.value / self.floor if self.floor else None

    @property
    def keeps(self) -> bool:
        """Whether the limit is kept.

        >>> Figure("list", 6.0, "ms", floor=1.5, limit=12).keeps, Figure("rows", 9e3, "a second", limit=1e4).keeps
        (True, True)
        >>> Figure("rows", 9e3, "a second", limit=1e4, at_least=True).keeps
        False
        """
        if self.limit is None:
            return True
        measured = self.value if self.ratio is None else self.ratio
        return measured >= self.limit if self.at_least else measured <= self.limit


def publish(title: str, how: str, figures: Iterable[Figure]) -> None:
    """Print the bench's figures as one line of JSON: the last line of its standard output."""
    print(json.dumps({"title": title, "how": how, "figures": [asdict(figure) for figure in figures]}))
