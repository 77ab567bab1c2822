"""Subjects rated against weighted criteria, with evidence; unknown is not zero."""

from tenure.assessments.models.assessment import Assessment, AssessmentAnswer
from tenure.assessments.models.awareness import AwarenessName, AwarenessPoll
from tenure.assessments.models.criteria_set import CriteriaSet, Criterion, GradeLevel, PairwiseJudgement
from tenure.assessments.models.objective import BusinessObjective
from tenure.assessments.models.rating import Rating, RatingQuestion
from tenure.assessments.models.service_standard import ServiceStandard

__all__ = [
    "Assessment",
    "AssessmentAnswer",
    "AwarenessName",
    "AwarenessPoll",
    "BusinessObjective",
    "CriteriaSet",
    "Criterion",
    "GradeLevel",
    "PairwiseJudgement",
    "Rating",
    "RatingQuestion",
    "ServiceStandard",
]
