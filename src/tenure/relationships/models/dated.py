from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.accounts.models import of_accounts_seen_by
from tenure.core.policy import Actor

Fact = TypeVar("Fact", bound="Dated", covariant=True)


class DatedQuerySet(models.QuerySet[Fact]):
    def on(self, day: date) -> Self:
        """What held on a day: the day it began counts, the day it ended does not."""
        return self.between(day, day)

    def between(self, first: date, last: date) -> Self:
        """What held on one of these days at least."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=first), valid_from__lte=last)

    def of_account(self, account_id: int) -> Self:
        """Those of one account. Ask only for an account that the reader sees."""
        return self.filter(**{self.model.TO_ACCOUNT: account_id})

    def visible_to(self, member: Actor) -> Self:
        """Those of the accounts that the member sees, but for what hangs on a decision in the trash."""
        seen = self.filter(of_accounts_seen_by(member, self.model.TO_ACCOUNT))
        return seen.filter(decision__deleted_at=None) if self.model.TO_ACCOUNT.startswith("decision__") else seen


class Dated(models.Model):
    """What somebody said of the other side, from a day on and perhaps until one; rows end and are not rewritten.

    Of rows with the same `KEY` one holds at a time, which a constraint of each table keeps; `SAYS` names what they say.
    """

    KEY: ClassVar[tuple[str, ...]]
    SAYS: ClassVar[tuple[str, ...]]
    TO_ACCOUNT: ClassVar[str]

    valid_from = models.DateField(default=timezone.localdate)
    valid_to = models.DateField(null=True, blank=True, editable=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="%(class)s_ends_after_it_began",
                violation_error_message=_("What holds from a day on cannot end before it."),
            )
        ]

    def holds_on(self, day: date) -> bool:
        """Whether it held on a day, as `DatedQuerySet.on` finds it."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    def the_same(self) -> Mapping[str, Any]:
        """What finds the rows about the same thing."""
        return {name: getattr(self, name) for name in self.KEY}


def once_at_a_time(*names: str) -> models.UniqueConstraint:
    """Of rows with the same values in these fields one holds, all others have ended."""
    return models.UniqueConstraint(
        fields=names,
        condition=Q(valid_to=None),
        name="%(class)s_once_at_a_time",
        violation_error_message=_("Somebody else said so in the meantime; look at it again."),
    )


def within(name: str, low: float, high: float) -> models.CheckConstraint:
    """A number that lies between two others, or is not known."""
    return models.CheckConstraint(
        condition=Q(**{name: None}) | Q(**{f"{name}__range": (low, high)}), name=f"%(class)s_{name}_in_range"
    )
