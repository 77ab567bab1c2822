from datetime import timedelta
from enum import StrEnum

from tenure.analytics.wording import pgettext_noop
from tenure.core.choices import named

UNDOABLE_FOR = timedelta(days=30)


class RunState(StrEnum):
    """Where an import run is; a draft's columns are only guessed, an interrupted one is running until it is resumed."""

    DRAFT = "draft"
    READY = "ready"
    RUNNING = "running"
    DONE = "done"
    UNDONE = "undone"


class Phase(StrEnum):
    """What a run is doing: its rows, then the parents that rows name, which may stand further down in the file."""

    ROWS = "rows"
    PARENTS = "parents"
    END = "end"


class ChangeKind(StrEnum):
    CREATED = "created"
    UPDATED = "updated"


class Unsure(StrEnum):
    """What to do with a row that resembles a record without being surely the same."""

    LIST = "list"
    NEW = "new"
    UPDATE = "update"


def _choices(values: type[StrEnum]) -> list[tuple[str, str]]:
    return [(value.value, value.value.capitalize()) for value in values]


# For the catalogues: the words of the choices below, in their contexts.
WORDS = (
    pgettext_noop("state of an import", "Draft"), pgettext_noop("state of an import", "Ready"),
    pgettext_noop("state of an import", "Running"), pgettext_noop("state of an import", "Done"),
    pgettext_noop("state of an import", "Undone"),
)  # fmt: skip


def run_state_choices() -> list[tuple[str, str]]:
    return named(RunState, "state of an import")


def phase_choices() -> list[tuple[str, str]]:
    return _choices(Phase)


def change_kind_choices() -> list[tuple[str, str]]:
    return _choices(ChangeKind)
