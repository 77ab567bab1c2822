"""Subjects rated against weighted criteria, with evidence; unknown is not zero."""

from tenure.assessments.models.criteria_set import CriteriaSet, Criterion, GradeLevel, PairwiseJudgement
from tenure.assessments.models.objective import BusinessObjective
from tenure.assessments.models.rating import Rating, RatingQuestion

__all__ = [
    "BusinessObjective",
    "CriteriaSet",
    "Criterion",
    "GradeLevel",
    "PairwiseJudgement",
    "Rating",
    "RatingQuestion",
]
