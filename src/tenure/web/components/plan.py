"""What a plan's page draws: needles, the payback curve, and differences between two versions, in words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenure.accounts.choices import commitment_state_choices
from tenure.analytics.plans.balance import Evidence, Needle, Side
from tenure.analytics.plans.course import PlanState
from tenure.analytics.plans.differences import Difference, DifferenceKind
from tenure.growth.choices import (
    ask_state_choices,
    horizon_choices,
    need_kind_choices,
    objective_aim_choices,
    objective_level_choices,
    objective_state_choices,
    requirement_area_choices,
    requirement_status_choices,
    risk_kind_choices,
)
from tenure.growth.queries.plans import ProfitPlan
from tenure.web.forms.plans import plan_label

Word = str | Promise
STATE_TONES = {
    PlanState.DRAFT: "",
    PlanState.CIRCULATED: "warn",
    PlanState.AGREED: "accent",
    PlanState.COMMITTED: "accent",
    PlanState.RUNNING: "good",
    PlanState.REVIEW_DUE: "warn",
    PlanState.CLOSED: "",
}
# The short side of each needle, and its long side.
ENDS: dict[Side, tuple[Word, Word]] = {
    Side.RELATIONSHIP: (_("Product"), _("Relationship")),
    Side.PROFIT: (_("Volume"), _("Profit")),
    Side.TEAM: (_("Individual"), _("Team")),
    Side.LONG: (_("Short term"), _("Long term")),
}
EVIDENCE: dict[Evidence, Word] = {
    Evidence.RELATIONSHIP_OBJECTIVES: _("objectives that are visionary or of the relationship"),
    Evidence.PROFIT_TARGETS: _("targets that count profit"),
    Evidence.PROFIT_PAY: _("pay that hangs on profit"),
    Evidence.SHARED_PAY: _("pay that the team shares"),
    Evidence.KNOWN_BY_TWO: _("of their people known by two or more of ours"),
    Evidence.LONG_HOURS: _("planned hours for more than 12 months"),
}
LISTS: dict[str, Word] = {
    "needs": _("What they want"), "requirements": _("What they require"), "objectives": _("Objectives"),
    "risks": _("Risks and opportunities"), "asks": _("Asks to the sponsor"), "resources": _("Resources"),
    "years": _("Profit plan"), "actions": _("Actions"),
}  # fmt: skip
TITLES: dict[str, Word] = {
    "settings": _("Settings"), "texts": _("Texts"), "guidance": _("What guides us"), "team": _("Team"),
    "figures": _("Figures"), **LISTS,
}  # fmt: skip
# The words of what is chosen among few, by field; a kind may be that of a need or of a risk.
CHOSEN: dict[str, Callable[[], list[tuple[str, str]]]] = {
    "kind": lambda: [*need_kind_choices(), *risk_kind_choices()],
    "level": objective_level_choices,
    "horizon": horizon_choices,
    "aims_at": objective_aim_choices,
    "area": requirement_area_choices,
    "status": requirement_status_choices,
    "state": lambda: [*objective_state_choices(), *ask_state_choices(), *commitment_state_choices()],
}
NAMED_BY = ("name", "words", "text", "year")
# The drawing's own measure; the page scales it.
WIDTH, HEIGHT, MARGIN = 1000, 160, 10


@dataclass(frozen=True)
class Gauge:
    """A needle with the words at its ends, where it is drawn on a line of 0 to 200, and what it stands on."""

    short: Word
    long: Word
    value: float | None
    place: float
    evidence: Sequence[tuple[Word, str]]


def gauges(needles: Iterable[Needle]) -> list[Gauge]:
    """The needles as they are drawn; an unknown one has no place of its own but says what is missing."""
    return [
        Gauge(
            *ENDS[needle.side],
            value=needle.value,
            place=round(100 + 100 * (needle.value or 0), 1),
            evidence=[(EVIDENCE[share.kind], _of(share.part, share.whole)) for share in needle.evidence],
        )
        for needle in needles
    ]


def _of(part: float | None, whole: float | None) -> str:
    """So many of so many; empty where nobody counted."""
    return f"{part:g}/{whole:g}" if part is not None and whole else ""


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
class Change:
    """A difference as it reads: where, what became of it, and both values."""

    where: str
    kind: str
    old: str
    new: str


def changes_in_words(found: Iterable[Difference], old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    """Differences between two documents of a plan, items by their names."""
    return [Change(_where(one.place, old, new), one.kind.value, _said(one.old), _said(one.new)) for one in found]


def _where(place: Sequence[str | int], old: Any, new: Any) -> str:
    words: list[str] = []
    for key in place:
        old, new = _step(old, key), _step(new, key)
        item = new or old
        if isinstance(key, int):
            words.append(f"“{_name(item)}”")
        elif key not in ("texts", "settings"):
            words.append(str(TITLES.get(key) or plan_label(key)))
    return " · ".join(words)


def _step(value: Any, key: str | int) -> Any:
    if isinstance(value, Mapping):
        return value.get(key)
    return next((item for item in value or [] if item.get("id") == key), None)


def _name(item: Any) -> str:
    return next((str(item[field]) for field in NAMED_BY if field in item), "") if isinstance(item, Mapping) else ""


def _said(value: Any) -> str:
    """A value in one text; of an item its name, of nothing nothing."""
    if isinstance(value, Mapping):
        return _name(value)
    if isinstance(value, list):
        return ", ".join(_said(one) for one in value)
    return "" if value is None else str(value)


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
        return {name: (str(plan_label(name)), _said(value)) for name, value in section.items()}
    if section and isinstance(section[0], Mapping):
        return {item["id"]: (_name(item), _item(item)) for item in section}
    return {"": ("", _said(section or []))}


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
    return "\n".join([_name(item), *lines, *actions])


def _chosen(field: str, value: Any) -> str:
    """What an item says in a field, in words where it is chosen among few."""
    return dict(CHOSEN[field]()).get(value, _said(value)) if field in CHOSEN else _said(value)
