"""Opening a buying decision, changing it, and noting that it was taken or dropped."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.accounts.access import require_on
from tenure.accounts.actions.account import refuse_unknown_fields
from tenure.accounts.models import Account
from tenure.analytics.board.position import Piece
from tenure.core.audit import field_values, record_change
from tenure.core.changes import insert_record, update_record
from tenure.people.models import Member
from tenure.relationships.actions.dated import refuse_future
from tenure.relationships.choices import DecisionState
from tenure.relationships.models import Decision, DecisionRole

EDITABLE = frozenset({"name", "line", "opened_on", "deadline", "state", "review_days", "shared_crown"})


@transaction.atomic
def create_decision(*, account: Account, by: Member, **fields: Any) -> Decision:
    """Open a buying decision of an account. Audited."""
    require_on(by, "decision.create", account)
    refuse_unknown_fields(fields, EDITABLE - {"state"})
    decision = Decision(account=account, **fields)
    refuse_future(decision.opened_on, "opened_on")
    insert_record(decision)
    after = field_values(decision, [*fields, "account"])
    record_change(by=by, verb="created", thing=decision, after=after, account_id=account.pk)
    return decision


@transaction.atomic
def change_decision(
    *, decision: Decision, changes: Mapping[str, Any], by: Member, version: int | None = None
) -> Decision:
    """Change fields of a decision; with another `state` it is closed today, or open again. Audited.

    Others' changes to other fields stay; to the same ones: ConflictError.
    """
    require_on(by, "decision.change", decision.account)
    refuse_unknown_fields(changes, EDITABLE)
    if "opened_on" in changes:
        refuse_future(changes["opened_on"], "opened_on")
    if changes.get("shared_crown") is False:
        _refuse_several_kings(decision)
    before = update_record(decision, {**changes, **_closing(decision, changes)}, version=version)
    if before:
        after = field_values(decision, before)
        record_change(by=by, verb="changed", thing=decision, before=before, after=after, account_id=decision.account_id)
    return decision


@transaction.atomic
def trash_decision(*, decision: Decision, by: Member) -> Decision:
    """Put a decision into the trash, with its board and all that was said of it. Audited; what it was stays with it."""
    require_on(by, "decision.delete", decision.account)
    update_record(decision, {"deleted_at": timezone.now()}, version=None)
    record_change(by=by, verb="trashed", thing=decision, account_id=decision.account_id)
    return decision


@transaction.atomic
def restore_decision(*, decision: Decision, by: Member) -> Decision:
    """Take a decision out of the trash as it was. Audited; twice is the same as once."""
    require_on(by, "decision.delete", decision.account)
    if update_record(decision, {"deleted_at": None}, version=None):
        record_change(by=by, verb="restored", thing=decision, account_id=decision.account_id)
    return decision


def _closing(decision: Decision, changes: Mapping[str, Any]) -> dict[str, Any]:
    """On which day a decision is closed by these changes; nothing where they leave its state alone."""
    if "state" not in changes:
        return {}
    if changes["state"] == DecisionState.OPEN:
        return {"closed_on": None}
    return {"closed_on": decision.closed_on or timezone.localdate()}


def _refuse_several_kings(decision: Decision) -> None:
    kings = DecisionRole.objects.filter(decision=decision, valid_to=None, piece=Piece.KING)
    names = list(kings.order_by("pk").values_list("contact__name", flat=True))
    if len(names) > 1:
        sentence = _("%(names)s decide together; leave one king before the crown is no longer shared.")
        raise ValidationError({"shared_crown": ValidationError(sentence, params={"names": ", ".join(names)})})
