from enum import StrEnum

from django.utils.text import capfirst
from django.utils.translation import pgettext

from tenure.analytics.board.position import Kind, Piece
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
)  # fmt: skip


def decision_state_choices() -> list[tuple[str, str]]:
    return named(DecisionState, "state of a decision")


def influence_kind_choices() -> list[tuple[str, str]]:
    return named(Kind, "kind of influence")


def piece_choices() -> list[tuple[str, str]]:
    return [(piece.value, capfirst(pgettext(CONTEXT, PIECES[piece]))) for piece in Piece]
