"""Ties, cover and what hangs on whom."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tenure.analytics.board.dependency import dependency, dependency_on_people, revenue_at_risk
from tenure.analytics.board.position import Piece
from tenure.analytics.board.ties import Evidence, cover, days_as_line, freshness, is_single_threaded, rest, tie_strength
from tests.analytics.board.positions import golden, person, position

TIES = {
    ("KAM", "ceo"): 0.3,
    ("KAM", "cfo"): 0.2,
    ("KAM", "proc"): 0.9,
    ("KAM", "ops"): 0.7,
    ("Eng", "tech"): 0.8,
    ("Eng", "ops"): 0.4,
    ("Serv", "user"): 0.6,
}
PEOPLE = [
    person("ceo", Piece.KING),
    person("cfo", Piece.ROOK),
    person("proc", Piece.BISHOP),
    person("ops", Piece.ROOK),
    person("tech", Piece.KNIGHT),
    person("user", Piece.PAWN),
]


def test_a_tie_has_the_worked_strength() -> None:
    tie = tie_strength(Evidence(contacts=9, depth=3, incoming=4, outgoing=6, topics=2, days_since=30))
    assert (tie.quality, tie.freshness, tie.strength) == pytest.approx((0.7708, 0.8409, 0.6482), abs=5e-5)


def test_a_tie_without_any_contact_is_no_tie() -> None:
    assert tie_strength(Evidence(0, 0, 0, 0, 0, None)).strength == 0
    assert tie_strength(Evidence(6, 4, 5, 5, 3, 0)).strength == 1
    assert freshness(0, 0) == 1


@pytest.mark.parametrize(
    "evidence", [Evidence(-1, 0, 0, 0, 0, 1), Evidence(1, 5, 0, 0, 0, 1), Evidence(1, 1, 0, 0, 0, -1)]
)
def test_impossible_evidence_is_a_programmer_s_mistake(evidence: Evidence) -> None:
    with pytest.raises(ValueError, match="must be 0 or more"):
        tie_strength(evidence)


def test_a_tie_is_a_line_for_as_many_days_as_it_takes_to_fade_to_the_limit() -> None:
    evidence = Evidence(contacts=6, depth=2, incoming=5, outgoing=5, topics=3, days_since=10)
    days = days_as_line(evidence)
    assert days is not None
    assert tie_strength(replace(evidence, days_since=10 + days)).strength == pytest.approx(0.3)
    assert days_as_line(replace(evidence, days_since=1000)) == 0
    assert days_as_line(replace(evidence, days_since=None)) is None
    assert days_as_line(Evidence(0, 1, 0, 0, 1, 0)) is None


def test_cover_counts_all_ties_and_rest_all_but_the_best() -> None:
    assert cover([0.5, 0.5]) == 0.75
    assert rest([0.9, 0.2, 0.1]) == pytest.approx(0.28)
    assert is_single_threaded([0.9, 0.2, 0.1])
    assert not is_single_threaded([0.2, 0.1])
    assert not is_single_threaded([0.9, 0.3])


def test_dependency_of_the_account_on_each_of_ours_is_as_worked_out() -> None:
    shares = dependency(position(PEOPLE, TIES))
    assert shares == pytest.approx({"KAM": 0.638, "Eng": 0.217, "Serv": 0.043}, abs=5e-4)


def test_dependency_is_unknown_where_nobody_covers_anybody() -> None:
    board = position(PEOPLE, {("KAM", "ceo"): 0.0})
    assert dependency(board) == {"KAM": None}
    assert set(dependency_on_people(board).values()) == {None}
    assert dependency(position(PEOPLE)) == {}


def test_dependency_on_the_customer_s_people_sums_to_all() -> None:
    shares = dependency_on_people(golden())
    assert sum(share or 0 for share in shares.values()) == pytest.approx(1)
    assert shares["foss"] == pytest.approx(4.4 / 14)


def test_revenue_at_risk_is_the_published_band() -> None:
    band = revenue_at_risk(Decimal("2000000"))
    assert band is not None
    assert (band.low, band.high, band.scaled) == (Decimal("264000"), Decimal("352000"), False)


def test_scaled_revenue_at_risk_is_marked_and_never_more_than_the_revenue() -> None:
    band = revenue_at_risk(Decimal(1000), 0.9, 0.1)
    assert band is not None
    assert (band.low, band.high, band.scaled) == (Decimal(1000), Decimal(1000), True)


def test_there_is_no_revenue_at_risk_without_something_to_scale_by() -> None:
    assert revenue_at_risk(Decimal(-1)) is None
    assert revenue_at_risk(Decimal(1000), 0.5, 0.0) is None
