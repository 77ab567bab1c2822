"""The words for what a board shows: findings and moves become sentences in the language of whoever reads.

Every sentence has names and numbers in braces; `translate` is given a context and an English text, as pgettext is.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tenure.analytics.board.findings import Finding, FindingKind
from tenure.analytics.board.gains import ValuedMove
from tenure.analytics.board.moves import Move, MoveKind
from tenure.analytics.board.position import Board, Piece
from tenure.analytics.wording import pgettext_noop

Translate = Callable[[str, str], str]
CONTEXT = "board"

PIECES = {
    Piece.KING: pgettext_noop("board", "king"),
    Piece.QUEEN: pgettext_noop("board", "queen"),
    Piece.ROOK: pgettext_noop("board", "rook"),
    Piece.BISHOP: pgettext_noop("board", "bishop"),
    Piece.KNIGHT: pgettext_noop("board", "knight"),
    Piece.PAWN: pgettext_noop("board", "pawn"),
}

LABELS = {
    FindingKind.MATE_DANGER: pgettext_noop("board", "mate danger"),
    FindingKind.CHECK: pgettext_noop("board", "check"),
    FindingKind.DOUBLE_CHECK: pgettext_noop("board", "double check"),
    FindingKind.CONTESTED: pgettext_noop("board", "contested"),
    FindingKind.DOUBLE_ATTACK: pgettext_noop("board", "double attack"),
    FindingKind.NO_KING: pgettext_noop("board", "no king"),
    FindingKind.HANGING: pgettext_noop("board", "hanging"),
    FindingKind.PIN: pgettext_noop("board", "pinned"),
    FindingKind.FORK: pgettext_noop("board", "fork"),
    FindingKind.UNCOVERED: pgettext_noop("board", "uncovered"),
    FindingKind.SINGLE_THREADED: pgettext_noop("board", "single-threaded"),
    FindingKind.RESTRICTED_ACCESS: pgettext_noop("board", "restricted access"),
    FindingKind.TENSION: pgettext_noop("board", "tension"),
    FindingKind.FOG: pgettext_noop("board", "fog"),
    FindingKind.TIME_TROUBLE: pgettext_noop("board", "time trouble"),
    FindingKind.TEMPO: pgettext_noop("board", "tempo lost"),
    FindingKind.STALEMATE: pgettext_noop("board", "stalemate"),
    FindingKind.CASTLED: pgettext_noop("board", "castled"),
    FindingKind.ROBUST: pgettext_noop("board", "robust"),
    FindingKind.OUR_FORK: pgettext_noop("board", "our fork"),
}

FINDINGS = {
    FindingKind.MATE_DANGER: pgettext_noop(
        "board", "{person} is in check and none of ours has a path of {path_needed} or more to them."
    ),
    FindingKind.CHECK: pgettext_noop(
        "board", "{person} is attacked harder ({attack}) than defended ({defence}), by {attackers}."
    ),
    FindingKind.DOUBLE_CHECK: pgettext_noop("board", "{person} is in check from several: {attackers}."),
    FindingKind.CONTESTED: pgettext_noop(
        "board", "{person} is attacked ({attack}) by {attackers}, and still defended ({defence}) by {defenders}."
    ),
    FindingKind.DOUBLE_ATTACK: pgettext_noop("board", "{person} is attacked by several: {attackers}."),
    FindingKind.NO_KING: pgettext_noop("board", "Nobody on the board is known to decide."),
    FindingKind.HANGING: pgettext_noop(
        "board", "{person} is for us, but attacked harder ({attack}) than defended ({defence}), by {attackers}."
    ),
    FindingKind.PIN: pgettext_noop("board", "Every path to {king} runs through {person}."),
    FindingKind.FORK: pgettext_noop("board", "{by} attacks several: {pieces}."),
    FindingKind.UNCOVERED: pgettext_noop("board", "{person} is not covered ({cover})."),
    FindingKind.SINGLE_THREADED: pgettext_noop(
        "board", "Our cover of {person} ({cover}) hangs on {member}; without that line {rest} is left."
    ),
    FindingKind.RESTRICTED_ACCESS: pgettext_noop("board", "{by} restricts our access to {person}."),
    FindingKind.TENSION: pgettext_noop("board", "There is tension between {person} and {with}."),
    FindingKind.FOG: pgettext_noop("board", "Of the board {share} is in fog."),
    FindingKind.TIME_TROUBLE: pgettext_noop(
        "board", "The open moves take {needed} working days; left until the decision: {left}."
    ),
    FindingKind.TEMPO: pgettext_noop("board", "Our last move was {days} days ago; one is due every {cadence}."),
    FindingKind.STALEMATE: pgettext_noop("board", "Nothing has moved for {days} days."),
    FindingKind.CASTLED: pgettext_noop("board", "{person} is held by {sponsor} and {others}."),
    FindingKind.ROBUST: pgettext_noop("board", "{person} is covered ({cover}) also without the best line ({rest})."),
    FindingKind.OUR_FORK: pgettext_noop("board", "One move on {person} makes several robust: {pieces}."),
}

DEFINITIONS = {
    FindingKind.MATE_DANGER: pgettext_noop(
        "board", "The king is in check, and no path from us through people who are not against us is .2 or stronger."
    ),
    FindingKind.CHECK: pgettext_noop("board", "Attack on the king is .3 or more and over the defence."),
    FindingKind.DOUBLE_CHECK: pgettext_noop("board", "Two or more attack the king, who is in check."),
    FindingKind.CONTESTED: pgettext_noop("board", "Attack on the king is .3 or more, but not over the defence."),
    FindingKind.DOUBLE_ATTACK: pgettext_noop("board", "Two or more attack the king, who is not in check."),
    FindingKind.NO_KING: pgettext_noop("board", "Nobody is said to take this decision."),
    FindingKind.HANGING: pgettext_noop("board", "A supporter or champion is attacked harder than defended."),
    FindingKind.PIN: pgettext_noop(
        "board", "A supporter or champion is on every path of .2 or more from us to the king."
    ),
    FindingKind.FORK: pgettext_noop("board", "One attacker reaches two or more pieces of value 3 or more."),
    FindingKind.UNCOVERED: pgettext_noop("board", "Cover by all our ties is under .5."),
    FindingKind.SINGLE_THREADED: pgettext_noop("board", "Without the best line, cover is under .3."),
    FindingKind.RESTRICTED_ACCESS: pgettext_noop("board", "Somebody does not want us to speak to this person."),
    FindingKind.TENSION: pgettext_noop("board", "Two people, or their departments, are at odds."),
    FindingKind.FOG: pgettext_noop("board", "Squares on which somebody sits whom we do not know, by weight."),
    FindingKind.TIME_TROUBLE: pgettext_noop(
        "board", "Fewer working days are left until the decision than the open moves take."
    ),
    FindingKind.TEMPO: pgettext_noop("board", "More days have passed since our last move than its cadence allows."),
    FindingKind.STALEMATE: pgettext_noop("board", "No change of stance and no two-way contact for 90 days."),
    FindingKind.CASTLED: pgettext_noop(
        "board", "A sponsor of ours has a tie of .5 or more to the king, and another of ours a line."
    ),
    FindingKind.ROBUST: pgettext_noop("board", "Covered, not single-threaded, and attacked no harder than defended."),
    FindingKind.OUR_FORK: pgettext_noop("board", "One move of ours makes two or more pieces robust."),
}

MOVES = {
    MoveKind.NEW_TIE: pgettext_noop("board", "{actor} builds a tie to {target}"),
    MoveKind.STRONGER_TIE: pgettext_noop("board", "{actor} strengthens the tie to {target}"),
    MoveKind.INTRODUCTION: pgettext_noop("board", "{actor} is introduced to {target} by {via}"),
    MoveKind.NEUTRALISE: pgettext_noop("board", "{actor} neutralises {target}"),
    MoveKind.WIN: pgettext_noop("board", "{actor} wins {target}"),
    MoveKind.CASTLE: pgettext_noop("board", "{actor} castles {target}"),
}
COLLEAGUE = pgettext_noop("board", "A further colleague")
MINDED = pgettext_noop("board", "{by} restricts access")
REPLY = pgettext_noop("board", "{competitor} on {person}, {drop} points")


@dataclass(frozen=True)
class Words:
    """What a board is said with: people's names by id, and a language."""

    names: Mapping[str, str]
    translate: Translate

    def say(self, template: str, **words: str) -> str:
        """A template in the language with these words in it."""
        return self.translate(CONTEXT, template).format_map(words)

    def number(self, value: float, decimals: int = 2) -> str:
        """A number with the decimal mark of the language."""
        return f"{value:.{decimals}f}".replace(".", self.translate("decimal mark", "."))

    def name(self, code: str) -> str:
        """Somebody's name; members and competitors go by their ids."""
        return self.names.get(code, code)


