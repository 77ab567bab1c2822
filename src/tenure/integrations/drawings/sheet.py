"""A board in words and as a drawing, ready for paper: what the screen shows, as one reader may see it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tenure.analytics.board.answer import our_forks
from tenure.analytics.board.evaluation import Evaluation, evaluate
from tenure.analytics.board.findings import Finding, gravest_first
from tenure.analytics.board.gains import ValuedMove, best_moves
from tenure.analytics.board.refusals import BoardError
from tenure.analytics.board.sharing import SHARED_FINDINGS
from tenure.core.policy import Actor, may
from tenure.integrations.drawings.picture import drawing_of
from tenure.integrations.drawings.shapes import Drawing
from tenure.integrations.stationery.looks import Word
from tenure.relationships.board_findings import (
    Figure,
    FindingGroup,
    FindingView,
    finding_views,
    judged_figures,
    one_for_each,
    shared_figures,
)
from tenure.relationships.board_people import PersonView, people_views
from tenure.relationships.board_words import LEVELS
from tenure.relationships.models import Decision
from tenure.relationships.queries import (
    BoardOn,
    board_on,
    departure_on,
    findings_on,
    shared_on,
    who_leaves,
)


@dataclass(frozen=True)
class Asked:
    """Which board is wanted: on which day (None for today), with which kinds of lines (None for the usual ones),
    without whom, and whether as a version for sharing."""

    on: date | None = None
    lines: Collection[str] | None = None
    without: str = ""
    shared: bool = False


@dataclass(frozen=True)
class Row:
    """A person in the list: the name, and the cells of the columns."""

    name: str
    cells: Sequence[Sequence[Word]]


@dataclass(frozen=True)
class Sheet:
    """All that is written down of a board. `notes` stand below the title, `levels` hold the people by level."""

    account: str
    decision: str
    day: date
    notes: Sequence[str]
    language: str
    figures: Sequence[Figure]
    top: Sequence[FindingView]
    others: Sequence[FindingGroup]
    drawing: Drawing
    heads: Sequence[str]
    levels: Sequence[tuple[str, Sequence[Row]]]


def sheet_of(decision: Decision, member: Actor, asked: Asked) -> Sheet:
    """The board of a decision that the member sees, without judgements where they may not see those or share it.

    Raises ValidationError for a day that has not come, when nobody stood on the board, and for somebody to do without
    who is not on it or is the only one.
    """
    shown, judged = board_on(decision, _day(asked.on)), may(member, "judgement.see") and not asked.shared
    if not judged:
        shown = shared_on(shown)
    if not shown.board.people:
        raise ValidationError({"on": _("Nobody stood on the board on %(day)s.") % {"day": _written(shown.day)}})
    leaver = ""
    if asked.without:
        shown, leaver = _without(shown, asked.without)
    return _sheet(shown, evaluate(shown.board), asked, leaver, judged=judged)


def _day(on: date | None) -> date:
    today = timezone.localdate()
    if on is not None and on > today:
        raise ValidationError({"on": _("%(day)s has not come yet.") % {"day": _written(on)}})
    return on or today


def _without(shown: BoardOn, named: str) -> tuple[BoardOn, str]:
    """The board without somebody, and who that is."""
    leavers = who_leaves(shown, named)
    if len(leavers) != 1:
        raise ValidationError({"without": _("There is no one person %(name)s on the board.") % {"name": repr(named)}})
    try:
        left, _answer = departure_on(shown, leavers[0])
    except BoardError as error:
        raise ValidationError({"without": _("Without them nobody is left on the board.")}) from error
    return replace(shown, board=left.board), shown.names[leavers[0]]


class _Nowhere:
    """Paper has no addresses."""

    def person(self, contact: int) -> str:  # noqa: ARG002 - as `Addresses` asks
        return ""


def _sheet(shown: BoardOn, found: Evaluation, asked: Asked, leaver: str, *, judged: bool) -> Sheet:
    moves = best_moves(shown.board) if judged else []
    people = people_views(shown, found, _Nowhere(), judged=judged)
    top, others = one_for_each(finding_views(_findings(shown, found, moves, judged), moves, shown, _Nowhere()))
    decision = shown.decision
    title = f"{decision.account.name}: {decision.name}"
    return Sheet(
        account=decision.account.name,
        decision=decision.name,
        day=shown.day,
        notes=_notes(shown, leaver, judged=judged),
        language=translation.get_language() or "en",
        figures=(judged_figures if judged else shared_figures)(shown, found),
        top=top,
        others=others,
        drawing=drawing_of(shown, people, title, _lines(asked.lines, judged=judged)),
        heads=[_("Person"), *(fact.label for fact in people[0].facts)],
        levels=list(_levels(people)),
    )


def _findings(shown: BoardOn, found: Evaluation, moves: Sequence[ValuedMove], judged: bool) -> list[Finding]:
    told = findings_on(shown, found)
    if not judged:
        return [one for one in told if one.kind in SHARED_FINDINGS]
    return gravest_first([*told, *our_forks(moves)])


def _lines(wanted: Collection[str] | None, *, judged: bool) -> Collection[str] | None:
    """A version for sharing has our ties alone; who asked for other lines alone gets none."""
    return wanted if judged or wanted is None else [kind for kind in wanted if kind == "ours"]


def _notes(shown: BoardOn, leaver: str, *, judged: bool) -> list[str]:
    decision = shown.decision
    notes = [decision.line] if decision.line else []
    if decision.deadline:
        notes.append(_("due %(day)s") % {"day": _written(decision.deadline)})
    notes.append(_("as of %(day)s") % {"day": _written(shown.day)})
    if leaver:
        notes.append(_("without %(name)s") % {"name": leaver})
    if not judged:
        notes.append(_("version for sharing"))
    return notes


def _written(day: date) -> str:
    return date_format(day, "j M Y")


def _levels(people: Sequence[PersonView]) -> Iterable[tuple[str, list[Row]]]:
    for level, group in groupby(people, key=lambda one: one.level):
        yield str(LEVELS[level]), [_row(one) for one in group]


def _row(view: PersonView) -> Row:
    cells = [
        [Word(f"{mark.shape} {mark.word}".strip(), mark.tone) for mark in fact.marks if mark.word]
        for fact in view.facts
    ]
    return Row(view.name, cells)
