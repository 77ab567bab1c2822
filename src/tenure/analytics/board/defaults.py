"""What is assumed until somebody says otherwise: which piece a person is, and whom a piece sways from where it stands.

This project's own proposal, see docs/board.md.
"""

from collections.abc import Callable, Iterable, Sequence

from tenure.analytics.board.position import Fog, Influence, Kind, Person, Piece

ASSUMED_WEIGHT = 0.3


def default_piece(power: int | None = None, reach: int | None = None, line_authority: bool = False) -> Piece:
    """Return the piece that formal power (1 to 5), reach (functions) and line authority make of somebody.

    Queen: power 4 or more over 3 functions or more. Rook: power 3 or more with line authority in the own function.
    Bishop: reach over 2 functions or more without line authority. Everybody else is a pawn. Nobody becomes king or
    knight by default: who decides, and who sways informally, has to be said.

    >>> [default_piece(4, 3).value, default_piece(4, 1, True).value, default_piece(2, 2).value, default_piece().value]
    ['queen', 'rook', 'bishop', 'pawn']

    What is not known counts as 1, the least.
    """
    power, reach = power or 1, reach or 1
    if power >= 4 and reach >= 3:
        return Piece.QUEEN
    if power >= 3 and line_authority:
        return Piece.ROOK
    if reach >= 2 and not line_authority:
        return Piece.BISHOP
    return Piece.PAWN


def functions_in_order(people: Iterable[Person], fog: Iterable[Fog] = ()) -> list[str]:
    """The columns of the board: functions in the order in which people, then fog, first name them."""
    return list(dict.fromkeys([*(person.function for person in people), *(square.function for square in fog)]))


def assumed_influence(
    people: Sequence[Person], given: Iterable[Influence], columns: Sequence[str]
) -> tuple[Influence, ...]:
    """Return the influence that geometry suggests for everybody from whom no swaying influence is given.

    A rook sways the own function one level up and down; a bishop the neighbouring functions, at most one level away; a
    knight other functions two levels away; a queen as rook and bishop; a pawn the own boss, who is nearest above in
    the function. A king sways nobody: the decision is his. Weight .3, marked as assumed.

    >>> pair = [Person("d", "Dahl", 0, 5, "ops", Piece.KING), Person("f", "Foss", 2, 4, "ops", Piece.ROOK)]
    >>> [(edge.source, edge.target, edge.weight) for edge in assumed_influence(pair, [], ["ops"])]
    [('f', 'd', 0.3)]
    """
    told = {edge.source for edge in given if edge.kind.sways}
    place = {function: number for number, function in enumerate(columns)}
    by_square: dict[tuple[int, int], list[Person]] = {}
    for person in people:
        by_square.setdefault((place[person.function], person.level), []).append(person)
    return tuple(
        Influence(person.id, other.id, ASSUMED_WEIGHT, Kind.INFLUENCES, assumed=True)
        for person in people
        if person.id not in told
        for square in _MOVES[person.piece](place[person.function], person.level, len(columns), by_square.keys())
        for other in by_square.get(square, ())
    )


Square = tuple[int, int]
Reach = Callable[[int, int, int, Iterable[Square]], list[Square]]


def _rook(column: int, level: int, _columns: int, _taken: Iterable[Square]) -> list[Square]:
    return [(column, level + 1), (column, level - 1)]


def _bishop(column: int, level: int, _columns: int, _taken: Iterable[Square]) -> list[Square]:
    return [(beside, near) for beside in (column - 1, column + 1) for near in (level + 1, level, level - 1)]


def _knight(column: int, level: int, columns: int, _taken: Iterable[Square]) -> list[Square]:
    return [(other, far) for other in range(columns) if other != column for far in (level + 2, level - 2)]


def _queen(column: int, level: int, columns: int, taken: Iterable[Square]) -> list[Square]:
    return _rook(column, level, columns, taken) + _bishop(column, level, columns, taken)


def _pawn(column: int, level: int, _columns: int, taken: Iterable[Square]) -> list[Square]:
    above = [height for own, height in taken if own == column and height > level]
    return [(column, min(above))] if above else []


def _king(_column: int, _level: int, _columns: int, _taken: Iterable[Square]) -> list[Square]:
    return []


_MOVES: dict[Piece, Reach] = {
    Piece.KING: _king,
    Piece.QUEEN: _queen,
    Piece.ROOK: _rook,
    Piece.BISHOP: _bishop,
    Piece.KNIGHT: _knight,
    Piece.PAWN: _pawn,
}
