"""The sentence made for one account when it is read is the one that is made for all accounts at once."""

from dataclasses import replace
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from tenure.analytics.criteria import Anchor, Criterion, GradeScheme, KnockOut, Level
from tenure.analytics.portfolio import FACTS, choose, explain, fact_column, grade, score
from tenure.analytics.wording import ENGLISH, Grounds, Named, Phrases, phrases_by, sentence, short_sentence, words_of

TEN = (Anchor(0, 0), Anchor(10, 10))
CODES = ("revenue", "growth", "fit")
SCHEME = GradeScheme((Level("a", 7.0, 2), Level("b", 5.0), Level("c")))
LABELS = ("Top", "Middle", "Rest")
OTHER = replace(ENGLISH, joint=" | ", decimal_mark=",", suffix_first="er", opening="{score} -> {grade}", colon=" = ")

known = st.integers(0, 100).map(lambda tenths: tenths / 10)
rows = st.lists(st.tuples(*[st.none() | known] * len(CODES)), min_size=1, max_size=25)
weights = st.tuples(*[st.sampled_from((0, 1, 5, 10))] * len(CODES)).filter(any)
limits = st.tuples(*[st.none() | st.builds(KnockOut, minimum=st.just(3.0))] * len(CODES))


@settings(max_examples=60, deadline=None)
@given(rows=rows, weights=weights, limits=limits, phrases=st.sampled_from((ENGLISH, OTHER)))
def test_one_account_hears_what_the_whole_portfolio_hears(
    rows: Any, weights: Any, limits: Any, phrases: Phrases
) -> None:
    criteria = [
        Criterion(code, f"{code}!", code, weight, anchors=TEN, knock_out=limit)
        for code, weight, limit in zip(CODES, weights, limits, strict=True)
    ]
    data = {code: [row[place] for row in rows] for place, code in enumerate(CODES)}
    frame = pl.DataFrame(
        {"account": [f"A{place:03}" for place in range(len(rows))]} | data,
        schema_overrides=dict.fromkeys(data, pl.Float64),
    )
    graded = grade(score(frame, criteria), SCHEME)
    said: pl.DataFrame = explain(graded, criteria, LABELS, phrases).collect().to_native()
    kept: pl.DataFrame = choose(graded, criteria, LABELS).collect().to_native()
    heard = {row["account"]: sentence(_grounds(row), phrases) for row in kept.iter_rows(named=True)}
    assert dict(said.select("account", "reason").iter_rows()) == heard


def _grounds(row: dict[str, Any]) -> Grounds:
    fact = {name: row[fact_column(name)] for name in FACTS}
    named: dict[str, Any] = {
        role: Named(f"{fact[role]}!", fact[f"{role}_score"]) if fact[role] else None for role in CHOSEN
    }
    listed: dict[str, Any] = {
        what: [f"{code}!" for code in (fact[what] or "").split(",") if code] for what in ("limits", "unknown")
    }
    return Grounds(
        grade=row["label"],
        score=row["score"],
        place=row["rank_by_sales"],
        leads=fact["leads"],
        turned_away=row["turned_away"],
        provisional=row["provisional"],
        **named,
        **listed,
    )


CHOSEN = ("first", "second", "weakest")


def test_beside_columns_the_sentence_leaves_out_what_they_say() -> None:
    grounds = Grounds("Top", 8.0, 3, first=Named("fit", 2.0), unknown=["growth"], turned_away=True, provisional=True)
    assert short_sentence(grounds) == "Held back most by fit 2.0; the places above are taken; not known: growth."


def test_nothing_to_say_but_the_grade_is_a_sentence_too() -> None:
    assert sentence(Grounds("Top", 10.0, 1)) == "Top at 10.0 of 10: nothing holds it back; 1st by sales."
    assert short_sentence(Grounds("Top", None, 1)) == "Nothing is known yet that could be scored."


def test_another_language_is_asked_for_each_phrase_with_where_it_stands() -> None:
    asked: list[tuple[str, str]] = []
    phrases_by(lambda context, text: asked.append((context, text)) or text)  # type: ignore[func-returns-value]
    assert ("decimal mark", ".") in asked
    assert ("reason", "{first} leads") in asked
    assert words_of("{place}{suffix} by sales") == ["place", "suffix"]
