"""Who of ours meets whom of theirs and when: touches that collide, and people whom nobody is about to meet."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

# Within a working week somebody remembers who called last.
WITHIN_DAYS = 5


@dataclass(frozen=True)
class Touch:
    """A day on which somebody of theirs (`person`) is met, called or written to by some of ours (`members`).

    `number` is the caller's own and tells two touches apart. `is_planned` is one that is still to come.
    """

    number: int
    on: date
    person: int
    members: frozenset[int]
    is_planned: bool = True


@dataclass(frozen=True)
class Collision:
    """Two touches of one person close to each other, by some of ours who have nothing to do with each other."""

    earlier: Touch
    later: Touch

    @property
    def days(self) -> int:
        """How many days lie between them; 0 on the same day."""
        return (self.later.on - self.earlier.on).days


@dataclass(frozen=True)
class Gap:
    """Somebody whom nobody is about to meet, and the day on which somebody last met them; None: never."""

    person: int
    last_on: date | None


def collisions(touches: Iterable[Touch], *, within: int = WITHIN_DAYS) -> list[Collision]:
    """The planned touches that come at most `within` days after another one of the same person by others of ours.

    Each such touch is named once, with the nearest one before it that shares nobody of ours. Who goes together, or goes
    twice, does not collide; nor does a touch by nobody. The order of the input does not matter; the result is by day.
    Raises ValueError for a negative `within`.

    >>> day = date(2026, 3, 2)
    >>> anna, ben = frozenset({1}), frozenset({2})
    >>> found = collisions([Touch(1, day, 7, anna), Touch(2, date(2026, 3, 5), 7, ben), Touch(3, day, 8, ben)])
    >>> [(one.earlier.number, one.later.number, one.days) for one in found]
    [(1, 2, 3)]
    >>> collisions([Touch(1, day, 7, anna), Touch(2, date(2026, 3, 9), 7, ben)])
    []
    """
    if within < 0:
        raise ValueError(f"Touches lie 0 or more days apart, not {within}.")
    lines: dict[int, list[Touch]] = defaultdict(list)
    for touch in sorted(touches, key=_place):
        if touch.members:
            lines[touch.person].append(touch)
    found = [
        Collision(earlier, later)
        for line in lines.values()
        for place, later in enumerate(line)
        if later.is_planned and (earlier := _in_the_way(line[:place], later, within)) is not None
    ]
    return sorted(found, key=lambda one: _place(one.later))


def _place(touch: Touch) -> tuple[date, bool, int, int]:
    # What was done on a day stands before what is planned for it.
    return (touch.on, touch.is_planned, touch.number, touch.person)


def _in_the_way(before: list[Touch], later: Touch, within: int) -> Touch | None:
    for touch in reversed(before):
        if (later.on - touch.on).days > within:
            return None
        if touch.members.isdisjoint(later.members):
            return touch
    return None


def gaps(last_met: Mapping[int, date | None], touches: Iterable[Touch], *, today: date, until: date) -> list[Gap]:
    """Those of these people with whom nobody has planned anything from today until a day, both included.

    `last_met` gives for each the day on which they were last met, None for never. Never met come first, then those met
    longest ago; those alike in the order in which they were given. A touch by nobody is none.

    >>> day = date(2026, 3, 2)
    >>> touch = Touch(1, date(2026, 3, 9), 7, frozenset({1}))
    >>> found = gaps({7: None, 8: date(2026, 2, 1), 9: None}, [touch], today=day, until=date(2026, 4, 12))
    >>> [(gap.person, gap.last_on) for gap in found]
    [(9, None), (8, datetime.date(2026, 2, 1))]
    """
    ahead = {one.person for one in touches if one.is_planned and one.members and today <= one.on <= until}
    found = [Gap(person, last) for person, last in last_met.items() if person not in ahead]
    return sorted(found, key=lambda gap: gap.last_on or date.min)
