"""What changed on a board between two days, in words."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tenure.analytics.board.changes import Changes, Happenings, LineChange, changes_between, happenings_between
from tenure.analytics.board.evaluation import Evaluation
from tenure.analytics.board.findings import Finding
from tenure.analytics.board.wording import CONTEXT, LABELS, Words
from tenure.relationships.board_words import BAD, GOOD, STANCES, TONES, WARN, Mark, piece_word
from tenure.relationships.queries import BoardOn
from tenure.web.templatetags.figures import signed


def change_marks(before: BoardOn, after: BoardOn, found: Evaluation | None, *, judged: bool) -> list[Mark]:
    """What changed from one board to a later one, which was judged as `found`; empty where nothing did or nobody stood
    on one of them."""
    if not before.board.people or not after.board.people:
        return []
    if not judged:
        return happening_marks(before, after, judged=False)
    changes, words = changes_between(before.board, after.board, found=found), _words(before, after)
    return [*_gain(changes), *_happened(changes, words), *_findings(changes, words)]


def happening_marks(before: BoardOn, after: BoardOn, *, judged: bool = True) -> list[Mark]:
    """What happened from one board to a later one, without what came of it."""
    happened, words = happenings_between(before.board, after.board), _words(before, after)
    return [*_happened(happened, words)] if judged else [*_people(happened, words), *_lines(happened, words)]


def _words(before: BoardOn, after: BoardOn) -> Words:
    return Words({**before.names, **after.names}, pgettext)


def _happened(happened: Happenings, words: Words) -> Iterable[Mark]:
    return [*_people(happened, words), *_minds(happened, words), *_lines(happened, words)]


def _gain(changes: Changes) -> Iterable[Mark]:
    if abs(changes.gain) >= 0.05:
        points = signed(abs(changes.gain)).lstrip("+")
        won = changes.gain > 0
        sentence = (
            _("The position has won %(points)s points.") if won else _("The position has lost %(points)s points.")
        )
        yield Mark(sentence % {"points": points}, "▲" if won else "▼", GOOD if won else BAD)


def _people(changes: Happenings, words: Words) -> Iterable[Mark]:
    for name in changes.arrived:
        yield Mark(_("%(name)s came onto the board.") % {"name": words.name(name)}, "+")
    for name in changes.left:
        yield Mark(_("%(name)s is on the board no more.") % {"name": words.name(name)}, "−", WARN)


def _minds(changes: Happenings, words: Words) -> Iterable[Mark]:
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


def _lines(changes: Happenings, words: Words) -> Iterable[Mark]:
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
