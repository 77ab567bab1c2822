"""The matrix drawn: where each bubble stands, how large it is, and what colour its margin gives it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from math import sqrt

from tenure.insight.queries.matrix import LINES, Placed

TOP = 10.0
WIDTH, HEIGHT, EDGE = 720, 480, 12
SMALLEST, LARGEST = 4.0, 26.0
# So many of the largest bubbles carry their names where there is room; the others say them when pointed at.
NAMED = 12
NAME_WIDTH, NAME_HEIGHT = 130, 16
# Margin rates below which a bubble has the colour of its number; the last colour has no end.
MARGIN_STEPS = (0.0, 0.10, 0.20, 0.30)


@dataclass(frozen=True)
class Bubble:
    """One account at (x, y) with a radius, in the units of a drawing of 720 by 480.

    `colour` is loss, thin, fair, good or rich by margin rate, or unknown; `named` when its name is written beside it.
    """

    account: int
    name: str
    x: float
    y: float
    radius: float
    colour: str
    named: bool


@dataclass(frozen=True)
class PlacedLine:
    """One account of the table that says the same in numbers."""

    account: int
    name: str
    box: str
    attractiveness: float | None
    to_attractiveness_line: float | None
    strength: float | None
    to_strength_line: float | None
    revenue: Decimal
    margin_rate: float | None


@dataclass(frozen=True)
class Lines:
    """Where the two lines cross that part the boxes."""

    x: float
    y: float


COLOURS = ("loss", "thin", "fair", "good", "rich")


def bubbles(placed: Sequence[Placed]) -> list[Bubble]:
    """Lay the accounts out, the largest first, so that small bubbles lie on top; strong is on the left."""
    largest = max((float(one.standing.revenue) for one in placed), default=0.0)
    ordered = sorted(placed, key=lambda one: -one.standing.revenue)
    drawn = [_bubble(one, largest) for one in ordered]
    named = _with_room(drawn[:NAMED])
    return [replace(bubble, named=bubble in named) for bubble in drawn]


def _with_room(candidates: Sequence[Bubble]) -> list[Bubble]:
    """Those whose names do not cover one that is written already, the largest first."""
    named: list[Bubble] = []
    for bubble in candidates:
        if not any(abs(bubble.x - one.x) < NAME_WIDTH and abs(bubble.y - one.y) < NAME_HEIGHT for one in named):
            named.append(bubble)
    return named


def lines() -> Lines:
    """The lines between high and low."""
    return Lines(x=_x(LINES.relative_strength), y=_y(LINES.attractiveness))


def margin_colour(rate: float | None) -> str:
    """The name of the colour for a margin rate.

    >>> margin_colour(-0.02), margin_colour(0.0), margin_colour(0.15), margin_colour(0.45), margin_colour(None)
    ('loss', 'thin', 'fair', 'rich', 'unknown')
    """
    if rate is None:
        return "unknown"
    return COLOURS[sum(rate >= step for step in MARGIN_STEPS)]


def _bubble(one: Placed, largest: float) -> Bubble:
    # Areas compare as revenues do.
    share = max(float(one.standing.revenue), 0.0) / largest if largest > 0 else 0.0
    radius = max(SMALLEST, LARGEST * sqrt(share))
    account = one.standing.account
    return Bubble(
        account.pk, account.name, _x(one.strength or 0.0), _y(one.attractiveness or 0.0), round(radius, 1),
        margin_colour(one.margin_rate), named=False,
    )  # fmt: skip


def placed_line(one: Placed) -> PlacedLine:
    """The account as the table shows it."""
    account, placement = one.standing.account, one.placement
    return PlacedLine(
        account=account.pk,
        name=account.name,
        box=placement.box.label if placement.box else "",
        attractiveness=one.attractiveness,
        to_attractiveness_line=placement.to_attractiveness_line,
        strength=one.strength,
        to_strength_line=placement.to_strength_line,
        revenue=one.standing.revenue,
        margin_rate=one.margin_rate,
    )


def _x(strength: float) -> float:
    """By convention strong is on the left."""
    return round(EDGE + (WIDTH - 2 * EDGE) * (1 - strength / TOP), 1)


def _y(attractive: float) -> float:
    return round(EDGE + (HEIGHT - 2 * EDGE) * (1 - attractive / TOP), 1)
