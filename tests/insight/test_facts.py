"""Facts pass from the database into frames unchanged, in blocks, on either engine."""

from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from tenure.assessments.actions.rating import create_question, rate_account
from tenure.insight.queries import facts
from tenure.people.models import Member
from tests.insight.facts import YEAR_END, make_account, make_order, make_portfolio

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "name", ['He said "no", twice', "two\nlines", "a,b;c", "  spaces  ", "NULL", "\\N", "Łódź 50%"]
)
def test_any_name_arrives_as_it_is(name: str) -> None:
    account = make_account(name)
    assert facts.account_frame().rows() == [(account.pk, name)]


def test_a_line_is_one_row_in_the_reporting_currency_with_unknown_cost_unknown() -> None:
    account = make_account("One")
    known = make_order(account, YEAR_END, "100.0050", cost="60.00", rate="1.1")
    unknown = make_order(account, date(2024, 1, 1), "-5.00")

    frame = facts.line_frame(as_of=YEAR_END).sort("date")

    assert frame.rows() == [
        (account.pk, unknown.pk, date(2024, 1, 1), None, -5.0, None),
        (account.pk, known.pk, YEAR_END, None, pytest.approx(110.0055), pytest.approx(66.0)),
    ]


def test_lines_after_the_day_are_left_out() -> None:
    make_order(make_account("One"), YEAR_END, "1.00")
    assert facts.line_frame(as_of=date(2024, 12, 30)).is_empty()


def test_rows_read_in_many_blocks_are_those_read_in_one(monkeypatch: pytest.MonkeyPatch) -> None:
    make_portfolio(10)
    whole = facts.line_frame(as_of=YEAR_END)
    monkeypatch.setattr(facts, "ROWS_PER_BLOCK", 7)
    monkeypatch.setattr(facts, "BYTES_PER_BLOCK", 100)

    assert facts.fingerprint(facts.line_frame(as_of=YEAR_END)) == facts.fingerprint(whole)
    assert whole.height == 40


def test_no_facts_give_empty_frames_with_their_columns() -> None:
    assert facts.line_frame(as_of=YEAR_END).columns == ["account", "order", "date", "product", "revenue", "cost"]
    assert facts.account_frame().columns == ["account", "name"]
    assert facts.rating_frame(as_of=YEAR_END).columns == ["account"]


def test_a_question_nobody_answered_is_a_column_of_unknowns(director: Member) -> None:
    account = make_account("One")
    answered = create_question(code="fit", name="Fit", by=director)
    create_question(code="access", name="Access", by=director)
    rate_account(account=account, question=answered, score=Decimal("7.5"), by=director, rated_on=YEAR_END)

    frame = facts.rating_frame(as_of=YEAR_END)

    assert frame.to_dicts() == [{"account": account.pk, "rating:access": None, "rating:fit": 7.5}]


def test_a_fingerprint_knows_rows_and_not_their_order() -> None:
    frame = pl.DataFrame({"a": [1, 2, None], "b": ["x", None, "y"]})
    assert facts.fingerprint(frame.reverse()) == facts.fingerprint(frame)
    assert facts.fingerprint(frame.with_columns(a=pl.lit(1))) != facts.fingerprint(frame)
    assert facts.fingerprint(frame.clear()) == facts.fingerprint(frame.clear())
