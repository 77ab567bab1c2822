"""The rules of the board once more, naively: every number anew from the definitions, one person at a time."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from math import prod

from tenure.analytics.board.moves import Move, apply_move
from tenure.analytics.board.position import Board, Person, Piece, Tie

VALUES = {"king": 10, "queen": 9, "rook": 5, "bishop": 3, "knight": 3, "pawn": 1}
NOISE = 1e-9


def union(strengths: Iterable[float]) -> float:
    return 1 - prod(1 - strength for strength in strengths)


def swaying(board: Board, target: Person, wanted: Callable[[int], bool]) -> list[float]:
    """The strongest influence of each person with a wanted stance on the target, where it counts as a line."""
    stance = {person.id: person.stance for person in board.people}
    weights: dict[str, float] = {}
    for edge in board.influence:
        if edge.target == target.id and edge.kind.sways and wanted(stance[edge.source]):
            weights[edge.source] = max(edge.weight, weights.get(edge.source, 0))
    return lines(weights.values())


def lines(strengths: Iterable[float]) -> list[float]:
    return [strength for strength in strengths if strength >= 0.3 - NOISE]


def ties_to(ties: tuple[Tie, ...], target: Person) -> list[float]:
    return [tie.strength for tie in ties if tie.person == target.id]


def attack(board: Board, target: Person) -> float:
    return union([*lines(ties_to(board.competitor_ties, target)), *swaying(board, target, lambda stance: stance < 0)])


def defence(board: Board, target: Person) -> float:
    return union([*lines(ties_to(board.ties, target)), *swaying(board, target, lambda stance: stance > 0)])


def is_robust(board: Board, target: Person) -> bool:
    strengths = sorted(ties_to(board.ties, target))
    is_held = union(strengths) >= 0.5 - NOISE and union(strengths[:-1]) >= 0.3 - NOISE
    return is_held and attack(board, target) <= defence(board, target) + NOISE


def position_score(board: Board) -> float:
    value = {person.id: VALUES[person.piece] for person in board.people}
    others = [person for person in board.people if person.piece is not Piece.KING]
    kings = [person for person in board.people if person.piece is Piece.KING]
    whole = sum(value.values())
    material = (
        sum(value[one.id] * one.stance / 2 for one in others) / sum(value[one.id] for one in others) if others else 0
    )
    king = sum((one.stance / 2 + defence(board, one) - attack(board, one)) / 2 for one in kings) / max(len(kings), 1)
    control = 2 * sum(value[one.id] * union(ties_to(board.ties, one)) for one in board.people) / whole - 1
    structure = 1 - 2 * sum(value[one.id] for one in board.people if not is_robust(board, one)) / whole
    return 100 * (0.35 * material + 0.30 * king + 0.25 * control + 0.10 * structure)


def gain(board: Board, move: Move) -> float:
    return position_score(apply_move(board, move)) - position_score(board)


def turned_robust(board: Board, move: Move) -> set[str]:
    after = apply_move(board, move)
    now = {person.id for person in after.people if is_robust(after, person)}
    return now - {person.id for person in board.people if is_robust(board, person)}


def worst_drop(board: Board) -> float:
    """The largest fall of the score by one competitor's tie raised by .3."""
    before = position_score(board)
    strengths = {(tie.holder, tie.person): tie.strength for tie in board.competitor_ties}
    drops = [0.0]
    for competitor in board.competitors:
        for person in board.people:
            raised = min(1.0, strengths.get((competitor, person.id), 0.0) + 0.3)
            after = strengths | {(competitor, person.id): raised}
            ties = tuple(Tie(*ends, strength) for ends, strength in after.items())
            drops.append(before - position_score(replace(board, competitor_ties=ties)))
    return max(drops)


def best_path(board: Board, start: str, goal: str) -> float:
    """The strongest way from one person to another, by trying all: through people not against us, over lines."""
    stance = {person.id: person.stance for person in board.people}
    ways = [(start, 1.0, frozenset({start}))] if stance[start] >= 0 or start == goal else []
    best = 0.0
    while ways:
        place, product, visited = ways.pop()
        if place == goal:
            best = max(best, product)
            continue
        for edge in board.influence:
            is_way = edge.kind.sways and edge.weight >= 0.3 - NOISE and edge.source == place
            if is_way and edge.target not in visited and (stance[edge.target] >= 0 or edge.target == goal):
                ways.append((edge.target, product * edge.weight, visited | {edge.target}))
    return best


def paths(board: Board, goal: str) -> dict[tuple[str, str], float]:
    """The strength of the best path to somebody over each of our lines, where there is one."""
    strengths = {
        (tie.holder, tie.person): tie.strength * best_path(board, tie.person, goal)
        for tie in board.ties
        if tie.strength >= 0.3 - NOISE
    }
    return {ends: strength for ends, strength in strengths.items() if strength > 0}


def pinned(board: Board, king: str) -> set[str]:
    """The allies without whom no path of .2 to the king is left, where there was one."""
    if not is_open(board, king):
        return set()
    allies = [person.id for person in board.people if person.stance >= 1 and person.id != king]
    return {ally for ally in allies if not is_open(without(board, ally), king)}


def is_open(board: Board, king: str) -> bool:
    return any(strength >= 0.2 - NOISE for strength in paths(board, king).values())


def without(board: Board, gone: str) -> Board:
    return replace(
        board,
        people=tuple(person for person in board.people if person.id != gone),
        ties=tuple(tie for tie in board.ties if tie.person != gone),
        competitor_ties=tuple(tie for tie in board.competitor_ties if tie.person != gone),
        influence=tuple(edge for edge in board.influence if gone not in (edge.source, edge.target)),
    )
