"""What the system writes by itself: the history of a thing, and background jobs."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from ninja import Router

from tenure.accounts.models import Account, Commitment, Contact, Document, Interaction
from tenure.api.answers import answer
from tenure.api.auth import ApiRequest
from tenure.api.doors import reads
from tenure.api.filters import asks, text
from tenure.api.listing import Listing, Order, list_page
from tenure.api.rows import shown, told
from tenure.api.schemas.fields import PathKey
from tenure.api.schemas.records import AuditEntryOut, AuditPage, HistoryNoun, JobOut, JobPage
from tenure.assessments.models import Assessment
from tenure.commerce.models import Order as OrderRecord
from tenure.commerce.models import Product
from tenure.core.audit import changes_seen_by, field_values
from tenure.core.choices import JobState
from tenure.core.models import AuditEntry, JobRun
from tenure.core.policy import require_kind
from tenure.core.queries import history_of, jobs_visible_to
from tenure.growth.models import (
    Advice,
    Benefit,
    ClientNeed,
    Expectation,
    Handover,
    HandoverItem,
    Plan,
    PlanAction,
    PlannedResource,
    PlanObjective,
    PlanRequirement,
    PlanReview,
    PlanRisk,
    PlanVersion,
    ProfitYear,
    ProposalReview,
    ReviewFinding,
    ReviewValue,
    RoadmapEntry,
    SponsorAsk,
)
from tenure.people.models import Member
from tenure.people.queries import members_managed_by
from tenure.relationships.models import (
    CardAnswer,
    CompetitorTie,
    Decision,
    DecisionRole,
    FogSquare,
    Influence,
    Stance,
    TieOverride,
)

router = Router(tags=["history and jobs"])

HISTORY = Listing(shown=shown(AuditEntry.objects, AuditEntryOut), filters={}, orders={"id": Order("id")}, default="-id")
JOBS = Listing(
    shown=shown(JobRun.objects, JobOut),
    filters={"state": asks("state", JobState), **text("kind")},
    orders={"id": Order("id")},
    default="-id",
)
# Who may see a thing may see its history; what was done to a member, administrators and the member.
VISIBLE: dict[HistoryNoun, Callable[[Member], QuerySet[Any, Any]]] = {
    HistoryNoun.ACCOUNT: Account.objects.visible_to,
    HistoryNoun.CONTACT: Contact.objects.visible_to,
    HistoryNoun.INTERACTION: Interaction.objects.visible_to,
    HistoryNoun.COMMITMENT: Commitment.objects.visible_to,
    HistoryNoun.DOCUMENT: Document.objects.visible_to,
    HistoryNoun.PRODUCT: Product.objects.visible_to,
    HistoryNoun.ORDER: OrderRecord.objects.visible_to,
    HistoryNoun.DECISION: Decision.objects.visible_to,
    HistoryNoun.DECISION_ROLE: DecisionRole.objects.visible_to,
    HistoryNoun.STANCE: Stance.objects.visible_to,
    HistoryNoun.INFLUENCE: Influence.objects.visible_to,
    HistoryNoun.FOG_SQUARE: FogSquare.objects.visible_to,
    HistoryNoun.TIE_OVERRIDE: TieOverride.objects.visible_to,
    HistoryNoun.COMPETITOR_TIE: CompetitorTie.objects.visible_to,
    HistoryNoun.CARD_ANSWER: CardAnswer.objects.visible_to,
    HistoryNoun.PLAN: Plan.objects.visible_to,
    HistoryNoun.CLIENT_NEED: ClientNeed.objects.visible_to,
    HistoryNoun.PLAN_OBJECTIVE: PlanObjective.objects.visible_to,
    HistoryNoun.PLAN_ACTION: PlanAction.objects.visible_to,
    HistoryNoun.PLAN_RISK: PlanRisk.objects.visible_to,
    HistoryNoun.SPONSOR_ASK: SponsorAsk.objects.visible_to,
    HistoryNoun.PLANNED_RESOURCE: PlannedResource.objects.visible_to,
    HistoryNoun.PROFIT_YEAR: ProfitYear.objects.visible_to,
    HistoryNoun.PLAN_REQUIREMENT: PlanRequirement.objects.visible_to,
    HistoryNoun.PLAN_VERSION: PlanVersion.objects.visible_to,
    HistoryNoun.HANDOVER: Handover.objects.visible_to,
    HistoryNoun.HANDOVER_ITEM: HandoverItem.objects.visible_to,
    HistoryNoun.ROADMAP_ENTRY: RoadmapEntry.objects.visible_to,
    HistoryNoun.EXPECTATION: Expectation.objects.visible_to,
    HistoryNoun.ADVICE: Advice.objects.visible_to,
    HistoryNoun.BENEFIT: Benefit.objects.visible_to,
    HistoryNoun.PLAN_REVIEW: PlanReview.objects.visible_to,
    HistoryNoun.REVIEW_VALUE: ReviewValue.objects.visible_to,
    HistoryNoun.REVIEW_FINDING: ReviewFinding.objects.visible_to,
    HistoryNoun.PROPOSAL_REVIEW: ProposalReview.objects.visible_to,
    HistoryNoun.ASSESSMENT: Assessment.objects.visible_to,
    HistoryNoun.MEMBER: members_managed_by,
}


@router.get("/history/{noun}/{int:thing_id}", response=AuditPage, **reads("account.see", HISTORY))
def list_history(request: ApiRequest, noun: HistoryNoun, thing_id: PathKey) -> HttpResponse:
    """Who changed a thing, when and how, newest first. What you may not see of such a thing is left out."""
    require_kind(request.auth, noun)
    thing = VISIBLE[noun](request.auth).only("pk").get(pk=thing_id)
    listing = replace(HISTORY, shown=told(AuditEntry.objects, partial(_entry, request.auth)))
    return list_page(request, listing, history_of(listing.rows, noun=noun.value, thing_id=thing.pk))


def _entry(reader: Member, entry: AuditEntry) -> dict[str, Any]:
    return {**field_values(entry, AuditEntryOut.model_fields), "changes": changes_seen_by(reader, entry)}


@router.get("/jobs", response=JobPage, **reads("job.see", JOBS))
def list_jobs(request: ApiRequest) -> HttpResponse:
    """Your background work; leaders see everybody's. Newest first."""
    return list_page(request, JOBS, jobs_visible_to(JOBS.rows, request.auth))


@router.get("/jobs/{int:job_id}", response=JobOut, **reads("job.see"))
def get_job(request: ApiRequest, job_id: PathKey) -> HttpResponse:
    """How far a piece of work is."""
    return answer(JOBS.shown.one(jobs_visible_to(JOBS.rows, request.auth).filter(pk=job_id)))
