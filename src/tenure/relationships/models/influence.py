from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tenure.accounts.models import Contact
from tenure.analytics.board.position import Kind
from tenure.relationships.choices import influence_kind_choices
from tenure.relationships.models.dated import Dated, DatedQuerySet, once_at_a_time, within
from tenure.relationships.models.decision import Decision
from tenure.relationships.models.tie_override import SHARES


class InfluenceQuerySet(DatedQuerySet["Influence"]):
    """Who sways whom."""


class Influence(Dated):
    """What runs from one contact to another in one decision, weight 0 to 1; assumed until somebody confirms it."""

    KEY: ClassVar = ("decision", "source", "target", "kind")
    SAYS: ClassVar = ("weight", "is_confirmed")
    TO_ACCOUNT: ClassVar = "decision__account"

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="influences")
    source = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="sways")
    target = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="swayed_by")
    kind = models.CharField(max_length=16, choices=influence_kind_choices, default=Kind.INFLUENCES)
    weight = models.DecimalField(max_digits=3, decimal_places=2, validators=SHARES)
    is_confirmed = models.BooleanField(default=True)

    objects = InfluenceQuerySet.as_manager()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            once_at_a_time("decision", "source", "target", "kind"),
            within("weight", 0, 1),
            models.CheckConstraint(
                condition=~Q(source=F("target")),
                name="influence_between_two",
                violation_error_message=_("Nobody sways themselves; choose two people."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.kind} {self.target_id}"
