"""Which rows a member sees and may touch. Every door asks here; nobody else decides."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tenure.accounts.models import Account
from tenure.core.policy import Actor, may, require
from tenure.core.written import written_once


def can(member: Actor, act: str, account: Account) -> bool:
    """Whether the member's role allows the act and the member sees this account."""
    return may(member, act) and bool(_seen(member, account.pk))


@written_once
def _seen(member: Actor, account: int) -> QuerySet[Account, int]:
    seen = Account.objects.visible_to(member).filter(pk=account)
    return seen.values_list("pk", flat=True)


def require_on(member: Actor, act: str, account: Account) -> None:
    """Refuse with PermissionDenied unless the member may do the act on this account or its things."""
    require(member, act)
    if not can(member, act, account):
        raise PermissionDenied(_("You are not on this account's team."))
