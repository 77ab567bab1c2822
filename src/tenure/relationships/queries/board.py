"""The board of a decision as it stood on any day."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date

from tenure.accounts.choices import ContactFunction, TeamRole
from tenure.accounts.models import Contact, TeamMember
from tenure.analytics.board.buying_centre import BuyingRole
from tenure.analytics.board.defaults import assumed_influence, default_piece, functions_in_order
from tenure.analytics.board.position import NEUTRAL, Board, Fog, Kind, Person, Piece, Tie
from tenure.analytics.board.position import Influence as Sway
from tenure.analytics.board.talks import Talk, Way
from tenure.analytics.board.tempo import Dates
from tenure.relationships.models import (
    CompetitorTie,
    Decision,
    DecisionRole,
    FogSquare,
    Influence,
    Stance,
)
from tenure.relationships.queries.story import Story, story_of, talks_on, team_on
from tenure.relationships.queries.ties import ByHand, Pair, TieOn, ties_of

COLUMNS = [function.value for function in ContactFunction]


@dataclass(frozen=True)
class BoardOn:
    """A decision's board on a day. `names` are of everybody on it by id; `dates` are None once it was closed.

    `columns` are the functions from left to right; `contacts` are their people by id, those who are on the way to
    promotion `rising`, `parts` those that they play in the buying centre, and `rows` the numbers of what says so;
    `ties` tell what ours are made of, also those that nothing is left of.
    """

    decision: Decision
    day: date
    board: Board
    names: Mapping[str, str]
    dates: Dates | None
    columns: Sequence[str] = ()
    contacts: Mapping[str, Contact] = field(default_factory=dict)
    rising: frozenset[str] = frozenset()
    parts: Mapping[str, Sequence[BuyingRole]] = field(default_factory=dict)
    rows: Mapping[str, int] = field(default_factory=dict)
    ties: Sequence[TieOn] = ()


def decision_to_show(decisions: Iterable[Decision]) -> Decision | None:
    """Of several decisions the open one that is due first; without an open one the last; None of none."""

    def place(one: Decision) -> tuple[bool, date, int]:
        is_closed = one.closed_on is not None
        return is_closed, date.max if is_closed or one.deadline is None else one.deadline, -one.pk

    return min(decisions, key=place, default=None)


def board_on(decision: Decision, day: date) -> BoardOn:
    """The board as it stood on a day; as many queries for many people as for one.

    Ids are `contact:`, `member:` and a number, and `competitor:` and a name. Of ours the team of the day is on it, and
    whoever has a tie to somebody on it, unless they have left since and were not on the team then. Whoever of theirs
    had left by then is not on it.
    """
    return board_of(story_of(decision, day, day), day)


def boards_on(decision: Decision, days: Sequence[date]) -> list[BoardOn]:
    """The board as it stood on each of several days, for as many queries as on one."""
    if not days:
        return []
    story = story_of(decision, min(days), max(days))
    return [board_of(story, day) for day in days]


def board_of(story: Story, day: date) -> BoardOn:
    """The board as it stood on a day of a story, without a query."""
    facts = facts_on(story, day)
    talks = {pair: said for pair, said in talks_on(story, day).items() if pair[1] in facts.on_board}
    ties = list(ties_of(talks, facts.by_hand, day).values())
    dates = _dates(story.decision, day, talks.values(), facts.stances)
    shown = drawn(facts, {(tie.member, tie.contact): tie.strength for tie in ties})
    return replace(shown, dates=dates, ties=ties)


@dataclass(frozen=True)
class Facts:
    """What held of a story on a day; of the ties what was said by hand alone. Of the stances the latest comes last."""

    story: Story
    day: date
    roles: Sequence[DecisionRole]
    on_board: Set[int]
    stances: Sequence[Stance]
    by_hand: Mapping[Pair, ByHand]
    team: Sequence[TeamMember]
    rivals: Sequence[CompetitorTie]
    influence: Sequence[Influence]
    fog: Sequence[FogSquare]


def facts_on(story: Story, day: date) -> Facts:
    """What held on a day of a story, without a query."""
    roles = [role for role in story.roles if role.holds_on(day) and _is_there(role, day)]
    on_board = {role.contact_id for role in roles}
    return Facts(
        story=story,
        day=day,
        roles=roles,
        on_board=on_board,
        stances=[stance for stance in story.stances if stance.held_on <= day],
        by_hand={
            (one.member_id, one.contact_id): one
            for one in story.overrides
            if one.holds_on(day) and one.contact_id in on_board
        },
        team=team_on(story, day),
        rivals=[tie for tie in story.rivals if tie.holds_on(day) and tie.contact_id in on_board],
        influence=[row for row in story.influence if row.holds_on(day) and {row.source_id, row.target_id} <= on_board],
        fog=[square for square in story.fog if square.holds_on(day)],
    )


def drawn(facts: Facts, strengths: Mapping[Pair, float]) -> BoardOn:
    """The board of what held, with ties of these strengths; without dates, and without what the ties are made of."""
    tied = {pair: strength for pair, strength in strengths.items() if strength > 0}
    ours = ours_on(facts, {member for member, _ in tied})
    board, columns = _board(facts, ours, tied)
    names = {person.id: person.name for person in board.people}
    names |= {_member(number): name for number, name in ours.items()}
    names |= {_competitor(tie): tie.competitor for tie in facts.rivals}
    return BoardOn(
        decision=facts.story.decision,
        day=facts.day,
        board=board,
        names=names,
        dates=None,
        columns=columns,
        contacts={_contact(role.contact_id): role.contact for role in facts.roles},
        rising=frozenset(_contact(role.contact_id) for role in facts.roles if role.is_rising),
        parts={_contact(role.contact_id): [BuyingRole(part) for part in role.roles] for role in facts.roles},
        rows={_contact(role.contact_id): role.pk for role in facts.roles},
    )


def _is_there(role: DecisionRole, day: date) -> bool:
    return role.contact.left_on is None or day < role.contact.left_on


def _board(facts: Facts, ours: Mapping[int, str], tied: Mapping[Pair, float]) -> tuple[Board, list[str]]:
    """`ours` are the names of ours by number; ties of others are left out."""
    # The latest comes last and stays.
    held = {stance.contact_id: stance.value for stance in facts.stances}
    people = tuple(_person(role, held.get(role.contact_id, NEUTRAL)) for role in facts.roles)
    given = tuple(_sway(row) for row in facts.influence)
    fog = tuple(Fog(square.level, square.function, float(square.weight)) for square in facts.fog)
    columns = sorted(functions_in_order(people, fog), key=COLUMNS.index)
    sponsors = (one.member_id for one in facts.team if one.role == TeamRole.SPONSOR and one.member_id in ours)
    board = Board(
        people=people,
        members=tuple(_member(number) for number in ours),
        ties=tuple(
            Tie(_member(member), _contact(contact), strength)
            for (member, contact), strength in tied.items()
            if member in ours
        ),
        competitor_ties=tuple(
            Tie(_competitor(tie), _contact(tie.contact_id), float(tie.strength)) for tie in facts.rivals
        ),
        influence=(*given, *assumed_influence(people, given, columns)),
        fog=fog,
        sponsors=frozenset(map(_member, sponsors)) or None,
    )
    return board, columns


def _person(role: DecisionRole, stance: int) -> Person:
    piece = Piece(role.piece) if role.piece else default_piece(role.power, role.reach, role.line_authority)
    return Person(
        id=_contact(role.contact_id),
        name=role.contact.name,
        stance=stance,
        level=role.level,
        function=role.function,
        piece=piece,
        power=role.power,
    )


def _sway(row: Influence) -> Sway:
    ends = _contact(row.source_id), _contact(row.target_id)
    return Sway(*ends, float(row.weight), Kind(row.kind), assumed=not row.is_confirmed)


def ours_on(facts: Facts, tied: Set[int]) -> dict[int, str]:
    """The names of ours on the board by number, in their order; of who has left since, those who were on the team."""
    then = {one.member_id for one in facts.team if one.valid_to is not None}
    here = {one.member_id for one in facts.team} | tied
    return {
        number: member.name
        for number, member in facts.story.members.items()
        if number in then or (number in here and member.is_active)
    }


def _dates(decision: Decision, day: date, talks: Iterable[Sequence[Talk]], stances: Iterable[Stance]) -> Dates | None:
    if decision.closed_on is not None and decision.closed_on <= day:
        return None
    said = [talk for some in talks for talk in some]
    moved = [talk.on for talk in said if talk.way != Way.IN]
    spoken = {talk.on for talk in said if talk.way == Way.BOTH}
    return Dates(
        opened=min(decision.opened_on, day),
        last_move=max(moved, default=None),
        cadence=decision.review_days,
        decision=decision.deadline,
        changes=tuple(sorted(spoken | {stance.held_on for stance in stances})),
    )


def _contact(number: int) -> str:
    return f"contact:{number}"


def _member(number: int) -> str:
    return f"member:{number}"


def _competitor(tie: CompetitorTie) -> str:
    return f"competitor:{tie.competitor}"
