"""What people judge by questionnaires: a team's seven targets, the stage of a relationship, our own programme."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from ninja import Router

from tenure.accounts.models import Account, Contact
from tenure.analytics.assessment.catalogue import QUESTIONNAIRES
from tenure.analytics.assessment.questionnaire import AnswerSide, AssessmentKind
from tenure.analytics.assessment.targets import TARGETS, goal_card
from tenure.analytics.assessment.trust import TRUST, trust_of
from tenure.api.answers import answer, nothing, shaped
from tenure.api.auth import ApiRequest
from tenure.api.body import given, refer
from tenure.api.doors import reads, writes
from tenure.api.filters import asks, days, key, moments
from tenure.api.idempotency import once
from tenure.api.listing import Listing, Order, list_page
from tenure.api.rows import told
from tenure.api.schemas.assessments import (
    AssessmentIn,
    AssessmentOut,
    AssessmentPage,
    GoalCardOut,
    ProgrammeOut,
    Questionnaires,
    RelationshipStageOut,
    TrustOut,
)
from tenure.api.schemas.fields import PathKey
from tenure.assessments.actions.assessment import Answered, assess, restore_assessment, take_assessment_back
from tenure.assessments.models import Assessment
from tenure.assessments.queries import Line, Sheet, answers_of, programme, sheet_of
from tenure.core.audit import field_values
from tenure.core.policy import require
from tenure.insight.queries.relationship_stage import StageSeen, stage_seen
from tenure.insight.queries.target_facts import Fact, target_facts

router = Router(tags=["assessments"])
FIELDS = [name for name in AssessmentOut.model_fields if name != "answers"]


def record(assessment: Assessment) -> dict[str, Any]:
    """An assessment with its answers, as it is told."""
    answers = [field_values(one, ("id", "question", "value", "evidence")) for one in assessment.answers.all()]
    return {**field_values(assessment, FIELDS), "answers": answers}


LISTING = Listing(
    shown=told(Assessment.objects.prefetch_related("answers"), record),
    filters={
        **key("account"),
        "kind": asks("kind", AssessmentKind),
        "side": asks("side", AnswerSide),
        **days("held_on"),
        **moments("updated_at"),
    },
    orders={"id": Order("id")},
    default="id",
)


@router.get("/questionnaires", response=Questionnaires, **reads("assessment.see"))
def list_questionnaires(request: ApiRequest) -> HttpResponse:
    """What is asked of each kind, with what each value of an answer means."""
    require(request.auth, "assessment.see")
    items = [
        {
            "kind": each.kind, "sides": each.sides, "of_account": each.is_of_account, "least": each.least,
            "questions": [
                {"code": one.code, "text": gettext(one.text), "anchors": [gettext(words) for words in one.anchors]}
                for one in each.questions
            ],
        }
        for each in QUESTIONNAIRES.values()
    ]  # fmt: skip
    return shaped(Questionnaires, {"items": items})


@router.get("/assessments", response=AssessmentPage, **reads("assessment.see", LISTING))
def list_assessments(request: ApiRequest) -> HttpResponse:
    """What was answered of our company and of the accounts you see."""
    require(request.auth, "assessment.see")
    return list_page(request, LISTING, LISTING.rows.visible_to(request.auth))


@router.post("/assessments", response={201: AssessmentOut}, **writes("assessment.give", once=True))
@once
def post_assessment(request: ApiRequest, body: AssessmentIn) -> HttpResponse:
    """Answer some questions about an account, for us or as one of theirs has told, or about our company (leaders)."""
    fields = given(body)
    refer(fields, "account", Account.objects.visible_to(request.auth))
    refer(fields, "person", Contact.objects.visible_to(request.auth))
    fields["answers"] = [Answered(**one) for one in fields["answers"]]
    return answer(record(assess(by=request.auth, **fields)), 201)


@router.delete("/assessments/{int:assessment_id}", response={204: None}, **writes("assessment.give"))
def delete_assessment(request: ApiRequest, assessment_id: PathKey) -> HttpResponse:
    """Take answers back; what was answered before holds again."""
    rows = Assessment.objects.visible_to(request.auth).select_related("account")
    take_assessment_back(assessment=rows.get(pk=assessment_id), by=request.auth)
    return nothing()


@router.post("/assessments/{int:assessment_id}/restore", response=AssessmentOut, **writes("assessment.give"))
def post_assessment_restore(request: ApiRequest, assessment_id: PathKey) -> HttpResponse:
    """Let answers hold again that were taken back; twice is the same as once."""
    rows = Assessment.objects.ever_visible_to(request.auth).select_related("account")
    return answer(record(restore_assessment(assessment=rows.get(pk=assessment_id), by=request.auth)))


@router.get("/accounts/{int:account_id}/targets", response=GoalCardOut, **reads("assessment.see"))
def get_targets(request: ApiRequest, account_id: PathKey) -> HttpResponse:
    """The seven targets of an account's team: how far each is, what shows it, and what the system itself knows."""
    account = _account(request, account_id)
    sheet, facts = sheet_of(TARGETS, answers_of(TARGETS, account)), target_facts(account, timezone.localdate())
    targets = [
        {**_held(line), "facts": [_fact(fact) for fact in facts.get(line.question.code, ())]} for line in sheet.lines
    ]
    return shaped(GoalCardOut, {"seen": sheet.seen, **vars(goal_card(sheet.values)), "targets": targets})


