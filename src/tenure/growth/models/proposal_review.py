from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenure.accounts.models import Account, Document, of_accounts_seen_by
from tenure.core.models import Record
from tenure.core.policy import Actor
from tenure.growth.choices import proposal_verdict_choices
from tenure.growth.models.plan_item import filled, line

LONGEST_COMMENTS = 4000


class ProposalReviewQuerySet(models.QuerySet["ProposalReview"]):
    def visible_to(self, member: Actor) -> Self:
        """Those of the accounts that the member sees. Ask the policy whether they are told of plans."""
        return self.filter(of_accounts_seen_by(member))

    def waiting(self) -> Self:
        """Those that nobody has answered or withdrawn, the most urgent first."""
        return self.filter(verdict="", withdrawn_on=None).order_by("due_on", "pk")


class ProposalReview(Record):
    """Somebody's look at a proposal or presentation before it goes out: what they say of it, and whether it may go."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="proposal_reviews")
    title = line()
    document = models.ForeignKey(Document, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    asked_of = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    comments = models.TextField(max_length=LONGEST_COMMENTS, blank=True, default="")
    verdict = models.CharField(max_length=12, choices=proposal_verdict_choices, blank=True, default="")
    answered_on = models.DateField(null=True, editable=False)
    withdrawn_on = models.DateField(null=True, editable=False)

    objects = ProposalReviewQuerySet.as_manager()

    class Meta:
        constraints = [
            filled("title", "proposalreview_has_title", _("Say what is to go out.")),
            models.CheckConstraint(
                condition=Q(verdict="", answered_on=None) | (~Q(verdict="") & Q(answered_on__isnull=False)),
                name="proposalreview_verdict_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(verdict=""), name="proposalreview_answered_or_withdrawn"
            ),
            models.CheckConstraint(
                condition=~Q(asked_by=models.F("asked_of")),
                name="proposalreview_asked_of_another",
                violation_error_message=_("Ask somebody else than yourself."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["asked_of", "due_on", "id"],
                condition=Q(verdict="", withdrawn_on=None),
                name="proposalreview_waiting",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_waiting(self) -> bool:
        """Whether an answer is waited for."""
        return not self.verdict and self.withdrawn_on is None
