"""What a plan's parts are called in a terminal, in the language of whoever reads it."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenure.analytics.plans.balance import Side
from tenure.analytics.plans.staleness import Freshness
from tenure.growth.choices import (
    ask_state_choices,
    horizon_choices,
    need_kind_choices,
    objective_level_choices,
    objective_state_choices,
    plan_state_choices,
    requirement_area_choices,
    requirement_status_choices,
    risk_kind_choices,
)

Word = str | Promise
TEXTS: Mapping[str, Word] = {
    "strategy": _("Our strategy"), "message": _("What we say in one sentence"),
    "pillars": _("What carries it, one a line"), "position": _("Our position"),
    "client_strategy": _("Their strategy and direction"), "client_organisation": _("Their organisation"),
    "buying_strategy": _("How they buy"),
}  # fmt: skip
# What is shown of an item, by the name of its list: its heading, the field that names it, and what stands behind.
LISTS: Mapping[str, tuple[Word, str, tuple[str, ...]]] = {
    "needs": (_("What they want, in their words"), "words", ("kind", "said_by", "solution", "result")),
    "requirements": (_("What they require"), "name", ("area", "status", "due_on", "evidence")),
    "risks": (_("Risks and opportunities"), "name", ("kind", "likelihood", "impact", "owner", "response")),
    "asks": (_("Asks to the sponsor"), "name", ("state", "needed_by", "reason", "answer")),
    "resources": (_("Resources"), "name", ("planned_hours", "delivered_hours", "planned_cost", "delivered_cost")),
    "years": (_("Profit plan"), "year", ("contribution", "cost")),
}
FIELDS: Mapping[str, Word] = {
    "kind": _("Kind"), "said_by": _("Said by"), "solution": _("Our answer to it"), "result": _("Result"),
    "area": _("About"), "status": _("Status"), "due_on": _("By"), "evidence": _("Evidence"),
    "likelihood": _("Likely, 1 to 5"), "impact": _("Weighs, 1 to 5"), "owner": _("Owner"),
    "response": _("What we do about it"), "state": _("State"), "needed_by": _("Needed by"), "reason": _("Why"),
    "answer": _("Answer"), "planned_hours": _("Hours planned"), "delivered_hours": _("Hours delivered"),
    "planned_cost": _("Cost planned"), "delivered_cost": _("Cost delivered"), "contribution": _("Contribution"),
    "cost": _("Cost"), "as_of": _("As of"), "grade": _("Grade"), "score": _("Score"), "rank": _("Rank"),
    "revenue": _("Revenue"), "margin": _("Margin"), "growth": _("Growth"), "currency": _("Currency"),
    "decision": _("Decision"), "board_score": _("Position"), "key_people": _("Who decides"),
    "open_promises": _("Open promises"), "overdue_promises": _("Overdue promises"),
}  # fmt: skip
CHOSEN: Mapping[str, Callable[[], list[tuple[str, str]]]] = {
    "kind": lambda: [*need_kind_choices(), *risk_kind_choices()],
    "level": objective_level_choices,
    "horizon": horizon_choices,
    "area": requirement_area_choices,
    "status": requirement_status_choices,
    "state": lambda: [*objective_state_choices(), *ask_state_choices()],
    "plan": plan_state_choices,
}
# The short side of each needle, and its long side.
SIDES: Mapping[Side, tuple[Word, Word]] = {
    Side.RELATIONSHIP: (_("Product"), _("Relationship")),
    Side.PROFIT: (_("Volume"), _("Profit")),
    Side.TEAM: (_("Individual"), _("Team")),
    Side.LONG: (_("Short term"), _("Long term")),
}
REVIEWED: Mapping[Freshness, Word] = {
    Freshness.FRESH: _("looked at lately"),
    Freshness.STALE: _("not looked at for long"),
    Freshness.NEVER: _("not looked at for long"),
}


def word_of(field: str) -> str:
    """What a field is called."""
    return str(FIELDS.get(field) or field.replace("_", " "))


def chosen(field: str, value: Any) -> str:
    """A value as it is said: the word for what is chosen among few, all others as they are."""
    return str(dict(CHOSEN[field]()).get(value, value) if field in CHOSEN else value)
