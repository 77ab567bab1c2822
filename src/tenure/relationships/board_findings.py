"""What a board shows, in words: its score with the parts, its findings with one action each, and the best moves."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from tenure.analytics.board.consensus import Role, consensus
from tenure.analytics.board.evaluation import Evaluation
from tenure.analytics.board.findings import Finding
from tenure.analytics.board.gains import ValuedMove
from tenure.analytics.board.sharing import SHARED_FINDINGS
from tenure.analytics.board.tempo import days_needed, tempo, time_trouble
from tenure.analytics.board.wording import (
    CONTEXT,
    DEFINITIONS,
    LABELS,
    Words,
    finding_sentence,
    move_sentence,
    reply_phrase,
)
from tenure.core.figures import count, days, percent, plain, signed
from tenure.relationships.board_people import Addresses, number_of
from tenure.relationships.board_words import BAD, GOOD, TONES, WARN, standing_word, tone_of, words_of
from tenure.relationships.queries import BoardOn

SHOWN_FINDINGS = 4
SHOWN_MOVES = 8


@dataclass(frozen=True)
class Meaning:
    """What a number or word means, as the glossary's part shows it."""

    name: str | Promise
    meaning: str | Promise
    formula: str = ""


@dataclass(frozen=True)
class Figure:
    """A number of the head: its label, value and tone, what it says in words, and what it means."""

    label: str | Promise
    value: str
    note: str = ""
    tone: str = ""
    term: Meaning | None = None


@dataclass(frozen=True)
class FindingView:
    """A finding: its name, tone, evidence in a sentence, definition, and the one thing to do about it.

    `commit` is where somebody takes it on, `taken` who has and by when; both are empty where that cannot be.
    """

    kind: str
    label: str
    tone: str
    sentence: str
    term: Meaning
    person: str
    action: str
    url: str
    worth: str
    commit: str = ""
    taken: str = ""


@dataclass(frozen=True)
class FindingGroup:
    """Findings of one kind: what it is called and means, once for all of them."""

    label: str
    tone: str
    term: Meaning
    findings: Sequence[FindingView]


@dataclass(frozen=True)
class MoveView:
    """A candidate move in words and numbers; `url` leads to whom it is about, `commit` and `taken` are a finding's.

    `actor` is who of ours would make it, empty for a colleague who is not on the board yet.
    """

    kind: str
    person: str
    actor: str
    sentence: str
    gain: str
    hours: str
    per_hour: str
    reply: str
    url: str
    commit: str = ""
    taken: str = ""


POSITION = Meaning(
    pgettext_lazy("score of a board", "Position"),
    gettext_lazy("What the position is worth: −100 is lost, 100 is won."),
    "E = 100 (.35 M + .30 K + .25 C + .10 S)",
)
PARTS: Mapping[str, Meaning] = {
    "material": Meaning(
        gettext_lazy("Material"),
        gettext_lazy("How people stand to us, each counted by the value of the piece; without the king."),
        "M = Σ v x/2 / Σ v",
    ),
    "king": Meaning(
        gettext_lazy("King"),
        gettext_lazy("How whoever decides stands to us, is defended and is attacked."),
        "K = (x/2 + D − A) / 2",
    ),
    "control": Meaning(
        gettext_lazy("Control"), gettext_lazy("How well our ties cover everybody, by value."), "C = 2 Σ v c / Σ v − 1"
    ),
    "structure": Meaning(
        gettext_lazy("Structure"),
        gettext_lazy("How little of the value hangs on one line alone or is attacked harder than defended."),
        "S = 1 − 2 Σ v (not robust) / Σ v",
    ),
}
CONSENSUS = Meaning(
    gettext_lazy("Consensus"),
    gettext_lazy("How far those who are needed agree on us: stances weighed by formal power."),
    "Σ p x / (2 Σ p)",
)


def judged_figures(shown: BoardOn, found: Evaluation) -> list[Figure]:
    """The score with its parts, how far they agree, and the days."""
    score = found.score
    parts = {name: getattr(score, name) for name in PARTS}
    return [
        Figure(POSITION.name, signed(score.position), standing_word(score.position / 100), tone_of(score.position / 100)
               , POSITION),
        *(_part(PARTS[name], value) for name, value in parts.items()),
        consensus_figure(shown),
        *_days(shown, found),
    ]  # fmt: skip


def _part(term: Meaning, value: float | None) -> Figure:
    if value is None:
        return Figure(term.name, _("unknown"), _("nobody is said to decide"), WARN, term)
    text = plain(value)
    return Figure(term.name, text if value <= 0 else f"+{text}", standing_word(value), tone_of(value), term)


def consensus_figure(shown: BoardOn) -> Figure:
    """How far those who are needed agree, and of how many nobody knows."""
    board = shown.board
    roles = [Role(person.name, person.power, person.stance) for person in board.people]
    roles += [Role(square.function) for square in board.fog]
    meter = consensus(roles)
    unknown = _("stance or power unknown of %(share)s of the roles") % {"share": percent(meter.fog)}
    if meter.share is None:
        return Figure(CONSENSUS.name, _("unknown"), unknown, WARN, CONSENSUS)
    return Figure(CONSENSUS.name, percent(meter.share), unknown, tone_of(meter.share), CONSENSUS)


