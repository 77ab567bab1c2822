"""Many accounts change together or not at all, each with its line in the log, and all of it can be taken back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from tenure.accounts.actions.account import assign_owner, change_account, create_account
from tenure.accounts.actions.team import add_team_member, remove_team_member
from tenure.accounts.choices import AccountKind, TeamRole
from tenure.accounts.models import Account, TeamMember
from tenure.core.models import AuditEntry
from tenure.insight.actions.bulk_change import (
    add_team_member_to_many,
    assign_owner_to_many,
    set_kind_of_many,
    undo_bulk_change,
)
from tenure.insight.models import BulkChange
from tenure.people.actions import change_member
from tenure.people.models import Member
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def accounts(account: Account, alice: Member) -> list[Account]:
    """Alice's: on the first Bob is on the team."""
    return [account, *(create_account(by=alice, name=f"Account {number}") for number in range(3))]


def numbers(accounts: list[Account]) -> list[int]:
    return [account.pk for account in accounts]


def owners(accounts: list[Account]) -> list[str | None]:
    found = Account.objects.filter(pk__in=numbers(accounts)).order_by("pk").select_related("owner")
    return [account.owner.name if account.owner else None for account in found]


def team(account: Account) -> list[tuple[int, str]]:
    return sorted(TeamMember.objects.filter(account=account, valid_to=None).values_list("member_id", "role"))


def state() -> list[object]:
    return [
        sorted(Account.objects.values_list("pk", "owner", "kind", "version")),
        sorted(TeamMember.objects.values_list("pk", "member", "role", "valid_to")),
        AuditEntry.objects.count(),
        BulkChange.objects.count(),
    ]


def test_accounts_go_to_another_owner_and_come_back(
    accounts: list[Account], director: Member, alice: Member, bob: Member
) -> None:
    before = [team(account) for account in accounts]
    change = assign_owner_to_many(accounts=numbers(accounts), owner=bob, by=director)
    assert owners(accounts) == ["Bob Team"] * 4
    both = {(bob.pk, TeamRole.OWNER), (alice.pk, TeamRole.OUTGOING)}
    assert all(set(team(account)) == both for account in accounts)

    undone = undo_bulk_change(change=change, by=director)
    assert undone.kept == []
    assert owners(accounts) == ["Alice Owner"] * 4
    assert [team(account) for account in accounts] == before


def test_each_account_has_a_line_in_the_log_with_before_and_after(
    accounts: list[Account], director: Member, alice: Member, bob: Member
) -> None:
    assign_owner_to_many(accounts=numbers(accounts), owner=bob, by=director)
    lines = AuditEntry.objects.filter(verb="assigned", noun="account").order_by("thing_id")
    assert [line.thing_id for line in lines] == numbers(accounts)
    assert all(line.changes == {"owner": [alice.pk, bob.pk]} and line.thing_version == 2 for line in lines)
    assert set(Account.objects.values_list("version", flat=True)) == {2}


def test_owners_can_be_taken_away_and_given_back(accounts: list[Account], director: Member) -> None:
    change = assign_owner_to_many(accounts=numbers(accounts), owner=None, by=director)
    assert owners(accounts) == [None] * 4
    undo_bulk_change(change=change, by=director)
    assert owners(accounts) == ["Alice Owner"] * 4


def test_a_member_joins_teams_and_those_who_were_there_stay_when_it_is_undone(
    accounts: list[Account], alice: Member, bob: Member
) -> None:
    change = add_team_member_to_many(accounts=numbers(accounts), member=bob, by=alice)
    assert change.accounts == numbers(accounts[1:])
    assert all((bob.pk, TeamRole.MEMBER) in team(account) for account in accounts)
    undo_bulk_change(change=change, by=alice)
    assert [(bob.pk, TeamRole.MEMBER) in team(account) for account in accounts] == [True, False, False, False]


def test_the_kind_is_set_and_given_back(accounts: list[Account], alice: Member) -> None:
    change_account(account=accounts[0], changes={"kind": AccountKind.PARTNER}, by=alice)
    change = set_kind_of_many(accounts=numbers(accounts), kind=AccountKind.PROSPECT, by=alice)
    assert set(Account.objects.values_list("kind", flat=True)) == {"prospect"}
    undo_bulk_change(change=change, by=alice)
    kinds = Account.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["partner", "customer", "customer", "customer"]


def test_undoing_leaves_and_lists_what_was_changed_again(
    accounts: list[Account], director: Member, bob: Member, charlie: Member
) -> None:
    change = assign_owner_to_many(accounts=numbers(accounts), owner=bob, by=director)
    for account in accounts:
        account.refresh_from_db()
    assign_owner(account=accounts[1], owner=charlie, by=director)
    change_account(account=accounts[2], changes={"city": "Bremen"}, by=director)

    undone = undo_bulk_change(change=change, by=director)
    assert undone.kept == [accounts[1].pk]
    assert owners(accounts) == ["Alice Owner", "Charlie Stranger", "Alice Owner", "Alice Owner"]
    assert Account.objects.get(pk=accounts[2].pk).city == "Bremen"


