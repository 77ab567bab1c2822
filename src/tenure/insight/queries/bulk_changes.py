"""What was done to many accounts at once, as pages and the API tell it."""

from collections.abc import Iterable
from dataclasses import dataclass

from tenure.accounts.models import Account
from tenure.core.policy import Actor
from tenure.insight.choices import BulkKind
from tenure.insight.models import BulkChange
from tenure.people.models import Member

SHOWN = 50


@dataclass(frozen=True)
class ChangedAccount:
    """One account of a bulk change; `kept` says that undoing left it, because it was changed again."""

    account: Account
    kept: bool


def bulk_changes(member: Actor, *, limit: int = SHOWN) -> list[BulkChange]:
    """The last bulk changes that the member sees, the latest first."""
    return list(BulkChange.objects.visible_to(member).select_related("by").order_by("-pk")[:limit])


def accounts_of(change: BulkChange, member: Actor) -> list[ChangedAccount]:
    """The accounts that were changed, as far as the member sees them, by name."""
    kept = set(change.kept)
    visible = Account.objects.visible_to(member).filter(pk__in=change.accounts).select_related("owner")
    return [ChangedAccount(account, account.pk in kept) for account in visible.order_by("name", "pk")]


def members_named(changes: Iterable[BulkChange]) -> dict[str, str]:
    """The names of the members whom bulk changes speak of, by their number as text."""
    numbers = {change.value for change in changes if change.kind != BulkKind.SET_KIND and change.value}
    return {str(pk): name for pk, name in Member.objects.filter(pk__in=numbers).values_list("pk", "name")}


def seen_accounts(changes: Iterable[BulkChange], member: Actor) -> set[int]:
    """Which of the accounts that bulk changes speak of the member sees; one query."""
    numbers = {number for change in changes for number in change.accounts}
    return set(Account.objects.visible_to(member).filter(pk__in=numbers).values_list("pk", flat=True))
