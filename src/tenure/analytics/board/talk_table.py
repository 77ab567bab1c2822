"""How strong many ties are on any day, from one table: `evidence_of` and `tie_strength` for all at once.

The definitions are those of `talks` and `ties`; this is what draws a curve over two years without counting every talk
anew for every day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from tenure.analytics.board.arrays import Floats, Places, Truths
from tenure.analytics.board.talks import (
    DAYS_OF_BREADTH,
    DAYS_OF_CONTACTS,
    DAYS_REMEMBERED,
    INTRODUCED,
    WORKING,
    WORKING_CONTACTS,
    Talk,
    Way,
    topic_of,
)
from tenure.analytics.board.ties import CONTACTS_IN_90_DAYS, DAYS_OF_HALF_LIFE, DEEPEST, TOPICS_OF_BREADTH

NEVER = np.iinfo(np.int64).max


@dataclass(frozen=True)
class TalkTable:
    """The talks of n ties, t in all, those of a tie in the order of their days; all arrays are (t,).

    `tie` is the number of the tie, `day` an ordinal, `ways` tells which way each went, `again` is the ordinal of the
    day on which the same two next spoke of the same topic, NEVER where they did not, and `named` whether it had one.
    """

    ties: int
    tie: Places
    day: Places
    ways: dict[Way, Truths]
    again: Places
    named: Truths


def table_of(talks: Sequence[Sequence[Talk]]) -> TalkTable:
    """Write the talks of several ties as a table; those of each must be in the order of their days."""
    rows = [(number, talk) for number, some in enumerate(talks) for talk in some]
    words = {text: topic_of(text) for text in {talk.topic for _, talk in rows}}
    again, following = [NEVER] * len(rows), dict[tuple[int, str], int]()
    for place in range(len(rows) - 1, -1, -1):
        number, talk = rows[place]
        again[place] = following.get((number, words[talk.topic]), NEVER)
        following[number, words[talk.topic]] = talk.on.toordinal()
    way = np.array([talk.way for _, talk in rows], dtype=object)
    return TalkTable(
        ties=len(talks),
        tie=np.array([number for number, _ in rows], dtype=np.int64),
        day=np.array([talk.on.toordinal() for _, talk in rows], dtype=np.int64),
        ways={one: np.asarray(way == one, dtype=np.bool_) for one in Way},
        again=np.array(again, dtype=np.int64),
        named=np.array([words[talk.topic] != "" for _, talk in rows], dtype=np.bool_),
    )


def strengths_on(table: TalkTable, today: date, depth: Floats) -> Floats:
    """Return how strong each tie is on a day, (n,); `depth` is what people say of it by hand, nan where nobody did.

    The same as `tie_strength(evidence_of(talks, today, depth))` for each.

    >>> talks = [[Talk(date(2026, 3, 1), Way.BOTH, "Prices"), Talk(date(2026, 3, 11), Way.OUT)], []]
    >>> strengths_on(table_of(talks), date(2026, 3, 31), np.array([np.nan, 4])).round(4).tolist()
    [0.221, 0.0]
    """
    now = today.toordinal()
    heard = (table.day <= now) & (table.day >= now - DAYS_REMEMBERED)
    year = heard & (table.day > now - DAYS_OF_BREADTH)
    topics = _count(table, year & table.named & (table.again > now))
    last = _last_two_way(table, heard)
    worked = _two_way(table, year) >= WORKING_CONTACTS
    counted = np.where(worked, WORKING, np.where(last > 0, INTRODUCED, 0))
    deep: Floats = np.where(np.isnan(depth), counted, depth)
    incoming, outgoing = (_count(table, year & ~table.ways[way]) for way in (Way.OUT, Way.IN))
    most = np.maximum(incoming, outgoing)
    contacts = _two_way(table, heard & (table.day > now - DAYS_OF_CONTACTS))
    quality = (
        np.minimum(1.0, contacts / CONTACTS_IN_90_DAYS)
        + deep / DEEPEST
        + np.minimum(incoming, outgoing) / np.maximum(most, 1)
        + np.minimum(1.0, topics / TOPICS_OF_BREADTH)
    ) / 4
    fresh: Floats = np.where(last > 0, 2.0 ** (-(now - last) / (DAYS_OF_HALF_LIFE * (1 + deep))), 0.0)
    return quality * fresh


def _count(table: TalkTable, chosen: Truths) -> Places:
    return np.bincount(table.tie[chosen], minlength=table.ties)


def _two_way(table: TalkTable, chosen: Truths) -> Places:
    met, heard, written = (_count(table, chosen & table.ways[way]) for way in (Way.BOTH, Way.IN, Way.OUT))
    counted: Places = met + np.minimum(heard, written)
    return counted


def _last_two_way(table: TalkTable, heard: Truths) -> Places:
    """The ordinal of the day of the last two-way contact, 0 where there was none."""
    met, told, written = (_last(table, heard & table.ways[way]) for way in (Way.BOTH, Way.IN, Way.OUT))
    last: Places = np.maximum(met, np.minimum(told, written))
    return last


def _last(table: TalkTable, chosen: Truths) -> Places:
    last = np.zeros(table.ties, dtype=np.int64)
    # Of several values for one place the last one stays, and the last talk is the latest.
    last[table.tie[chosen]] = table.day[chosen]
    return last
