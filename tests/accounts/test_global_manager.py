"""Who answers for a whole customer, in which zone its people work, and what its countries bring."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from tenure.accounts.actions.account import assign_owner, change_account, create_account
from tenure.accounts.actions.contact import change_contact, create_contact
from tenure.accounts.actions.global_manager import assign_global_manager
from tenure.accounts.actions.team import add_team_member
from tenure.accounts.choices import TeamRole
from tenure.accounts.models import Account, TeamMember
from tenure.commerce.actions.order import LineFacts, create_order
from tenure.commerce.actions.product import create_product
from tenure.core.models import AuditEntry
from tenure.insight.queries.tree import account_tree
from tenure.people.models import Member
from tests.queries import queries_of

TODAY = date(2026, 6, 1)


@pytest.fixture
def units(account: Account, director: Member) -> list[Account]:
    def unit(name: str, country: str, parent: Account) -> Account:
        return create_account(by=director, name=name, country=country, parent=parent)

    north = unit("Nord", "Norway", account)
    return [north, unit("Oslo", "Norway", north), unit("Lyon", "France", account)]


def roles(account: Account, role: TeamRole = TeamRole.GLOBAL) -> set[str]:
    team = account.team.filter(valid_to=None, role=role)
    return set(team.values_list("member__name", flat=True))


def test_one_answers_for_the_whole_tree_beside_its_owners(
    account: Account, units: list[Account], director: Member, charlie: Member
) -> None:
    assign_global_manager(account=account, member=charlie, by=director)
    assert [roles(one) for one in (account, *units)] == [{"Charlie Stranger"}] * 4
    assert set(Account.objects.visible_to(charlie)) == {account, *units}
    assert roles(account, TeamRole.OWNER) == {"Alice Owner"}
    log = AuditEntry.objects.filter(verb="joined team", noun="account").order_by("pk")
    assert len([entry for entry in log if entry.changes["role"] == [None, "global_manager"]]) == 4


def test_another_takes_over_and_nobody_may_be_it(
    account: Account, units: list[Account], director: Member, bob: Member, charlie: Member
) -> None:
    assign_global_manager(account=account, member=charlie, by=director)
    assign_global_manager(account=account, member=charlie, by=director)
    assert TeamMember.objects.filter(member=charlie).count() == 4
    # Bob is on the account's team already, and goes on as its global manager.
    assign_global_manager(account=account, member=bob, by=director)
    assert ([roles(one) for one in (account, *units)], Account.objects.visible_to(charlie).count()) == (
        [{"Bob Team"}] * 4, 0,
    )  # fmt: skip
    assign_global_manager(account=account, member=None, by=director)
    assert [roles(one) for one in (account, *units)] == [set()] * 4


def test_who_owns_a_part_stays_its_owner(
    account: Account, units: list[Account], director: Member, alice: Member, bob: Member
) -> None:
    assign_owner(account=units[0], owner=bob, by=director)
    assign_global_manager(account=account, member=alice, by=director)
    assert [roles(one) for one in (account, *units)] == [set(), *[{"Alice Owner"}] * 3]
    assign_owner(account=units[0], owner=alice, by=director)
    assert (roles(units[0]), roles(units[0], TeamRole.OWNER)) == (set(), {"Alice Owner"})


def test_only_leaders_assign_and_only_whole_trees(
    account: Account, alice: Member, bob: Member, charlie: Member
) -> None:
    with pytest.raises(PermissionDenied):
        assign_global_manager(account=account, member=bob, by=alice)
    with pytest.raises(ValidationError, match="assign_global_manager"):
        add_team_member(account=account, member=charlie, by=alice, role=TeamRole.GLOBAL)
    assert not roles(account)


def test_the_database_keeps_it_to_one(account: Account, director: Member, bob: Member, charlie: Member) -> None:
    assign_global_manager(account=account, member=charlie, by=director)
    with pytest.raises(IntegrityError), transaction.atomic():
        TeamMember.objects.create(account=account, member=director, role=TeamRole.GLOBAL)


@pytest.mark.parametrize("zone", ["Berlin", "Europe", "../../etc/passwd", "\x00"])
def test_a_zone_that_there_is_not_is_refused(account: Account, alice: Member, zone: str) -> None:
    contact = create_contact(account=account, by=alice, name="Ida", time_zone="Asia/Tokyo")
    with pytest.raises(ValidationError):
        change_account(account=account, changes={"time_zone": zone}, by=alice)
    with pytest.raises(ValidationError):
        change_contact(contact=contact, changes={"time_zone": zone}, by=alice)
    with pytest.raises(ValidationError):
        create_contact(account=account, by=alice, name="Uwe", time_zone=zone)
    account.refresh_from_db()
    assert account.time_zone == ""


def test_countries_and_units_add_up(account: Account, units: list[Account], director: Member, charlie: Member) -> None:
    product = create_product(by=director, name="Chai")
    for one, amount in zip(units, ("10.00", "20.00", "5.00"), strict=True):
        line = LineFacts(product=product, quantity=Decimal(1), unit_price=Decimal(amount))
        create_order(account=one, by=director, number=f"A-{one.pk}", ordered_on=TODAY, currency="EUR", lines=[line])
    tree = account_tree(account, director, TODAY)
    countries = [(one.country, one.accounts, one.revenue, one.orders) for one in tree.countries if one.orders]
    assert countries == [("Norway", 2, Decimal("30.00"), 2), ("France", 1, Decimal("5.00"), 1)]
    assert (tree.revenue, tree.accounts) == (Decimal("35.00"), 4)
    assert [unit.name for unit in tree.units[:3]] == ["Oslo", "Nord", "Lyon"]
    assign_global_manager(account=units[0], member=charlie, by=director)
    assert account_tree(account, charlie, TODAY).accounts == 2


def test_a_large_tree_takes_as_many_queries_as_a_small_one(
    account: Account, units: list[Account], director: Member
) -> None:
    whole = queries_of(lambda: account_tree(account, director, TODAY))
    assert len(whole) == len(queries_of(lambda: account_tree(units[2], director, TODAY))) <= 6
