from enum import StrEnum

from django.utils.translation import pgettext

from tenure.analytics.criteria import LABEL_PACKS
from tenure.analytics.wording import pgettext_noop


class JobState(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    PARKED = "parked"


ABBREVIATIONS = {"it": "IT", "pre_sales": "Pre-sales"}


def named(values: type[StrEnum], context: str) -> list[tuple[str, str]]:
    """Each value with its word in the active language; the catalogues have it in that context."""
    return [(value.value, pgettext(context, _english(value))) for value in values]


def _english(value: str) -> str:
    return ABBREVIATIONS.get(value) or value.replace("_", " ").capitalize()


def job_state_choices() -> list[tuple[str, str]]:
    return [(state.value, state.value.capitalize()) for state in JobState]


def label_pack_choices() -> list[tuple[str, str]]:
    return [(name, pack_name(name)) for name in [*LABEL_PACKS, "own"]]


PACK_NAMES = (
    pgettext_noop("label pack", "Football"), pgettext_noop("label pack", "Olympic"),
    pgettext_noop("label pack", "Airline"), pgettext_noop("label pack", "Own"),
)  # fmt: skip


def pack_name(pack: str) -> str:
    """What a pack of words for grades is called in the active language."""
    return pgettext("label pack", pack.capitalize())