def english(_context: str, text: str) -> str:
    """The texts as they are written."""
    return text


def words_for(board: Board, translate: Translate = english) -> Words:
    """The words for a board in a language."""
    return Words({person.id: person.name for person in board.people}, translate)


def finding_sentence(finding: Finding, words: Words) -> str:
    """Say one finding.

    >>> words = Words({"d": "Dahl"}, english)
    >>> finding_sentence(Finding(FindingKind.UNCOVERED, "d", {"cover": 0.35}), words)
    'Dahl is not covered (0.35).'
    >>> sides = [{"by": "Rivalco", "side": "competitor", "strength": 0.6}]
    >>> finding_sentence(Finding(FindingKind.DOUBLE_CHECK, "d", {"attackers": sides}), words)
    'Dahl is in check from several: Rivalco (0.60).'
    """
    told = {key: _told(key, value, words) for key, value in finding.evidence.items()}
    person = "" if finding.person is None else words.name(finding.person)
    return words.say(FINDINGS[finding.kind], **{**told, "person": person})


def move_sentence(move: Move, words: Words) -> str:
    """Say one move.

    >>> move_sentence(Move(MoveKind.CASTLE, None, "d", 0.5, 0, 12), Words({"d": "Dahl"}, english))
    'A further colleague castles Dahl'
    """
    actor = words.say(COLLEAGUE) if move.actor is None else words.name(move.actor)
    via = "" if move.via is None else words.name(move.via)
    return words.say(MOVES[move.kind], actor=actor, target=words.name(move.target), via=via)


