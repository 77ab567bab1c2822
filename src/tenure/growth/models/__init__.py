"""What we mean to do with an account and how it changes hands: plans, handovers, engagements."""

from tenure.growth.models.client_need import ClientNeed
from tenure.growth.models.engagement import Engagement, EngagementQuerySet, LevelAnswer, LevelStay
from tenure.growth.models.guidance import Guidance
from tenure.growth.models.handover import Handover, HandoverItem, HandoverItemQuerySet, HandoverQuerySet
from tenure.growth.models.onboarding import (
    OnboardingPlan,
    OnboardingPlanQuerySet,
    OnboardingStep,
    OnboardingTemplate,
    OnboardingTemplateStep,
    TemplatePart,
)
from tenure.growth.models.plan import Plan, PlanQuerySet
from tenure.growth.models.plan_action import PlanAction
from tenure.growth.models.plan_item import PlanItem, PlanItemQuerySet
from tenure.growth.models.plan_objective import PlanObjective
from tenure.growth.models.plan_requirement import PlanRequirement
from tenure.growth.models.plan_review import PlanReview, PlanReviewQuerySet
from tenure.growth.models.plan_risk import PlanRisk
from tenure.growth.models.plan_version import PlanSignature, PlanVersion
from tenure.growth.models.planned_resource import PlannedResource
from tenure.growth.models.profit_year import ProfitYear
from tenure.growth.models.proposal_review import ProposalReview, ProposalReviewQuerySet
from tenure.growth.models.review_part import ReviewFinding, ReviewValue
from tenure.growth.models.roadmap import AcceptedThing, Advice, Benefit, ClientThing, Expectation, RoadmapEntry
from tenure.growth.models.sponsor_ask import SponsorAsk

__all__ = [
    "AcceptedThing",
    "Advice",
    "Benefit",
    "ClientNeed",
    "ClientThing",
    "Engagement",
    "EngagementQuerySet",
    "Expectation",
    "Guidance",
    "Handover",
    "HandoverItem",
    "HandoverItemQuerySet",
    "HandoverQuerySet",
    "LevelAnswer",
    "LevelStay",
    "OnboardingPlan",
    "OnboardingPlanQuerySet",
    "OnboardingStep",
    "OnboardingTemplate",
    "OnboardingTemplateStep",
    "Plan",
    "PlanAction",
    "PlanItem",
    "PlanItemQuerySet",
    "PlanObjective",
    "PlanQuerySet",
    "PlanRequirement",
    "PlanReview",
    "PlanReviewQuerySet",
    "PlanRisk",
    "PlanSignature",
    "PlanVersion",
    "PlannedResource",
    "ProfitYear",
    "ProposalReview",
    "ProposalReviewQuerySet",
    "ReviewFinding",
    "ReviewValue",
    "RoadmapEntry",
    "SponsorAsk",
    "TemplatePart",
]
