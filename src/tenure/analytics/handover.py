"""The handover of an account: what has to be told, by when, how complete it is, and how far it has come."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType

WATCH_DAYS = 90


class Item(StrEnum):
    """What a handover is made of: seven things to be told, and four things to be done."""

    DEAL = "deal"
    GOALS = "goals"
    TERMS = "terms"
    MAP = "map"
    PROMISES = "promises"
    RED_FLAGS = "red_flags"
    STYLE = "style"
    ANNOUNCED = "announced"
    READ = "read"
    MEETING = "meeting"
    AVAILABLE = "available"


class Due(StrEnum):
    """How long after the handover was opened something is due."""

    SAME_DAY = "same_day"
    DAY = "24_hours"
    TWO_DAYS = "48_hours"
    THREE_BUSINESS_DAYS = "3_business_days"
    TWO_WEEKS = "2_weeks"


TOLD = (Item.DEAL, Item.GOALS, Item.TERMS, Item.MAP, Item.PROMISES, Item.RED_FLAGS, Item.STYLE)
STEPS = MappingProxyType(
    {
        Item.ANNOUNCED: Due.SAME_DAY,
        **dict.fromkeys(TOLD, Due.DAY),
        Item.READ: Due.TWO_DAYS,
        Item.MEETING: Due.THREE_BUSINESS_DAYS,
        Item.AVAILABLE: Due.TWO_WEEKS,
    }
)


class HandoverState(StrEnum):
    """How far a handover has come; `withdrawn` when the account went back, or on to somebody else before it was met."""

    OPEN = "open"
    MET = "met"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    WATCHED = "watched"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


# In the order in which they follow one another.
COURSE = (
    HandoverState.OPEN, HandoverState.MET, HandoverState.RECEIVED, HandoverState.ACCEPTED, HandoverState.WATCHED,
    HandoverState.CLOSED,
)  # fmt: skip


def due_at(item: Item, opened_at: datetime) -> datetime:
    """Return the moment by which something of a handover is due.

    `opened_at` is aware and in the company's time zone; so is the answer. The same day and business days (Monday to
    Friday; holidays are not known) last until midnight, 24 and 48 hours to the minute; two weeks are 14 days.

    >>> from datetime import timezone
    >>> friday = datetime(2026, 3, 6, 15, 30, tzinfo=timezone.utc)
    >>> for item in (Item.ANNOUNCED, Item.DEAL, Item.READ, Item.MEETING, Item.AVAILABLE):
    ...     print(due_at(item, friday).strftime("%a %d %H:%M"))
    Sat 07 00:00
    Sat 07 15:30
    Sun 08 15:30
    Thu 12 00:00
    Fri 20 15:30

    Source: METHODS 2.21, handover (S35).
    """
    if STEPS[item] == Due.DAY:
        return opened_at + timedelta(hours=24)
    if STEPS[item] == Due.TWO_DAYS:
        return opened_at + timedelta(hours=48)
    if STEPS[item] == Due.TWO_WEEKS:
        return opened_at + timedelta(days=14)
    days = 0 if STEPS[item] == Due.SAME_DAY else 3
    last = business_days_after(opened_at.date(), days)
    return datetime.combine(last + timedelta(days=1), time(), opened_at.tzinfo)


def business_days_after(day: date, count: int) -> date:
    """The day that many days from Monday to Friday later; 0 is the day itself.

    >>> business_days_after(date(2026, 3, 6), 1), business_days_after(date(2026, 3, 7), 0)
    (datetime.date(2026, 3, 9), datetime.date(2026, 3, 7))
    """
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def score(done: int, of: int, meetings: int, wanted: int = 1) -> float:
    """Return how well an account was handed over.

    0: nothing was told, or the two never met the client together; 1: all was told and every joint meeting that was
    wanted was held. done / of x min(meetings / wanted, 1): both count, and neither makes up for the other.

    >>> score(done=9, of=11, meetings=1), score(done=11, of=11, meetings=0), score(11, 11, meetings=1, wanted=2)
    (0.8181818181818182, 0.0, 0.5)

    Raises ValueError where `done` is not within 0 and `of`, or fewer than one item or meeting is wanted.
    Source: METHODS 2.21: items complete x joint meetings held.
    """
    if of < 1 or wanted < 1 or not 0 <= done <= of or meetings < 0:
        raise ValueError(
            f"{done} of {of} items and {meetings} of {wanted} meetings are no handover; at least one of each is "
            "wanted, and no more can be done than there are."
        )
    return done / of * min(meetings / wanted, 1)


def watch_until(accepted_on: date) -> date:
    """The last day on which the account is watched after the client has accepted.

    >>> watch_until(date(2026, 1, 1))
    datetime.date(2026, 4, 1)
    """
    return accepted_on + timedelta(days=WATCH_DAYS)


def state_on(state: HandoverState, accepted_on: date | None, day: date) -> HandoverState:
    """How far a handover has come on a day: once accepted it is watched for 90 days, and then can be closed.

    >>> state_on(HandoverState.ACCEPTED, date(2026, 1, 1), date(2026, 4, 1)).value
    'accepted'
    >>> state_on(HandoverState.ACCEPTED, date(2026, 1, 1), date(2026, 4, 2)).value
    'watched'
    >>> state_on(HandoverState.MET, None, date(2026, 4, 2)).value
    'met'
    """
    if state == HandoverState.ACCEPTED and accepted_on is not None and day > watch_until(accepted_on):
        return HandoverState.WATCHED
    return state
