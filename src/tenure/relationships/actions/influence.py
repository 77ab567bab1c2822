"""Saying who sways whom in a decision."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from tenure.accounts.access import require_on
from tenure.accounts.actions.account import refuse_unknown_fields
from tenure.accounts.actions.contact import refuse_strangers
from tenure.accounts.models import Contact
from tenure.analytics.board.position import Kind
from tenure.people.models import Member
from tenure.relationships.actions.dated import end, say
from tenure.relationships.models import Decision, Influence


@transaction.atomic
def set_influence(
    *,
    decision: Decision,
    source: Contact,
    target: Contact,
    weight: Decimal,
    by: Member,
    kind: Kind = Kind.INFLUENCES,
    replaces: int | None = None,
    **fields: Any,
) -> Influence:
    """Say what runs from one contact to another from a day on, confirmed unless it is only assumed. Audited.

    Raises ValidationError for people of another account or twice the same person; errors of `say` beside.
    """
    require_on(by, "decision.change", decision.account)
    refuse_unknown_fields(fields, frozenset({"is_confirmed", "valid_from"}))
    refuse_strangers(decision.account, [source, target])
    influence = Influence(decision=decision, source=source, target=target, kind=kind, weight=weight, **fields)
    return say(influence, account_id=decision.account_id, by=by, replaces=replaces)


@transaction.atomic
def end_influence(*, influence: Influence, by: Member, on: date | None = None) -> Influence:
    """Note that one sways the other no more, from today unless another day is named. Audited."""
    require_on(by, "decision.change", influence.decision.account)
    return end(influence, account_id=influence.decision.account_id, by=by, on=on)
