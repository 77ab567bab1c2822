"""Where one client's people work, and who of ours answers for the whole of them."""

from tenure.accounts.actions.account import change_account
from tenure.accounts.actions.contact import change_contact
from tenure.accounts.actions.global_manager import assign_global_manager
from tenure.accounts.models import Account, Contact
from tenure.people.models import Member

# One of theirs works far from the others.
FAR = "Asia/Singapore"


def look_after_the_whole(*, account: Account, by: Member, manager: Member) -> None:
    """Say where they work, and let a director answer for the account's whole tree."""
    change_account(account=account, changes={"time_zone": "Europe/Berlin"}, by=by)
    away = Contact.objects.of_account(account.pk).filter(left_on=None).order_by("seniority", "pk").first()
    if away is not None:
        change_contact(contact=away, changes={"time_zone": FAR}, by=by)
    top = account.parent or account
    assign_global_manager(account=top, member=manager, by=by)
