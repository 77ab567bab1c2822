"""Whether the day or the month comes first is decided by the column, or said to be undecided; never guessed."""

import csv
import datetime as dt
from contextlib import suppress

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tenure.integrations.files.dates import DateOrder, guess_date_order, parse_date, without_time
from tests.shared import shared_data

DAY, MONTH = DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST
days = st.dates(dt.date(1970, 1, 1), dt.date(2068, 12, 31))


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (["13/01/2024", "02/01/2024"], DAY),
        (["01/13/2024", "01/02/2024"], MONTH),
        (["02/23/26 08:55 PM"], MONTH),
        (["31.12.99"], DAY),
        (["2024-01-02", "2024-03-04"], DAY),
        (["1 Feb 2024"], DAY),
        (["05/05/2024"], DAY),
    ],
)
def test_one_value_decides_for_the_column(values: list[str], order: DateOrder) -> None:
    guess = guess_date_order(values)
    assert (guess.order, guess.ambiguous) == (order, False)


def test_a_column_valid_both_ways_is_ambiguous() -> None:
    guess = guess_date_order(["05/05/2024", "01/02/2024"])
    assert (guess.order, guess.ambiguous) == (None, True)
    assert guess.why == "'01/02/2024' may be 2024-02-01 or 2024-01-02"


def test_a_column_that_needs_both_orders_is_ambiguous() -> None:
    guess = guess_date_order(["13/01/2024", "01/13/2024"])
    assert (guess.order, guess.ambiguous) == (None, True)
    assert guess.why == "'13/01/2024' has the day first and '01/13/2024' the month"


def test_values_that_are_no_dates_are_counted() -> None:
    guess = guess_date_order(["2024-01-02", "soon", "31/02/2024"])
    assert (guess.unreadable, guess.ambiguous) == (2, False)
    assert guess_date_order(["soon"]).why == "no value is a date"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024-03-01", (2024, 3, 1)),
        ("2024/3/1", (2024, 3, 1)),
        ("2024.03.01", (2024, 3, 1)),
        ("20240301", (2024, 3, 1)),
        ("2024-03-01T23:30:00.000Z", (2024, 3, 1)),
        ("2024-03-01 23:30:00+02:00", (2024, 3, 1)),
        ("01/03/2024 8:05", (2024, 3, 1)),
        ("1.3.24", (2024, 3, 1)),
        ("1. 3. 2024", (2024, 3, 1)),
        ("01-03-2024", (2024, 3, 1)),
        ("1/3/69", (1969, 3, 1)),
        ("1/3/68", (2068, 3, 1)),
        ("1 March 2024", (2024, 3, 1)),
        ("1st Mar. 2024", (2024, 3, 1)),
        ("01-MAR-24", (2024, 3, 1)),
        ("Mar 1, 2024", (2024, 3, 1)),
        ("March 1st, 2024 10:30 AM", (2024, 3, 1)),
        ("Fri, 1 Mar 2024", (2024, 3, 1)),
        ("Freitag, 1. März 2024", (2024, 3, 1)),
        ("1 août 2024", (2024, 8, 1)),
        ("29/02/2024", (2024, 2, 29)),
    ],
)
def test_a_date_is_read_as_people_write_it(text: str, date: tuple[int, int, int]) -> None:
    assert parse_date(text, DAY) == dt.date(*date)


@pytest.mark.parametrize(
    "text",
    ["", "soon", "31/02/2024", "13/13/2024", "2023-02-29", "1899-12-31", "2200-01-01", "0001-01-01", "45292", "3/2024",
     "1/2/3", "1-2/2024", "12345678", "1 Foo 2024", "2024-03-01 25", "١/٢/٢٠٢٤"],
)  # fmt: skip
def test_a_text_that_is_no_date_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(ValueError) as caught:
        parse_date(text, MONTH)
    assert str(caught.value) == f"The value {text!r} is not a date; 2024-12-31, 12/31/2024 or 31 Dec 2024 are allowed."


def test_adversarial_text_is_refused_at_once() -> None:
    for text in ("1" * 100_000, " " * 100_000, "1 " * 50_000, "a" * 100_000, "1" + " " * 100_000 + "x"):
        with pytest.raises(ValueError):
            parse_date(text)
        without_time(text)


@given(days)
def test_every_way_of_writing_a_day_is_read_back(day: dt.date) -> None:
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%y", "%d %B %Y", "%b %d, %Y", "%Y%m%d", "%Y-%m-%dT%H:%M:%S"):
        assert parse_date(day.strftime(form), DAY) == day
    for form in ("%m/%d/%Y", "%m-%d-%y %I:%M %p"):
        assert parse_date(day.strftime(form), MONTH) == day


@given(st.lists(days, min_size=1), st.sampled_from(["%d/%m/%Y", "%m/%d/%Y"]))
def test_a_decided_order_is_never_the_wrong_one(column: list[dt.date], form: str) -> None:
    assume(any(day.day != day.month for day in column))
    texts = [day.strftime(form) for day in column]
    guess = guess_date_order(texts)
    decisive = any(day.day > 12 for day in column)
    assert guess.ambiguous is not decisive
    if guess.order is not None:
        assert [parse_date(text, guess.order) for text in texts] == column


@given(st.text())
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    with suppress(ValueError):
        parse_date(text)


def test_the_salesforce_export_has_the_month_first() -> None:
    path = shared_data("salesforce_samples") / "org_export" / "Opportunity.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for column in ("CreatedDate", "LastModifiedDate", "Opp Close Date_Simulated"):
        assert guess_date_order(row[column] for row in rows).order is MONTH
