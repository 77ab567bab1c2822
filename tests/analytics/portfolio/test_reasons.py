from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import narwhals as nw
import polars as pl
import pytest

from tenure.analytics.criteria import DEFAULT_SCHEME, LABEL_PACKS, Anchor, Criterion, GradeScheme, KnockOut, Level
from tenure.analytics.portfolio import ENGLISH, Phrases, explain, grade, score
from tenure.analytics.portfolio.frames import lazy
from tenure.analytics.portfolio.reasons import fill, one_decimal

TEN = (Anchor(0, 0), Anchor(10, 10))
CRITERIA = tuple(
    Criterion(name, name, name, weight, anchors=TEN)
    for name, weight in (("revenue", 40), ("growth", 30), ("recency", 20), ("range", 10))
)


def explained(
    rows: Sequence[tuple[float | None, ...]],
    *,
    criteria: Sequence[Criterion] = CRITERIA,
    scheme: GradeScheme = DEFAULT_SCHEME,
    phrases: Phrases = ENGLISH,
) -> list[dict[str, Any]]:
    """Explain accounts of these scores by criterion, in the order given."""
    data = {c.measure: [row[n] for row in rows] for n, c in enumerate(CRITERIA)}
    frame = pl.DataFrame(
        {"account": [f"A{n:03}" for n in range(len(rows))]} | data, schema_overrides=dict.fromkeys(data, pl.Float64)
    )
    labels = LABEL_PACKS["football"][: len(scheme.levels)]
    answer = explain(grade(score(frame, criteria), scheme), criteria, labels, phrases)
    told: pl.DataFrame = answer.collect().to_native()
    return told.sort("account").to_dicts()


def reason_for(*scores: float | None, **options: Any) -> str:
    reason: str = explained([scores], **options)[0]["reason"]
    return reason


def test_a_key_account_hears_what_leads_and_what_it_qualifies_despite() -> None:
    assert reason_for(9.1, 8.0, 2.0, 9.0) == (
        "Premier at 7.3 of 10: revenue 9.1 and growth 8.0 lead; qualifies despite recency 2.0; 1st by sales."
    )


def test_the_weakest_of_several_weaknesses_is_named_and_all_are_listed() -> None:
    row = explained([(10, 10, 4, 1)])[0]
    assert "qualifies despite range 1.0;" in row["reason"]
    assert (row["strongest"], row["second"], row["despite"]) == ("revenue", "growth", "recency,range")


def test_a_weakness_does_not_lead_as_well() -> None:
    assert reason_for(10, 4, None, None).startswith(
        "Premier at 7.4 of 10: revenue 10.0 leads; qualifies despite growth 4.0; not known: recency, range;"
    )


def test_an_even_profile_qualifies_despite_nothing() -> None:
    row = explained([(8, 8, 8, 8)])[0]
    assert row["reason"] == "Premier at 8.0 of 10: revenue 8.0 and growth 8.0 lead; 1st by sales."
    assert row["despite"] is None


def test_an_account_that_is_not_key_hears_what_holds_it_back_most() -> None:
    row = explained([(1, 9, 2, 9)])[0]
    assert row["reason"] == "2nd Division at 4.4 of 10: held back most by revenue 1.0 and recency 2.0; 1st by sales."
    assert (row["missing"], row["despite"]) == ("revenue", None)


def test_unknowns_are_named_and_a_provisional_grade_says_so() -> None:
    assert reason_for(8, None, 8, None) == (
        "Premier at 8.0 of 10: revenue 8.0 and recency 8.0 lead; not known: growth, range; "
        "provisional until more is known; 1st by sales."
    )


def test_an_account_of_which_nothing_is_known_says_so() -> None:
    assert reason_for(None, None, None, None) == (
        "Non-League: nothing is known yet that could be scored; not known: revenue, growth, recency, range; "
        "provisional until more is known; 1st by sales."
    )


def test_one_known_criterion_leads_alone() -> None:
    assert reason_for(9, None, None, None).startswith("Premier at 9.0 of 10: revenue 9.0 leads; not known")
    assert reason_for(1, None, None, None).startswith(
        "Non-League at 1.0 of 10: held back most by revenue 1.0; not known"
    )


