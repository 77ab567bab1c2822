from django.db import models
from django.utils.translation import gettext_lazy as _

from tenure.growth.choices import AskState, ask_state_choices
from tenure.growth.models.plan_item import PlanItem, PlanItemQuerySet, filled, line, lines


class SponsorAskQuerySet(PlanItemQuerySet["SponsorAsk"]):
    """What sponsors are asked for."""


class SponsorAsk(PlanItem):
    """What the account's sponsor is asked for, why, by when, and what came of it."""

    EDITABLE = ("name", "reason", "needed_by", "state", "answer")

    name = line()
    reason = lines()
    needed_by = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=ask_state_choices, default=AskState.OPEN)
    answer = lines()

    objects = SponsorAskQuerySet.as_manager()

    class Meta(PlanItem.Meta):
        constraints = [filled("name", "sponsorask_has_name", _("Say what the sponsor is asked for."))]

    def __str__(self) -> str:
        return self.name
