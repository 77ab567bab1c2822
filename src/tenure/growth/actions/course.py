"""Moving a plan on its course: circulated, signed, committed, started, reviewed, closed. The rules are arithmetic's."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.accounts.access import require_on
from tenure.analytics.plans.course import OPEN_TO_SIGN, PlanState, Refusal, Step, StepRefusedError, after
from tenure.core.actions import notify
from tenure.core.audit import field_values, record_change
from tenure.core.changes import insert_record, update_record
from tenure.core.errors import ConflictError
from tenure.growth.choices import plan_state_choices
from tenure.growth.models import Plan, PlanSignature, PlanVersion
from tenure.growth.queries.course import course_of, last_version, signers_of
from tenure.growth.queries.document import digest_of, document_of
from tenure.people.models import Member

SENTENCES = {
    Refusal.WRONG_STATE: _("A plan in the state “%(state)s” cannot take this step."),
    Refusal.NO_TEAM: _("Nobody on the account's team could sign; put somebody on it first."),
    Refusal.SIGNATURES_MISSING: _("Signatures are missing: %(missing)s."),
}


@transaction.atomic
def circulate_plan(*, plan: Plan, by: Member, figures: Mapping[str, Any], reason: str = "") -> PlanVersion:
    """Freeze the plan with the figures of this moment as a version, for its team to sign. Audited.

    What waits for signatures already is the same version. Raises ValidationError where nobody could sign, or once the
    plan runs and nothing in it has changed.
    """
    require_on(by, "plan.change", plan.account)
    lock_plan(plan)
    last = last_version(plan)
    plan.refresh_from_db(fields=["state"])
    if last and plan.state in OPEN_TO_SIGN:
        return last
    number = last.number + 1 if last else 1
    move(plan, Step.CIRCULATE, by=by)
    document = document_of(plan, figures=figures)
    version = PlanVersion(
        plan=plan, number=number, document=document, digest=digest_of(document), reason=reason, frozen_by=by
    )  # fmt: skip
    insert_record(version)
    kept = field_values(version, ["number", "digest", "reason"])
    record_change(by=by, verb="circulated", thing=version, after=kept, account_id=plan.account_id)
    _ask_to_sign(version, by)
    return version


def _ask_to_sign(version: PlanVersion, by: Member) -> None:
    account = version.plan.account
    team = signers_of([account.pk]).get(account.pk, [])
    notify(
        members=[member.pk for member in team if member.pk != by.pk], kind="plan_circulated",
        occasion=f"plan version {version.pk}", thing=version.plan, who=by.name, account=account.name,
        account_id=account.pk, version=version.number,
    )  # fmt: skip


@transaction.atomic
def sign_plan(*, version: PlanVersion, by: Member) -> PlanVersion:
    """Sign a version; the last of the team's signatures makes it agreed. Audited; twice is the same as once.

    Raises ConflictError where a later version or an edit has come since, ValidationError once the plan runs.
    """
    plan = version.plan
    require_on(by, "plan.sign", plan.account)
    lock_plan(plan)
    _refuse_outdated(version)
    move(plan, Step.SIGN, by=by)
    if version.signatures.filter(member=by, withdrawn_at=None).exists():
        return version
    signature = PlanSignature(plan_version=version, member=by)
    insert_record(signature)
    signed = {"version": version.number, "member": by.pk}
    record_change(by=by, verb="signed", thing=signature, after=signed, account_id=plan.account_id)
    return version


@transaction.atomic
def withdraw_signature(*, version: PlanVersion, by: Member) -> PlanVersion:
    """Take one's own signature back, until the plan runs; it stays on record as withdrawn. Audited.

    Twice is the same as once.
    """
    plan = version.plan
    require_on(by, "plan.sign", plan.account)
    lock_plan(plan)
    _refuse_outdated(version)
    move(plan, Step.WITHDRAW, by=by)
    signature = version.signatures.filter(member=by, withdrawn_at=None).first()
    if signature is None:
        return version
    signature.withdrawn_at = timezone.now()
    signature.save(update_fields=["withdrawn_at"])
    withdrawn = {"version": version.number, "member": by.pk}
    record_change(by=by, verb="withdrew", thing=signature, before=withdrawn, account_id=plan.account_id)
    return version


def commit_plan(*, plan: Plan, by: Member) -> Plan:
    """Commit the house to what the team has agreed. Audited; ValidationError while signatures are missing."""
    return _step(plan, Step.COMMIT, by)


def start_plan(*, plan: Plan, by: Member) -> Plan:
    """Put the committed version in force. Audited; ValidationError where the team of today has not signed it all."""
    return _step(plan, Step.START, by)


def mark_review_due(*, plan: Plan, by: Member) -> Plan:
    """Say that a running plan is to be reviewed. Audited."""
    return _step(plan, Step.MARK_REVIEW_DUE, by)


def resume_plan(*, plan: Plan, by: Member) -> Plan:
    """Let a plan run on after its review, unchanged. Audited."""
    return _step(plan, Step.RESUME, by)


def close_plan(*, plan: Plan, by: Member) -> Plan:
    """Close a plan for good; another one may begin then. Audited."""
    return _step(plan, Step.CLOSE, by)


STEPS = {
    Step.COMMIT: commit_plan,
    Step.START: start_plan,
    Step.MARK_REVIEW_DUE: mark_review_due,
    Step.RESUME: resume_plan,
    Step.CLOSE: close_plan,
}


@transaction.atomic
def _step(plan: Plan, step: Step, by: Member) -> Plan:
    require_on(by, "plan.change", plan.account)
    lock_plan(plan)
    move(plan, step, by=by)
    return plan


def lock_plan(plan: Plan) -> None:
    """Keep others from changing the plan or what is listed in it until the transaction ends."""
    Plan.objects.select_for_update().only("pk").get(pk=plan.pk)


def move(plan: Plan, step: Step, *, by: Member) -> None:
    """Take a step as the rules of the course allow, and write the state that it leads to. Audited where it does.

    Call it with the plan locked. Raises ValidationError for a step that cannot be taken.
    """
    plan.refresh_from_db(fields=["state", "runs"])
    course = course_of(plan)
    try:
        follows = after(course, step, by.pk)
    except StepRefusedError as error:
        raise _refused(error) from error
    # A new edition is numbered by the version that it becomes.
    if replace(follows, edition=course.edition, signed=course.signed) == course:
        return
    before = update_record(plan, {"state": follows.state, "runs": follows.runs}, version=None)
    if before:
        now = field_values(plan, before)
        record_change(by=by, verb=VERBS[step], thing=plan, before=before, after=now, account_id=plan.account_id)


VERBS = {
    Step.EDIT: "reopened",
    Step.CIRCULATE: "put to the team",
    Step.SIGN: "moved on",
    Step.WITHDRAW: "moved back",
    Step.COMMIT: "committed",
    Step.START: "started",
    Step.MARK_REVIEW_DUE: "called for review",
    Step.RESUME: "resumed",
    Step.CLOSE: "closed",
}


def _refuse_outdated(version: PlanVersion) -> None:
    last = last_version(version.plan)
    state = Plan.objects.values_list("state", flat=True).get(pk=version.plan_id)
    if last is None or last.pk != version.pk or state == PlanState.DRAFT:
        raise ConflictError({"version": last.number if last else None}, last.number if last else 0)


def _refused(error: StepRefusedError) -> ValidationError:
    names = Member.objects.filter(pk__in=error.missing).order_by("name").values_list("name", flat=True)
    params = {"state": dict(plan_state_choices())[error.state], "missing": ", ".join(names)}
    return ValidationError(SENTENCES[error.why], params=params)
