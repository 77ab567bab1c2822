"""Parts of the criteria studio that need arithmetic or words before they can be drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tenure.analytics.criteria import Criterion
from tenure.assessments.choices import direction_choices, normalisation_choices
from tenure.assessments.models import Criterion as StoredCriterion
from tenure.insight.queries.preview import PreviewRow
from tenure.insight.queries.swings import Swings, WeightBar
from tenure.insight.wording import criterion_name
from tenure.web.forms.criteria import anchors_text
from tenure.web.templatetags.figures import percent
from tenure.web.templatetags.figures import score as tenths

CURVE_WIDTH, CURVE_HEIGHT, CURVE_MARGIN = 120, 32, 3
ROW_HEIGHT, MIDDLE, LABEL_WIDTH = 28, 280, 40
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
class CriterionLine:
    """A criterion of a set as plain values, with its share of all weight and its place from 0."""

    pk: int
    version: int
    code: str
    name: str
    measure: str
    weight: Decimal
    direction: str
    normalisation: str
    anchors: str
    curve: Curve | None
    knock_out_minimum: float | None
    knock_out_maximum: float | None
    objective_id: int | None
    objective: str
    share: float
    place: int
    is_last: bool

    @property
    def direction_name(self) -> str:
        """The word for its direction."""
        return str(dict(direction_choices())[self.direction])

    @property
    def normalisation_name(self) -> str:
        """The word for its scale."""
        return str(dict(normalisation_choices())[self.normalisation])


COPIED = (
    "pk", "version", "code", "name", "measure", "weight", "direction", "normalisation", "knock_out_minimum",
    "knock_out_maximum", "objective_id",
)  # fmt: skip


def criterion_lines(criteria: Sequence[StoredCriterion]) -> list[CriterionLine]:
    """The criteria of a set in their order, their objectives loaded with them."""
    total = sum(criterion.weight for criterion in criteria)
    return [
        CriterionLine(
            anchors=anchors_text(criterion.anchors),
            curve=curve(criterion.anchors),
            objective=criterion.objective.name if criterion.objective else "",
            share=float(criterion.weight / total) if total else 0.0,
            place=place,
            is_last=place == len(criteria) - 1,
            **{name: getattr(criterion, name) for name in COPIED},
        )
        for place, criterion in enumerate(criteria)
    ]


@dataclass(frozen=True)
class TornadoRow:
    """A bar of the tornado: to the left how many grades change when the criterion counts less, to the right when more.

    `y` is its upper edge, `left` and `right` are lengths from the middle of a plot of 560.
    """

    bar: WeightBar
    y: int
    left: float
    right: float

    @property
    def start(self) -> float:
        """Where the bar begins."""
        return MIDDLE - self.left

    @property
    def width(self) -> float:
        """How long it is, both sides together."""
        return self.left + self.right

    @property
    def end(self) -> float:
        """Where it ends."""
        return MIDDLE + self.right


@dataclass(frozen=True)
class Tornado:
    """The bars, the criterion on which most grades hang at the top."""

    rows: tuple[TornadoRow, ...]
    height: int


def tornado(found: Swings) -> Tornado | None:
    """Lay out the bars to one scale of grades changed; None without bars."""
    if not found.bars:
        return None
    most = max(1, *(max(bar.when_less, bar.when_more) for bar in found.bars))
    scale = (MIDDLE - LABEL_WIDTH) / most
    rows = tuple(
        TornadoRow(bar, ROW_HEIGHT * place, round(bar.when_less * scale, 1), round(bar.when_more * scale, 1))
        for place, bar in enumerate(found.bars)
    )
    return Tornado(rows, ROW_HEIGHT * len(rows))


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
    name = criterion_name(criteria[cause.criterion].name)
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
