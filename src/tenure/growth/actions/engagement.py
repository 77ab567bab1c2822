"""Engagements: begun, judged by what their level asks for, moved on or back, ended, and the last of that taken back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.accounts.access import can, require_on
from tenure.accounts.actions.account import refuse_unknown_fields
from tenure.accounts.models import Account
from tenure.analytics.engagement import Criterion, Level, Move, missing_to_leave, move_between
from tenure.core.audit import field_values, record_change
from tenure.core.changes import insert_record, update_record
from tenure.core.wording import day
from tenure.growth.models import Engagement, LevelAnswer, LevelStay
from tenure.growth.queries.engagements import answers_of, last_stay
from tenure.people.models import Member


@transaction.atomic
def begin_engagement(
    *,
    account: Account,
    by: Member,
    name: str,
    owner: Member | None = None,
    started_on: date | None = None,
    level: Level = Level.PRE_SALES,
) -> Engagement:
    """Begin an engagement with an account, in pre-sales unless it is further on already. Audited.

    It began today unless another day is named. Raises ValidationError for a day that has not come, no name, or an owner
    who does not see the account.
    """
    require_on(by, "engagement.change", account)
    _refuse_owner(account, owner)
    since = _by_today(started_on, "started_on")
    engagement = Engagement(account=account, name=name, owner=owner, started_on=since, level=level)
    insert_record(engagement)
    insert_record(LevelStay(engagement=engagement, level=level, since=since, moved_by=by))
    after = field_values(engagement, ["account", "name", "owner", "started_on", "level"])
    record_change(by=by, verb="created", thing=engagement, after=after, account_id=account.pk)
    return engagement


@transaction.atomic
def change_engagement(
    *, engagement: Engagement, changes: Mapping[str, Any], by: Member, version: int | None = None
) -> Engagement:
    """Change what an engagement is called, or who looks after it. Audited.

    Others' changes to other fields stay; to the same ones: ConflictError.
    """
    refuse_unknown_fields(changes, frozenset(Engagement.EDITABLE))
    _refuse_owner(engagement.account, changes.get("owner"))
    return _change(engagement, changes, by=by, verb="changed", version=version)


@transaction.atomic
def judge_criterion(
    *, engagement: Engagement, criterion: Criterion, changes: Mapping[str, Any], by: Member, version: int | None = None
) -> LevelAnswer:
    """Say whether a criterion is met, or on what evidence; who said so and the day are kept. Audited.

    Others' changes to other fields stay; to the same ones: ConflictError. Raises ValidationError once the engagement
    has ended.
    """
    require_on(by, "engagement.change", engagement.account)
    refuse_unknown_fields(changes, frozenset(LevelAnswer.EDITABLE))
    _refuse_ended(engagement)
    # Made by the first who judges; of two at once the second writes into the row of the first.
    LevelAnswer.objects.bulk_create([LevelAnswer(engagement=engagement, criterion=criterion)], ignore_conflicts=True)
    row = LevelAnswer.objects.select_for_update().get(engagement=engagement, criterion=criterion)
    before = update_record(row, changes, version=version)
    if before:
        # Written apart, so that who says whether it is met and who says on what evidence do not meet in these.
        before |= update_record(row, {"answered_on": timezone.localdate(), "answered_by": by}, version=None)
        after = {"criterion": criterion.value, **field_values(row, before)}
        record_change(by=by, verb="judged", thing=row, before=before, after=after, account_id=engagement.account_id)
    return row


@transaction.atomic
def move_engagement(
    *,
    engagement: Engagement,
    to: Level,
    by: Member,
    reason: str = "",
    on: date | None = None,
    version: int | None = None,
) -> Engagement:
    """Let an engagement go on to the next level, or back to an earlier one, today unless a day is named. Audited.

    Going on needs everything met that its level asks for, going back a reason; a reason also lets it go on while
    something is missing, which is kept beside it. Where it is already, nothing happens. Raises ValidationError for
    another level, without the reason, and for a day before it came to its level or one that has not come.
    """
    require_on(by, "engagement.change", engagement.account)
    _refuse_ended(engagement)
    since = _by_today(on, "on")
    before = update_record(engagement, {"level": to}, version=version)
    if not before:
        return engagement
    missing = _refuse_unready(engagement, Level(before["level"]), to, reason.strip())
    _leave(engagement, since)
    told = {"reason": reason.strip(), "missing": [one.value for one in missing]}
    insert_record(LevelStay(engagement=engagement, level=to, since=since, moved_by=by, **told))
    _record(engagement, before, by, "moved", told if told["reason"] else {})
    return engagement


@transaction.atomic
def end_engagement(
    *, engagement: Engagement, by: Member, outcome: str, on: date | None = None, version: int | None = None
) -> Engagement:
    """End an engagement in whatever level it is, and say how. Audited; it can be taken back.

    Raises ValidationError without a word of how it ended, for one that has ended, and for a day before it came to its
    level or one that has not come.
    """
    require_on(by, "engagement.change", engagement.account)
    _refuse_ended(engagement)
    ended_on = _by_today(on, "on")
    if not outcome.strip():
        raise ValidationError({"outcome": _("Say in one sentence how it ended.")})
    changes = {"ended_on": ended_on, "outcome": outcome.strip()}
    _change(engagement, changes, by=by, verb="ended", version=version)
    _leave(engagement, ended_on)
    return engagement


@transaction.atomic
def take_back_step(*, engagement: Engagement, by: Member, version: int | None = None) -> Engagement:
    """Take the last step of an engagement back: its end, or its last move. Audited.

    Raises ValidationError where there was none.
    """
    require_on(by, "engagement.change", engagement.account)
    if engagement.ended_on is not None:
        _change(engagement, {"ended_on": None, "outcome": ""}, by=by, verb="took back", version=version)
        LevelStay.objects.filter(pk=last_stay(engagement).pk).update(until=None)
        return engagement
    last, *earlier = engagement.stays.order_by("-pk")[:2]
    if not earlier:
        raise ValidationError(_("This engagement has made no step that could be taken back."))
    _change(engagement, {"level": earlier[0].level}, by=by, verb="took back", version=version)
    last.delete()
    LevelStay.objects.filter(pk=earlier[0].pk).update(until=None)
    return engagement


@transaction.atomic
def remove_engagement(*, engagement: Engagement, by: Member) -> Engagement:
    """Take an engagement off the account's pages; it can be put back. Audited; twice is the same as once."""
    changes = {"deleted_at": engagement.deleted_at or timezone.now()}
    return _change(engagement, changes, by=by, verb="trashed", version=None)


