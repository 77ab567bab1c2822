"""The cast is who the tests say they are."""

from tenure.accounts.models import Account
from tenure.people.models import Member


def test_alice_owns_the_account_bob_is_on_its_team_and_charlie_must_see_nothing(
    account: Account, alice: Member, bob: Member, charlie: Member, director: Member, viewer: Member
) -> None:
    seen_by = {who.name.split()[0] for who in (alice, bob, charlie, director, viewer) if is_seen(account, who)}
    assert account.owner == alice
    assert seen_by == {"Alice", "Bob", "Dora"}


def is_seen(account: Account, member: Member) -> bool:
    return Account.objects.visible_to(member).filter(pk=account.pk).exists()
