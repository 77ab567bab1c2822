from django.db import models
from django.utils.translation import gettext_lazy as _

from tenure.growth.choices import NeedKind, need_kind_choices
from tenure.growth.models.plan_item import PlanItem, PlanItemQuerySet, filled, line, lines


class ClientNeedQuerySet(PlanItemQuerySet["ClientNeed"]):
    """What clients say they want."""


class ClientNeed(PlanItem):
    """A goal, need or pain of the client in their own words, who said it, what solves it and what came of that."""

    EDITABLE = ("kind", "words", "said_by", "solution", "result")

    kind = models.CharField(max_length=4, choices=need_kind_choices, default=NeedKind.GOAL)
    words = line(longest=500)
    said_by = line(blank=True, longest=120)
    solution = lines()
    result = lines()

    objects = ClientNeedQuerySet.as_manager()

    class Meta(PlanItem.Meta):
        constraints = [filled("words", "clientneed_has_words", _("Say it in the client's words."))]

    def __str__(self) -> str:
        return self.words