def test_who_left_a_team_and_came_back_stays_when_the_joining_is_undone(
    accounts: list[Account], alice: Member, charlie: Member
) -> None:
    change = add_team_member_to_many(accounts=numbers(accounts), member=charlie, by=alice)
    remove_team_member(assignment=TeamMember.objects.get(account=accounts[1], member=charlie), by=alice)
    add_team_member(account=accounts[1], member=charlie, by=alice)
    assert undo_bulk_change(change=change, by=alice).kept == [accounts[1].pk]


def test_accounts_are_not_given_back_to_somebody_who_left(
    accounts: list[Account], director: Member, administrator: Member, alice: Member, bob: Member
) -> None:
    change = assign_owner_to_many(accounts=numbers(accounts), owner=bob, by=director)
    change_member(member=alice, changes={"is_active": False}, by=administrator)
    assert undo_bulk_change(change=change, by=director).kept == numbers(accounts)
    assert owners(accounts) == ["Bob Team"] * 4


def test_an_account_one_may_not_see_refuses_all_with_one_sentence(
    accounts: list[Account], alice: Member, bob: Member, director: Member
) -> None:
    foreign = create_account(by=director, name="Hidden")
    before = state()
    for chosen in ([*numbers(accounts), foreign.pk], [*numbers(accounts), 999_999]):
        with pytest.raises(ValidationError) as refused:
            set_kind_of_many(accounts=chosen, kind=AccountKind.PARTNER, by=alice)
        assert refused.value.messages == [
            "1 of the 5 accounts are not there, or you may not see them; nothing was changed."
        ]
    assert state() == before


def test_who_may_not_assign_owners_may_not_assign_many(
    accounts: list[Account], alice: Member, bob: Member, viewer: Member
) -> None:
    before = state()
    for member in (alice, viewer):
        with pytest.raises(PermissionDenied):
            assign_owner_to_many(accounts=numbers(accounts), owner=bob, by=member)
    with pytest.raises(PermissionDenied):
        add_team_member_to_many(accounts=numbers(accounts), member=bob, by=viewer)
    assert state() == before


def test_only_who_made_it_or_leads_takes_it_back(
    accounts: list[Account], alice: Member, bob: Member, director: Member
) -> None:
    change = set_kind_of_many(accounts=numbers(accounts), kind=AccountKind.PROSPECT, by=alice)
    before = state()
    with pytest.raises(PermissionDenied):
        undo_bulk_change(change=change, by=bob)
    assert state() == before
    assert undo_bulk_change(change=change, by=director).undone_at


def test_it_is_taken_back_once_and_within_thirty_days(accounts: list[Account], alice: Member) -> None:
    change = set_kind_of_many(accounts=numbers(accounts), kind=AccountKind.PROSPECT, by=alice)
    undo_bulk_change(change=change, by=alice)
    with pytest.raises(ValidationError, match="already"):
        undo_bulk_change(change=change, by=alice)
    old = set_kind_of_many(accounts=numbers(accounts), kind=AccountKind.PARTNER, by=alice)
    BulkChange.objects.filter(pk=old.pk).update(at=timezone.now() - timedelta(days=31))
    with pytest.raises(ValidationError, match="could be taken back until"):
        undo_bulk_change(change=old, by=alice)


@pytest.mark.parametrize("chosen", [[], range(1, 1002)])
def test_none_and_too_many_accounts_are_refused(chosen: list[int], director: Member) -> None:
    with pytest.raises(ValidationError, match="Choose 1 to 1,000 accounts"):
        set_kind_of_many(accounts=list(chosen), kind=AccountKind.PARTNER, by=director)


def test_somebody_who_left_is_given_nothing(
    accounts: list[Account], director: Member, administrator: Member, bob: Member
) -> None:
    change_member(member=bob, changes={"is_active": False}, by=administrator)
    bob.refresh_from_db()
    for act in (assign_owner_to_many, add_team_member_to_many):
        who = {"owner": bob} if act is assign_owner_to_many else {"member": bob}
        with pytest.raises(ValidationError, match="has left"):
            act(accounts=numbers(accounts), by=director, **who)


def test_many_accounts_take_as_many_statements_as_one(
    accounts: list[Account], director: Member, alice: Member, bob: Member
) -> None:
    one = len(queries_of(lambda: assign_owner_to_many(accounts=numbers(accounts[:1]), owner=bob, by=director)))
    many = len(queries_of(lambda: assign_owner_to_many(accounts=numbers(accounts[1:]), owner=bob, by=director)))
    assert one == many
