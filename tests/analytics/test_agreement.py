"""Agreement between people is measured as published, and disagreement is not averaged away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenure.analytics.agreement import Awareness, awareness, fleiss_kappa, group_rating

FOURTEEN_RATERS = [
    [0, 0, 0, 0, 14],
    [0, 2, 6, 4, 2],
    [0, 0, 3, 5, 6],
    [0, 3, 9, 2, 0],
    [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0],
    [3, 2, 6, 3, 0],
    [2, 5, 3, 2, 2],
    [6, 5, 2, 1, 0],
    [0, 2, 2, 3, 7],
]

polls = st.lists(st.sets(st.sampled_from("ABCDEFG"), max_size=4), max_size=6)
ratings = st.lists(st.lists(st.integers(0, 3), min_size=4, max_size=4), min_size=1, max_size=6)


def as_counts(classes: list[list[int]]) -> list[list[int]]:
    return [[row.count(category) for category in range(4)] for row in classes]


def test_four_lists_of_three_names_give_the_worked_overlap() -> None:
    poll = awareness(["ABC", "ABD", "ACE", "BFG"], official="ABC")
    assert (poll.people, poll.distinct, poll.naming_all) == (4, 7, 0.25)
    assert poll.overlap == pytest.approx(0.2667, abs=5e-5)


def test_names_come_most_often_named_first() -> None:
    assert awareness([{"Birch", "Alder"}, {"Birch"}], official=["Alder"]).names == (("Birch", 1.0), ("Alder", 0.5))


def test_naming_more_than_the_official_list_still_counts_as_naming_it() -> None:
    assert awareness([{"A", "B", "C"}, {"A"}], official={"A", "B"}).naming_all == 0.5


def test_a_poll_of_nobody_and_a_missing_official_list_are_not_zero() -> None:
    assert awareness([], official="A") == Awareness(people=0, names=(), naming_all=None, agreeing=None, overlap=None)
    alone = awareness(["A"], official="")
    assert (alone.naming_all, alone.overlap) == (None, None)


def test_two_people_who_name_nobody_do_not_agree() -> None:
    assert awareness([set(), set()], official="A").overlap == 0


@given(polls)
def test_the_order_of_the_people_does_not_matter_and_shares_stay_within_bounds(people: list[set[str]]) -> None:
    poll, backwards = awareness(people, official="AB"), awareness(people[::-1], official="AB")
    assert (poll.names, poll.naming_all) == (backwards.names, backwards.naming_all)
    assert poll.overlap == pytest.approx(backwards.overlap)
    assert poll.overlap is None or 0 <= poll.overlap <= 1


@given(st.sets(st.sampled_from("ABCDEFG"), min_size=1), st.integers(2, 6))
def test_people_who_all_name_the_official_list_agree_fully(names: set[str], people: int) -> None:
    poll = awareness([names] * people, official=names)
    assert (poll.overlap, poll.naming_all, poll.distinct) == (1, 1, len(names))


def test_fourteen_raters_of_ten_things_in_five_classes_give_the_published_kappa() -> None:
    assert fleiss_kappa(FOURTEEN_RATERS) == pytest.approx(0.20993, abs=5e-6)


@given(ratings)
def test_kappa_is_at_most_one_and_ignores_the_order_of_things_and_classes(classes: list[list[int]]) -> None:
    counts = as_counts(classes)
    kappa = fleiss_kappa(counts)
    assert fleiss_kappa([row[::-1] for row in reversed(counts)]) == pytest.approx(kappa)
    assert kappa is None or kappa <= 1


def test_raters_who_agree_on_different_classes_have_a_kappa_of_one() -> None:
    assert fleiss_kappa([[3, 0], [0, 3]]) == 1


@pytest.mark.parametrize("counts", [[], [[3, 0], [3, 0]]])
def test_nothing_rated_or_one_class_throughout_has_no_kappa(counts: list[list[int]]) -> None:
    assert fleiss_kappa(counts) is None


@pytest.mark.parametrize(("counts", "seen"), [([[2, 1], [2, 0]], "2, 3"), ([[1, 0]], "1"), ([[3, -1]], "2")])
def test_kappa_needs_the_same_two_or_more_raters_for_each(counts: list[list[int]], seen: str) -> None:
    with pytest.raises(ValueError, match=f"same number of raters, at least two, and no negative count; got {seen}\\.$"):
        fleiss_kappa(counts)


@pytest.mark.parametrize(
    ("scores", "flagged"), [([3, 6.9], False), ([3.1, 7.1], True), ([0, 5, 10], True), ([5], False)]
)
def test_four_points_apart_is_a_disagreement(scores: list[float], flagged: bool) -> None:
    rating = group_rating(scores)
    assert rating is not None
    assert rating.disagreement is flagged


def test_an_unknown_score_is_no_rater() -> None:
    rating = group_rating([8, None, 7])
    assert rating is not None
    assert (rating.raters, rating.median, rating.low, rating.high, rating.range) == (2, 7.5, 7, 8, 1)
    assert group_rating([None]) is None
