from typing import Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.accounts.models import of_accounts_seen_by
from tenure.core.policy import Actor
from tenure.growth.models.plan import Plan


class PlanVersionQuerySet(models.QuerySet["PlanVersion"]):
    def visible_to(self, member: Actor) -> Self:
        """Those of the accounts that the member sees. Ask the policy whether they are told of plans."""
        return self.filter(of_accounts_seen_by(member, "plan__account"))


class PlanVersion(models.Model):
    """A plan as it was circulated: its document with the figures of that moment, never changed again.

    `digest` is the SHA-256 of the document, so that what somebody signed can be proved to be what is kept.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    document = models.JSONField(encoder=DjangoJSONEncoder)
    digest = models.CharField(max_length=64)
    reason = models.CharField(max_length=200, blank=True, default="")
    frozen_at = models.DateTimeField(default=timezone.now)
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = PlanVersionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="planversion_number_once")]

    def __str__(self) -> str:
        return f"version {self.number} of {self.plan_id}"


class PlanSignature(models.Model):
    """A member's signature on one version. One that is withdrawn stays on record."""

    plan_version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="signatures")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan_version", "member"],
                condition=models.Q(withdrawn_at=None),
                name="plansignature_once",
                violation_error_message=_("You have signed this version already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.member_id} on {self.plan_version_id}"
