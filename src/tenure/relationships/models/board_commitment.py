from django.db import models
from django.db.models import Q

from tenure.accounts.models import Commitment, Contact, of_accounts_seen_by
from tenure.core.policy import Actor, may
from tenure.relationships.choices import answered_kind_choices
from tenure.relationships.models.decision import Decision


class BoardCommitmentQuerySet(models.QuerySet["BoardCommitment"]):
    def visible_to(self, member: Actor) -> "BoardCommitmentQuerySet":
        """Those of the accounts that the member sees; none for who may not see how people are judged."""
        if not may(member, "judgement.see"):
            return self.none()
        return self.filter(of_accounts_seen_by(member, "decision__account"), decision__deleted_at=None)

    def still_open(self) -> "BoardCommitmentQuerySet":
        """Those of commitments that nobody has settled or thrown away."""
        return self.filter(commitment__in=Commitment.objects.still_open())


class BoardCommitment(models.Model):
    """Which finding or move of a decision's board a commitment answers: of its kind, and about whom.

    `contact` is None where it is about the whole board. What is owed is told to everybody who sees the account; what it
    answers is part of how people are judged.
    """

    commitment = models.OneToOneField(Commitment, on_delete=models.CASCADE, related_name="on_board")
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="commitments")
    kind = models.CharField(max_length=24, choices=answered_kind_choices)
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, null=True, blank=True, related_name="+")

    objects = BoardCommitmentQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(kind=""), name="board_commitment_answers_something")]
        indexes = [models.Index(fields=["decision", "kind"], name="board_commitment_by_kind")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.decision_id}"
