from django.conf import settings
from django.db import models
from django.db.models import Q

from tenure.accounts.choices import (
    AccountKind,
    AccountLevel,
    account_kind_choices,
    account_level_choices,
    account_type_choices,
)
from tenure.accounts.models.time_zone import InTimeZone
from tenure.core.models import ExternalRecord
from tenure.core.policy import Actor, sees_every_account


class AccountQuerySet(models.QuerySet["Account"]):
    def present(self) -> "AccountQuerySet":
        """Without those in the trash."""
        return self.filter(deleted_at=None)

    def visible_to(self, member: Actor) -> "AccountQuerySet":
        """All accounts for leaders; for others those whose team they are on today; nothing for a disabled member."""
        if not member.is_active:
            return self.none()
        if sees_every_account(member):
            return self.present()
        # A member is on a team once at a time (a constraint), so the join never doubles an account.
        return self.present().filter(team__member_id=member.pk, team__valid_to=None)

    def in_trash_of(self, member: Actor) -> "AccountQuerySet":
        """What was thrown away, for those who may take it out again."""
        return self.exclude(deleted_at=None) if sees_every_account(member) else self.none()

    def customers(self) -> "AccountQuerySet":
        return self.filter(kind=AccountKind.CUSTOMER)


def of_accounts_seen_by(member: Actor, path: str = "account") -> Q:
    """What hangs on accounts that the member sees; `path` leads from it to its account.

    A leader's are all but those in the trash: told by each row's own account, never by a list of a hundred thousand.
    """
    if sees_every_account(member):
        return Q(**{f"{path}__deleted_at": None})
    return Q(**{f"{path}__in": Account.objects.visible_to(member)})


class Account(ExternalRecord, InTimeZone):
    """An organisation: customer, prospect, competitor or partner; a group, a unit of one, or a site."""

    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=200, editable=False)
    kind = models.CharField(max_length=12, choices=account_kind_choices, default=AccountKind.CUSTOMER)
    level = models.CharField(max_length=6, choices=account_level_choices, default=AccountLevel.UNIT)
    type = models.CharField(max_length=16, choices=account_type_choices, blank=True, default="")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="owned_accounts"
    )
    industry = models.CharField(max_length=120, blank=True, default="")
    legal_id = models.CharField(max_length=60, blank=True, default="")
    street = models.CharField(max_length=200, blank=True, default="")
    postcode = models.CharField(max_length=20, blank=True, default="")
    city = models.CharField(max_length=120, blank=True, default="")
    region = models.CharField(max_length=120, blank=True, default="")
    country = models.CharField(max_length=60, blank=True, default="")
    phone = models.CharField(max_length=60, blank=True, default="")
    email = models.EmailField(blank=True, default="")
    website = models.CharField(max_length=200, blank=True, default="")
    employees = models.PositiveIntegerField(null=True, blank=True)
    turnover = models.DecimalField(max_digits=15, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True, default="")
    customer_since = models.DateField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, editable=False)

    objects = AccountQuerySet.as_manager()

    class Meta(ExternalRecord.Meta):
        constraints = [
            *ExternalRecord.Meta.constraints,
            models.CheckConstraint(condition=~Q(name=""), name="account_has_name"),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=models.F("id")), name="account_not_its_own_parent"
            ),
        ]
        indexes = [
            models.Index(fields=["name", "id"], condition=Q(deleted_at=None), name="account_by_name"),
            models.Index(fields=["country", "name", "id"], condition=Q(deleted_at=None), name="account_by_country"),
            models.Index(fields=["kind", "name", "id"], condition=Q(deleted_at=None), name="account_by_kind"),
            models.Index(fields=["-updated_at", "-id"], condition=Q(deleted_at=None), name="account_by_change"),
            models.Index(fields=["turnover", "id"], condition=Q(deleted_at=None), name="account_by_turnover"),
            models.Index(
                fields=["country", "updated_at", "id"], condition=Q(deleted_at=None), name="account_country_change"
            ),
            models.Index(
                fields=["country", "turnover", "id"], condition=Q(deleted_at=None), name="account_country_turnover"
            ),
            models.Index(fields=["kind", "updated_at", "id"], condition=Q(deleted_at=None), name="account_kind_change"),
            models.Index(fields=["kind", "turnover", "id"], condition=Q(deleted_at=None), name="account_kind_turnover"),
            models.Index(fields=["city", "name", "id"], condition=Q(deleted_at=None), name="account_by_city"),
            models.Index(fields=["industry", "name", "id"], condition=Q(deleted_at=None), name="account_by_industry"),
            models.Index(fields=["name_key"], name="account_by_name_key"),
        ]

    def __str__(self) -> str:
        return self.name
