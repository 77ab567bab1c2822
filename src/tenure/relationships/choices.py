from collections.abc import Mapping
from enum import StrEnum

from django.utils.text import capfirst
from django.utils.translation import pgettext

from tenure.analytics.board.buying_centre import BuyingRole
from tenure.analytics.board.findings import FindingKind
from tenure.analytics.board.moves import MoveKind
from tenure.analytics.board.position import BLOCKER, CHAMPION, NEUTRAL, SCEPTIC, SUPPORTER, Kind, Piece
from tenure.analytics.board.wording import CONTEXT, PIECES
from tenure.analytics.wording import pgettext_noop
from tenure.core.choices import named

USUAL_REVIEW_DAYS = 30


class DecisionState(StrEnum):
    OPEN = "open"
    DECIDED = "decided"
    DROPPED = "dropped"


# For the catalogues: the words of the choices below, in their contexts.
WORDS = (
    pgettext_noop("state of a decision", "Open"), pgettext_noop("state of a decision", "Decided"),
    pgettext_noop("state of a decision", "Dropped"), pgettext_noop("kind of influence", "Influences"),
    pgettext_noop("kind of influence", "Reports to"), pgettext_noop("kind of influence", "Friend"),
    pgettext_noop("kind of influence", "Tension"), pgettext_noop("kind of influence", "Restricts access"),
    pgettext_noop("buying role", "Decider"), pgettext_noop("buying role", "Approver"),
    pgettext_noop("buying role", "Influencer"), pgettext_noop("buying role", "Specifier"),
    pgettext_noop("buying role", "User"), pgettext_noop("buying role", "Buyer"),
    pgettext_noop("buying role", "Gatekeeper"), pgettext_noop("buying role", "Initiator"),
)  # fmt: skip
STANCES = {
    CHAMPION: pgettext_noop("stance", "Champion: works for us when we are not in the room"),
    SUPPORTER: pgettext_noop("stance", "Supporter: would choose us"),
    NEUTRAL: pgettext_noop("stance", "Neutral: has no preference, or none that we know"),
    SCEPTIC: pgettext_noop("stance", "Sceptic: would rather choose somebody else"),
    BLOCKER: pgettext_noop("stance", "Blocker: works against us"),
}
LEVELS = {
    5: pgettext_noop("level", "5, board"),
    4: pgettext_noop("level", "4, head of a division"),
    3: pgettext_noop("level", "3, head of a department"),
    2: pgettext_noop("level", "2, head of a team"),
    1: pgettext_noop("level", "1, operational"),
}
POWERS = {
    5: pgettext_noop("formal power", "5, has the last word"),
    4: pgettext_noop("formal power", "4, holds the budget or a veto"),
    3: pgettext_noop("formal power", "3, decides in the own department"),
    2: pgettext_noop("formal power", "2, is asked for an opinion"),
    1: pgettext_noop("formal power", "1, has no say"),
}
CONFIDENCES = {
    1: pgettext_noop("confidence", "1, a guess"),
    2: pgettext_noop("confidence", "2, hearsay"),
    3: pgettext_noop("confidence", "3, probable"),
    4: pgettext_noop("confidence", "4, sure"),
    5: pgettext_noop("confidence", "5, confirmed by several"),
}
DEPTHS = {
    0: pgettext_noop("depth of a tie", "0, unknown"),
    1: pgettext_noop("depth of a tie", "1, introduced"),
    2: pgettext_noop("depth of a tie", "2, work together"),
    3: pgettext_noop("depth of a tie", "3, trust each other"),
    4: pgettext_noop("depth of a tie", "4, speaks up for the other"),
}


def decision_state_choices() -> list[tuple[str, str]]:
    return named(DecisionState, "state of a decision")


def influence_kind_choices() -> list[tuple[str, str]]:
    return named(Kind, "kind of influence")


def buying_role_choices() -> list[tuple[str, str]]:
    return named(BuyingRole, "buying role")


def piece_choices() -> list[tuple[str, str]]:
    return [(piece.value, capfirst(pgettext(CONTEXT, PIECES[piece]))) for piece in Piece]


def answered_kind_choices() -> list[tuple[str, str]]:
    """What a commitment may answer on a board: a finding, or a move of ours. Shown are the board's own sentences."""
    return [(kind.value, kind.value) for kind in (*FindingKind, *MoveKind)]


def stance_choices() -> list[tuple[int, str]]:
    return _in_words(STANCES, "stance")


def level_choices() -> list[tuple[int, str]]:
    return _in_words(LEVELS, "level")


def power_choices() -> list[tuple[int, str]]:
    return _in_words(POWERS, "formal power")


def confidence_choices() -> list[tuple[int, str]]:
    return _in_words(CONFIDENCES, "confidence")


def depth_choices() -> list[tuple[int, str]]:
    return _in_words(DEPTHS, "depth of a tie")


def stance_word(value: int) -> str:
    """What a stance is called, without its explanation."""
    return pgettext("stance", STANCES[value]).partition(":")[0]


def _in_words(words: Mapping[int, str], context: str) -> list[tuple[int, str]]:
    return [(value, pgettext(context, word)) for value, word in words.items()]
