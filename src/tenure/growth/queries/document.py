"""A plan as one document of plain values: what is frozen, signed, compared and handed out."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.db.models import Model

from tenure.core.audit import field_values
from tenure.growth.models import (
    ClientNeed,
    Guidance,
    Plan,
    PlanAction,
    PlanItem,
    PlannedResource,
    PlanObjective,
    PlanRequirement,
    PlanRisk,
    ProfitYear,
    SponsorAsk,
)
from tenure.growth.queries.course import signers_of

# What is listed in a plan, by the name of its list.
ITEMS: dict[str, type[PlanItem]] = {
    "needs": ClientNeed,
    "requirements": PlanRequirement,
    "objectives": PlanObjective,
    "risks": PlanRisk,
    "asks": SponsorAsk,
    "resources": PlannedResource,
    "years": ProfitYear,
}
SETTINGS = ("starts_on", "ends_on", "horizon_years", "review_days", "currency", "rate")
TEXTS = tuple(field for fields in Plan.SECTIONS.values() for field in fields)
GUIDANCE = ("vision", "mission", "core_values")
# What moves by itself, so that it tells nothing of what somebody wrote.
MOVING = ("figures", "team")


@dataclass(frozen=True)
class Listed:
    """What is listed in a plan: items by the name of their list, actions by the number of their objective."""

    items: Mapping[str, Sequence[Any]]
    actions: Mapping[int, Sequence[PlanAction]]


def listed_in(plan: Plan) -> Listed:
    """Read everything that is listed in a plan; a query for each list."""
    return Listed(items_of(plan), actions_of(plan))


def document_of(plan: Plan, *, figures: Mapping[str, Any], listed: Listed | None = None) -> dict[str, Any]:
    """The plan as it stands, with figures and, where that was read already, what is `listed` in it.

    As many queries for many rows as for one.
    """
    listed = listed or listed_in(plan)
    lists = {name: [_item(item) for item in items] for name, items in listed.items.items()}
    for objective in lists["objectives"]:
        objective["actions"] = [_action(action) for action in listed.actions.get(objective["id"], [])]
    return {
        "settings": _plain(field_values(plan, SETTINGS)),
        "texts": _plain(field_values(plan, TEXTS)),
        **lists,
        "guidance": _plain(field_values(guidance() or Guidance(), GUIDANCE)),
        "team": [member.name for member in signers_of([plan.account_id]).get(plan.account_id, [])],
        "figures": _plain(figures),
    }


def items_of(plan: Plan) -> dict[str, list[Any]]:
    """What is listed in a plan, by the name of its list; a query for each list."""
    return {name: list(_with_owner(model, plan)) for name, model in ITEMS.items()}


def _with_owner(model: type[PlanItem], plan: Plan) -> Iterable[Any]:
    rows: Any = model._default_manager
    rows = rows.of_plan(plan)
    return rows.select_related("owner") if "owner" in model.EDITABLE else rows  # type: ignore[no-any-return]


def actions_of(plan: Plan) -> dict[int, list[PlanAction]]:
    """The actions of a plan with their commitments, by the number of their objective, in order of day; one query."""
    rows = PlanAction.objects.of_plan(plan).filter(commitment__deleted_at=None)
    found: dict[int, list[PlanAction]] = {}
    for action in rows.select_related("commitment__owner").order_by("commitment__due_on", "pk"):
        found.setdefault(action.objective_id, []).append(action)
    return found


def guidance() -> Guidance | None:
    """What the company is guided by, if anybody has said."""
    return Guidance.objects.first()


def digest_of(document: Mapping[str, Any]) -> str:
    """The SHA-256 of a document, the same whatever the order of its keys."""
    written = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(written.encode()).hexdigest()


def without_moving(document: Mapping[str, Any]) -> dict[str, Any]:
    """The document without what moves by itself: what somebody wrote."""
    return {name: value for name, value in document.items() if name not in MOVING}


def _item(item: PlanItem) -> dict[str, Any]:
    told = {"id": item.pk, **{name: getattr(item, name) for name in item.EDITABLE}}
    return _plain(told)  # type: ignore[no-any-return]


def _action(action: PlanAction) -> dict[str, Any]:
    owed = action.commitment
    told = {
        "id": action.pk, "text": owed.text, "owner": owed.owner, "due_on": owed.due_on, "state": owed.state,
        "effort_hours": owed.effort_hours, "weight": action.weight,
    }  # fmt: skip
    return _plain(told)  # type: ignore[no-any-return]


def _plain(value: Any) -> Any:
    """A value as JSON has it; a member goes by name."""
    match value:
        case Mapping():
            return {str(name): _plain(inner) for name, inner in value.items()}
        case list() | tuple():
            return [_plain(inner) for inner in value]
        case Decimal():
            return str(value)
        case date() | datetime():
            return value.isoformat()
        case Model():
            return str(value)
    return value
