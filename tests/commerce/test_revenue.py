"""Sums over orders: by month and by period, in the reporting currency."""

from datetime import date
from decimal import Decimal

import pytest

from tenure.commerce.queries import counting_orders, last_order_date, monthly_revenue, revenue_of_periods
from tests.insight.facts import make_account, make_order
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

UNTIL = date(2024, 2, 29)


def test_every_month_is_there_with_zero_where_nothing_was_ordered() -> None:
    account = make_account("Steady")
    make_order(account, date(2023, 12, 31), "10.10", rate="1.5")
    make_order(account, date(2023, 12, 1), "0.20")
    make_order(account, date(2024, 2, 29), "-3.00")

    months = monthly_revenue(account.pk, until=UNTIL, months=4)

    assert [(m.month, m.revenue) for m in months] == [
        (date(2023, 11, 1), Decimal("0.00")),
        (date(2023, 12, 1), Decimal("15.35")),
        (date(2024, 1, 1), Decimal("0.00")),
        (date(2024, 2, 1), Decimal("-3.00")),
    ]


def test_cancelled_later_and_others_orders_are_not_in_the_months() -> None:
    account = make_account("Steady")
    make_order(account, UNTIL, "5.00", state="cancelled")
    make_order(account, date(2024, 3, 1), "5.00")
    make_order(make_account("Other"), UNTIL, "5.00")

    assert [m.revenue for m in monthly_revenue(account.pk, until=UNTIL, months=1)] == [Decimal("0.00")]


def test_months_of_an_account_are_one_query() -> None:
    account = make_account("Steady")
    assert len(queries_of(lambda: monthly_revenue(account.pk, until=UNTIL))) == 1


def test_periods_include_their_first_and_last_day() -> None:
    account = make_account("Steady")
    for day in (31, 1, 2):
        make_order(account, date(2024, 1 if day == 31 else 2, day), "1.00")

    sums = revenue_of_periods(counting_orders(), {"both": (date(2024, 1, 31), date(2024, 2, 1)), "all": (None, UNTIL)})

    assert sums == {"both": Decimal("2.00"), "all": Decimal("3.00")}


def test_the_last_order_is_looked_for_up_to_a_day_and_cancelled_ones_are_none() -> None:
    account = make_account("Steady")
    assert last_order_date(until=UNTIL) is None
    make_order(account, date(2024, 1, 5), "1.00")
    make_order(account, date(2024, 1, 9), "1.00", state="cancelled")
    make_order(account, date(2204, 1, 5), "1.00")
    assert last_order_date(until=UNTIL) == date(2024, 1, 5)
