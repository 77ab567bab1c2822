from typing import ClassVar, Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenure.accounts.models import of_accounts_seen_by
from tenure.analytics.plans.review import AgendaItem
from tenure.core.models import Record
from tenure.core.policy import Actor
from tenure.growth.choices import ReviewState, review_state_choices
from tenure.growth.models.plan import Plan
from tenure.growth.models.plan_item import lines
from tenure.growth.models.plan_version import PlanVersion


class PlanReviewQuerySet(models.QuerySet["PlanReview"]):
    def visible_to(self, member: Actor) -> Self:
        """Those of the accounts that the member sees. Ask the policy whether they are told of plans."""
        return self.filter(of_accounts_seen_by(member, "plan__account"))

    def still_open(self) -> Self:
        return self.exclude(state=ReviewState.CLOSED)

    def closed(self) -> Self:
        """Those whose minutes are written, the latest first."""
        return self.filter(state=ReviewState.CLOSED).order_by("-closed_at", "-pk")


class PlanReview(Record):
    """A mentor's look at a plan: what was said on each item of the agenda, the next day, and the minutes at the end.

    `plan_version` is the version that lay on the table, None where the plan had none yet. `minutes` is None until the
    review is closed, and never changed again then.
    """

    # The field of what is remarked on each item.
    REMARKS: ClassVar = {item: f"on_{item.value}" for item in AgendaItem}

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="reviews")
    mentor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=7, choices=review_state_choices, default=ReviewState.PLANNED, editable=False)
    due_on = models.DateField()
    begun_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    plan_version = models.ForeignKey(
        PlanVersion, on_delete=models.RESTRICT, null=True, editable=False, related_name="reviews"
    )
    on_findings = lines()
    on_changes = lines()
    on_promises = lines()
    on_balance = lines()
    on_values = lines()
    on_card = lines()
    on_objectives = lines()
    on_decisions = lines()
    next_on = models.DateField(null=True, editable=False)
    minutes = models.JSONField(null=True, editable=False, encoder=DjangoJSONEncoder)

    objects = PlanReviewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan"],
                condition=~Q(state=ReviewState.CLOSED.value),
                name="planreview_one_open_of_a_plan",
                violation_error_message=_("A review of this plan is open already; close it before another is planned."),
            ),
            models.CheckConstraint(
                condition=Q(state=ReviewState.PLANNED.value, begun_at=None)
                | (~Q(state=ReviewState.PLANNED.value) & Q(begun_at__isnull=False)),
                name="planreview_begun_at_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, minutes=None, next_on=None) & ~Q(state=ReviewState.CLOSED.value)
                | Q(
                    state=ReviewState.CLOSED.value,
                    closed_at__isnull=False,
                    minutes__isnull=False,
                    next_on__isnull=False,
                ),
                name="planreview_closed_with_minutes_and_next_day",
            ),
        ]
        indexes = [models.Index(fields=["mentor", "due_on", "id"], name="planreview_by_mentor")]

    def __str__(self) -> str:
        return f"review of {self.plan_id} by {self.due_on}"

    def remark_on(self, item: AgendaItem) -> str:
        """What was remarked on an item of the agenda."""
        said: str = getattr(self, self.REMARKS[item])
        return said
