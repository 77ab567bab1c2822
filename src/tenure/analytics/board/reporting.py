"""Who reports to whom, as trees: everybody below one superior, also where what was said runs in a circle."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tenure.analytics.board.position import Board, Influence, Kind


@dataclass(frozen=True)
class Forest:
    """Trees of reporting lines: `superior` by person, `reports` of each in the order of the board, and `roots`, who
    report to nobody. `beside` are reporting lines that no tree has room for: a second superior, or a circle's last.
    """

    superior: Mapping[str, str]
    reports: Mapping[str, Sequence[str]]
    roots: Sequence[str]
    beside: Sequence[Influence]


def forest_of(board: Board) -> Forest:
    """Return the reporting lines of a board as trees.

    Of several superiors the one on a higher level comes first, then the stronger line. A line that would close a circle
    is left beside. Empty for a board without people.

    >>> from tenure.analytics.board.position import Person, Piece
    >>> people = tuple(Person(name, name, 0, 3, "it", Piece.PAWN) for name in "abc")
    >>> lines = tuple(Influence(*pair, 0.5, Kind.REPORTS_TO) for pair in ("ab", "bc", "ca"))
    >>> forest = forest_of(Board(people, influence=lines))
    >>> forest.superior, forest.roots, [edge.source for edge in forest.beside]
    ({'a': 'b', 'b': 'c'}, ['c'], ['c'])
    """
    level = {person.id: person.level for person in board.people}
    lines = [edge for edge in board.influence if edge.kind is Kind.REPORTS_TO and not edge.assumed]
    lines.sort(key=lambda edge: (level[edge.target] <= level[edge.source], -edge.weight))
    superior: dict[str, str] = {}
    beside = []
    for edge in lines:
        if edge.source in superior or _leads_to(edge.target, edge.source, superior):
            beside.append(edge)
        else:
            superior[edge.source] = edge.target
    names = [person.id for person in board.people]
    reports = {name: [other for other in names if superior.get(other) == name] for name in set(superior.values())}
    return Forest(superior, reports, [name for name in names if name not in superior], beside)


def in_order(forest: Forest) -> list[tuple[str, int]]:
    """Everybody with their depth (0 for a root), each superior before who reports to them."""
    waiting, found = [(root, 0) for root in reversed(forest.roots)], []
    while waiting:
        name, depth = waiting.pop()
        found.append((name, depth))
        waiting += [(report, depth + 1) for report in reversed(forest.reports.get(name, ()))]
    return found


def _leads_to(name: str, goal: str, superior: Mapping[str, str]) -> bool:
    """Whether going up from somebody, themselves included, one gets to another."""
    while name != goal and name in superior:
        name = superior[name]
    return name == goal
