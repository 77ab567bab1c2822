"""What a member is not shown of rankings and standings that they see: see RESTRICTED in `core.policy`."""

from collections.abc import Iterable, Mapping
from typing import Any

from tenure.core.policy import Actor, hidden_from
from tenure.insight.models import Standing


def as_seen_by(member: Actor, standing: Standing, *, instead: Any = None) -> Standing:
    """The standing, not to be saved, with `instead` in place of each measure that the member may not see.

    Scores and grade stay: with the anchors hidden too (`criteria_as_seen_by`), a score does not tell the measure.
    """
    hidden = hidden_from(member, "standing")
    standing.measures = {name: instead if name in hidden else value for name, value in standing.measures.items()}
    if "margin" in hidden:
        standing.margin = None
    return standing


def criteria_as_seen_by(member: Actor, criteria: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The criteria as records, without the anchors and limits of measures that the member may not see."""
    hidden = hidden_from(member, "standing")
    unsaid: dict[str, Any] = {"anchors": [], "knock_out": None}
    return [{**criterion, **(unsaid if criterion["measure"] in hidden else {})} for criterion in criteria]