def test_a_score_of_nothing_leads_nowhere() -> None:
    row = explained([(0, 0, 0, 0)], scheme=GradeScheme((Level("a", places=1), Level("b"))))[0]
    assert row["reason"] == ("Premier at 0.0 of 10: held back most by revenue 0.0 and growth 0.0; 1st by sales.")
    assert (row["strongest"], row["second"]) == (None, None)


def test_the_knocked_out_hear_which_limit_kept_them_out() -> None:
    limited = (replace(CRITERIA[0], knock_out=KnockOut(minimum=5)), *CRITERIA[1:])
    assert reason_for(4, 10, 10, 10, criteria=limited) == (
        "Non-League at 7.6 of 10: held back most by revenue 4.0; kept out by the limit on revenue; 1st by sales."
    )


def test_an_account_turned_away_hears_that_the_places_are_taken() -> None:
    scheme = GradeScheme((Level("a", cut=7.0, places=1), Level("b", cut=5.0), Level("c")))
    best, second = explained([(10, 10, 10, 10), (9, 9, 9, 9)], scheme=scheme)
    assert best["reason"] == "Premier at 10.0 of 10: revenue 10.0 and growth 10.0 lead; 1st by sales."
    assert second["reason"] == (
        "1st Division at 9.0 of 10: revenue 9.0 and growth 9.0 lead; the places above are taken; 2nd by sales."
    )


def test_a_perfect_account_without_a_place_is_held_back_by_nothing() -> None:
    scheme = GradeScheme((Level("a", places=1), Level("b")))
    _, second = explained([(10, 10, 10, 10), (10, 10, 10, 10)], scheme=scheme)
    assert second["reason"] == (
        "1st Division at 10.0 of 10: nothing holds it back; the places above are taken; 2nd by sales."
    )


def test_places_are_spoken_as_english_ordinals() -> None:
    rows = explained([(100 - n, 5, 5, 5) for n in range(123)])
    spoken = {row["rank_by_sales"]: row["reason"].rsplit("; ", 1)[1] for row in rows}
    expected = {
        1: "1st",
        2: "2nd",
        3: "3rd",
        4: "4th",
        11: "11th",
        12: "12th",
        13: "13th",
        21: "21st",
        111: "111th",
        122: "122nd",
    }
    assert {place: spoken[place] for place in expected} == {n: f"{word} by sales." for n, word in expected.items()}


def test_another_language_is_another_set_of_phrases() -> None:
    german = replace(
        ENGLISH,
        decimal_mark=",",
        opening="{grade} mit {score} von 10",
        lead_two="{first} und {second} führen",
        despite="qualifiziert trotz {weakest}",
        sales="{place}{suffix} nach Umsatz",
        suffix_first=".",
    )
    assert reason_for(9.1, 8.0, 2.0, 9.0, phrases=german) == (
        "Premier mit 7,3 von 10: revenue 9,1 und growth 8,0 führen; qualifiziert trotz recency 2,0; 1. nach Umsatz."
    )


def test_braces_in_a_name_are_left_alone() -> None:
    odd = (replace(CRITERIA[0], name="{net} 100% 'revenue'"), *CRITERIA[1:])
    assert reason_for(9, 8, 8, 8, criteria=odd).startswith(
        "Premier at 8.4 of 10: {net} 100% 'revenue' 9.0 and growth 8.0"
    )


def test_a_template_with_an_unknown_word_is_refused() -> None:
    with pytest.raises(ValueError, match=r"'\{who\} leads' asks for 'who'; there are: grade, score"):
        fill("{who} leads", grade=nw.lit("Premier"), score=nw.lit("7.0"))


def test_scores_are_written_with_one_decimal_halves_up() -> None:
    frame = lazy(pl.DataFrame({"s": [0.0, 0.04, 0.05, 9.95, 10.0, 7.25, None]}))
    written = frame.select(one_decimal(nw.col("s"), ".")).collect().to_native().to_series().to_list()
    assert written == ["0.0", "0.0", "0.1", "10.0", "10.0", "7.3", None]
