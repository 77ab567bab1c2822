"""Everybody on a board as the reader may see them: the same facts for the card and for the row of the list."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tenure.analytics.board.evaluation import Evaluation, Standing
from tenure.analytics.board.findings import FindingKind
from tenure.analytics.board.position import BLOCKER, Influence, Person, Tie
from tenure.analytics.board.sharing import SHARED_FINDINGS
from tenure.analytics.board.wording import CONTEXT, LABELS, Words
from tenure.core.figures import days, percent, plain
from tenure.relationships.board_words import (
    BAD,
    GOOD,
    PERSON,
    STANCES,
    TONES,
    WARN,
    Mark,
    function_words,
    named_strengths,
    piece_word,
    words_of,
)
from tenure.relationships.queries import BoardOn

LEAST_SHOWN = 0.005


class Addresses(Protocol):
    """Where a person of the board is told in full; what has no such place answers with nothing."""

    def person(self, contact: int) -> str:
        """The address of a contact by number."""


@dataclass(frozen=True)
class Fact:
    """A cell of a person's row: the name of its column, and marks that are shown one after the other."""

    label: str
    marks: tuple[Mark, ...]

    @property
    def drawn(self) -> SafeString:
        """The marks for a page, with commas between them."""
        return mark_safe(", ".join(mark.drawn for mark in self.marks if mark.word))  # noqa: S308 - each is escaped


@dataclass(frozen=True)
class PersonView:
    """One person: where they stand, what is drawn on the card, and the facts of the row.

    `role` is the line under the name, `marks` are at most two, `cover` is 0 to 1, `met` tells the last contact.
    """

    id: str
    number: int
    name: str
    level: int
    url: str
    symbol: str
    role: str
    marks: tuple[Mark, ...]
    tone: str
    cover: float
    met: str
    facts: tuple[Fact, ...]


Strengths = Mapping[str, Mapping[str, float]]
"""By person who holds or sways them, and how strongly."""


@dataclass(frozen=True)
class _Around:
    """What is known around everybody."""

    shown: BoardOn
    words: Words
    functions: Mapping[str, str]
    met: Mapping[int, int]
    ours: Strengths
    theirs: Strengths
    sways: Strengths
    judged: bool


def people_views(shown: BoardOn, found: Evaluation, address: Addresses, *, judged: bool) -> list[PersonView]:
    """Everybody on a board, which must be one to share where the reader may not see judgements."""
    around = _Around(
        shown=shown,
        words=words_of(shown),
        functions=function_words(),
        met=last_met(shown),
        ours=_held(shown.board.ties),
        theirs=_held(shown.board.competitor_ties),
        sways=_swayed(shown.board.influence),
        judged=judged,
    )
    return [_view(person, found.people[person.id], around, address) for person in shown.board.people]


def last_met(shown: BoardOn) -> dict[int, int]:
    """The days since anybody of ours last had a two-way contact, by the contact's number."""
    met: dict[int, int] = {}
    for tie in shown.ties:
        since = tie.evidence.days_since
        if since is not None:
            met[tie.contact] = min(int(since), met.get(tie.contact, int(since)))
    return met


def number_of(code: str) -> int:
    """The number in the id of a contact or member.

    >>> number_of("contact:12")
    12
    """
    return int(code.rpartition(":")[2])


def _view(person: Person, standing: Standing, around: _Around, address: Addresses) -> PersonView:
    number = number_of(person.id)
    found = [kind for kind in standing.findings if around.judged or kind in SHARED_FINDINGS]
    contact = around.shown.contacts.get(person.id)
    title = (contact.title if contact else "") or around.functions[person.function]
    met = _met(around.met.get(number))
    stance = (STANCES[person.stance],) if around.judged else ()
    return PersonView(
        id=person.id,
        number=number,
        name=person.name,
        level=person.level,
        url=address.person(number),
        symbol=person.piece.value if around.judged else PERSON,
        role=f"{piece_word(person.piece)}, {title}" if around.judged else title,
        marks=(*stance, *finding_marks(found)[:1]),
        tone=_tone(person, found, judged=around.judged),
        cover=standing.cover,
        met=met,
        facts=tuple(_facts(person, standing, around, found, title, met)),
    )


def _tone(person: Person, found: Iterable[FindingKind], *, judged: bool) -> str:
    tones = {TONES[kind] for kind in found}
    if judged and person.stance <= BLOCKER:
        tones.add(BAD)
    return next((tone for tone in (BAD, WARN, GOOD) if tone in tones), "")


def finding_marks(kinds: Sequence[FindingKind]) -> list[Mark]:
    """Findings as words, gravest first."""
    shapes = {BAD: "!", WARN: "", GOOD: "✓"}
    order = {kind: place for place, kind in enumerate(FindingKind)}
    return [
        Mark(pgettext(CONTEXT, LABELS[kind]), shapes[TONES[kind]], TONES[kind])
        for kind in sorted(kinds, key=lambda kind: order[kind])
    ]


def _met(since: int | None) -> str:
    return _("never") if since is None else days(since)


def _facts(
    person: Person, standing: Standing, around: _Around, found: Sequence[FindingKind], title: str, met: str
) -> Iterable[Fact]:
    words = around.words
    function = around.functions[person.function]
    yield Fact(_("Role"), tuple(Mark(word) for word in dict.fromkeys((title, function))))
    if around.judged:
        rising = [Mark(_("rising"), "↑")] if person.id in around.shown.rising else []
        yield Fact(_("Piece"), (Mark(piece_word(person.piece)), *rising))
        yield Fact(_("Stance"), (STANCES[person.stance],))
        yield Fact(_("Power"), (Mark(_("unknown") if person.power is None else f"{person.power}/5"),))
        yield Fact(_("Attack"), (Mark(plain(standing.attack)),))
        yield Fact(_("Defence"), (Mark(plain(standing.defence)),))
    yield Fact(_("Cover"), (Mark(percent(standing.cover)),))
    yield Fact(_("Last contact"), (Mark(met),))
    yield Fact(_("Our ties"), (Mark(named_strengths(around.ours.get(person.id, {}), words)),))
    if around.judged:
        yield Fact(_("Competitors' ties"), (Mark(named_strengths(around.theirs.get(person.id, {}), words)),))
        yield Fact(_("Swayed by"), (Mark(named_strengths(around.sways.get(person.id, {}), words)),))
    yield Fact(_("Findings"), tuple(finding_marks(found)))


def _held(ties: Iterable[Tie]) -> Strengths:
    """Ties of which something can be shown: a cold one would read 0.00."""
    held: dict[str, dict[str, float]] = {}
    for tie in ties:
        if tie.strength >= LEAST_SHOWN:
            held.setdefault(tie.person, {})[tie.holder] = tie.strength
    return held


def _swayed(influence: Iterable[Influence]) -> Strengths:
    """Of several ways in which one sways another the strongest."""
    swayed: dict[str, dict[str, float]] = {}
    for edge in influence:
        if edge.kind.sways:
            weights = swayed.setdefault(edge.target, {})
            weights[edge.source] = max(edge.weight, weights.get(edge.source, 0.0))
    return swayed
