from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.accounts.models import Account, Contact
from tenure.accounts.models.account_thing import AccountThing, AccountThingQuerySet
from tenure.analytics.advice import AdviceResult
from tenure.core.models import Record
from tenure.core.wording import day
from tenure.growth.choices import RoadmapKind, advice_result_choices, roadmap_kind_choices
from tenure.growth.models.plan_item import filled, line, lines, who


def theirs() -> "models.ForeignKey[Contact | None, Contact | None]":
    """One of theirs, or nobody yet."""
    return models.ForeignKey(Contact, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")


def known_amount(name: str) -> models.CheckConstraint:
    """The constraint that an amount says in which currency."""
    return models.CheckConstraint(
        condition=Q(amount=None) | ~Q(currency=""),
        name=name,
        violation_error_message=_("Say in which currency the amount is."),
    )


class ClientThing(Record, AccountThing):
    """What we agreed with a client; `EDITABLE` are the fields that people write.

    Only what is `client_visible` stands on the client's own page; `owner` is ours, `contact` theirs who answers for it.
    """

    EDITABLE: ClassVar[tuple[str, ...]] = ("name", "owner", "contact", "client_visible")

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="%(class)ss")
    name = line()
    owner = who()
    contact = theirs()
    client_visible = models.BooleanField(default=False)

    class Meta:
        abstract = True
        indexes = [models.Index(fields=["account", "deleted_at", "id"], name="%(class)s_by_account")]


class AcceptedThing(ClientThing):
    """What a client accepts: who, and on which day; without a day it was not accepted."""

    accepted_on = models.DateField(null=True, blank=True, editable=False)
    accepted_by = models.ForeignKey(
        Contact, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )

    class Meta(ClientThing.Meta):
        abstract = True


class RoadmapEntryQuerySet(AccountThingQuerySet["RoadmapEntry"]):
    """What is on the way with clients."""


class RoadmapEntry(ClientThing):
    """A phase with its first and last day, a milestone with its day, or a message with the day it is given."""

    EDITABLE = (*ClientThing.EDITABLE, "kind", "starts_on", "due_on", "reached_on", "note")

    kind = models.CharField(max_length=9, choices=roadmap_kind_choices, default=RoadmapKind.MILESTONE)
    starts_on = models.DateField(null=True, blank=True)
    due_on = models.DateField()
    reached_on = models.DateField(null=True, blank=True)
    note = lines()

    objects = RoadmapEntryQuerySet.as_manager()

    class Meta(ClientThing.Meta):
        constraints = [
            filled("name", "roadmapentry_has_name", _("Say what it is.")),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(starts_on__lte=models.F("due_on")),
                name="roadmapentry_ends_after_beginning",
                violation_error_message=_("It cannot end before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ExpectationQuerySet(AccountThingQuerySet["Expectation"]):
    """What clients expect."""


class Expectation(AcceptedThing):
    """What a client expects of us, and by what both will see that it was met."""

    EDITABLE = (*ClientThing.EDITABLE, "measure")

    measure = line(blank=True)

    objects = ExpectationQuerySet.as_manager()

    class Meta(AcceptedThing.Meta):
        constraints = [filled("name", "expectation_has_name", _("Say what they expect."))]

    def __str__(self) -> str:
        return self.name


class BenefitQuerySet(AccountThingQuerySet["Benefit"]):
    """What clients got."""


class Benefit(AcceptedThing):
    """What a client got from working with us: before and since, the amount it is worth to them, and the evidence."""

    EDITABLE = (*ClientThing.EDITABLE, "baseline", "amount", "currency", "evidence", "delivered_on")

    baseline = line(blank=True)
    amount = models.DecimalField(max_digits=15, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True, default="")
    evidence = line(blank=True, longest=500)
    delivered_on = models.DateField(null=True, blank=True)

    objects = BenefitQuerySet.as_manager()

    class Meta(AcceptedThing.Meta):
        constraints = [
            filled("name", "benefit_has_name", _("Say what they got.")),
            known_amount("benefit_amount_has_currency"),
        ]

    def __str__(self) -> str:
        return self.name


class AdviceQuerySet(AccountThingQuerySet["Advice"]):
    """What clients were advised."""


class Advice(ClientThing):
    """What we advised a client without selling anything: who of ours, to whom of theirs, when, and what came of it."""

    EDITABLE = (*ClientThing.EDITABLE, "given_on", "result", "outcome")

    given_on = models.DateField(default=timezone.localdate)
    result = models.CharField(max_length=9, choices=advice_result_choices, default=AdviceResult.OPEN)
    outcome = line(blank=True, longest=500)

    objects = AdviceQuerySet.as_manager()

    class Meta(ClientThing.Meta):
        constraints = [filled("name", "advice_has_name", _("Say what you advised."))]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Advice was given on a day that has come."""
        today = timezone.localdate()
        if self.given_on > today:
            sentence = _("Advice was given on a day until %(today)s; %(day)s has not come.")
            params = {"today": day(today), "day": day(self.given_on)}
            raise ValidationError({"given_on": ValidationError(sentence, params=params)})
