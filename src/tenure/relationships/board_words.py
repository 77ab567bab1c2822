"""The words and shapes of the board's screen: levels, stances, pieces, lines, and how good or bad something is."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from tenure.accounts.choices import contact_function_choices
from tenure.analytics.board.findings import FindingKind
from tenure.analytics.board.position import BLOCKER, CHAMPION, NEUTRAL, SCEPTIC, SUPPORTER, Piece
from tenure.analytics.board.routes import LineKind
from tenure.analytics.board.wording import CONTEXT, PIECES, Words
from tenure.relationships.queries import BoardOn

LEVELS: Mapping[int, Promise] = {
    5: pgettext_lazy("level of people", "Board"),
    4: gettext_lazy("Division"),
    3: gettext_lazy("Department"),
    2: gettext_lazy("Team"),
    1: gettext_lazy("Operational"),
}
BAD, WARN, GOOD = "bad", "warn", "good"
TONES: Mapping[FindingKind, str] = {
    **dict.fromkeys(FindingKind, WARN),
    **dict.fromkeys(
        (
            FindingKind.MATE_DANGER,
            FindingKind.CHECK,
            FindingKind.DOUBLE_CHECK,
            FindingKind.NO_KING,
            FindingKind.HANGING,
            FindingKind.FORK,
        ),
        BAD,
    ),
    **dict.fromkeys((FindingKind.CASTLED, FindingKind.ROBUST, FindingKind.OUR_FORK), GOOD),
}


@dataclass(frozen=True)
class Mark:
    """A word with its shape and its tone (good, warn, bad or none), so that nobody needs to see the colour."""

    word: str | Promise
    shape: str = ""
    tone: str = ""

    @property
    def drawn(self) -> SafeString:
        """Shape and word for a page; a list of a hundred people has too many of them for a template of their own."""
        if not self.shape:
            return escape(self.word)
        return format_html(
            '<span class="board-mark is-{}"><span aria-hidden="true">{}</span>&nbsp;</span>{}',
            self.tone or "plain", self.shape, self.word,
        )  # fmt: skip


STANCES: Mapping[int, Mark] = {
    CHAMPION: Mark(gettext_lazy("Champion"), "▲▲", GOOD),
    SUPPORTER: Mark(gettext_lazy("Supporter"), "▲", GOOD),
    NEUTRAL: Mark(gettext_lazy("Neutral"), "●"),
    SCEPTIC: Mark(gettext_lazy("Sceptic"), "▼", WARN),
    BLOCKER: Mark(gettext_lazy("Blocker"), "▼▼", BAD),
}
LINES: Mapping[LineKind, Promise] = {
    LineKind.OURS: gettext_lazy("Our ties"),
    LineKind.INFLUENCE: gettext_lazy("Influence, confirmed"),
    LineKind.ASSUMED: gettext_lazy("Influence, assumed"),
    LineKind.COMPETITORS: gettext_lazy("Competitors' ties"),
    LineKind.TENSION: gettext_lazy("Tension"),
    LineKind.ACCESS: gettext_lazy("Restricts access"),
}
# Outlines in a square of 24, drawn for this board; holes by the even-odd rule.
_FOOT = "M5 19.5h14V22H5z"
SHAPES: Mapping[str, str] = {
    Piece.KING: "M11 1.5h2v1.7h1.7v2H13V7c3.5-1.5 7-.2 7 3.2 0 2.5-1.8 4.3-3 6.3v2H7v-2c-1.2-2-3-3.8-3-6.3"
    f"C4 6.8 7.5 5.5 11 7V5.2H9.3v-2H11z{_FOOT}",
    Piece.QUEEN: "M4 7l3.2 4L9 5.4l3 5 3-5 1.8 5.6L20 7l-2 9.5.5 2h-13l.5-2zM2.5 5.2a1.4 1.4 0 1 0 2.8 0 1.4 1.4 0 1 "
    "0-2.8 0zM7.6 3.6a1.4 1.4 0 1 0 2.8 0 1.4 1.4 0 1 0-2.8 0zM13.6 3.6a1.4 1.4 0 1 0 2.8 0 1.4 1.4 0 1 0-2.8 0z"
    f"M18.7 5.2a1.4 1.4 0 1 0 2.8 0 1.4 1.4 0 1 0-2.8 0z{_FOOT}",
    Piece.ROOK: f"M6 3h2.6v2h2.1V3h2.6v2h2.1V3H18v5l-2 2v6.5l1.5 2h-11l1.5-2V10L6 8z{_FOOT}",
    Piece.BISHOP: "M12 2a1.5 1.5 0 0 1 1.3 2.3C15.6 6 17 8.3 17 10.6c0 1.8-.9 3.2-2.2 4.1h1v1.7H14c.2.9.8 1.6 1.8 2.1"
    "H8.2c1-.5 1.6-1.2 1.8-2.1H8.2v-1.7h1C7.9 13.8 7 12.4 7 10.6 7 8.3 8.4 6 10.7 4.3A1.5 1.5 0 0 1 12 2z"
    f"M11.3 7.5v1.6H9.7v1.5h1.6V13h1.4v-2.4h1.6V9.1h-1.6V7.5z{_FOOT}",
    Piece.KNIGHT: "M9 3l1.5 1.8C15 5 18 8.5 18 13.5c0 2-.4 3.6-1 5H7.5c0-3 1.2-4.6 3.6-6.5l-1.6-.3-2.3 2.2-2.4-1.3 "
    f"2.6-5.4C7.9 6 8.3 5.3 9 4.7zM9.2 8.2a.9.9 0 1 0 1.8 0 .9.9 0 1 0-1.8 0z{_FOOT}",
    Piece.PAWN: "M12 4.2a3.6 3.6 0 0 1 2.2 6.45h1.3v1.6h-1.6c.3 3 1.3 5 3.1 6.25H7c1.8-1.25 2.8-3.25 3.1-6.25H8.5v-1.6"
    f"h1.3A3.6 3.6 0 0 1 12 4.2z{_FOOT}",
    "person": "M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM4.5 20.5c0-4.1 3.4-6.5 7.5-6.5 4.1 0 7.5 2.4 7.5 6.5z",
}
PERSON = "person"


def piece_word(piece: Piece) -> str:
    """What a piece is called."""
    word = pgettext(CONTEXT, PIECES[piece])
    return word[:1].upper() + word[1:]


def function_words() -> dict[str, str]:
    """What the functions are called."""
    return dict(contact_function_choices())


def words_of(shown: BoardOn) -> Words:
    """The words for a board in the reader's language."""
    return Words(shown.names, pgettext)


def named_strengths(pairs: Mapping[str, float], words: Words) -> str:
    """Names with their strengths, the strongest first."""
    ordered = sorted(pairs.items(), key=lambda each: -each[1])
    return ", ".join(f"{words.name(code)} {words.number(strength)}" for code, strength in ordered)


def standing_word(part: float) -> str:
    """A part of the score, -1 to 1, in a word."""
    steps = ((0.5, _("strong")), (0.1, _("good")), (-0.1, pgettext("score of a board", "level")), (-0.5, _("weak")))
    return next((word for limit, word in steps if part > limit), _("poor"))


def tone_of(part: float) -> str:
    """The tone of a part of the score."""
    return GOOD if part > 0.1 else BAD if part < -0.1 else ""
