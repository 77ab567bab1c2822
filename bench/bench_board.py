"""Time the board of one large account: everybody's standing, every finding, and every candidate move.

    python -m bench.bench_board [--members 10] [--people 100] [--rounds 15]

Ten of ours know a hundred people each by a thousand ties; three competitors and four hundred influences stand beside
them, from a seed. The median of the rounds counts. The floor is the position score alone, as bare arithmetic on arrays
that are there already; it is checked to give the same score. The moves' floor is that arithmetic once for each of
them: to work all moves out together must cost less than to evaluate the board anew for each, in the barest way.
"""

import argparse
import sys
import time
from collections.abc import Callable
from statistics import median

import numpy as np

from bench.report import Figure, publish
from tenure.analytics.board.arrays import Arrays, arrays_of
from tenure.analytics.board.evaluation import evaluate
from tenure.analytics.board.gains import best_moves
from tenure.analytics.board.moves import candidate_moves
from tenure.analytics.board.position import Board, Influence, Person, Piece, Tie

MOST_EVALUATION_MS = 20.0
MOST_MOVES_MS = 500.0
MOST_MOVES_RATIO = 1.0
COMPETITORS, INFLUENCES, SEED = 3, 400, 7
PIECES = [Piece.QUEEN] * 6 + [Piece.ROOK] * 20 + [Piece.BISHOP] * 15 + [Piece.KNIGHT] * 8 + [Piece.PAWN] * 51


def main() -> int:
    """Run the bench, publish it, and answer 1 when a limit is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--members", type=int, default=10)
    parser.add_argument("--people", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    board = account(options.members, options.people)
    figures = measured(board, options.rounds)
    how = (
        f"One account: {options.members} of ours, {options.people} people, {len(board.ties):,} ties, "
        f"{len(board.competitor_ties):,} of {COMPETITORS} competitors, {len(board.influence):,} influences. The floor "
        "is the score alone, as bare arithmetic on arrays; for the moves once for each of them."
    )
    publish("Board: one large account judged", how, figures)
    return 0 if all(figure.keeps for figure in figures) else 1


def account(members: int, people: int) -> Board:
    """A board on which everybody of ours has a tie to everybody of theirs."""
    rng = np.random.default_rng(SEED)
    contacts = tuple(
        Person(
            id=f"p{place}",
            name=f"Person {place}",
            stance=int(rng.integers(-2, 3)),
            level=int(rng.integers(1, 6)),
            function=f"function {rng.integers(0, 10)}",
            piece=Piece.KING if place == 0 else PIECES[place % len(PIECES)],
        )
        for place in range(people)
    )
    pairs = [(one.id, other.id) for one in contacts for other in contacts if one is not other]
    chosen = rng.choice(len(pairs), size=min(INFLUENCES, len(pairs)), replace=False)
    return Board(
        people=contacts,
        members=tuple(f"m{place}" for place in range(members)),
        ties=tuple(Tie(f"m{row}", one.id, float(rng.random())) for row in range(members) for one in contacts),
        competitor_ties=tuple(
            Tie(f"c{row}", one.id, float(rng.random()))
            for row in range(COMPETITORS)
            for one in contacts
            if rng.random() < 0.4
        ),
        influence=tuple(Influence(pairs[place][0], pairs[place][1], float(rng.random())) for place in chosen),
    )


def measured(board: Board, rounds: int) -> list[Figure]:
    """Time the evaluation and the moves beside their floors."""
    arrays, moves = arrays_of(board), len(candidate_moves(board))
    if abs(bare_score(arrays) - evaluate(board).score.position) > 1e-9:
        raise SystemExit("The floor and the evaluation give different scores.")
    floor = milliseconds(lambda: bare_score(arrays), rounds * 10)
    whole = milliseconds(lambda: evaluate(board), rounds)
    valued = milliseconds(lambda: best_moves(board), rounds)
    print(
        f"floor {floor:.3f} ms, evaluation {whole:.2f} ms, {moves} moves {valued:.1f} ms", file=sys.stderr, flush=True
    )
    return [
        Figure("score, standings and findings", whole, "ms", limit=MOST_EVALUATION_MS),
        Figure("the same beside the bare score", whole, "ms", floor),
        Figure(f"all {moves:,} candidate moves with replies", valued, "ms", limit=MOST_MOVES_MS),
        Figure("the same beside a bare score for each", valued, "ms", floor * moves, limit=MOST_MOVES_RATIO),
    ]


def milliseconds(work: Callable[[], object], rounds: int) -> float:
    """The median time of so many rounds, after one that does not count."""
    work()
    taken = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return 1000 * median(taken)


def bare_score(arrays: Arrays) -> float:
    """The position score of a board with one king, written down as the formula has it."""
    line, value, stance, king = 0.3, arrays.value, arrays.stance, int(arrays.king.argmax())
    attack = np.where(arrays.theirs >= line, 1 - arrays.theirs, 1.0).prod(axis=0)
    defence = np.where(arrays.ours >= line, 1 - arrays.ours, 1.0).prod(axis=0)
    source, target, weight = (np.array(each) for each in zip(*arrays.sway, strict=True))
    source, target = source.astype(int), target.astype(int)
    against, with_us = stance[source] < 0, stance[source] > 0
    np.multiply.at(attack, target[against], 1 - weight[against])
    np.multiply.at(defence, target[with_us], 1 - weight[with_us])
    miss = np.sort(1 - arrays.ours, axis=0)
    covered = 1 - miss.prod(axis=0)
    robust = (covered >= 0.5) & (1 - miss[1:].prod(axis=0) >= line) & (attack >= defence)
    others = np.arange(len(value)) != king
    material = (value * stance)[others].sum() / 2 / value[others].sum()
    crown = (stance[king] / 2 - defence[king] + attack[king]) / 2
    control = 2 * (value @ covered) / value.sum() - 1
    structure = 1 - 2 * value[~robust].sum() / value.sum()
    return float(100 * (0.35 * material + 0.30 * crown + 0.25 * control + 0.10 * structure))


if __name__ == "__main__":
    sys.exit(main())
