"""Commitments: made, changed, put off, handed on, settled, and the last of it taken back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.accounts.access import can, require_on
from tenure.accounts.actions.account import refuse_unknown_fields
from tenure.accounts.actions.contact import refuse_strangers
from tenure.accounts.choices import CommitmentOrigin
from tenure.accounts.models import Account, Commitment, Interaction
from tenure.analytics.commitments import CommitmentState, slips_after
from tenure.core.audit import field_values, record_change
from tenure.core.changes import insert_record, update_record
from tenure.core.errors import ConflictError
from tenure.core.models import AuditEntry
from tenure.core.wording import day
from tenure.people.models import Member

# fmt: off
EDITABLE = frozenset(
    {
        "kind", "text", "owner", "contact", "department", "to_member", "to_contact", "client_visible", "effort_hours",
        "source", "external_id",
    }
)
# fmt: on
# What can be taken back as long as nothing else has happened.
TAKEN_BACK = ("kept", "missed", "withdrawn", "reopened", "put off", "handed on")
CONTACTS = ("contact", "to_contact")
MEMBERS = ("owner", "to_member")


@transaction.atomic
def make_commitment(
    *,
    account: Account,
    by: Member,
    due_on: date,
    interaction: Interaction | None = None,
    origin: CommitmentOrigin | None = None,
    **fields: Any,
) -> Commitment:
    """Note that somebody owes something by a day. Audited.

    Where neither `owner` nor `contact` is given the acting member owes it; `owner=None` says that nobody does yet. What
    came from an interaction names it; what comes from elsewhere names its `origin`.

    Raises PermissionDenied for an account the member does not see, ValidationError for a bad field, people or an
    interaction of another account, or somebody of ours who does not see the account.
    """
    require_on(by, "commitment.create", account)
    refuse_unknown_fields(fields, EDITABLE)
    if "owner" not in fields and fields.get("contact") is None:
        fields["owner"] = by
    refuse_people(account, fields)
    if interaction is not None and interaction.account_id != account.pk:
        raise ValidationError({"interaction": _("That was with another account.")})
    origin = CommitmentOrigin.INTERACTION if interaction else origin
    commitment = Commitment(
        account=account, due_on=due_on, first_due_on=due_on, interaction=interaction, origin=origin or "", **fields
    )
    insert_record(commitment)
    after = field_values(commitment, [*fields, "account", "due_on", "interaction", "origin"])
    record_change(by=by, verb="created", thing=commitment, after=after, account_id=account.pk)
    return commitment


@transaction.atomic
def change_commitment(
    *, commitment: Commitment, changes: Mapping[str, Any], by: Member, version: int | None = None
) -> Commitment:
    """Change what is owed, by whom or to whom; its day is changed by `redate_commitment`. Audited.

    Others' changes to other fields stay; to the same ones: ConflictError.
    """
    refuse_unknown_fields(changes, EDITABLE)
    return _change(commitment, changes, by=by, verb="changed", version=version)


@transaction.atomic
def redate_commitment(
    *, commitment: Commitment, due_on: date, reason: str, by: Member, version: int | None = None
) -> Commitment:
    """Give an open commitment another day, and say why. Audited with the reason; the same day is no change.

    A day beyond the one first promised counts as slipped. Raises ValidationError for one that is settled, or without a
    reason; ConflictError when somebody else has moved it since.
    """
    _refuse_settled(commitment, by)
    if due_on == commitment.due_on:
        return commitment
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the day changes.")})
    slips = slips_after(commitment.slips, first_due_on=commitment.first_due_on, due_on=commitment.due_on, until=due_on)
    changes = {"due_on": due_on, "slips": slips}
    return _change(commitment, changes, by=by, verb="put off", version=version, reason=reason.strip())


@transaction.atomic
def delegate_commitment(*, commitment: Commitment, to: Member, by: Member, version: int | None = None) -> Commitment:
    """Hand an open commitment of ours on to somebody of ours who sees the account. Audited."""
    _refuse_settled(commitment, by)
    if commitment.contact_id is not None:
        raise ValidationError({"owner": _("What one of theirs owes cannot be handed on to one of ours.")})
    return _change(commitment, {"owner": to}, by=by, verb="handed on", version=version)


def keep_commitment(
    *, commitment: Commitment, by: Member, on: date | None = None, outcome: str = "", version: int | None = None
) -> Commitment:
    """Settle a commitment as done, today unless another day is named. Audited; twice is the same as once."""
    return _settle(commitment, CommitmentState.KEPT, on, outcome, by, version)


def miss_commitment(
    *, commitment: Commitment, by: Member, on: date | None = None, outcome: str = "", version: int | None = None
) -> Commitment:
    """Settle a commitment as not kept, and not to be kept any more. Audited; twice is the same as once."""
    return _settle(commitment, CommitmentState.MISSED, on, outcome, by, version)


def withdraw_commitment(
    *, commitment: Commitment, by: Member, on: date | None = None, outcome: str = "", version: int | None = None
) -> Commitment:
    """Settle a commitment that nobody waits for any more: it counts neither way. Audited; twice is the same as once."""
    return _settle(commitment, CommitmentState.WITHDRAWN, on, outcome, by, version)


@transaction.atomic
def reopen_commitment(*, commitment: Commitment, by: Member, version: int | None = None) -> Commitment:
    """Take back that a commitment was settled: it is owed again, by the day it had. Audited."""
    changes = {"state": CommitmentState.OPEN, "settled_on": None, "outcome": ""}
    return _change(commitment, changes, by=by, verb="reopened", version=version)


@transaction.atomic
def take_back_commitment(*, commitment: Commitment, by: Member) -> Commitment:
    """Take back what was last done with a commitment: settled, put off, handed on. Audited as a change of its own.

    Raises ValidationError where there is nothing of the kind, ConflictError when something else was done since.
    """
    require_on(by, "commitment.change", commitment.account)
    entries = AuditEntry.objects.filter(noun="commitment", thing_id=commitment.pk)
    last = entries.filter(verb__in=TAKEN_BACK).order_by("-pk").first()
    if last is None:
        raise ValidationError(
            _("Nothing was done with “%(text)s” that could be taken back."), params={"text": commitment.text}
        )
    fields = [name for name in last.changes if name != "reason"]
    if last.thing_version != commitment.version:
        raise ConflictError(field_values(commitment, fields), commitment.version)
    changes = {name: _value(name, last.changes[name][0]) for name in fields}
    return _change(commitment, changes, by=by, verb="took back", version=commitment.version)


def _value(name: str, stored: Any) -> Any:
    """What a field held, from what the log holds of it."""
    if name in MEMBERS:
        return Member.objects.filter(pk=stored).first()
    columns = {column.name: column for column in Commitment._meta.concrete_fields}
    return columns[name].to_python(stored)


@transaction.atomic
def _settle(
    commitment: Commitment, state: CommitmentState, on: date | None, outcome: str, by: Member, version: int | None
) -> Commitment:
    require_on(by, "commitment.change", commitment.account)
    today = timezone.localdate()
    if on is not None and on > today:
        sentence = _("%(day)s has not come; what is settled was so by today.")
        raise ValidationError({"settled_on": ValidationError(sentence, params={"day": day(on)})})
    if commitment.state == state:
        return commitment
    _refuse_settled(commitment, by)
    changes = {"state": state, "settled_on": on or today, "outcome": outcome}
    return _change(commitment, changes, by=by, verb=state.value, version=version)


def _change(
    commitment: Commitment, changes: Mapping[str, Any], *, by: Member, verb: str, version: int | None, reason: str = ""
) -> Commitment:
    require_on(by, "commitment.change", commitment.account)
    refuse_people(commitment.account, changes)
    before = update_record(commitment, changes, version=version)
    if before:
        after = field_values(commitment, before) | ({"reason": reason} if reason else {})
        record_change(by=by, verb=verb, thing=commitment, before=before, after=after, account_id=commitment.account_id)
    return commitment


def _refuse_settled(commitment: Commitment, by: Member) -> None:
    require_on(by, "commitment.change", commitment.account)
    if commitment.state != CommitmentState.OPEN:
        raise ValidationError(_("“%(text)s” is settled already; reopen it first."), params={"text": commitment.text})


def refuse_people(account: Account, fields: Mapping[str, Any]) -> None:
    """ValidationError for somebody of another account, and for one of ours who does not see this one."""
    for name in CONTACTS:
        if fields.get(name) is not None:
            refuse_strangers(account, [fields[name]], name)
    for name in MEMBERS:
        member = fields.get(name)
        if member is not None and not can(member, "account.see", account):
            sentence = _("%(member)s does not see %(account)s; put them on its team first.")
            params = {"member": member.name, "account": account.name}
            raise ValidationError({name: ValidationError(sentence, params=params)})
