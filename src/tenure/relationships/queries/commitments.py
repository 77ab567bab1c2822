"""Who is on what a board shows, and by when."""

from collections.abc import Mapping

from tenure.accounts.models import Commitment
from tenure.relationships.models import BoardCommitment, Decision

Answered = tuple[str, int | None]
"""The kind of a finding or move, and the number of whom it is about, None where that is the whole board."""


def commitments_on(decision: Decision) -> Mapping[Answered, Commitment]:
    """The open commitments of a decision by what they answer; of several for one, the one that is due first."""
    rows = BoardCommitment.objects.still_open().filter(decision=decision).select_related("commitment__owner")
    return {(row.kind, row.contact_id): row.commitment for row in rows.order_by("-commitment__due_on", "-pk")}
