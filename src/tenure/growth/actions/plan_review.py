"""A mentor's review of a plan: planned, begun, remarked on, its findings promised, closed with minutes."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.accounts.access import require_on
from tenure.accounts.actions.account import refuse_unknown_fields
from tenure.accounts.actions.commitment import make_commitment
from tenure.accounts.choices import CommitmentKind, CommitmentOrigin
from tenure.analytics.plans.course import PlanState, Step
from tenure.core.actions import notify
from tenure.core.audit import field_values, record_change
from tenure.core.changes import insert_record, update_record
from tenure.core.errors import ConflictError
from tenure.core.wording import day
from tenure.growth.actions.course import lock_plan, move
from tenure.growth.choices import ReviewState
from tenure.growth.models import Plan, PlanReview, ReviewFinding, ReviewValue
from tenure.growth.queries.course import last_version, signers_of
from tenure.growth.queries.document import guidance
from tenure.growth.queries.minutes import minutes_of
from tenure.growth.queries.reviews import due_on_of, is_holder, mentors_of
from tenure.people.models import Member

REMARKS = frozenset(PlanReview.REMARKS.values())
VALUE_FIELDS = frozenset({"verdict", "evidence"})
UNCHECKED = 0


@transaction.atomic
def plan_review(*, plan: Plan, by: Member, due_on: date | None = None, mentor: Member | None = None) -> PlanReview:
    """Set the day of a plan's next review with the account's mentor. Audited; the mentor is told.

    Without a day it is the one that the plan's cycle gives. Raises ValidationError where the account has no mentor or
    the member named is none of it, while another review of the plan is open, or for a plan that is closed.
    """
    require_on(by, "review.plan", plan.account)
    lock_plan(plan)
    _refuse_closed_plan(plan)
    review = PlanReview(plan=plan, mentor=_mentor(plan, mentor), due_on=due_on or due_on_of(plan))
    insert_record(review)
    _record(review, by, "planned", after=field_values(review, ["plan", "mentor", "due_on"]))
    if review.mentor_id != by.pk:
        told = {"who": by.name, "account": plan.account.name, "day": review.due_on.isoformat()}
        notify(members=[review.mentor_id], kind="review_planned", occasion=_occasion(review), thing=review, **told)
    return review


@transaction.atomic
def move_review(*, review: PlanReview, due_on: date, by: Member, version: int | None = None) -> PlanReview:
    """Put a review that has not begun on another day. Audited; the same day is no change."""
    require_on(by, "review.plan", review.plan.account)
    _refuse_state(review, ReviewState.PLANNED, _("The review has begun; its day stands."))
    return _write(review, {"due_on": due_on}, by=by, verb="moved", version=version)


@transaction.atomic
def begin_review(*, review: PlanReview, by: Member) -> PlanReview:
    """Begin a review: the plan's last version lies on the table, and a running plan says so. Audited.

    Once begun, beginning it again changes nothing. Raises PermissionDenied for who is neither the mentor nor a leader.
    """
    _require_holder(review, by)
    lock_plan(review.plan)
    review.refresh_from_db()
    if review.state == ReviewState.BEGUN:
        return review
    _refuse_state(review, ReviewState.PLANNED, CLOSED)
    _move_plan(review.plan, PlanState.RUNNING, Step.MARK_REVIEW_DUE, by)
    seen = {"state": ReviewState.BEGUN, "begun_at": timezone.now(), "plan_version": last_version(review.plan)}
    return _write(review, seen, by=by, verb="begun")


@transaction.atomic
def remark_in_review(
    *, review: PlanReview, changes: Mapping[str, Any], by: Member, version: int | None = None
) -> PlanReview:
    """Write what is remarked on items of the agenda. Audited.

    Others' remarks on other items stay; on the same ones: ConflictError. Raises ValidationError outside of a review.
    """
    _require_holder(review, by)
    refuse_unknown_fields(changes, REMARKS)
    _refuse_not_begun(review)
    return _write(review, changes, by=by, verb="remarked", version=version)


@transaction.atomic
def check_value(*, review: PlanReview, name: str, by: Member, version: int | None = None, **fields: Any) -> ReviewValue:
    """Say whether one of the company's core values is lived in the plan and the relationship. Audited.

    `fields` are `verdict` and `evidence`. Said again it is changed: others' changes to the other field stay, to the
    same: ConflictError; so too with version 0, which says that nobody had checked it, where somebody has. Raises
    ValidationError for what is none of the company's values.
    """
    _require_holder(review, by)
    refuse_unknown_fields(fields, VALUE_FIELDS)
    lock_plan(review.plan)
    _refuse_not_begun(review)
    known = review.values.filter(name=name).first()
    if known is not None:
        if version == UNCHECKED:
            raise ConflictError(field_values(known, fields), known.version)
        return _change_value(known, fields, by, version)
    _refuse_unknown_value(name)
    value = ReviewValue(review=review, name=name, **fields)
    insert_record(value)
    after = field_values(value, ["review", "name", *fields])
    record_change(by=by, verb="checked", thing=value, after=after, account_id=review.plan.account_id)
    return value


@transaction.atomic
def add_finding(*, review: PlanReview, text: str, due_on: date, by: Member, **fields: Any) -> ReviewFinding:
    """Promise what the review found to be done: a commitment that the next review asks after. Audited.

    `fields` are those of the commitment: `owner`, `effort_hours`. Errors of `make_commitment`, ValidationError outside
    of a review.
    """
    _require_holder(review, by)
    _refuse_not_begun(review)
    commitment = make_commitment(
        account=review.plan.account, by=by, due_on=due_on, text=text, kind=CommitmentKind.FINDING,
        origin=CommitmentOrigin.REVIEW, **fields,
    )  # fmt: skip
    finding = ReviewFinding(review=review, commitment=commitment)
    insert_record(finding)
    after = {"review": review.pk, "commitment": commitment.pk}
    record_change(by=by, verb="found", thing=finding, after=after, account_id=review.plan.account_id)
    return finding


@transaction.atomic
def close_review(
    *, review: PlanReview, next_on: date, facts: Mapping[str, Any], by: Member, version: int | None = None
) -> PlanReview:
    """Close a review: its minutes are frozen with the `facts` of this moment and go to team and mentor. Audited.

    The plan runs on where the review had stopped it, and the next review is on its day. Raises ValidationError for a
    next day that is not to come, or outside of a review.
    """
    _require_holder(review, by)
    lock_plan(review.plan)
    _refuse_not_begun(review)
    now = timezone.now()
    if next_on <= timezone.localdate():
        sentence = _("%(day)s is not to come; the next review is on a later day.")
        raise ValidationError({"next_on": ValidationError(sentence, params={"day": day(next_on)})})
    minutes = minutes_of(review, next_on=next_on, closed_at=now, closed_by=by, facts=facts)
    _move_plan(review.plan, PlanState.REVIEW_DUE, Step.RESUME, by)
    closed = {"state": ReviewState.CLOSED, "closed_at": now, "next_on": next_on, "minutes": minutes}
    before = update_record(review, closed, version=version)
    told = {name: value for name, value in field_values(review, closed).items() if name != "minutes"}
    _record(review, by, "closed", before={name: before[name] for name in told if name in before}, after=told)
    _send_minutes(review, by)
    return review


def _send_minutes(review: PlanReview, by: Member) -> None:
    """Tell team and mentor that there are minutes to read."""
    account = review.plan.account
    team = [member.pk for member in signers_of([account.pk]).get(account.pk, [])]
    told = {"who": by.name, "account": account.name, "day": review.next_on.isoformat() if review.next_on else ""}
    members: Iterable[int] = [*team, review.mentor_id]
    notify(members=members, kind="review_closed", occasion=f"{_occasion(review)} closed", thing=review, **told)


CLOSED = _("This review is closed; its minutes stand.")


def _require_holder(review: PlanReview, by: Member) -> None:
    require_on(by, "review.hold", review.plan.account)
    if not is_holder(review.mentor_id, by):
        raise PermissionDenied(_("A review is held by the account's mentor or a leader."))


def _refuse_not_begun(review: PlanReview) -> None:
    review_state = PlanReview.objects.values_list("state", flat=True).get(pk=review.pk)
    if review_state == ReviewState.PLANNED:
        raise ValidationError(_("The review has not begun; begin it first."))
    if review_state == ReviewState.CLOSED:
        raise ValidationError(CLOSED)


def _refuse_state(review: PlanReview, wanted: ReviewState, sentence: Any) -> None:
    if review.state != wanted:
        raise ValidationError(sentence)


def _refuse_closed_plan(plan: Plan) -> None:
    if Plan.objects.values_list("state", flat=True).get(pk=plan.pk) == PlanState.CLOSED:
        raise ValidationError(_("A plan that is closed is reviewed no more."))


def _refuse_unknown_value(name: str) -> None:
    held = guidance()
    values = held.values if held else []
    if name not in values:
        sentence = _("“%(name)s” is none of the company's values; there are %(values)s.")
        params = {"name": name, "values": ", ".join(values) or "-"}
        raise ValidationError({"name": ValidationError(sentence, params=params)})


def _mentor(plan: Plan, named: Member | None) -> Member:
    """The member named, or the account's only mentor."""
    mentors = mentors_of([plan.account_id]).get(plan.account_id, [])
    if not mentors:
        sentence = _("%(account)s has no mentor; put one on its team first.")
        raise ValidationError({"mentor": ValidationError(sentence, params={"account": plan.account.name})})
    if named is not None and named.pk not in [one.pk for one in mentors]:
        sentence = _("%(member)s is no mentor of %(account)s.")
        params = {"member": named.name, "account": plan.account.name}
        raise ValidationError({"mentor": ValidationError(sentence, params=params)})
    return named or mentors[0]


def _move_plan(plan: Plan, held: PlanState, step: Step, by: Member) -> None:
    """Move a plan that is in this state; one that is not, such as a draft, is reviewed as it is."""
    plan.refresh_from_db(fields=["state"])
    if plan.state == held:
        move(plan, step, by=by)


def _change_value(value: ReviewValue, fields: Mapping[str, Any], by: Member, version: int | None) -> ReviewValue:
    before = update_record(value, fields, version=value.version if version is None else version)
    if before:
        after, account = field_values(value, before), value.review.plan.account_id
        record_change(by=by, verb="checked", thing=value, before=before, after=after, account_id=account)
    return value


def _write(
    review: PlanReview, changes: Mapping[str, Any], *, by: Member, verb: str, version: int | None = None
) -> PlanReview:
    before = update_record(review, changes, version=version)
    if before:
        _record(review, by, verb, before=before, after=field_values(review, before))
    return review


def _record(
    review: PlanReview, by: Member, verb: str, *, after: Mapping[str, Any], before: Mapping[str, Any] | None = None
) -> None:
    account = review.plan.account_id
    record_change(by=by, verb=verb, thing=review, before=before, after=after, account_id=account)


def _occasion(review: PlanReview) -> str:
    return f"review {review.pk}"
