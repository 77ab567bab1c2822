"""Every questionnaire there is, by its kind."""

from collections.abc import Mapping

from tenure.analytics.assessment.maturity import DIMENSIONS
from tenure.analytics.assessment.questionnaire import AssessmentKind, Questionnaire
from tenure.analytics.assessment.stage import STATEMENTS
from tenure.analytics.assessment.targets import TARGETS
from tenure.analytics.assessment.trust import TRUST

_ALL = (TARGETS, STATEMENTS, DIMENSIONS, TRUST)
QUESTIONNAIRES: Mapping[AssessmentKind, Questionnaire] = {each.kind: each for each in _ALL}
BEST = max(question.best for each in QUESTIONNAIRES.values() for question in each.questions)
"""The highest value that any answer may have."""
