from functools import cached_property

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Ranking(models.Model):
    """The whole portfolio ranked once: as of a day, by frozen criteria, from inputs known by their hash.

    A published ranking is a season: it never changes again. One unpublished ranking at a time is the current one.
    `parameters` holds what else decided the result: the rows read, the former season, how many accounts were ranked.
    """

    name = models.CharField(max_length=60, blank=True, default="")
    as_of = models.DateField()
    window = models.CharField(max_length=10)
    currency = models.CharField(max_length=3)
    criteria = models.JSONField(encoder=DjangoJSONEncoder)
    scheme = models.JSONField(encoder=DjangoJSONEncoder)
    labels = models.JSONField()
    notices = models.JSONField(default=list)
    parameters = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    figures = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    inputs_hash = models.CharField(max_length=64)
    computed_at = models.DateTimeField(default=timezone.now)
    is_current = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True)
    published_by_id = models.BigIntegerField(null=True)
    published_by_name = models.CharField(max_length=200, blank=True, default="")
    note = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["-published_at", "-id"], name="ranking_by_season")]
        constraints = [
            models.UniqueConstraint(fields=["is_current"], condition=Q(is_current=True), name="one_ranking_is_current"),
            models.UniqueConstraint(fields=["name"], condition=~Q(name=""), name="season_name_once"),
            models.CheckConstraint(
                condition=Q(is_current=False) | Q(published_at=None), name="season_is_not_the_current_ranking"
            ),
        ]

    def __str__(self) -> str:
        return self.name or f"portfolio as of {self.as_of}"

    @cached_property
    def criterion_names(self) -> tuple[tuple[str, str], ...]:
        """Each criterion's code and the name it had."""
        return tuple((criterion["code"], criterion["name"]) for criterion in self.criteria)