def minded_phrase(by: Sequence[str], words: Words) -> str:
    """Say who will mind a move; empty where nobody does.

    >>> minded_phrase(["h"], Words({"h": "Holm"}, english)), minded_phrase([], Words({}, english))
    ('Holm restricts access', '')
    """
    return words.say(MINDED, by=", ".join(words.name(one) for one in by)) if by else ""


def reply_phrase(valued: ValuedMove, words: Words) -> str:
    """Say the opponent's best reply to a move; empty where none hurts."""
    reply = valued.best_reply
    if reply is None:
        return ""
    drop = words.number(-reply.drop)
    return words.say(REPLY, competitor=words.name(reply.competitor), person=words.name(reply.person), drop=drop)


def _told(key: str, value: Any, words: Words) -> str:
    """A piece of evidence in words: people by name, sides with their strength, shares in percent."""
    if isinstance(value, float):
        return f"{100 * value:.0f} %" if key == "share" else words.number(value)
    if isinstance(value, str):
        return words.name(value)
    return _listed(value, words) if isinstance(value, list) else str(value)


def _listed(values: Sequence[Any], words: Words) -> str:
    return ", ".join(
        words.name(value)
        if isinstance(value, str)
        else f"{words.name(value['by'])} ({words.number(value['strength'])})"
        for value in values
        if isinstance(value, str) or "by" in value
    )
