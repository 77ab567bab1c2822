"""Many ties at once are as strong as each alone."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenure.analytics.board.talk_table import strengths_on, table_of
from tenure.analytics.board.talks import Talk, Way, evidence_of
from tenure.analytics.board.ties import tie_strength

TODAY = date(2026, 11, 22)
# Days on both sides of every limit: of 90 days, a year and two years, and of what is still to come.
AGO = st.sampled_from([-3, 0, 1, 30, 89, 90, 91, 200, 364, 365, 366, 600, 729, 730, 731, 900])
TOPICS = st.sampled_from(["", "Prices", "Re: prices", "Pumps", "Seals", "Fw: Seals"])
TALKS = st.lists(st.tuples(AGO, st.sampled_from(Way), TOPICS), max_size=12)


@given(st.lists(st.tuples(TALKS, st.sampled_from([None, 0, 2, 4])), max_size=5))
def test_a_table_of_ties_says_what_the_formula_says_of_each(
    said: list[tuple[list[tuple[int, Way, str]], int | None]],
) -> None:
    ties = [
        sorted((Talk(TODAY - timedelta(days=ago), way, topic) for ago, way, topic in some), key=day) for some, _ in said
    ]
    depths = np.array([np.nan if depth is None else depth for _, depth in said], dtype=float)
    alone = [
        tie_strength(evidence_of(talks, TODAY, depth)).strength for talks, (_, depth) in zip(ties, said, strict=True)
    ]
    assert strengths_on(table_of(ties), TODAY, depths).tolist() == pytest.approx(alone, abs=1e-12)


def day(talk: Talk) -> date:
    return talk.on
