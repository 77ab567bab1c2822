"""Which rows a member sees and may touch. Every door asks here; nobody else decides."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from tenure.accounts.models import Account
from tenure.core.policy import Actor, may, require


def can(member: Actor, act: str, account: Account) -> bool:
    """Whether the member's role allows the act and the member sees this account."""
    return may(member, act) and Account.objects.visible_to(member).filter(pk=account.pk).exists()


def require_on(member: Actor, act: str, account: Account) -> None:
    """Refuse with PermissionDenied unless the member may do the act on this account or its things."""
    require(member, act)
    if not can(member, act, account):
        raise PermissionDenied(_("You are not on this account's team."))
