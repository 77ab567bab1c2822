"""What a position shows as plain values for JSON, with the keys that scripts rely on; docs/board.md lists them."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from tenure.analytics.board.evaluation import Standing, evaluate
from tenure.analytics.board.findings import Finding, FindingKind, gravest_first
from tenure.analytics.board.gains import ValuedMove, best_moves
from tenure.analytics.board.leaving import Departure
from tenure.analytics.board.position import STANDARD, Board, Parameters

_DECIMALS = 6
"""Beyond these two machines may differ in the last bit of a product."""


def answer_of(board: Board, parameters: Parameters = STANDARD, dated: Sequence[Finding] = ()) -> dict[str, Any]:
    """Everything about a position: score, people, findings, dependency and the moves that gain something.

    `dated` are findings that the days show, which a position alone does not know.
    """
    moves = best_moves(board, parameters)
    found = evaluate(board, parameters)
    plain: dict[str, Any] = rounded(
        {
            "score": asdict(found.score),
            "people": {name: _standing(standing) for name, standing in found.people.items()},
            "findings": [_finding(one) for one in gravest_first([*found.findings, *dated, *our_forks(moves)])],
            "dependency": dict(found.dependency),
            "moves": [_move(move) for move in moves],
        }
    )
    return plain


def departure_answer(
    departure: Departure, parameters: Parameters = STANDARD, dated: Sequence[Finding] = ()
) -> dict[str, Any]:
    """The position after somebody has left, and in `what_if` what was lost and who may follow."""
    what_if: dict[str, Any] = rounded(
        {
            "leaves": departure.leaver,
            "side": "member" if departure.is_ours else "person",
            "score_before": asdict(departure.before.score),
            "cover_before": departure.cover_before,
            "cover_after": departure.cover_after,
            "appeared": [_finding(finding) for finding in departure.appeared],
            "gone": [_finding(finding) for finding in departure.gone],
            "successors": [{**asdict(one), "fit": one.fit} for one in departure.successors],
            "handover": [asdict(one) for one in departure.handover],
        }
    )
    return {**answer_of(departure.board, parameters, dated), "what_if": what_if}


def our_forks(moves: Iterable[ValuedMove]) -> list[Finding]:
    """A finding for each move that turns two or more pieces robust; of several that turn the same, the best alone."""
    forks = {(one.move.target, one.turns_robust): one for one in reversed(list(moves)) if len(one.turns_robust) >= 2}
    return [
        Finding(
            FindingKind.OUR_FORK,
            one.move.target,
            {"move": one.move.kind, "actor": one.move.actor, "pieces": list(one.turns_robust)},
        )
        for one in reversed(forks.values())
    ]


def _standing(standing: Standing) -> dict[str, Any]:
    return {
        "piece": standing.piece.value,
        "attack": standing.attack,
        "defence": standing.defence,
        "cover": standing.cover,
        "findings": [kind.value for kind in standing.findings],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {"kind": finding.kind.value, "person": finding.person, "evidence": dict(finding.evidence)}


def _move(valued: ValuedMove) -> dict[str, Any]:
    return {
        "kind": valued.move.kind.value,
        "actor": valued.move.actor,
        "target": valued.move.target,
        "gain": valued.gain,
        "hours": valued.move.hours,
        "gain_per_hour": valued.gain_per_hour,
        "best_reply": None if valued.best_reply is None else asdict(valued.best_reply),
    }


def rounded(value: Any) -> Any:
    """The same with every fraction rounded to six decimals, and no negative nought.

    >>> rounded({"a": [0.1234567, -0.0000001], "b": "c"})
    {'a': [0.123457, 0.0], 'b': 'c'}
    """
    if isinstance(value, float):
        return round(value, _DECIMALS) + 0.0
    if isinstance(value, dict):
        return {key: rounded(one) for key, one in value.items()}
    return [rounded(one) for one in value] if isinstance(value, list) else value
