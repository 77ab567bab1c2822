from django.utils.translation import pgettext

from tenure.analytics.criteria import Direction, Normalisation
from tenure.analytics.wording import pgettext_noop
from tenure.core.choices import label_pack_choices, named

__all__ = ["direction_choices", "label_pack_choices", "normalisation_choices"]


# For the catalogues: the words of the choices below, in their contexts.
WORDS = (
    pgettext_noop("direction of a criterion", "Benefit"), pgettext_noop("direction of a criterion", "Cost"),
    pgettext_noop("scale", "Anchored"), pgettext_noop("scale", "Min-max"), pgettext_noop("scale", "Max"),
    pgettext_noop("scale", "Sum"), pgettext_noop("scale", "Vector"), pgettext_noop("scale", "Percentile"),
)  # fmt: skip


def direction_choices() -> list[tuple[str, str]]:
    return named(Direction, "direction of a criterion")


def normalisation_choices() -> list[tuple[str, str]]:
    return [(scale.value, pgettext("scale", scale.value.replace("_", "-").capitalize())) for scale in Normalisation]