@router.get("/accounts/{int:account_id}/stage", response=RelationshipStageOut, **reads("assessment.see"))
def get_stage(request: ApiRequest, account_id: PathKey) -> HttpResponse:
    """How far a relationship is as both sides see it, on which statements they differ, and how it went."""
    account = _account(request, account_id)
    seen = stage_seen(account, request.auth, timezone.localdate())
    whole = {"has_bought": seen.has_bought, "gap": seen.gap, "is_wide": seen.is_wide}
    apart = [{"question": one.code, "ours": one.first, "theirs": one.second, "by": one.by} for one in seen.apart]
    course = [{"on": point.day, "side": point.side, **vars(point.placing)} for point in seen.course]
    return shaped(RelationshipStageOut, {**whole, "sides": _sides(seen), "apart": apart, "course": course})


@router.get("/accounts/{int:account_id}/trust", response=TrustOut, **reads("assessment.see"))
def get_trust(request: ApiRequest, account_id: PathKey) -> HttpResponse:
    """How far a client trusts us as an adviser, from 0.75 to 12, and what one of theirs has said."""
    sheet = sheet_of(TRUST, answers_of(TRUST, _account(request, account_id)), TRUST.sides[0])
    return shaped(TrustOut, {"seen": sheet.seen, **vars(trust_of(sheet.values)), "answers": _answers(sheet)})


@router.get("/programme", response=ProgrammeOut, **reads("assessment.see"))
def get_programme(request: ApiRequest) -> HttpResponse:
    """How mature our key-account programme is, what to do next, and how it was before."""
    require(request.auth, "assessment.see")
    rated = programme()
    steps = [
        {"question": step.question.code, "now": gettext(step.now), "then": gettext(step.then)} for step in rated.steps
    ]
    held = [{"on": one.day, "stage": one.maturity.stage, "answered": one.maturity.answered} for one in rated.held]
    whole = {"seen": rated.sheet.seen, "stage": rated.maturity.stage, "answered": rated.maturity.answered}
    return shaped(ProgrammeOut, {**whole, "dimensions": _answers(rated.sheet), "steps": steps, "held": held})


def _account(request: ApiRequest, account_id: int) -> Account:
    account: Account = Account.objects.visible_to(request.auth).get(pk=account_id)
    require(request.auth, "assessment.see")
    return account


def _answers(sheet: Sheet) -> list[dict[str, Any]]:
    return [_held(line) for line in sheet.lines]


def _held(line: Line) -> dict[str, Any]:
    held, names = line.answer, ("rater", "person", "held_on")
    if held is None:
        return {"question": line.question.code, "value": None, "evidence": "", **dict.fromkeys(("assessment", *names))}
    by = {"assessment": held.assessment_id, **field_values(held.assessment, names)}
    return {"question": held.question, "value": held.value, "evidence": held.evidence, **by}


def _fact(fact: Fact) -> dict[str, Any]:
    part, whole = (None if one is None else str(one) for one in (fact.part, fact.whole))
    return {"kind": fact.kind, "part": part, "whole": whole, "on": fact.on}


def _sides(seen: StageSeen) -> list[dict[str, Any]]:
    return [
        {
            "side": side, "seen": one.sheet.seen, **vars(one.placing), "fallen_by": one.fallen_by,
            "is_disintegrating": one.is_disintegrating, "answers": _answers(one.sheet),
        }
        for side, one in seen.sides.items()
    ]  # fmt: skip
