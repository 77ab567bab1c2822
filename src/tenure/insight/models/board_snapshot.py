from typing import Any, Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone

from tenure.accounts.models import of_accounts_seen_by
from tenure.core.policy import Actor, may
from tenure.relationships.models import Decision


class BoardSnapshotQuerySet(models.QuerySet["BoardSnapshot"]):
    def visible_to(self, member: Actor) -> Self:
        """Those of the accounts that the member sees; none for who may not see how people are judged."""
        if not may(member, "judgement.see"):
            return self.none()
        return self.filter(of_accounts_seen_by(member, "decision__account"), decision__deleted_at=None)


class BoardSnapshot(models.Model):
    """The position of an open decision at the end of a day: its score with the parts, and what was found.

    The score is null where nobody stands on the board, the king's part where nobody is known to decide. `findings` and
    `watched` name kinds and people by id; `lines` are ours as (member, contact, strength, piece), by number.
    """

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="snapshots")
    day = models.DateField()
    score = models.FloatField(null=True)
    material = models.FloatField(null=True)
    king = models.FloatField(null=True)
    control = models.FloatField(null=True)
    structure = models.FloatField(null=True)
    findings = models.JSONField(default=list)
    watched = models.JSONField(default=list)
    lines = models.JSONField(default=list)
    inputs_hash = models.CharField(max_length=64)
    parameters = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    computed_at = models.DateTimeField(default=timezone.now)

    objects = BoardSnapshotQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["decision", "day"], name="board_snapshot_once_a_day")]

    def __str__(self) -> str:
        return f"board of {self.decision_id} on {self.day}"

    @property
    def things(self) -> set[tuple[Any, ...]]:
        """What was watched for and found, by which it is known again on another day."""
        return {(one["kind"], one["person"], one["member"]) for one in self.watched}

    @property
    def line_pairs(self) -> list[tuple[int, int]]:
        """Member and contact of each of our lines."""
        return [(line[0], line[1]) for line in self.lines]
