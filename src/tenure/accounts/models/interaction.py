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
    """What happened between people."""


class Interaction(ExternalRecord, AccountThing):
    """Dated evidence that people met: who, by which channel, and what was said.

    `direction` is kept for what is written: it came in or went out. What is to be done next are commitments that came
    from it. What is noted here may be personal data.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="interactions")
    kind = models.CharField(max_length=8, choices=interaction_kind_choices, default=InteractionKind.OTHER)
    direction = models.CharField(max_length=3, choices=direction_choices, blank=True, default="")
    at = models.DateTimeField()
    subject = models.CharField(max_length=200)
    notes = models.TextField(max_length=10_000, blank=True, default="")
    members = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="interactions", blank=True)
    contacts = models.ManyToManyField(Contact, related_name="interactions", blank=True)
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
        ]
        indexes = [
            models.Index(fields=["account", "-at", "-id"], condition=Q(deleted_at=None), name="interaction_by_account"),
            models.Index(fields=["-at", "-id"], condition=Q(deleted_at=None), name="interaction_by_time"),
        ]

    def __str__(self) -> str:
        return self.subject