@transaction.atomic
def restore_engagement(*, engagement: Engagement, by: Member) -> Engagement:
    """Put an engagement back as it was. Audited; twice is the same as once."""
    return _change(engagement, {"deleted_at": None}, by=by, verb="restored", version=None)


def _refuse_unready(engagement: Engagement, level: Level, to: Level, reason: str) -> tuple[Criterion, ...]:
    """What was missing when it went on; ValidationError where it may not go, or not without a reason."""
    move = move_between(level, to)
    if move is None:
        raise ValidationError({"to": _("It goes on by one level, or back to one in which it was before.")})
    missing = missing_to_leave(level, answers_of(engagement)) if move == Move.ON else ()
    if not reason and (missing or move == Move.BACK):
        sentence = (
            _("Something that its level asks for is not met; say in one sentence why it goes on all the same.")
            if missing
            else _("Say in one sentence why it goes back.")
        )
        raise ValidationError({"reason": sentence})
    return missing


def _leave(engagement: Engagement, on: date) -> None:
    """End the time in the present level; ValidationError for a day before it began."""
    stay = last_stay(engagement)
    if on < stay.since:
        sentence = _("It came to its level on %(since)s; %(day)s is before that.")
        raise ValidationError({"on": ValidationError(sentence, params={"since": day(stay.since), "day": day(on)})})
    LevelStay.objects.filter(pk=stay.pk).update(until=on)


def _by_today(on: date | None, field: str) -> date:
    """The day named, else today; ValidationError for one that has not come."""
    today = timezone.localdate()
    if on is not None and on > today:
        sentence = _("%(day)s has not come; say a day until today.")
        raise ValidationError({field: ValidationError(sentence, params={"day": day(on)})})
    return on or today


def _refuse_ended(engagement: Engagement) -> None:
    if engagement.ended_on is not None:
        sentence = _("This engagement ended on %(day)s; take that back before you go on.")
        raise ValidationError(sentence, params={"day": day(engagement.ended_on)})


def _refuse_owner(account: Account, owner: Member | None) -> None:
    if owner is not None and not can(owner, "account.see", account):
        sentence = _("%(member)s does not see %(account)s; put them on its team first.")
        params = {"member": owner.name, "account": account.name}
        raise ValidationError({"owner": ValidationError(sentence, params=params)})


def _change(
    engagement: Engagement, changes: Mapping[str, Any], *, by: Member, verb: str, version: int | None
) -> Engagement:
    require_on(by, "engagement.change", engagement.account)
    before = update_record(engagement, changes, version=version)
    if before:
        _record(engagement, {} if "deleted_at" in before else before, by, verb)
    return engagement


def _record(
    engagement: Engagement, before: Mapping[str, Any], by: Member, verb: str, more: Mapping[str, Any] | None = None
) -> None:
    after = {**field_values(engagement, before), **(more or {})}
    record_change(by=by, verb=verb, thing=engagement, before=before, after=after, account_id=engagement.account_id)
