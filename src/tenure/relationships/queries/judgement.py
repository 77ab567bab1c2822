"""What a decision's board is worth on a day, and what it would be without somebody, as plain values."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from tenure.analytics.board.answer import answer_of, departure_answer
from tenure.analytics.board.evaluation import Evaluation, evaluate
from tenure.analytics.board.findings import Finding, gravest_first
from tenure.analytics.board.leaving import Departure, departure
from tenure.analytics.board.sharing import without_judgement
from tenure.analytics.board.tempo import dated_findings, days_needed
from tenure.relationships.queries.board import BoardOn

NOBODY: dict[str, Any] = {"score": None, "people": {}, "findings": [], "dependency": {}, "moves": []}


def dated_on(shown: BoardOn, found: Evaluation | None = None) -> list[Finding]:
    """What the days show of a board with somebody on it: tempo lost, time trouble, stalemate; nothing once closed.

    `found` is how the board was judged, where it was before.
    """
    if shown.dates is None:
        return []
    needed = days_needed(shown.board, found or evaluate(shown.board))
    return dated_findings(replace(shown.dates, needed=needed), shown.day)


def findings_on(shown: BoardOn, found: Evaluation) -> list[Finding]:
    """Everything that a board shows on its day, gravest first; `found` is how it was judged."""
    return gravest_first([*found.findings, *dated_on(shown, found)])


def shared_on(shown: BoardOn) -> BoardOn:
    """The board for who may not see how people are judged, and for sharing: with nothing of it there is to leak."""
    sides = {code: name for code, name in shown.names.items() if not code.startswith("competitor:")}
    board = without_judgement(shown.board)
    return replace(shown, board=board, names=sides, dates=None, rising=frozenset(), parts={})


def answer_on(shown: BoardOn) -> dict[str, Any]:
    """The board judged, as docs/board.md lists it, and names by id; the score is None where nobody stands on it."""
    judged = answer_of(shown.board, dated=dated_on(shown)) if shown.board.people else NOBODY
    return {**_heading(shown), **judged}


def departure_on(shown: BoardOn, leaver: str) -> tuple[Departure, dict[str, Any]]:
    """The board without a member or person by id, and the same as plain values. Raises BoardError as `departure`."""
    left = departure(shown.board, leaver)
    return left, {**_heading(shown), **departure_answer(left, dated=dated_on(replace(shown, board=left.board)))}


def who_leaves(shown: BoardOn, named: str) -> Sequence[str]:
    """The ids of those of ours and theirs whom a text names, by id or by name in any case."""
    sides = {code: name for code, name in shown.names.items() if not code.startswith("competitor:")}
    if named in sides:
        return [named]
    return [code for code, name in sides.items() if name.casefold() == named.strip().casefold()]


def _heading(shown: BoardOn) -> dict[str, Any]:
    return {
        "decision": {"id": shown.decision.pk, "name": shown.decision.name, "account": shown.decision.account_id},
        "day": shown.day.isoformat(),
        "names": dict(shown.names),
    }
