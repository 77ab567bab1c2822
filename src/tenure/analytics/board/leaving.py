"""What if somebody leaves, of ours or of the customer's: the board before and after, who follows, what to hand over."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tenure.analytics.board import refusals
from tenure.analytics.board.arrays import arrays_of
from tenure.analytics.board.dependency import account_cover
from tenure.analytics.board.evaluation import Evaluation, evaluate, findings_beyond
from tenure.analytics.board.findings import Finding
from tenure.analytics.board.position import HIGHEST_LEVEL, LOWEST_LEVEL, STANDARD, Board, Parameters, Person, reaches
from tenure.analytics.board.refusals import BoardError, shown, some

Background = frozenset[str]
"""What somebody brings along, in any words: sectors, schools, languages, former employers."""


@dataclass(frozen=True)
class Successor:
    """Somebody who may take over: `ties` and `background` are 0 to 1, the background None where it is not known."""

    id: str
    ties: float
    background: float | None

    @property
    def fit(self) -> float:
        """The mean of what is known, 0 to 1."""
        return self.ties if self.background is None else (self.ties + self.background) / 2


@dataclass(frozen=True)
class Handover:
    """One tie that ends: whose, to whom, how strong, the person's cover before and after, and who should take it."""

    member: str
    person: str
    strength: float
    cover_before: float
    cover_after: float
    to: str | None


@dataclass(frozen=True)
class Departure:
    """A board before and after somebody leaves; `is_ours` tells the side.

    `cover_before` and `cover_after` are the account's. `appeared` and `gone` are findings about those who stay.
    `successors` come best first, `handover` by the value that hangs on each tie.
    """

    leaver: str
    is_ours: bool
    board: Board
    before: Evaluation
    after: Evaluation
    cover_before: float
    cover_after: float
    appeared: tuple[Finding, ...]
    gone: tuple[Finding, ...]
    successors: tuple[Successor, ...]
    handover: tuple[Handover, ...]


def departure(
    board: Board,
    leaver: str,
    backgrounds: Mapping[str, Background] | None = None,
    parameters: Parameters = STANDARD,
) -> Departure:
    """Return what happens to a position when a member of ours, or a person of the customer's, leaves.

    With one of ours all their ties end; a person of the customer's leaves the board with every tie and influence, and
    nobody follows on the square yet. `backgrounds` are by id, of either side.
    Raises BoardError for an id that is on neither side, or the only person.
    """
    is_ours = leaver in board.members
    after = _without_member(board, leaver) if is_ours else _without_person(board, leaver)
    found, left = evaluate(board, parameters), evaluate(after, parameters)
    successors = (_among_ours if is_ours else _among_theirs)(board, leaver, backgrounds or {}, parameters)
    return Departure(
        leaver=leaver,
        is_ours=is_ours,
        board=after,
        before=found,
        after=left,
        cover_before=account_cover(arrays_of(board, parameters)),
        cover_after=account_cover(arrays_of(after, parameters)),
        appeared=findings_beyond(left, found),
        gone=_about_others(findings_beyond(found, left), leaver),
        successors=tuple(successors),
        handover=tuple(_handover(board, leaver, found, left, successors, parameters)),
    )


def _without_member(board: Board, leaver: str) -> Board:
    return replace(
        board,
        members=tuple(member for member in board.members if member != leaver),
        ties=tuple(tie for tie in board.ties if tie.holder != leaver),
    )


def _without_person(board: Board, leaver: str) -> Board:
    people = tuple(person for person in board.people if person.id != leaver)
    if len(people) == len(board.people):
        may_leave = [*board.members, *(person.id for person in board.people)]
        raise BoardError(refusals.NOBODY_LEAVES, value=shown(leaver), allowed=some(may_leave))
    if not people:
        raise BoardError(refusals.LAST_LEAVES, value=shown(leaver))
    return replace(
        board,
        people=people,
        ties=tuple(tie for tie in board.ties if tie.person != leaver),
        competitor_ties=tuple(tie for tie in board.competitor_ties if tie.person != leaver),
        influence=tuple(edge for edge in board.influence if leaver not in (edge.source, edge.target)),
    )


