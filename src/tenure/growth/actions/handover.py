"""Handing an account over: opened by hand, told, met together, received, accepted by the client, watched, closed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.accounts.access import require_on
from tenure.accounts.actions.account import refuse_unknown_fields
from tenure.accounts.actions.bulk import let_go, stay_on
from tenure.accounts.models import Account, Contact, Interaction
from tenure.analytics.handover import HandoverState, Item
from tenure.core.audit import field_values, record_change
from tenure.core.changes import insert_record, update_record
from tenure.core.wording import day
from tenure.growth.choices import HandoverKind
from tenure.growth.models import Handover, HandoverItem
from tenure.growth.models.handover import NOT_RECEIVED
from tenure.growth.queries.handover_sheet import sheet_of
from tenure.people.models import Member

EDITABLE = frozenset({"kind", "reason"})


@transaction.atomic
def open_handover(
    *,
    account: Account,
    from_member: Member,
    by: Member,
    kind: HandoverKind = HandoverKind.SALE,
    reason: str = "",
) -> Handover:
    """Begin to hand an account over to its owner, as after a sale. Audited; who hands over stays on the team meanwhile.

    A change of owner opens its handover by itself. Raises ValidationError for who hands it over already, and for its
    owner as who hands over; any colleague may have sold.
    """
    require_on(by, "handover.open", account)
    if not from_member.is_active:
        sentence = _("%(name)s has left and cannot join a team; choose an active member.")
        raise ValidationError({"from_member": ValidationError(sentence, params={"name": from_member.name})})
    handover = Handover(account=account, from_member=from_member, to_member=account.owner, kind=kind, reason=reason)
    insert_record(handover)
    stay_on([(account.pk, from_member.pk)])
    after = field_values(handover, ["account", "from_member", "to_member", "kind", "reason"])
    record_change(by=by, verb="created", thing=handover, after=after, account_id=account.pk)
    return handover


@transaction.atomic
def change_handover(
    *, handover: Handover, changes: Mapping[str, Any], by: Member, version: int | None = None
) -> Handover:
    """Say of what kind a handover is, or why it is. Audited. Others' changes to the same fields: ConflictError."""
    refuse_unknown_fields(changes, EDITABLE)
    return _change(handover, changes, by=by, verb="changed", version=version)


@transaction.atomic
def tell_item(
    *,
    handover: Handover,
    item: Item,
    by: Member,
    note: str | None = None,
    done: bool | None = None,
    version: int | None = None,
) -> HandoverItem:
    """Write down one thing of a handover, and whether that is all there is to tell or do of it. Audited.

    What is None stays. The joint meeting is done by naming it, not by a tick. Raises ConflictError when somebody else
    wrote the same meanwhile, ValidationError once the handover has ended.
    """
    require_on(by, "handover.change", handover.account)
    _refuse_ended(handover)
    if item == Item.MEETING and done:
        raise ValidationError(_("The joint meeting is done once you name it; choose the interaction."))
    row = _row_of(handover, item)
    changes: dict[str, Any] = {} if note is None else {"note": note.strip()}
    if done is not None and done != (row.done_at is not None):
        changes |= {"done_at": timezone.now(), "done_by": by} if done else {"done_at": None, "done_by": None}
    before = update_record(row, changes, version=version)
    if before:
        after = {"item": item.value, **field_values(row, before)}
        record_change(by=by, verb="told", thing=row, before=before, after=after, account_id=handover.account_id)
    return row


def _row_of(handover: Handover, item: Item) -> HandoverItem:
    # Made by the first who writes; of two at once the second writes into the row of the first.
    HandoverItem.objects.bulk_create([HandoverItem(handover=handover, item=item)], ignore_conflicts=True)
    return HandoverItem.objects.select_for_update().get(handover=handover, item=item)


@transaction.atomic
def hold_meeting(*, handover: Handover, meeting: Interaction, by: Member, version: int | None = None) -> Handover:
    """Name the interaction in which both met the client together. Audited.

    Raises ValidationError for one of another account, one in the trash or yet to come, or after the account was
    received.
    """
    if meeting.account_id != handover.account_id or meeting.deleted_at:
        raise ValidationError({"meeting": _("Choose an interaction with this account.")})
    if meeting.at > timezone.now():
        raise ValidationError({"meeting": _("That is yet to come; name it once you have met.")})
    if handover.state not in NOT_RECEIVED:
        raise ValidationError(_("The account was received; the meeting before that stays as it is."))
    return _change(handover, {"meeting": meeting, "state": HandoverState.MET}, by=by, verb="met", version=version)


