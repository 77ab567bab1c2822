from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from random import Random

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tenure.analytics.criteria import LABEL_PACKS, Criterion, Direction
from tenure.analytics.portfolio import DEFAULT_CRITERIA, MEASURES, Period, Ranking, Window, grade, rank_accounts, score
from tests.analytics.portfolio.naive import Line, accounts_of, frame_of
from tests.northwind import northwind_accounts, northwind_lines

AS_OF = date(2024, 12, 31)


def table(ranking: Ranking) -> pl.DataFrame:
    """The whole portfolio, in order of rank."""
    frame: pl.DataFrame = ranking.frame.collect().to_native()
    return frame.sort("rank")


@pytest.fixture(scope="module")
def northwind() -> Ranking:
    return rank_accounts(northwind_lines(), accounts=northwind_accounts())


def test_northwind_is_ranked_at_its_last_order_over_everything(northwind: Ranking) -> None:
    assert (northwind.as_of, str(northwind.window)) == (date(1998, 5, 6), "all")
    ranks = table(northwind)
    assert ranks["rank"].to_list() == list(range(1, 92))
    assert sorted(ranks["rank_by_sales"]) == list(range(1, 92))
    assert ranks.sort("rank_by_sales").head(3)["account"].to_list() == ["QUICK", "ERNSH", "SAVEA"]


def test_northwinds_growth_compares_two_halves_of_its_22_months(northwind: Ranking) -> None:
    comparison = northwind.comparison
    assert comparison.shortened
    assert comparison.recent == Period(date(1997, 6, 5), date(1998, 5, 6))
    assert comparison.earlier == Period(date(1996, 7, 4), date(1997, 6, 4))


def test_northwind_knows_no_cost_and_so_no_margin(northwind: Ranking) -> None:
    assert northwind.notices == ("Margin is unknown for every account, so it is left out.",)
    assert "margin" not in [criterion.code for criterion in northwind.criteria]


def test_northwinds_customers_that_never_ordered_are_last_with_their_unknowns_named(northwind: Ranking) -> None:
    last = table(northwind).tail(2)
    assert last["account"].to_list() == ["FISSA", "PARIS"]
    assert last["recency_days"].to_list() == [None, None]
    assert last["score_recency"].to_list() == [None, None]
    assert last["completeness"].to_list() == [0.5625, 0.5625]
    assert "not known: growth, recency, regularity, tenure; provisional until more is known" in last["reason"][0]


def test_northwinds_first_has_a_reason_in_plain_words(northwind: Ranking) -> None:
    assert table(northwind)["reason"][0] == (
        "Premier at 8.0 of 10: revenue 9.9 and orders 10.0 lead; qualifies despite regularity 2.1; 2nd by sales."
    )


def test_proposed_anchors_used_again_change_nothing(northwind: Ranking) -> None:
    again = rank_accounts(northwind_lines(), accounts=northwind_accounts(), criteria=northwind.criteria)
    assert again.criteria == northwind.criteria
    assert table(again).equals(table(northwind))


def test_frozen_anchored_scores_do_not_change_when_an_account_is_added(northwind: Ranking) -> None:
    lines = northwind_lines()
    giant = pl.DataFrame(
        [{"account": "GIANT", "order": "x", "date": date(1998, 5, 1), "revenue": 1e7}],
        schema_overrides={"date": pl.Date},
    )
    more = pl.concat([lines, giant], how="diagonal")
    after = table(rank_accounts(more, accounts=northwind_accounts(), criteria=northwind.criteria))
    before = table(northwind)
    kept = [name for name in before.columns if name.startswith(("score", "contribution", "low", "high"))]
    same = after.filter(pl.col("account") != "GIANT").sort("account").select(kept)
    assert same.equals(before.sort("account").select(kept))


def test_every_contribution_is_part_of_the_score(northwind: Ranking) -> None:
    parts = pl.sum_horizontal(f"contribution_{criterion.code}" for criterion in northwind.criteria)
    assert table(northwind).select((parts - pl.col("score")).abs().max()).item() <= 1e-9


def test_the_default_criteria_weigh_a_hundred_and_each_serves_an_objective() -> None:
    assert sum(criterion.weight for criterion in DEFAULT_CRITERIA) == 100
    assert all(criterion.objective for criterion in DEFAULT_CRITERIA)


def test_no_lines_cannot_say_when_to_rank() -> None:
    with pytest.raises(ValueError, match="There are no order lines and so no last order to rank at"):
        rank_accounts(frame_of([]))


def test_accounts_without_any_line_are_listed_without_a_score() -> None:
    ranking = rank_accounts(frame_of([]), accounts=accounts_of("AB"), as_of=AS_OF)
    rows = table(ranking)
    assert rows["score"].to_list() == [None, None]
    assert rows["grade"].to_list() == ["d", "d"]
    assert len(ranking.notices) == len(DEFAULT_CRITERIA)
    assert rows["reason"][0] == (
        "Non-League: nothing is known yet that could be scored; provisional until more is known; 1st by sales."
    )


