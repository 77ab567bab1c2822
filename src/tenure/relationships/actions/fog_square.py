"""Marking squares on which somebody sits whom nobody knows, and lifting the fog."""

from datetime import date
from typing import Any

from django.db import transaction

from tenure.accounts.access import require_on
from tenure.accounts.actions.account import refuse_unknown_fields
from tenure.people.models import Member
from tenure.relationships.actions.dated import end, say
from tenure.relationships.models import Decision, FogSquare


@transaction.atomic
def mark_fog(
    *, decision: Decision, level: int, function: str, by: Member, replaces: int | None = None, **fields: Any
) -> FogSquare:
    """Say that somebody sits on a square whom nobody of ours knows, and what the square weighs. Audited.

    Errors of `say`.
    """
    require_on(by, "decision.change", decision.account)
    refuse_unknown_fields(fields, frozenset({"weight", "valid_from"}))
    square = FogSquare(decision=decision, level=level, function=function, **fields)
    return say(square, account_id=decision.account_id, by=by, replaces=replaces)


@transaction.atomic
def lift_fog(*, square: FogSquare, by: Member, on: date | None = None) -> FogSquare:
    """Note that it is known who sits on a square, today unless another day is named. Audited."""
    require_on(by, "decision.change", square.decision.account)
    return end(square, account_id=square.decision.account_id, by=by, on=on)
