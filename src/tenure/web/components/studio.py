"""Parts of the criteria studio that need arithmetic or words before they can be drawn."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tenure.analytics.criteria import Criterion
from tenure.insight.queries.preview import PreviewRow
from tenure.insight.queries.swings import Swings, WeightBar
from tenure.web.templatetags.figures import percent
from tenure.web.templatetags.figures import score as tenths

CURVE_WIDTH, CURVE_HEIGHT, CURVE_MARGIN = 120, 32, 3
ROW_HEIGHT, PLOT_WIDTH = 34, 560
SAME_SHARE = 0.0005


@dataclass(frozen=True)
class Curve:
    """The scale of a criterion as points of an SVG polyline in a box of 120 by 32."""

    points: str


def curve(anchors: Sequence[Sequence[float]]) -> Curve | None:
    """Draw the anchors from the lowest value to the highest, score 10 at the top; None for fewer than two.

    >>> curve([[0, 0], [50, 5], [100, 10]])
    Curve(points='3,29 60,16 117,3')
    """
    if len(anchors) < 2:
        return None
    least, greatest = anchors[0][0], anchors[-1][0]
    span = (greatest - least) or 1.0
    inner, tall = CURVE_WIDTH - 2 * CURVE_MARGIN, CURVE_HEIGHT - 2 * CURVE_MARGIN
    points = [
        f"{CURVE_MARGIN + (value - least) / span * inner:.4g},{CURVE_HEIGHT - CURVE_MARGIN - score / 10 * tall:.4g}"
        for value, score in anchors
    ]
    return Curve(" ".join(points))


@dataclass(frozen=True)
class TornadoRow:
    """A bar of the tornado: from the weight below to the weight above at which the first grade changes.

    x and width are of a plot of 560; `today` is where the weight stands. The ends are open (`opens_left`,
    `opens_right`) where no weight on that side changes a grade.
    """

    bar: WeightBar
    y: int
    left: float
    width: float
    today: float
    opens_left: bool
    opens_right: bool


@dataclass(frozen=True)
class Tornado:
    """The bars from the most critical criterion down, and marks on the axis of shares."""

    rows: tuple[TornadoRow, ...]
    marks: tuple[tuple[float, float], ...]
    height: int


def tornado(found: Swings) -> Tornado | None:
    """Lay out the bars over one axis of shares that reaches a little beyond the furthest change; None without bars."""
    if not found.bars:
        return None
    ends = [change.share for bar in found.bars for change in (bar.lower, bar.upper) if change]
    top = min(1.0, max([*ends, *(bar.share for bar in found.bars)]) * 1.1)
    rows = tuple(_tornado_row(bar, place, top) for place, bar in enumerate(found.bars))
    steps = 5
    marks = tuple((round(PLOT_WIDTH * step / steps, 1), top * step / steps) for step in range(steps + 1))
    return Tornado(rows, marks, ROW_HEIGHT * len(rows))


def _tornado_row(bar: WeightBar, place: int, top: float) -> TornadoRow:
    lower = bar.lower.share if bar.lower else 0.0
    upper = bar.upper.share if bar.upper else top
    scale = PLOT_WIDTH / top
    return TornadoRow(
        bar=bar,
        y=ROW_HEIGHT * place,
        left=round(lower * scale, 1),
        width=round((upper - lower) * scale, 1),
        today=round(bar.share * scale, 1),
        opens_left=bar.lower is None,
        opens_right=bar.upper is None,
    )


def mover_sentence(row: PreviewRow, criteria: Sequence[Criterion]) -> str:
    """Why an account changed places, in one sentence; how far alone where nothing in particular pulled."""
    places = abs(row.climbed)
    words = {"places": places, "before": row.former_rank, "now": row.rank}
    up = ngettext(
        "Up %(places)d place, from %(before)d to %(now)d",
        "Up %(places)d places, from %(before)d to %(now)d",
        places,
    )
    down = ngettext(
        "Down %(places)d place, from %(before)d to %(now)d",
        "Down %(places)d places, from %(before)d to %(now)d",
        places,
    )
    head = up if row.climbed > 0 else down
    why = _cause(row, criteria)
    return f"{head % words}: {why}." if why else f"{head % words}."


def _cause(row: PreviewRow, criteria: Sequence[Criterion]) -> str:
    cause = row.cause
    if cause is None or cause.score_now is None:
        return ""
    name = criteria[cause.criterion].name
    if abs(cause.share_now - cause.share_before) < SAME_SHARE:
        return _("its %(name)s now scores %(score)s instead of %(former)s") % {
            "name": name,
            "score": tenths(cause.score_now),
            "former": tenths(cause.score_before),
        }
    return _(
        "%(name)s counts %(now)s instead of %(before)s, where it scores %(score)s against %(usual)s on average"
    ) % {
        "name": name,
        "now": percent(cause.share_now),
        "before": percent(cause.share_before),
        "score": tenths(cause.score_now),
        "usual": tenths(cause.usual),
    }