def test_an_as_of_date_before_the_first_line_measures_nothing() -> None:
    ranking = rank_accounts(frame_of([Line("A", "1", AS_OF, 5.0)]), accounts=accounts_of("A"), as_of=date(2020, 1, 1))
    assert table(ranking)["revenue"].to_list() == [0.0]


def test_labels_must_be_one_for_each_level() -> None:
    with pytest.raises(ValueError, match=r"There are 2 labels \(Gold, Silver\) for 4 levels; give one for each."):
        rank_accounts(frame_of([Line("A", "1", AS_OF, 5.0)]), labels=("Gold", "Silver"))


def test_a_label_pack_renames_the_grades_and_nothing_else(northwind: Ranking) -> None:
    olympic = rank_accounts(northwind_lines(), accounts=northwind_accounts(), labels=LABEL_PACKS["olympic"])
    assert table(olympic)["reason"][0].startswith("Gold at 8.0 of 10")
    assert table(olympic).drop("label", "reason").equals(table(northwind).drop("label", "reason"))


few_lines = st.lists(
    st.builds(
        Line,
        account=st.sampled_from("ABCDE"),
        order=st.sampled_from("12345678"),
        date=st.dates(date(2022, 6, 1), AS_OF),
        revenue=st.integers(-10_000, 90_000).map(lambda n: n / 100),
        cost=st.integers(0, 9_000).map(lambda n: n / 100),
        product=st.sampled_from("pqrs"),
    ),
    min_size=1,
    max_size=40,
)


@settings(max_examples=20)
@given(few_lines, st.randoms(use_true_random=False))
def test_the_order_of_lines_and_accounts_does_not_matter(lines: list[Line], random: Random) -> None:
    ranking = rank_accounts(frame_of(lines), accounts=accounts_of("ABCDEF"))
    shuffled = random.sample(lines, len(lines))
    again = rank_accounts(frame_of(shuffled), accounts=accounts_of("FEDCBA"))
    assert again.criteria == ranking.criteria
    assert table(again).equals(table(ranking))


@settings(max_examples=20)
@given(few_lines, st.sampled_from(DEFAULT_CRITERIA), st.sampled_from("ABCDE"), st.integers(1, 500))
def test_a_better_value_on_one_criterion_never_lowers_the_rank(
    lines: list[Line], criterion: Criterion, account: str, gain: int
) -> None:
    ranking = rank_accounts(frame_of(lines), accounts=accounts_of("ABCDE"))
    change = -gain if criterion.direction is Direction.COST else gain
    better = pl.when(pl.col("account") == account).then(pl.col(criterion.measure) + change).otherwise(criterion.measure)
    before = table(ranking)
    after = regraded(before.with_columns(better.alias(criterion.measure)), ranking)
    assert rank_of(account, after) <= rank_of(account, before)


def regraded(measures: pl.DataFrame, ranking: Ranking) -> pl.DataFrame:
    """Score and rank changed measures with the criteria of a ranking."""
    kept = measures.select("account", "name", *(column for column in MEASURES if column in measures.columns))
    graded: pl.DataFrame = grade(score(kept, ranking.criteria), ranking.scheme).collect().to_native()
    return graded


def rank_of(account: str, frame: pl.DataFrame) -> int:
    rank: int = frame.filter(pl.col("account") == account)["rank"].item()
    return rank


def test_a_window_counts_only_what_lies_in_it() -> None:
    lines: Sequence[Line] = [Line("A", "1", date(2023, 6, 1), 100.0), Line("A", "2", date(2024, 6, 1), 30.0)]
    assert table(rank_accounts(frame_of(lines), as_of=AS_OF, window=Window.parse("12m")))["revenue"].item() == 30.0


def test_previous_grades_hold_an_account_within_the_hysteresis(northwind: Ranking) -> None:
    ranks = table(northwind)
    near = ranks.filter(pl.col("score").is_between(7.0, 7.29))["account"].to_list()
    assert near
    held = ranks.select("account", grade=pl.lit("b"))
    again = rank_accounts(northwind_lines(), accounts=northwind_accounts(), criteria=northwind.criteria, previous=held)
    assert set(table(again).filter(pl.col("account").is_in(near))["grade"]) == {"b"}


def test_weights_left_at_zero_name_no_criterion_in_a_reason(northwind: Ranking) -> None:
    silent = [replace(c, weight=0) if c.code == "revenue" else c for c in northwind.criteria]
    reasons = table(rank_accounts(northwind_lines(), criteria=silent))["reason"]
    assert not any(reason for reason in reasons if "revenue" in reason)
