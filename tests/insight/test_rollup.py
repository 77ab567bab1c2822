"""A group's figures are those of all that stands below it and that the member sees, each counted once."""

from datetime import date
from decimal import Decimal

import pytest

from tenure.accounts.actions.account import assign_owner, create_account, trash_account
from tenure.accounts.models import Account
from tenure.accounts.queries import tree_of
from tenure.commerce.actions.order import LineFacts, create_order
from tenure.commerce.choices import OrderState
from tenure.insight.queries import rollup
from tenure.people.models import Member
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 31)


@pytest.fixture
def group(director: Member) -> Account:
    """A group with two units, one of which has a site; each has bought once."""
    top = create_account(by=director, name="Group", level="group")
    for name in ("North", "South"):
        unit = create_account(by=director, name=name, parent=top)
        buys(unit, director, "100", cost="60")
    site = create_account(by=director, name="Site", level="site", parent=unit)
    buys(site, director, "40", "10", cost="20")
    return top


def buys(account: Account, by: Member, *revenues: str, cost: str | None, **fields: object) -> None:
    lines = [LineFacts(revenue=Decimal(revenue), cost=None if cost is None else Decimal(cost)) for revenue in revenues]
    create_order(account=account, lines=lines, by=by, currency="EUR", **{"ordered_on": TODAY, **fields})


def test_the_tree_is_summed_and_counted_by_level(group: Account, director: Member) -> None:
    found = rollup(group, director, today=TODAY)
    assert (found.own.revenue, found.own.margin, found.own.orders) == (Decimal("0.00"), None, 0)
    assert (found.tree.revenue, found.tree.margin, found.tree.orders) == (Decimal("250.00"), Decimal("90.00"), 3)
    assert (found.groups, found.units, found.sites, found.below) == (0, 2, 1, 3)
    south = Account.objects.get(name="South")
    assert rollup(south, director, today=TODAY).own.revenue == Decimal("100.00")
    assert rollup(south, director, today=TODAY).tree.revenue == Decimal("150.00")


def test_what_the_member_may_not_see_is_neither_summed_nor_counted(
    group: Account, director: Member, alice: Member
) -> None:
    for name in ("Group", "North", "Site"):
        assign_owner(account=Account.objects.get(name=name), owner=alice, by=director)
    found = rollup(group, alice, today=TODAY)
    assert (found.tree.revenue, found.units, found.sites) == (Decimal("150.00"), 1, 1)


def test_what_lies_in_the_trash_is_left_out_but_not_what_stands_below_it(group: Account, director: Member) -> None:
    trash_account(account=Account.objects.get(name="South"), by=director)
    assert set(tree_of(group.pk, director).values_list("name", flat=True)) == {"Group", "North", "Site"}


def test_cancelled_orders_and_those_before_the_window_do_not_count(group: Account, director: Member) -> None:
    north = Account.objects.get(name="North")
    buys(north, director, "999", cost="1", state=OrderState.CANCELLED)
    buys(north, director, "999", cost="1", ordered_on=date(2024, 1, 1))
    assert rollup(group, director, today=TODAY).tree.revenue == Decimal("250.00")


def test_one_unknown_cost_makes_the_margin_unknown_and_not_zero(group: Account, director: Member) -> None:
    buys(Account.objects.get(name="North"), director, "5", cost=None)
    assert rollup(group, director, today=TODAY).tree.margin is None


def test_one_recursive_query_finds_it_all(group: Account, director: Member) -> None:
    asked = queries_of(lambda: rollup(group, director, today=TODAY))
    assert len([query for query in asked if "RECURSIVE" in query]) == 1
    # The others look for the ranking.
    assert len(asked) <= 3


def test_a_circle_ends_the_recursion(group: Account, director: Member) -> None:
    north = Account.objects.get(name="North")
    Account.objects.filter(pk=group.pk).update(parent=north)
    assert tree_of(group.pk, director).count() == 4
