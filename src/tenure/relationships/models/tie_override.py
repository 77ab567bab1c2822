from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenure.accounts.models import Contact
from tenure.analytics.board.ties import DEEPEST
from tenure.relationships.models.dated import Dated, DatedQuerySet, once_at_a_time, within

SHARES = (MinValueValidator(0), MaxValueValidator(1))


class TieOverrideQuerySet(DatedQuerySet["TieOverride"]):
    """What members said by hand of ties."""


class TieOverride(Dated):
    """How well one of ours knows a contact, said by hand and with a reason.

    A `strength` of 0 to 1 stands in place of what interactions show; a `depth` of 0 unknown to 4 advocate goes into
    the sum.
    """

    KEY: ClassVar = ("member", "contact")
    SAYS: ClassVar = ("strength", "depth", "reason")
    TO_ACCOUNT: ClassVar = "contact__account"

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="tie_overrides")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="tie_overrides")
    strength = models.DecimalField(max_digits=3, decimal_places=2, null=True, blank=True, validators=SHARES)
    depth = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(DEEPEST)])
    reason = models.CharField(max_length=500)

    objects = TieOverrideQuerySet.as_manager()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            once_at_a_time("member", "contact"),
            within("strength", 0, 1),
            within("depth", 0, DEEPEST),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="tieoverride_has_reason",
                violation_error_message=_("Say why the tie is not what the interactions show."),
            ),
            models.CheckConstraint(
                condition=Q(strength__isnull=False) | Q(depth__isnull=False),
                name="tieoverride_says_something",
                violation_error_message=_("Say how strong the tie is, or how deep."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} to {self.contact_id}"
