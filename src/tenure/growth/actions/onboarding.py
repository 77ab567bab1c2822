"""Onboarding an account: every step of a template becomes a commitment, all at once, and that can be taken back."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.accounts.access import require_on
from tenure.accounts.actions.account import refuse_unknown_fields
from tenure.accounts.actions.commitment import refuse_people
from tenure.accounts.actions.commitment_set import Wanted, make_commitments, restore_commitments, trash_commitments
from tenure.accounts.choices import CommitmentKind, CommitmentOrigin, TeamRole
from tenure.accounts.models import Account, Commitment, Contact, TeamMember
from tenure.analytics.commitments import CommitmentState
from tenure.core.audit import field_values, record_change
from tenure.core.changes import insert_record, update_record
from tenure.core.wording import day
from tenure.growth.choices import OwedBy
from tenure.growth.models import Engagement, OnboardingPlan, OnboardingStep, OnboardingTemplate, OnboardingTemplateStep
from tenure.growth.models.onboarding import LATEST_DAY
from tenure.growth.queries.onboarding import steps_of_template
from tenure.people.models import Member

# An onboarding starts within so many days of today, before or after it.
FARTHEST_START = 366


@transaction.atomic
def start_onboarding(
    *,
    account: Account,
    template: OnboardingTemplate,
    by: Member,
    started_on: date | None = None,
    name: str = "",
    engagement: Engagement | None = None,
    contact: Contact | None = None,
    owners: Mapping[str, Member] | None = None,
) -> OnboardingPlan:
    """Begin with an account as a template says: every step becomes a commitment with its day and whoever owes it.

    Today unless another day is named, called as the template unless named. `contact` owes the client's steps and
    `owners` those of departments by their names; nobody owes yet what is left out, the department delivers all the
    same. Steps of a mentor or sponsor are the owner's where the account has none. Audited, each commitment too. It
    takes as many statements for fifty steps as for one.

    Raises ValidationError for a template without steps, an engagement or a contact of another account, client's steps
    without a contact, a name that is no department of the template, or one of ours who does not see the account.
    """
    require_on(by, "onboarding.change", account)
    steps = steps_of_template(template)
    _refuse(account, steps, engagement, contact, owners or {})
    plan = OnboardingPlan(
        account=account, name=name.strip() or template.name, engagement=engagement, template=template,
        started_on=_near_today(started_on),
    )  # fmt: skip
    insert_record(plan)
    team = _team_of(account)
    wanted = [_wanted(step, plan, contact, owners or {}, team) for step in steps]
    made = make_commitments(
        account=account, wanted=wanted, kind=CommitmentKind.ONBOARDING, origin=CommitmentOrigin.ONBOARDING, by=by
    )
    OnboardingStep.objects.bulk_create(
        OnboardingStep(plan=plan, commitment=one, is_first_value=step.is_first_value)
        for step, one in zip(steps, made, strict=True)
    )
    after = field_values(plan, ["account", "name", "engagement", "template", "started_on"])
    record_change(by=by, verb="created", thing=plan, after=after, account_id=account.pk)
    return plan


@transaction.atomic
def add_onboarding_step(
    *,
    plan: OnboardingPlan,
    by: Member,
    text: str,
    due_on: date,
    owner: Member | None = None,
    contact: Contact | None = None,
    department: str = "",
    is_first_value: bool = False,
) -> OnboardingStep:
    """Add to an onboarding that was started what its template did not foresee, as one more commitment.

    Owed by one of ours (`owner`), by one of theirs (`contact`), or by nobody yet; `department` has to deliver. Audited,
    the commitment too.

    Raises ValidationError for an onboarding that was taken back, a day before its start or more than two years after
    it, two who owe the same step, a contact of another account, or one of ours who does not see the account.
    """
    require_on(by, "onboarding.change", plan.account)
    held = OnboardingPlan.objects.select_for_update().get(pk=plan.pk)
    if held.deleted_at is not None:
        raise ValidationError(_("This onboarding was taken back; let it run again before you add to it."))
    if owner is not None and contact is not None:
        raise ValidationError({"contact": _("Either one of ours or one of theirs owes a step, not both.")})
    _refuse_day(held, due_on)
    (made,) = make_commitments(
        account=plan.account, wanted=[Wanted(text, due_on, owner=owner, contact=contact, department=department)],
        kind=CommitmentKind.ONBOARDING, origin=CommitmentOrigin.ONBOARDING, by=by,
    )  # fmt: skip
    step = OnboardingStep(plan=held, commitment=made, is_first_value=is_first_value)
    step.save(force_insert=True)
    after = field_values(step, ["plan", "commitment", "is_first_value"])
    record_change(by=by, verb="created", thing=step, after=after, account_id=plan.account_id)
    return step


def _refuse_day(plan: OnboardingPlan, due_on: date) -> None:
    last = plan.started_on + timedelta(days=LATEST_DAY)
    if not plan.started_on <= due_on <= last:
        sentence = _("%(day)s is outside this onboarding; a step is due from %(first)s to %(last)s.")
        params = {"day": day(due_on), "first": day(plan.started_on), "last": day(last)}
        raise ValidationError({"due_on": ValidationError(sentence, params=params)})


@transaction.atomic
def change_onboarding(
    *, plan: OnboardingPlan, changes: Mapping[str, Any], by: Member, version: int | None = None
) -> OnboardingPlan:
    """Change what an onboarding is called. Audited. Others' changes to the same: ConflictError."""
    require_on(by, "onboarding.change", plan.account)
    refuse_unknown_fields(changes, frozenset(OnboardingPlan.EDITABLE))
    before = update_record(plan, changes, version=version)
    if before:
        after = field_values(plan, before)
        record_change(by=by, verb="changed", thing=plan, before=before, after=after, account_id=plan.account_id)
    return plan


