from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenure.accounts.models import Account, Contact
from tenure.relationships.models.dated import Dated, DatedQuerySet, once_at_a_time, within
from tenure.relationships.models.tie_override import SHARES


class CompetitorTieQuerySet(DatedQuerySet["CompetitorTie"]):
    """What is known of competitors' ties."""


class CompetitorTie(Dated):
    """How well a competitor knows a contact, 0 to 1, as far as we can tell.

    The competitor goes by name, so that the board tells it to who may not see the competitor's own account.
    """

    KEY: ClassVar = ("contact", "competitor")
    SAYS: ClassVar = ("strength", "competitor_account")
    TO_ACCOUNT: ClassVar = "contact__account"

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="competitor_ties")
    competitor = models.CharField(max_length=200)
    competitor_account = models.ForeignKey(
        Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="competitor_ties"
    )
    strength = models.DecimalField(max_digits=3, decimal_places=2, validators=SHARES)

    objects = CompetitorTieQuerySet.as_manager()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            once_at_a_time("contact", "competitor"),
            within("strength", 0, 1),
            models.CheckConstraint(
                condition=~Q(competitor=""),
                name="competitortie_has_competitor",
                violation_error_message=_("Say which competitor it is."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.competitor} to {self.contact_id}"
