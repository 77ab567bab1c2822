from collections.abc import Mapping
from typing import Any, Self, TypeVar

from django.db import models

from tenure.accounts.models.account import of_accounts_seen_by
from tenure.core.policy import Actor

Thing = TypeVar("Thing", bound="AccountThing", covariant=True)


class AccountThingQuerySet(models.QuerySet[Thing]):
    def visible_to(self, member: Actor) -> Self:
        """Those of the accounts that the member sees."""
        return self.filter(of_accounts_seen_by(member), deleted_at=None)

    def ever_visible_to(self, member: Actor) -> Self:
        """The same and what of it lies in the trash."""
        return self.filter(of_accounts_seen_by(member))

    def of_account(self, account_id: int) -> Self:
        """Those of one account. Ask only for an account that the reader sees."""
        return self.filter(account_id=account_id, deleted_at=None)


class AccountThing(models.Model):
    """What hangs on an account: whoever sees the account sees it, and it has a trash of its own."""

    deleted_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    def changed_by_restoring(self) -> Mapping[str, Any]:
        """What else has to change for it to come out of the trash; nothing for most."""
        return {}
