"""Owing something because of what a board shows."""

from datetime import date
from typing import Any

from django.db import transaction

from tenure.accounts.access import require_on
from tenure.accounts.actions.commitment import make_commitment
from tenure.accounts.actions.contact import refuse_strangers
from tenure.accounts.choices import CommitmentKind, CommitmentOrigin
from tenure.accounts.models import Commitment, Contact
from tenure.people.models import Member
from tenure.relationships.models import BoardCommitment, Decision


@transaction.atomic
def commit_on_board(
    *, decision: Decision, kind: str, by: Member, due_on: date, contact: Contact | None = None, **fields: Any
) -> Commitment:
    """Make a commitment that answers a finding or a move of a decision's board, by its kind and whom it is about.

    Audited as the commitment that it is. Raises PermissionDenied for who may not see how people are judged, and
    ValidationError for a contact of another account or an unknown kind; errors of `make_commitment` beside.
    """
    require_on(by, "judgement.see", decision.account)
    if contact is not None:
        refuse_strangers(decision.account, [contact])
    answers = BoardCommitment(decision=decision, kind=kind, contact=contact)
    answers.clean_fields(exclude={"commitment", "decision", "contact"})
    answers.commitment = make_commitment(
        account=decision.account, by=by, due_on=due_on, origin=CommitmentOrigin.BOARD, kind=CommitmentKind.TASK,
        **fields,
    )  # fmt: skip
    answers.save(force_insert=True)
    return answers.commitment
