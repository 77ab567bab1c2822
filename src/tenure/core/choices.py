from enum import StrEnum

from tenure.analytics.criteria import LABEL_PACKS


class JobState(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    PARKED = "parked"


def job_state_choices() -> list[tuple[str, str]]:
    return [(state.value, state.value.capitalize()) for state in JobState]


def label_pack_choices() -> list[tuple[str, str]]:
    return [(name, name.capitalize()) for name in [*LABEL_PACKS, "own"]]
