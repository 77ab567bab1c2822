"""A criteria file is understood to the letter or refused with the place; what is printed is what is read."""

from pathlib import Path

import pytest

from tenure.analytics.criteria import (
    Anchor,
    Criterion,
    Direction,
    GradeScheme,
    KnockOut,
    Level,
    Normalisation,
)
from tenure.cli.errors import CommandError
from tenure.cli.rank_criteria import Selection, read_selection, write_selection
from tests.cli.runner import Tenure, write

CRITERION = '[[criteria]]\ncode = "revenue"\nweight = 1\n'


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ("criteria = 5", "has criteria = 5; it must be tables headed [[criteria]]."),
        ("weights = 5", "has the key 'weights'; the keys are criteria, levels, labels, hysteresis, key_levels."),
        ("[[criteria]]\nweight = 1", "Entry 1 of [[criteria]] has no code; a text is needed."),
        ("[[criteria]]\ncode = 'orders'", "Entry 1 of [[criteria]] has no weight; a number is needed."),
        (CRITERION + "wieght = 2", "Entry 1 of [[criteria]] has the key 'wieght'; the keys are code, name, measure,"),
        ("[[criteria]]\ncode = 'charm'\nweight = 1", "has measure = 'charm'; revenue, margin, margin_rate, orders,"),
        (CRITERION + "direction = 'up'", "has direction = 'up'; benefit, cost are allowed."),
        (CRITERION + "normalisation = 3", "has normalisation = 3; anchored, min_max, max, sum, vector, percentile are"),
        (CRITERION + "anchors = [[1, 2, 3]]", "has anchors = [[1, 2, 3]]; pairs [value, score] are allowed."),
        (CRITERION + "anchors = [[1, true]]", "has anchors = [[1, True]]; pairs [value, score] are allowed."),
        (CRITERION + "knock_out = 5", "has knock_out = 5; { minimum = .., maximum = .. } is allowed."),
        (CRITERION + "knock_out = {least = 5}", "knock_out, has the key 'least'; the keys are minimum, maximum."),
        (CRITERION + "weight = 'x'", "is not TOML: Cannot overwrite a value"),
        ("[[criteria]]\ncode = 'orders'\nweight = nan", "has weight = nan; a number is needed."),
        ("[[levels]]\ncode = 'a'\nplaces = -1", "has places = -1; a whole number of 0 or more is needed."),
        ("labels = ['a', 5]", "has labels = ['a', 5]; it must be a list of words."),
        ("hysteresis = 'x'", "The criteria file has hysteresis = 'x'; a number is needed."),
        ("a = ", "is not TOML: Invalid value"),
        ("a = " + "[" * 10_000, "is not TOML: "),
    ],
)
def test_what_a_criteria_file_may_not_hold_is_refused_with_its_place(tmp_path: Path, toml: str, words: str) -> None:
    with pytest.raises(CommandError) as caught:
        read_selection(write(tmp_path / "criteria.toml", toml))
    assert words in caught.value.sentence
    assert caught.value.sentence.endswith(".")


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    selection = Selection(
        criteria=(
            Criterion("revenue", 'Umsatz "netto"\\', "revenue", 25.5, anchors=(Anchor(0, 0), Anchor(1e6, 10.0))),
            Criterion(
                "recency",
                "recency",
                "recency_days",
                10,
                Direction.COST,
                Normalisation.MIN_MAX,
                knock_out=KnockOut(maximum=365.0),
                objective="Notice early,\nalways",
            ),
        ),
        scheme=GradeScheme(
            (Level("a", cut=7.5, places=3), Level("b", cut=5), Level("c")), hysteresis=0.5, key_levels=1
        ),
        labels=("Gold", "Silber", "Ü"),
    )
    path = tmp_path / "criteria.toml"
    path.write_text(write_selection(selection), encoding="utf-8")
    assert read_selection(path) == selection


def test_printed_criteria_give_the_same_scores_when_accounts_are_added(tenure: Tenure, tmp_path: Path) -> None:
    rows = [f"{name},{order},2024-0{order}-1{order},{amount}" for name, order, amount in
            (("A", 1, 100), ("A", 2, 300), ("B", 3, 200), ("C", 4, 50), ("C", 5, 500))]  # fmt: skip
    orders = write(tmp_path / "orders.csv", "account,order,date,amount", *rows)
    criteria = tmp_path / "criteria.toml"
    assert tenure("rank", "--orders", orders, "--print-criteria", "--output", criteria).code == 0
    assert all(criterion.anchors for criterion in read_selection(criteria).criteria or ())
    before = tenure.rank(orders, "--criteria", criteria)
    more = write(tmp_path / "more.csv", "account,order,date,amount", *rows, "D,9,2024-05-15,99999")
    after = tenure.rank(more, "--criteria", criteria)
    assert {code: after.accounts[code]["score"] for code in before.accounts} == {
        code: account["score"] for code, account in before.accounts.items()
    }
    assert before.json["criteria"] == after.json["criteria"]
