from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from tenure.accounts.choices import ContactFunction, contact_function_choices
from tenure.accounts.models.account import Account
from tenure.accounts.models.account_thing import AccountThing, AccountThingQuerySet
from tenure.accounts.models.time_zone import InTimeZone
from tenure.core.models import ExternalRecord


class ContactQuerySet(AccountThingQuerySet["Contact"]):
    """The people of accounts."""


class Contact(ExternalRecord, AccountThing, InTimeZone):
    """A person on the customer's side. What is noted here is personal data.

    Who has left stays with what is known of them; `formerly` is who somebody was at a company that they have left.
    `last_met_at` is kept by the actions that write interactions (`actions/last_met.py`): when somebody of ours last
    spoke with them, None for never.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(max_length=200)
    salutation = models.CharField(max_length=40, blank=True, default="")
    title = models.CharField(max_length=120, blank=True, default="")
    function = models.CharField(
        max_length=12, choices=contact_function_choices, blank=True, default=ContactFunction.OTHER
    )
    seniority = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    department = models.CharField(max_length=120, blank=True, default="")
    email = models.EmailField(blank=True, default="")
    phone = models.CharField(max_length=60, blank=True, default="")
    mobile = models.CharField(max_length=60, blank=True, default="")
    language = models.CharField(max_length=10, blank=True, default="")
    left_on = models.DateField(null=True, blank=True)
    last_met_at = models.DateTimeField(null=True, blank=True, editable=False)
    formerly = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="later"
    )

    objects = ContactQuerySet.as_manager()

    class Meta(ExternalRecord.Meta):
        constraints = [
            *ExternalRecord.Meta.constraints,
            models.CheckConstraint(condition=~Q(name=""), name="contact_has_name"),
            models.CheckConstraint(
                condition=Q(seniority=None) | Q(seniority__range=(1, 5)), name="contact_seniority_one_to_five"
            ),
        ]
        indexes = [
            models.Index(fields=["name", "id"], condition=Q(deleted_at=None), name="contact_by_name"),
            models.Index(fields=["account", "name", "id"], condition=Q(deleted_at=None), name="contact_by_account"),
            models.Index(fields=["function", "name", "id"], condition=Q(deleted_at=None), name="contact_by_function"),
            models.Index(fields=["seniority", "name", "id"], condition=Q(deleted_at=None), name="contact_by_seniority"),
            models.Index(fields=["last_met_at", "id"], condition=Q(deleted_at=None), name="contact_by_last_met"),
        ]

    def __str__(self) -> str:
        return self.name
