from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenure.accounts.choices import (
    WRITTEN,
    InteractionKind,
    direction_choices,
    interaction_kind_choices,
)
from tenure.accounts.models.account import Account
from tenure.accounts.models.account_thing import AccountThing, AccountThingQuerySet
from tenure.accounts.models.contact import Contact
from tenure.core.models import ExternalRecord


class InteractionQuerySet(AccountThingQuerySet["Interaction"]):
    def with_open_step(self) -> "InteractionQuerySet":
        """Those that left something to be done by a day, which is not done yet."""
        return self.filter(deleted_at=None, done_on=None, follow_up_on__isnull=False)


class Interaction(ExternalRecord, AccountThing):
    """Dated evidence that people met: who, by which channel, what was said, and what is to be done next.

    `direction` is kept for what is written: it came in or went out. The next step is open from the day the interaction
    is recorded until `done_on`. What is noted here may be personal data.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="interactions")
    kind = models.CharField(max_length=8, choices=interaction_kind_choices, default=InteractionKind.OTHER)
    direction = models.CharField(max_length=3, choices=direction_choices, blank=True, default="")
    at = models.DateTimeField()
    subject = models.CharField(max_length=200)
    notes = models.TextField(max_length=10_000, blank=True, default="")
    members = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="interactions", blank=True)
    contacts = models.ManyToManyField(Contact, related_name="interactions", blank=True)
    follow_up_on = models.DateField(null=True, blank=True)
    follow_up = models.CharField(max_length=200, blank=True, default="")
    done_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )

    objects = InteractionQuerySet.as_manager()

    class Meta(ExternalRecord.Meta):
        constraints = [
            *ExternalRecord.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(subject=""),
                name="interaction_has_subject",
                violation_error_message=_("Say in a few words what it was about."),
            ),
            models.CheckConstraint(
                condition=Q(direction="") | Q(kind__in=[kind.value for kind in WRITTEN]),
                name="interaction_direction_if_written",
                violation_error_message=_("Only mails and letters come in or go out."),
            ),
            models.CheckConstraint(
                condition=Q(follow_up="", done_on=None) | Q(follow_up_on__isnull=False),
                name="interaction_step_has_day",
                violation_error_message=_("A next step needs a day."),
            ),
        ]
        indexes = [
            models.Index(fields=["account", "-at", "-id"], condition=Q(deleted_at=None), name="interaction_by_account"),
            models.Index(fields=["-at", "-id"], condition=Q(deleted_at=None), name="interaction_by_time"),
            models.Index(
                fields=["account", "follow_up_on"],
                condition=Q(deleted_at=None, done_on=None, follow_up_on__isnull=False),
                name="interaction_open_step",
            ),
        ]

    def __str__(self) -> str:
        return self.subject
