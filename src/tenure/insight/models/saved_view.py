from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenure.core.models import Record
from tenure.core.policy import Actor
from tenure.insight.choices import Audience, audience_choices


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def visible_to(self, member: Actor) -> "SavedViewQuerySet":
        """A member's own views and those of the whole team."""
        if not member.is_active:
            return self.none()
        return self.filter(Q(owner_id=member.pk) | Q(audience=Audience.TEAM))


class SavedView(Record):
    """A way of looking at the portfolio that somebody gave a name: what is shown, in which order, in which columns.

    `definition` holds parameters of the list's address and nothing else; they are read anew, against the allow-list,
    whenever the view is opened. A private default is its owner's, a team's default that of everybody without one.
    """

    name = models.CharField(max_length=60)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views")
    audience = models.CharField(max_length=10, choices=audience_choices, default=Audience.PRIVATE)
    definition = models.JSONField(default=dict, blank=True)
    is_default = models.BooleanField(default=False)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="saved_view_has_name"),
            models.UniqueConstraint(
                fields=["owner", "name"],
                name="saved_view_name_once",
                violation_error_message=_("You have a view of this name already; choose another name."),
            ),
            models.UniqueConstraint(
                fields=["owner"],
                condition=Q(is_default=True, audience="private"),
                name="saved_view_one_own_default",
            ),
            models.UniqueConstraint(
                fields=["audience"],
                condition=Q(is_default=True, audience="team"),
                name="saved_view_one_team_default",
            ),
        ]

    def __str__(self) -> str:
        return self.name
