"""Who of ours reaches whom, and through which people: paths of lines, as strong as the product of their strengths."""

from dataclasses import dataclass
from enum import StrEnum
from heapq import heappop, heappush

from tenure.analytics.board.arrays import Arrays, arrays_of
from tenure.analytics.board.position import NEUTRAL, STANDARD, Board, Kind, Parameters, reaches


class Restricted(StrEnum):
    """What to do about people to whom somebody restricts our access: go round them, or go and say so."""

    AVOID = "avoid"
    WARN = "warn"


@dataclass(frozen=True)
class Crossing:
    """A wish that a path disregards: `by` does not want us to speak to `person`."""

    by: str
    person: str


@dataclass(frozen=True)
class Path:
    """A way from one of ours over people to a goal; `strength` is the product of its lines, 0 to 1."""

    member: str
    people: tuple[str, ...]
    strength: float
    crossings: tuple[Crossing, ...] = ()


def find_paths(
    board: Board,
    goal: str,
    restricted: Restricted = Restricted.WARN,
    least: float = 0.0,
    parameters: Parameters = STANDARD,
) -> list[Path]:
    """Return the strongest path to a person over each of our lines, strongest first.

    A path runs from one of ours over a line to somebody, and from there along influence that counts as a line, through
    people with stance 0 or more. A path crosses a restriction where it visits, or ends at, somebody to whom another
    restricts our access; with AVOID there is no such path.

    Empty where nobody of ours gets there with a product of at least `least`. Raises KeyError for an unknown goal.
    """
    arrays = arrays_of(board, parameters)
    wishes = restrictions(board)
    barred = frozenset(arrays.column[name] for name in wishes) if restricted is Restricted.AVOID else frozenset()
    found = [path for path in paths_to(arrays, arrays.column[goal], barred) if reaches(path.strength, least)]
    return [_warned(path, wishes) for path in found]


def restrictions(board: Board) -> dict[str, list[str]]:
    """Who restricts our access to each person, by person."""
    wishes: dict[str, list[str]] = {}
    for edge in board.influence:
        if edge.kind is Kind.RESTRICTS_ACCESS:
            wishes.setdefault(edge.target, []).append(edge.source)
    return wishes


def wishes_against(board: Board, member: str | None, person: str, parameters: Parameters = STANDARD) -> tuple[str, ...]:
    """Who will mind if a member of ours turns to a person: whoever restricts our access to them, unless the member has
    a line there already."""
    known = any(
        (tie.holder, tie.person) == (member, person) and reaches(tie.strength, parameters.line) for tie in board.ties
    )
    return () if known else tuple(restrictions(board).get(person, ()))


def _warned(path: Path, wishes: dict[str, list[str]]) -> Path:
    crossings = tuple(Crossing(by, person) for person in path.people for by in wishes.get(person, ()))
    return Path(path.member, path.people, path.strength, crossings)


def paths_to(arrays: Arrays, goal: int, barred: frozenset[int] = frozenset()) -> list[Path]:
    """Return the strongest path to a column over each of our lines, strongest first, going through nobody barred."""
    if goal in barred:
        return []
    onward = _onward(arrays, goal, barred)
    names = [person.id for person in arrays.board.people]
    paths = [
        Path(tie.holder, tuple(names[place] for place in _steps(onward, start)), tie.strength * onward[start][0])
        for tie in arrays.board.ties
        if reaches(tie.strength, arrays.parameters.line) and (start := arrays.column[tie.person]) in onward
    ]
    return sorted(paths, key=lambda path: -path.strength)


Onward = dict[int, tuple[float, int]]
"""By column the strongest product from there to the goal, and the next column on that way."""


def _onward(arrays: Arrays, goal: int, barred: frozenset[int]) -> Onward:
    """Dijkstra from the goal backwards: products of numbers up to 1 only fall."""
    onward: Onward = {goal: (1.0, goal)}
    done: set[int] = set()
    waiting = [(-1.0, goal)]
    while waiting:
        negative, place = heappop(waiting)
        if place in done:
            continue
        done.add(place)
        for source, weight in arrays.swayed_by[place]:
            product = -negative * weight
            if source in barred or arrays.stance[source] < NEUTRAL or product <= onward.get(source, (0.0, 0))[0]:
                continue
            onward[source] = (product, place)
            heappush(waiting, (-product, source))
    return onward


def _steps(onward: Onward, start: int) -> list[int]:
    steps = [start]
    while onward[steps[-1]][1] != steps[-1]:
        steps.append(onward[steps[-1]][1])
    return steps
