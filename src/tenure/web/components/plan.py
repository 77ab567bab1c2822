"""What a plan's page draws: the payback curve, and two versions side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tenure.analytics.plans.course import PlanState
from tenure.analytics.plans.differences import DifferenceKind
from tenure.growth.plan_words import CHOSEN, NAMED_BY, TITLES, Word, name_of_item, plan_label, said
from tenure.growth.queries.plans import ProfitPlan

STATE_TONES = {
    PlanState.DRAFT: "",
    PlanState.CIRCULATED: "warn",
    PlanState.AGREED: "accent",
    PlanState.COMMITTED: "accent",
    PlanState.RUNNING: "good",
    PlanState.REVIEW_DUE: "warn",
    PlanState.CLOSED: "",
}
# The drawing's own measure; the page scales it.
WIDTH, HEIGHT, MARGIN = 1000, 160, 10


@dataclass(frozen=True)
class PaybackCurve:
    """The sums of a profit plan as a line, the height of nought, and where it crosses that for good."""

    points: str
    zero: float
    crossing: float | None


def payback_curve(profit: ProfitPlan) -> PaybackCurve | None:
    """The curve of two years or more; a point alone is no curve."""
    sums = [total for _year, total in profit.years]
    if len(sums) < 2:
        return None
    top, bottom = max(*sums, Decimal(0)), min(*sums, Decimal(0))
    step = WIDTH / (len(sums) - 1)

    def height(value: Decimal) -> float:
        share = float((value - bottom) / (top - bottom)) if top > bottom else 0.5
        return round(HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN), 1)

    points = " ".join(f"{index * step:.1f},{height(total)}" for index, total in enumerate(sums))
    crossing = None if not profit.payback else round(float(profit.payback) * step, 1)
    return PaybackCurve(points, height(Decimal(0)), crossing)


@dataclass(frozen=True)
class Beside:
    """A line of two versions side by side; `kind` is empty where both say the same."""

    label: str
    left: str
    right: str
    kind: str


def side_by_side(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[tuple[Word, list[Beside]]]:
    """Two documents section by section, a line for each text and each item of either."""
    return [
        (title, lines)
        for name, title in TITLES.items()
        if name in old or name in new
        if (lines := _beside(_told(old.get(name)), _told(new.get(name))))
    ]


def _beside(old: Mapping[Any, tuple[str, str]], new: Mapping[Any, tuple[str, str]]) -> list[Beside]:
    keys = [*new, *(key for key in old if key not in new)]
    lines = []
    for key in keys:
        left, right = old.get(key, ("", ""))[1], new.get(key, ("", ""))[1]
        if left or right:
            lines.append(Beside((new.get(key) or old[key])[0], left, right, _kind(left, right)))
    return lines


def _kind(left: str, right: str) -> str:
    if left == right:
        return ""
    if not left:
        return DifferenceKind.ADDED.value
    return DifferenceKind.CHANGED.value if right else DifferenceKind.REMOVED.value


def _told(section: Any) -> dict[Any, tuple[str, str]]:
    """Each line of a section by what it is known by: its label, and what it says."""
    if isinstance(section, Mapping):
        return {name: (str(plan_label(name)), said(value)) for name, value in section.items()}
    if section and isinstance(section[0], Mapping):
        return {item["id"]: (name_of_item(item), _item(item)) for item in section}
    return {"": ("", said(section or []))}


def _item(item: Mapping[str, Any]) -> str:
    lines = [
        f"{plan_label(name)}: {_chosen(name, value)}"
        for name, value in item.items()
        if name not in ("id", "actions", *NAMED_BY) and value not in (None, "")
    ]
    actions = [
        f"– {action['text']}, {action['due_on']}, {action['owner'] or '–'}, {_chosen('state', action['state'])}"
        for action in item.get("actions", [])
    ]
    return "\n".join([name_of_item(item), *lines, *actions])


def _chosen(field: str, value: Any) -> str:
    """What an item says in a field, in words where it is chosen among few."""
    return dict(CHOSEN[field]()).get(value, said(value)) if field in CHOSEN else said(value)
