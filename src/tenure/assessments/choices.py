from tenure.analytics.criteria import Direction, Normalisation
from tenure.core.choices import label_pack_choices

__all__ = ["direction_choices", "label_pack_choices", "normalisation_choices"]


def direction_choices() -> list[tuple[str, str]]:
    return [(value.value, value.value.capitalize()) for value in Direction]


def normalisation_choices() -> list[tuple[str, str]]:
    return [(value.value, value.value.replace("_", "-").capitalize()) for value in Normalisation]
