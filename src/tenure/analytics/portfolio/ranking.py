"""The whole way from order lines to a graded, explained portfolio."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tenure.analytics import unusable
from tenure.analytics.criteria import DEFAULT_SCHEME, LABEL_PACKS, Criterion, Direction, GradeScheme
from tenure.analytics.portfolio.anchors import propose_anchors
from tenure.analytics.portfolio.frames import Frame, IntoAnyFrame, lazy
from tenure.analytics.portfolio.grading import check_scheme, grade
from tenure.analytics.portfolio.measures import covered_dates, measure
from tenure.analytics.portfolio.periods import Comparison, Window, comparison_for
from tenure.analytics.portfolio.reasons import explain
from tenure.analytics.portfolio.scoring import score
from tenure.analytics.wording import ENGLISH, Phrases, pgettext_noop

DEFAULT_CRITERIA = (
    Criterion(
        "revenue",
        pgettext_noop("criterion", "revenue"),
        "revenue",
        25,
        objective="Hold and widen the business that carries us",
    ),
    Criterion("margin", pgettext_noop("criterion", "margin"), "margin", 20, objective="Earn more from what we sell"),
    Criterion(
        "growth", pgettext_noop("criterion", "growth"), "growth", 15, objective="Grow with the customers that grow"
    ),
    Criterion(
        "orders", pgettext_noop("criterion", "orders"), "orders", 10, objective="Be the supplier that is called first"
    ),
    Criterion(
        "recency",
        pgettext_noop("criterion", "recency"),
        "recency_days",
        10,
        direction=Direction.COST,
        objective="Notice early when a customer falls silent",
    ),
    Criterion("products", pgettext_noop("criterion", "range"), "products", 10, objective="Sell the whole range"),
    Criterion(
        "regularity",
        pgettext_noop("criterion", "regularity"),
        "regularity",
        5,
        objective="Plan stock and capacity ahead",
    ),
    Criterion("tenure", pgettext_noop("criterion", "tenure"), "tenure_days", 5, objective="Keep the customers we have"),
)


@dataclass(frozen=True)
class Ranking:
    """A graded, explained portfolio and everything it was made with; `frame` is lazy and in no order (see `rank`)."""

    frame: Frame
    criteria: tuple[Criterion, ...]
    scheme: GradeScheme
    labels: tuple[str, ...]
    as_of: date
    window: Window
    comparison: Comparison
    notices: tuple[str, ...] = ()


def rank_accounts(
    lines: IntoAnyFrame,
    *,
    accounts: IntoAnyFrame | None = None,
    as_of: date | None = None,
    window: Window | None = None,
    criteria: Sequence[Criterion] = DEFAULT_CRITERIA,
    scheme: GradeScheme = DEFAULT_SCHEME,
    labels: Sequence[str] = LABEL_PACKS["football"],
    phrases: Phrases = ENGLISH,
    previous: IntoAnyFrame | None = None,
) -> Ranking:
    """Measure, score, grade and explain every account of Polars or Spark order lines; see the step of each name.

    Without `as_of` the last date in the lines is it; without `window` everything up to then counts. Criteria without
    anchors get them proposed from this portfolio: freeze the ones returned, so that years compare. The measures, one
    row per account, are worked out once here; scores, grades and reasons when the frame is collected.

    Raises ValueError for lines without a date to rank at, and for unusable criteria, scheme or labels.
    """
    check_scheme(scheme)
    check_labels(labels, scheme)
    frame, window = lazy(lines), window or Window()
    day, comparison = _dates(frame, as_of=as_of, window=window)
    measures = measure(frame, accounts=accounts, as_of=day, window=window, comparison=comparison)
    anchored = propose_anchors(measures, criteria)
    graded = grade(score(measures, anchored.criteria), scheme, previous)
    return Ranking(
        frame=explain(graded, anchored.criteria, labels, phrases),
        criteria=anchored.criteria,
        scheme=scheme,
        labels=tuple(labels),
        as_of=day,
        window=window,
        comparison=comparison,
        notices=anchored.notices,
    )


def check_labels(labels: Sequence[str], scheme: GradeScheme) -> None:
    """Refuse labels that are not one for each level."""
    if len(labels) != len(scheme.levels):
        counts = {"count": len(labels), "levels": len(scheme.levels)}
        raise ValueError(unusable.BAD_LABELS.format(labels=", ".join(labels), **counts))


def _dates(lines: Frame, *, as_of: date | None, window: Window) -> tuple[date, Comparison]:
    """Settle the as-of date and the periods of growth from one look at the dates."""
    first, last = covered_dates(lines)
    day = as_of or last
    if day is None:
        raise ValueError(unusable.NO_LAST_ORDER)
    covered = first if first is not None and first <= day else None
    return day, comparison_for(window, as_of=day, first=covered)
