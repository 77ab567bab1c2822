"""Help in choosing a piece: plain questions about somebody lead to formal power, reach and a piece."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenure.analytics.board.defaults import default_piece
from tenure.analytics.board.position import Piece

QUESTIONS: dict[str, Promise] = {
    "decides": _("Is the decision theirs, or must they approve it?"),
    "budget": _("Do they hold the budget, or could they stop it with a veto?"),
    "leads": _("Do the people of their own function report to them?"),
    "two": _("Does at least one other function follow what they say?"),
    "three": _("Do three functions or more follow what they say?"),
    "heard": _("Are they heard far above their level, past their own boss?"),
}
MEANINGS: dict[Piece, Promise] = {
    Piece.KING: _("Decides or approves. This has to be said; no rule makes a king."),
    Piece.QUEEN: _("Formal power of 4 or more, and three functions or more that follow."),
    Piece.ROOK: _("Formal power of 3 or more, and leads the own function."),
    Piece.BISHOP: _("Two functions or more follow, without leading one."),
    Piece.KNIGHT: _("Sways informally, past the hierarchy. This has to be said, too."),
    Piece.PAWN: _("Everybody else. Pawns can rise."),
}
# A knight's informal sway stands out only where the rule would make less of somebody, or no more.
OUTSHONE = frozenset({Piece.BISHOP, Piece.PAWN})


@dataclass(frozen=True)
class Suggestion:
    """What the answers make of somebody: the piece, why, and the fields that say so."""

    piece: Piece
    meaning: Promise
    fields: dict[str, Any]


def suggested(answers: Collection[str]) -> Suggestion:
    """The piece of somebody by the questions that were answered with yes.

    >>> [suggested(yes).piece.value for yes in ((), ("leads",), ("budget", "three"), ("two",), ("two", "heard"))]
    ['pawn', 'rook', 'queen', 'bishop', 'knight']
    >>> suggested(("decides", "leads")).fields
    {'power': 5, 'reach': 1, 'line_authority': True, 'piece': 'king'}
    """
    power = next((power for said, power in (("decides", 5), ("budget", 4), ("leads", 3)) if said in answers), 2)
    reach = next((reach for said, reach in (("three", 3), ("two", 2)) if said in answers), 1)
    by_rule = default_piece(power, reach, "leads" in answers)
    said = _said(answers, by_rule)
    fields = {"power": power, "reach": reach, "line_authority": "leads" in answers, "piece": said.value if said else ""}
    return Suggestion(said or by_rule, MEANINGS[said or by_rule], fields)


def _said(answers: Collection[str], by_rule: Piece) -> Piece | None:
    """King or knight, which no rule gives."""
    if "decides" in answers:
        return Piece.KING
    return Piece.KNIGHT if "heard" in answers and by_rule in OUTSHONE else None
