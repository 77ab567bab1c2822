from django.utils.translation import pgettext

from tenure.analytics.assessment.maturity import MaturityStage
from tenure.analytics.assessment.questionnaire import AnswerSide, AssessmentKind
from tenure.analytics.assessment.stage import Stage
from tenure.analytics.criteria import Direction, Normalisation
from tenure.analytics.wording import pgettext_noop
from tenure.core.choices import label_pack_choices, named

__all__ = [
    "assessment_kind_choices", "direction_choices", "label_pack_choices", "maturity_choices", "normalisation_choices",
    "side_choices", "stage_choices",
]  # fmt: skip


# For the catalogues: the words of the choices below, in their contexts.
WORDS = (
    pgettext_noop("direction of a criterion", "Benefit"), pgettext_noop("direction of a criterion", "Cost"),
    pgettext_noop("scale", "Anchored"), pgettext_noop("scale", "Min-max"), pgettext_noop("scale", "Max"),
    pgettext_noop("scale", "Sum"), pgettext_noop("scale", "Vector"), pgettext_noop("scale", "Percentile"),
    pgettext_noop("kind of assessment", "Targets"), pgettext_noop("kind of assessment", "Stage"),
    pgettext_noop("kind of assessment", "Maturity"), pgettext_noop("kind of assessment", "Trust"),
    pgettext_noop("side", "Ours"), pgettext_noop("side", "Theirs"),
    pgettext_noop("stage of a relationship", "Exploratory"), pgettext_noop("stage of a relationship", "Basic"),
    pgettext_noop("stage of a relationship", "Cooperative"), pgettext_noop("stage of a relationship", "Interdependent"),
    pgettext_noop("stage of a relationship", "Integrated"), pgettext_noop("stage of a relationship", "Disintegrating"),
    pgettext_noop("stage of a programme", "Tried"), pgettext_noop("stage of a programme", "Established"),
    pgettext_noop("stage of a programme", "Embedded"),
)  # fmt: skip


def direction_choices() -> list[tuple[str, str]]:
    return named(Direction, "direction of a criterion")


def normalisation_choices() -> list[tuple[str, str]]:
    return [(scale.value, pgettext("scale", scale.value.replace("_", "-").capitalize())) for scale in Normalisation]


def assessment_kind_choices() -> list[tuple[str, str]]:
    return named(AssessmentKind, "kind of assessment")


def side_choices() -> list[tuple[str, str]]:
    return named(AnswerSide, "side")


def stage_choices() -> list[tuple[str, str]]:
    return named(Stage, "stage of a relationship")


def maturity_choices() -> list[tuple[str, str]]:
    return named(MaturityStage, "stage of a programme")
