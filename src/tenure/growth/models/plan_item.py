from typing import Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models

from tenure.accounts.models import of_accounts_seen_by
from tenure.core.models import Record
from tenure.core.policy import Actor
from tenure.growth.models.plan import Plan

Item = TypeVar("Item", bound="PlanItem", covariant=True)


class PlanItemQuerySet(models.QuerySet[Item]):
    def ever_visible_to(self, member: Actor) -> Self:
        """Those of the accounts that the member sees, and what was taken out of their plans. Ask the policy."""
        return self.filter(of_accounts_seen_by(member, "plan__account"))

    def visible_to(self, member: Actor) -> Self:
        """Those of the accounts that the member sees."""
        return self.ever_visible_to(member).filter(deleted_at=None)

    def of_plan(self, plan: Plan) -> Self:
        """What the plan holds now, in the order in which it was added. Ask only for a plan that the reader sees."""
        return self.filter(plan=plan, deleted_at=None).order_by("pk")


class PlanItem(Record):
    """What is listed in a plan. `EDITABLE` are the fields that people write."""

    EDITABLE: ClassVar[tuple[str, ...]] = ()

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="%(class)ss")
    deleted_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True
        indexes = [models.Index(fields=["plan", "deleted_at", "id"], name="%(class)s_by_plan")]


def line(*, blank: bool = False, longest: int = 200) -> "models.CharField[str, str]":
    """A line of text; one that may be left out is empty then."""
    empty: dict[str, Any] = {"default": ""} if blank else {}
    return models.CharField(max_length=longest, blank=blank, **empty)


def lines() -> "models.TextField[str, str]":
    """Some lines of text that may be left out."""
    return models.TextField(max_length=1000, blank=True, default="")


def who() -> "models.ForeignKey[Any, Any]":
    """One of ours, or nobody yet."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )


def filled(field: str, name: str, sentence: Any) -> models.CheckConstraint:
    """The constraint that a text is not empty."""
    return models.CheckConstraint(condition=~models.Q(**{field: ""}), name=name, violation_error_message=sentence)