@transaction.atomic
def take_back_onboarding(*, plan: OnboardingPlan, by: Member) -> OnboardingPlan:
    """Take the start of an onboarding back: its commitments go into the trash with it. Audited; twice is once.

    Raises ValidationError once a step is settled: what was done was done.
    """
    require_on(by, "onboarding.change", plan.account)
    if plan.deleted_at is not None:
        return plan
    steps = _commitments(plan)
    if any(one.state != CommitmentState.OPEN for one in steps):
        raise ValidationError(_("Steps of this onboarding are settled; withdraw the others instead of taking it back."))
    now = timezone.now()
    trash_commitments(account=plan.account, commitments=steps, at=now, by=by)
    update_record(plan, {"deleted_at": now}, version=None)
    record_change(by=by, verb="trashed", thing=plan, account_id=plan.account_id)
    return plan


@transaction.atomic
def restore_onboarding(*, plan: OnboardingPlan, by: Member) -> OnboardingPlan:
    """Let an onboarding run that was taken back, with its commitments. Audited; twice is the same as once."""
    require_on(by, "onboarding.change", plan.account)
    if plan.deleted_at is None:
        return plan
    restore_commitments(account=plan.account, commitments=_commitments(plan), by=by)
    update_record(plan, {"deleted_at": None}, version=None)
    record_change(by=by, verb="restored", thing=plan, account_id=plan.account_id)
    return plan


def _commitments(plan: OnboardingPlan) -> list[Commitment]:
    """The commitments of a plan, or those that went into the trash with it."""
    rows = Commitment.objects.select_for_update().filter(onboarding_step__plan=plan, deleted_at=plan.deleted_at)
    return list(rows.order_by("pk"))


def _near_today(started_on: date | None) -> date:
    """The day of the start, today unless named; ValidationError for one that is a year off or more."""
    today = timezone.localdate()
    if started_on is not None and abs((started_on - today).days) > FARTHEST_START:
        sentence = _("%(day)s is more than a year from today; an onboarding starts nearer.")
        raise ValidationError({"started_on": ValidationError(sentence, params={"day": day(started_on)})})
    return started_on or today


def _refuse(
    account: Account,
    steps: Iterable[OnboardingTemplateStep],
    engagement: Engagement | None,
    contact: Contact | None,
    owners: Mapping[str, Member],
) -> None:
    owed_by = {step.owed_by for step in steps}
    if not owed_by:
        raise ValidationError({"template": _("This template has no steps yet; say first what is to be done.")})
    if engagement is not None and engagement.account_id != account.pk:
        raise ValidationError({"engagement": _("Choose an engagement of this account.")})
    if contact is None and OwedBy.CLIENT in owed_by:
        raise ValidationError({"contact": _("Say who of theirs owes the client's steps.")})
    unknown = sorted(set(owners) - {step.department for step in steps if step.department})
    if unknown:
        sentence = _("No step of this template is owed by %(unknown)s.")
        raise ValidationError({"owners": ValidationError(sentence, params={"unknown": ", ".join(unknown)})})
    for person in set(owners.values()):
        refuse_people(account, {"owner": person})
    refuse_people(account, {"contact": contact})


def _team_of(account: Account) -> dict[str, Member]:
    """Who owns, mentors and sponsors the account today; of several the first."""
    rows = TeamMember.objects.filter(account=account, valid_to=None, member__is_active=True)
    wanted = (TeamRole.OWNER, TeamRole.MENTOR, TeamRole.SPONSOR)
    found: dict[str, Member] = {}
    for row in rows.filter(role__in=wanted).select_related("member").order_by("valid_from", "pk"):
        found.setdefault(row.role, row.member)
    return found


# Whose part in the team owes a step.
PARTS: Mapping[str, TeamRole] = {
    OwedBy.OWNER: TeamRole.OWNER, OwedBy.MENTOR: TeamRole.MENTOR, OwedBy.SPONSOR: TeamRole.SPONSOR,
}  # fmt: skip


def _wanted(
    step: OnboardingTemplateStep,
    plan: OnboardingPlan,
    contact: Contact | None,
    owners: Mapping[str, Member],
    team: Mapping[str, Member],
) -> Wanted:
    due_on = plan.started_on + timedelta(days=step.days)
    if step.owed_by == OwedBy.CLIENT:
        return Wanted(step.text, due_on, contact=contact)
    if step.owed_by == OwedBy.DEPARTMENT:
        return Wanted(step.text, due_on, owner=owners.get(step.department), department=step.department)
    return Wanted(step.text, due_on, owner=team.get(PARTS[step.owed_by]) or team.get(TeamRole.OWNER))
