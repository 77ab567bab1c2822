"""A plan in words, for pages and paper: needles with their ends, fields, and differences between two versions."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenure.accounts.choices import commitment_state_choices
from tenure.analytics.plans.balance import Evidence, Needle, Side
from tenure.analytics.plans.differences import Difference
from tenure.core.field_labels import Label, label_of
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

Word = str | Promise
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


def plan_label(field: str) -> Label:
    """What a field of a plan is called; a review comes as often in a decision, but means another thing there."""
    return _("Days from review to review") if field == "review_days" else label_of(field)


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
class Change:
    """A difference as it reads: where, what became of it, and both values."""

    where: str
    kind: str
    old: str
    new: str


def changes_in_words(found: Iterable[Difference], old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    """Differences between two documents of a plan, items by their names."""
    return [Change(_where(one.place, old, new), one.kind.value, said(one.old), said(one.new)) for one in found]


def _where(place: Sequence[str | int], old: Any, new: Any) -> str:
    words: list[str] = []
    for key in place:
        old, new = _step(old, key), _step(new, key)
        item = new or old
        if isinstance(key, int):
            words.append(f"“{name_of_item(item)}”")
        elif key not in ("texts", "settings"):
            words.append(str(TITLES.get(key) or plan_label(key)))
    return " · ".join(words)


def _step(value: Any, key: str | int) -> Any:
    if isinstance(value, Mapping):
        return value.get(key)
    return next((item for item in value or [] if item.get("id") == key), None)


def name_of_item(item: Any) -> str:
    """By what an item of a plan is known."""
    return next((str(item[field]) for field in NAMED_BY if field in item), "") if isinstance(item, Mapping) else ""


def said(value: Any) -> str:
    """A value in one text; of an item its name, of nothing nothing."""
    if isinstance(value, Mapping):
        return name_of_item(value)
    if isinstance(value, list):
        return ", ".join(said(one) for one in value)
    return "" if value is None else str(value)
