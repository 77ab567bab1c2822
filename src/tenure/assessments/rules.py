"""What a criteria set says, as plain values: doors build these, actions store them, analytics works with them."""

from dataclasses import dataclass

from tenure.analytics.criteria import DEFAULT_SCHEME, Criterion, GradeScheme

DEFAULT_WINDOW = "12m"


@dataclass(frozen=True)
class SelectionRules:
    """Criteria, grades and window of a selection.

    `label_pack` is empty for the organisation's own choice; `labels` are the words of the pack "own", best level first.
    """

    criteria: tuple[Criterion, ...]
    scheme: GradeScheme = DEFAULT_SCHEME
    window: str = DEFAULT_WINDOW
    label_pack: str = ""
    labels: tuple[str, ...] = ()
