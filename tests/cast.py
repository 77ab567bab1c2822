"""Who plays in the tests: Alice owns, Bob is on the team, Charlie must see nothing; who leads, manages and looks."""

from collections.abc import Mapping

from tenure.accounts.actions.account import create_account
from tenure.accounts.actions.team import add_team_member
from tenure.accounts.models import Account
from tenure.core.policy import Role
from tenure.people.actions import create_member
from tenure.people.models import Member

CAST: Mapping[str, tuple[str, Role]] = {
    "administrator": ("Ada Admin", Role.ADMINISTRATOR),
    "director": ("Dora Director", Role.DIRECTOR),
    "alice": ("Alice Owner", Role.ACCOUNT_MANAGER),
    "bob": ("Bob Team", Role.ACCOUNT_MANAGER),
    "charlie": ("Charlie Stranger", Role.ACCOUNT_MANAGER),
    "viewer": ("Vera Viewer", Role.VIEWER),
}


def enter(part: str) -> Member:
    """Make the member who plays this part."""
    name, role = CAST[part]
    return create_member(email=f"{name.split()[0].lower()}@example.com", name=name, role=role, by=None)


def open_account(alice: Member, bob: Member) -> Account:
    """Alice's account, with Bob on its team."""
    made = create_account(by=alice, name="Blauer See Delikatessen")
    add_team_member(account=made, member=bob, by=alice)
    return made