def _days(shown: BoardOn, found: Evaluation) -> Iterable[Figure]:
    dates, today = shown.dates, shown.day
    if dates is None:
        yield Figure(_("Decision"), _("closed"))
        return
    if dates.decision is not None:
        needed = days_needed(shown.board, found)
        time = time_trouble(today, dates.decision, needed)
        note = ngettext(
            "%(left)s working day left, %(needed)s needed", "%(left)s working days left, %(needed)s needed", time.left
        ) % {"left": count(time.left), "needed": plain(needed)}
        yield Figure(
            _("Decision due in"), days(max(0, (dates.decision - today).days)), note, BAD if time.trouble else ""
        )
    moved = tempo(dates.last_move or dates.opened, today, dates.cadence)
    note = _("one is due every %(days)s") % {"days": days(moved.cadence)}
    yield Figure(_("Our last move"), _("%(days)s ago") % {"days": days(moved.days)}, note, WARN if moved.lost else "")


def shared_figures(shown: BoardOn, found: Evaluation) -> list[Figure]:
    """What may be told to everybody: how many people we cover and by how many lines."""
    people = found.people.values()
    covered = sum(standing.cover >= 0.5 for standing in people)
    alone = sum(SINGLE in standing.findings for standing in people)
    return [
        Figure(_("People covered"), f"{count(covered)}/{count(len(people))}"),
        Figure(_("On one line alone"), count(alone)),
        Figure(_("Role known, person not"), count(len(shown.board.fog))),
        Figure(_("Our ties"), count(sum(tie.strength >= 0.3 for tie in shown.board.ties))),
    ]


SINGLE = next(kind for kind in SHARED_FINDINGS if kind.value == "single_threaded")


def finding_views(
    findings: Sequence[Finding], moves: Sequence[ValuedMove], shown: BoardOn, address: Addresses
) -> list[FindingView]:
    """Findings in words, each with the move about the same person that gains most an hour, or a closer look."""
    words = words_of(shown)
    best = {one.move.target: one for one in reversed(moves)}
    return [_finding(finding, best.get(finding.person or ""), words, address) for finding in findings]


def _finding(finding: Finding, move: ValuedMove | None, words: Words, address: Addresses) -> FindingView:
    label = capfirst(pgettext(CONTEXT, LABELS[finding.kind]))
    tone = TONES[finding.kind]
    action, url = _("See the moves"), "#moves"
    if finding.person is not None:
        action = _("Look at %(name)s") % {"name": words.name(finding.person)}
        url = address.person(number_of(finding.person))
    if move is not None and tone != GOOD:
        action = move_sentence(move.move, words)
    return FindingView(
        kind=finding.kind.value,
        label=label,
        tone=tone,
        sentence=finding_sentence(finding, words),
        term=Meaning(label, pgettext(CONTEXT, DEFINITIONS[finding.kind])),
        person=finding.person or "",
        action=action,
        url=url,
        worth=_worth(move) if move is not None and tone != GOOD else "",
    )


def _worth(move: ValuedMove) -> str:
    hours = {"gain": signed(move.gain), "hours": count(move.move.hours)}
    return ngettext("%(gain)s for %(hours)s hour", "%(gain)s for %(hours)s hours", int(move.move.hours)) % hours


def one_for_each(views: Sequence[FindingView]) -> tuple[list[FindingView], list[FindingGroup]]:
    """The gravest findings with at most one about the same person, and all others by kind."""
    first: dict[str, FindingView] = {}
    for place, view in enumerate(views):
        if view.tone != GOOD:
            first.setdefault(view.person or f"board:{place}", view)
    top = list(first.values())[:SHOWN_FINDINGS]
    others = [view for view in views if not any(view is one for one in top)]
    kinds = [list(group) for _label, group in groupby(others, key=lambda view: view.label)]
    return top, [FindingGroup(kind[0].label, kind[0].tone, kind[0].term, kind) for kind in kinds]


def move_views(moves: Sequence[ValuedMove], shown: BoardOn, address: Addresses) -> list[MoveView]:
    """The best moves in words; of moves that differ in who makes them, the best alone."""
    words = words_of(shown)
    different = {(one.move.kind, one.move.target): one for one in reversed(moves)}
    best = [one for one in moves if different[one.move.kind, one.move.target] is one]
    return [
        MoveView(
            kind=one.move.kind.value,
            person=one.move.target,
            actor=one.move.actor or "",
            sentence=move_sentence(one.move, words),
            gain=signed(one.gain),
            hours=count(one.move.hours),
            per_hour="" if one.gain_per_hour is None else plain(one.gain_per_hour),
            reply=reply_phrase(one, words),
            url=address.person(number_of(one.move.target)),
        )
        for one in best[:SHOWN_MOVES]
    ]