def _about_others(findings: Iterable[Finding], leaver: str) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if finding.person != leaver)


def similarity(one: Background | None, other: Background | None) -> float | None:
    """Return how much of two backgrounds is shared.

    0 for nothing, 1 for all. Formula: shared / different (Jaccard).

    >>> similarity(frozenset({"pharma", "sales"}), frozenset({"pharma", "service"}))
    0.3333333333333333

    None where either is not known or both are empty.
    """
    if one is None or other is None or not one | other:
        return None
    return len(one & other) / len(one | other)


def _among_ours(
    board: Board, leaver: str, backgrounds: Mapping[str, Background], parameters: Parameters
) -> list[Successor]:
    """Members by how much of what the leaver holds they hold, too: sum v s s' / sum v s over the leaver's people."""
    value = {person.id: parameters.values[person.piece] for person in board.people}
    held = {tie.person: value[tie.person] * tie.strength for tie in board.ties if tie.holder == leaver}
    shared = dict.fromkeys(board.members, 0.0)
    for tie in board.ties:
        shared[tie.holder] += held.get(tie.person, 0.0) * tie.strength
    whole = sum(held.values())
    return _best_first(
        Successor(
            member,
            shared[member] / whole if whole else 0.0,
            similarity(backgrounds.get(leaver), backgrounds.get(member)),
        )
        for member in board.members
        if member != leaver
    )


def _among_theirs(
    board: Board, leaver: str, backgrounds: Mapping[str, Background], _parameters: Parameters
) -> list[Successor]:
    """People by how well those of ours know them who know the leaver, and by function and level where nothing else is
    known of their background."""
    known = {tie.holder: tie.strength for tie in board.ties if tie.person == leaver}
    shared = {person.id: 0.0 for person in board.people}
    for tie in board.ties:
        shared[tie.person] += known.get(tie.holder, 0.0) * tie.strength
    whole = sum(known.values())
    own = next(person for person in board.people if person.id == leaver)
    return _best_first(
        Successor(person.id, shared[person.id] / whole if whole else 0.0, _likeness(own, person, backgrounds))
        for person in board.people
        if person.id != leaver
    )


def _likeness(one: Person, other: Person, backgrounds: Mapping[str, Background]) -> float:
    told = similarity(backgrounds.get(one.id), backgrounds.get(other.id))
    if told is not None:
        return told
    near = 1 - abs(one.level - other.level) / (HIGHEST_LEVEL - LOWEST_LEVEL)
    return (near + (one.function == other.function)) / 2


def _handover(
    board: Board,
    leaver: str,
    before: Evaluation,
    after: Evaluation,
    successors: Sequence[Successor],
    parameters: Parameters,
) -> list[Handover]:
    """The ties that end, most value first. One of ours hands over to whoever has the best line there already, else to
    the best successor; a person's ties go on to the person's best successor."""
    value = {person.id: parameters.values[person.piece] for person in board.people}
    best = successors[0].id if successors else None
    ending = [tie for tie in board.ties if leaver in (tie.holder, tie.person) and tie.strength > 0]
    ending.sort(key=lambda tie: -value[tie.person] * tie.strength)
    return [
        Handover(
            member=tie.holder,
            person=tie.person,
            strength=tie.strength,
            cover_before=before.people[tie.person].cover,
            cover_after=after.people[tie.person].cover if tie.person in after.people else 0.0,
            to=_line_holder(board, leaver, tie.person, parameters) or best if tie.holder == leaver else best,
        )
        for tie in ending
    ]


def _line_holder(board: Board, leaver: str, person: str, parameters: Parameters) -> str | None:
    lines = {
        tie.holder: tie.strength
        for tie in board.ties
        if tie.person == person and tie.holder != leaver and reaches(tie.strength, parameters.line)
    }
    return max(lines, key=lambda holder: lines[holder]) if lines else None


def _best_first(successors: Iterable[Successor]) -> list[Successor]:
    return sorted(successors, key=lambda one: -one.fit)