@transaction.atomic
def receive_handover(*, handover: Handover, by: Member, version: int | None = None) -> Handover:
    """Take the account over: what is known of it today is frozen, and the former owner leaves the team. Audited.

    Raises PermissionDenied for anybody but the receiver, ValidationError before both have met the client.
    """
    require_on(by, "handover.change", handover.account)
    if handover.to_member_id != by.pk:
        raise PermissionDenied(_("Only who is to have the account can receive it."))
    _refuse_unless(handover, HandoverState.MET, _("Meet the client together first, and name the interaction."))
    today = timezone.localdate()
    changes = {"state": HandoverState.RECEIVED, "received_on": today, "sheet": sheet_of(handover, today)}
    _change(handover, changes, by=by, verb="received", version=version)
    let_go([(handover.account_id, handover.from_member_id)])
    return handover


@transaction.atomic
def accept_handover(
    *,
    handover: Handover,
    by: Member,
    accepted_by: Contact,
    accepted_on: date,
    client_words: str = "",
    version: int | None = None,
) -> Handover:
    """Note who accepted the new account manager for the client, on which day and in which words. Audited.

    The watch of 90 days begins. Raises ValidationError for somebody of another account, for a day before the account
    was received or one that has not come, and before that.
    """
    require_on(by, "handover.change", handover.account)
    _refuse_unless(handover, HandoverState.RECEIVED, _("The client accepts once the account was received."))
    if accepted_by.account_id != handover.account_id:
        raise ValidationError({"accepted_by": _("Choose somebody of this account.")})
    first, today = handover.received_on or accepted_on, timezone.localdate()
    if not first <= accepted_on <= today:
        sentence = _("It was accepted on a day from %(first)s to %(today)s; %(day)s is not.")
        params = {"first": day(first), "today": day(today), "day": day(accepted_on)}
        raise ValidationError({"accepted_on": ValidationError(sentence, params=params)})
    changes = {
        "state": HandoverState.ACCEPTED, "accepted_by": accepted_by, "accepted_on": accepted_on,
        "client_words": client_words.strip(),
    }  # fmt: skip
    return _change(handover, changes, by=by, verb="accepted", version=version)


@transaction.atomic
def close_handover(*, handover: Handover, by: Member, outcome: str, version: int | None = None) -> Handover:
    """End the watch and say how it went. Audited. Raises ValidationError before its 90 days are over."""
    require_on(by, "handover.change", handover.account)
    today = timezone.localdate()
    if handover.state_on(today) != HandoverState.WATCHED:
        until = handover.watched_until
        if until is None:
            raise ValidationError(_("It is closed after the watch, which begins once the client has accepted."))
        raise ValidationError(_("The watch lasts until %(day)s; close it after that."), params={"day": day(until)})
    changes = {"state": HandoverState.CLOSED, "closed_on": today, "outcome": outcome.strip()}
    return _change(handover, changes, by=by, verb="closed", version=version)


# What a step wrote, so that taking it back leaves nothing of it, and the state before it.
BACK: Mapping[str, tuple[HandoverState, Mapping[str, Any]]] = {
    HandoverState.MET: (HandoverState.OPEN, {"meeting": None}),
    HandoverState.RECEIVED: (HandoverState.MET, {"received_on": None, "sheet": None}),
    HandoverState.ACCEPTED: (
        HandoverState.RECEIVED, {"accepted_on": None, "accepted_by": None, "client_words": ""},
    ),
}  # fmt: skip


@transaction.atomic
def step_back(*, handover: Handover, by: Member, version: int | None = None) -> Handover:
    """Take the last step back: the client's acceptance, the receipt, the meeting. Audited.

    Whoever handed over comes back on the team with the receipt. Raises ValidationError where no step was made or the
    handover has ended.
    """
    require_on(by, "handover.change", handover.account)
    if handover.state not in BACK:
        raise ValidationError(_("There is no step of this handover that could be taken back."))
    state, cleared = BACK[handover.state]
    was_received = handover.state == HandoverState.RECEIVED
    _change(handover, {"state": state, **cleared}, by=by, verb="stepped back", version=version)
    if was_received:
        stay_on([(handover.account_id, handover.from_member_id)])
    return handover


def _refuse_unless(handover: Handover, state: HandoverState, sentence: Any) -> None:
    if handover.state != state:
        raise ValidationError(sentence)


def _refuse_ended(handover: Handover) -> None:
    if handover.closed_on is not None:
        raise ValidationError(
            _("This handover ended on %(day)s and stays as it is."), params={"day": day(handover.closed_on)}
        )


def _change(handover: Handover, changes: Mapping[str, Any], *, by: Member, verb: str, version: int | None) -> Handover:
    require_on(by, "handover.change", handover.account)
    _refuse_ended(handover)
    before = update_record(handover, changes, version=version)
    # The sheet repeats what stands elsewhere, under rules of its own.
    before.pop("sheet", None)
    if before:
        after = field_values(handover, before)
        account = handover.account_id
        record_change(by=by, verb=verb, thing=handover, before=before, after=after, account_id=account)
    return handover
