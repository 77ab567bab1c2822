"""What changed on a board between two days, in words, and how its position went from day to day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tenure.analytics.board.arrays import arrays_of, exposure_of
from tenure.analytics.board.changes import Changes, LineChange, changes_between
from tenure.analytics.board.findings import Finding
from tenure.analytics.board.position import Board
from tenure.analytics.board.score import score_of
from tenure.analytics.board.wording import CONTEXT, LABELS, Words
from tenure.relationships.board_words import BAD, GOOD, STANCES, TONES, WARN, Mark, piece_word
from tenure.relationships.queries import BoardOn, Story, board_of, days_of
from tenure.web.components.board_address import BoardAddress
from tenure.web.templatetags.figures import signed

MOST_DAYS, LEAST_DAYS = 60, 20
TIES_IN_ALL = 20_000
"""Of boards with many ties fewer days are shown, so that the curve is there within a moment."""
TURNS = 6
WIDTH, HEIGHT, EDGE = 1000.0, 120.0, 8.0


@dataclass(frozen=True)
class Moment:
    """A day of the curve: where it stands in the drawing, what the position was worth, and the address of its board."""

    day: date
    x: str
    y: str
    position: str
    url: str
    is_shown: bool


@dataclass(frozen=True)
class Turn:
    """A day on which the position changed much: by how much, and what had happened."""

    moment: Moment
    gain: str
    tone: str
    said: Sequence[Mark]


@dataclass(frozen=True)
class Curve:
    """How the position went: the points of a line, the height of nought, its days, and where it turned."""

    points: str
    zero: str
    moments: Sequence[Moment]
    turns: Sequence[Turn]


def change_marks(before: BoardOn, after: BoardOn, *, judged: bool) -> list[Mark]:
    """What changed from one board to a later one; empty where nothing did or nobody stood on one of them."""
    if not before.board.people or not after.board.people:
        return []
    changes = changes_between(before.board, after.board)
    words = Words({**before.names, **after.names}, pgettext)
    said = [*_gain(changes), *_people(changes, words), *_minds(changes, words), *_lines(changes, words)]
    told = said if judged else [*_people(changes, words), *_lines(changes, words)]
    return [*told, *(_findings(changes, words) if judged else [])]


def _gain(changes: Changes) -> Iterable[Mark]:
    if abs(changes.gain) >= 0.05:
        points = signed(abs(changes.gain)).lstrip("+")
        won = changes.gain > 0
        sentence = (
            _("The position has won %(points)s points.") if won else _("The position has lost %(points)s points.")
        )
        yield Mark(sentence % {"points": points}, "▲" if won else "▼", GOOD if won else BAD)


def _people(changes: Changes, words: Words) -> Iterable[Mark]:
    for name in changes.arrived:
        yield Mark(_("%(name)s came onto the board.") % {"name": words.name(name)}, "+")
    for name in changes.left:
        yield Mark(_("%(name)s is on the board no more.") % {"name": words.name(name)}, "−", WARN)


def _minds(changes: Changes, words: Words) -> Iterable[Mark]:
    for one in changes.stances:
        before, after = STANCES[one.before], STANCES[one.after]
        said = {"name": words.name(one.person), "before": before.word, "after": after.word}
        better = one.after > one.before
        yield Mark(_("%(name)s: %(before)s, now %(after)s.") % said, "▲" if better else "▼", GOOD if better else BAD)
    for piece in changes.pieces:
        said = {
            "name": words.name(piece.person), "before": piece_word(piece.before), "after": piece_word(piece.after),
        }  # fmt: skip
        yield Mark(_("%(name)s: %(before)s, now %(after)s.") % said)


def _lines(changes: Changes, words: Words) -> Iterable[Mark]:
    for line in changes.lines:
        won = line.after > line.before
        yield Mark(_line(line, words), "+" if won else "−", GOOD if won else BAD)
    for line in changes.competitor_lines:
        won = line.after > line.before
        yield Mark(_line(line, words), "+" if won else "−", BAD if won else GOOD)


def _line(line: LineChange, words: Words) -> str:
    said = {"holder": words.name(line.holder), "person": words.name(line.person)}
    if line.after > line.before:
        return _("%(holder)s has a line to %(person)s.") % said
    return _("%(holder)s has lost the line to %(person)s.") % said


def _findings(changes: Changes, words: Words) -> Iterable[Mark]:
    for finding in changes.appeared:
        yield Mark(_("New: %(finding)s.") % {"finding": finding_label(finding, words)}, "!", TONES[finding.kind])
    for finding in changes.gone:
        was = GOOD if TONES[finding.kind] != GOOD else WARN
        yield Mark(_("Gone: %(finding)s.") % {"finding": finding_label(finding, words)}, "✓", was)


def finding_label(finding: Finding, words: Words) -> str:
    """A finding as short as can be: its name, and whom it is about."""
    label = pgettext(CONTEXT, LABELS[finding.kind])
    return label if finding.person is None else f"{words.name(finding.person)} {label}"


def curve_of(story: Story, address: BoardAddress, day: date) -> Curve | None:
    """How the position went over a story; None where there are fewer than two days with somebody on the board."""
    ties = len({*story.talks, *((one.member_id, one.contact_id) for one in story.overrides)})
    most = min(MOST_DAYS, max(LEAST_DAYS, TIES_IN_ALL // (ties or 1)))
    days = chosen_days(days_of(story), day, most)
    boards = [one for one in (board_of(story, each) for each in days) if one.board.people]
    if len(boards) < 2:
        return None
    scores = [position_of(one.board) for one in boards]
    low, high = min(0.0, *scores), max(0.0, *scores)
    first, last = boards[0].day, boards[-1].day

    def height(score: float) -> float:
        return EDGE + (HEIGHT - 2 * EDGE) * (high - score) / ((high - low) or 1.0)

    moments = [
        Moment(
            day=one.day,
            x=f"{EDGE + (WIDTH - 2 * EDGE) * (one.day - first).days / (last - first).days:.1f}",
            y=f"{height(score):.1f}",
            position=signed(score),
            url=address.but(on=one.day),
            is_shown=one.day == day,
        )
        for one, score in zip(boards, scores, strict=True)
    ]
    points = " ".join(f"{moment.x},{moment.y}" for moment in moments)
    return Curve(points, f"{height(0):.1f}", moments, _turns(boards, scores, moments))


def chosen_days(days: Sequence[date], shown: date, most: int = MOST_DAYS) -> list[date]:
    """Of many days so many at even distances, the first, the last and the one that is shown among them.

    >>> [day.day for day in chosen_days([date(2026, 1, n) for n in range(1, 10)], date(2026, 1, 2), most=3)]
    [1, 2, 5, 9]
    """
    if len(days) > most:
        step = (len(days) - 1) / (most - 1)
        days = [days[round(step * place)] for place in range(most)]
    return sorted({*days, shown} if days and days[0] <= shown <= days[-1] else set(days))


def position_of(board: Board) -> float:
    """The position score alone."""
    arrays = arrays_of(board)
    return score_of(arrays, exposure_of(arrays)).position


def _turns(boards: Sequence[BoardOn], scores: Sequence[float], moments: Sequence[Moment]) -> list[Turn]:
    """The days of the greatest changes, in their order."""
    gains = [after - before for before, after in pairwise(scores)]
    greatest = sorted(range(len(gains)), key=lambda place: -abs(gains[place]))[:TURNS]
    return [
        Turn(
            moment=moments[place + 1],
            gain=signed(gains[place]),
            tone=GOOD if gains[place] > 0 else BAD,
            said=_what_happened(boards[place], boards[place + 1]),
        )
        for place in sorted(greatest)
        if abs(gains[place]) >= 1
    ]


def _what_happened(before: BoardOn, after: BoardOn) -> list[Mark]:
    changes = changes_between(before.board, after.board)
    words = Words({**before.names, **after.names}, pgettext)
    return [*_people(changes, words), *_minds(changes, words), *_lines(changes, words)]
