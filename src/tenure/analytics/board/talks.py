"""From what was said and written to the evidence of a tie. Today is an argument."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tenure.analytics.board.ties import Evidence

DAYS_OF_CONTACTS = 90
DAYS_OF_BREADTH = 365
DAYS_REMEMBERED = 730
"""What lies further back says nothing of a tie any more: of the deepest one, less than .04 would be left."""
MOST_ADDRESSED = 5
"""What is written to more people than this at once is mass mail."""
WORKING_CONTACTS = 6
INTRODUCED, WORKING = 1, 2


class Way(StrEnum):
    """Which way something was said: who meets or calls speaks and listens, what is written goes one way."""

    BOTH = "both"
    IN = "in"
    OUT = "out"


@dataclass(frozen=True)
class Talk:
    """One contact of one of ours and one person of the customer's: the day, which way, and what it was about."""

    on: date
    way: Way
    topic: str = ""


def evidence_of(talks: Iterable[Talk], today: date, depth: int | None = None) -> Evidence:
    """Return the evidence of a tie on a day from everything that two people said and wrote until then.

    Two-way contacts are those of 90 days: meetings, and of mails and letters as many as were answered, the fewer of
    those that came in and went out. Directions and topics are those of a year; a meeting goes both ways. The last
    two-way contact is the last meeting, or the day until which both sides had written. The depth is 1 after a two-way
    contact and 2 after six in a year, unless a person says otherwise: trust cannot be counted.

    >>> evidence_of([Talk(date(2026, 3, 1), Way.BOTH, "Prices"), Talk(date(2026, 3, 11), Way.OUT)], date(2026, 3, 31))
    Evidence(contacts=1, depth=1, incoming=1, outgoing=2, topics=1, days_since=30)

    Talks after the day, or more than two years before it, count nothing.
    """
    heard = [talk for talk in talks if 0 <= (today - talk.on).days <= DAYS_REMEMBERED]
    if not heard:
        return Evidence(contacts=0, depth=depth or 0, incoming=0, outgoing=0, topics=0, days_since=None)
    year = _of_days(heard, today, DAYS_OF_BREADTH)
    last = last_two_way(heard)
    said = INTRODUCED if last else 0
    if two_way(year) >= WORKING_CONTACTS:
        said = WORKING
    return Evidence(
        contacts=two_way(_of_days(heard, today, DAYS_OF_CONTACTS)),
        depth=said if depth is None else depth,
        incoming=sum(talk.way != Way.OUT for talk in year),
        outgoing=sum(talk.way != Way.IN for talk in year),
        topics=len({topic_of(talk.topic) for talk in year} - {""}),
        days_since=None if last is None else (today - last).days,
    )


def two_way(talks: Sequence[Talk]) -> int:
    """How many two-way contacts there were: meetings, and what was written and answered.

    >>> day = date(2026, 3, 1)
    >>> two_way([Talk(day, Way.BOTH), Talk(day, Way.IN), Talk(day, Way.OUT), Talk(day, Way.OUT)])
    2
    """
    ways = [talk.way for talk in talks]
    return ways.count(Way.BOTH) + min(ways.count(Way.IN), ways.count(Way.OUT))


def last_two_way(talks: Iterable[Talk]) -> date | None:
    """The last day on which people met, or until which both had written; None where only one side ever spoke."""
    last: dict[Way, date] = {}
    for talk in talks:
        last[talk.way] = max(talk.on, last.get(talk.way, talk.on))
    met, heard, written = (last.get(way) for way in (Way.BOTH, Way.IN, Way.OUT))
    exchanged = min(heard, written) if heard and written else None
    return max((day for day in (met, exchanged) if day), default=None)


def _of_days(talks: Iterable[Talk], today: date, days: int) -> list[Talk]:
    since = today - timedelta(days=days)
    return [talk for talk in talks if talk.on > since]


def topic_of(text: str) -> str:
    """A topic without the marks of answers, so that a long exchange is about one thing.

    >>> topic_of("Re: AW: Prices 2027 "), topic_of("prices 2027")
    ('prices 2027', 'prices 2027')
    """
    head, mark, rest = text.strip().casefold().partition(":")
    return topic_of(rest) if mark and head in _ANSWERS else text.strip().casefold()


_ANSWERS = frozenset({"re", "aw", "fw", "fwd", "wg"})
