"""The board of a decision as it stood on any day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from django.db.models import Q
from django.utils import timezone

from tenure.accounts.choices import ContactFunction, TeamRole
from tenure.accounts.models import TeamMember
from tenure.analytics.board.defaults import assumed_influence, default_piece, functions_in_order
from tenure.analytics.board.position import NEUTRAL, Board, Fog, Kind, Person, Piece, Tie
from tenure.analytics.board.position import Influence as Sway
from tenure.analytics.board.talks import Talk, Way
from tenure.analytics.board.tempo import Dates
from tenure.people.models import Member
from tenure.relationships.models import CompetitorTie, Decision, DecisionRole, FogSquare, Influence, Stance
from tenure.relationships.queries.ties import Pair, TieOn, overrides_on, talks_until, ties_of

Found = TypeVar("Found")
COLUMNS = [function.value for function in ContactFunction]


@dataclass(frozen=True)
class BoardOn:
    """A decision's board on a day. `names` are of everybody on it by id; `dates` are None once it was closed."""

    decision: Decision
    day: date
    board: Board
    names: Mapping[str, str]
    dates: Dates | None


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
    facts = _facts(decision, day)
    board = _board(facts)
    names = {person.id: person.name for person in board.people}
    names |= {_member(number): name for number, name in facts.ours.items()}
    names |= {_competitor(tie): tie.competitor for tie in facts.rivals}
    return BoardOn(decision, day, board, names, _dates(decision, day, facts))


@dataclass(frozen=True)
class _Facts:
    """What was known of a decision on a day; `ours` are the names of members by number."""

    roles: Sequence[DecisionRole]
    stances: Sequence[Stance]
    talks: Mapping[Pair, Sequence[Talk]]
    ties: Sequence[TieOn]
    ours: Mapping[int, str]
    sponsors: Sequence[int]
    rivals: Sequence[CompetitorTie]
    influence: Sequence[Influence]
    fog: Sequence[FogSquare]


def _facts(decision: Decision, day: date) -> _Facts:
    roles = _roles(decision, day)
    on_board = {role.contact_id for role in roles}
    talks = _to(on_board, talks_until(decision.account_id, day))
    ties = ties_of(talks, _to(on_board, overrides_on(decision.account_id, day)), day)
    live = [tie for tie in ties.values() if tie.strength > 0]
    team = _team(decision.account_id, day)
    ours = _ours(team, {tie.member for tie in live})
    sways = Influence.objects.on(day).filter(decision=decision, source__in=on_board, target__in=on_board)
    rivals = CompetitorTie.objects.on(day).filter(contact__in=on_board)
    return _Facts(
        roles=roles,
        stances=list(Stance.objects.until(day).filter(decision=decision)),
        talks=talks,
        ties=[tie for tie in live if tie.member in ours],
        ours=ours,
        sponsors=[one.member_id for one in team if one.role == TeamRole.SPONSOR and one.member_id in ours],
        rivals=list(rivals.order_by("competitor", "contact")),
        influence=list(sways.order_by("source", "target", "kind")),
        fog=list(FogSquare.objects.on(day).filter(decision=decision).order_by("-level", "function")),
    )


def _to(contacts: set[int], pairs: Mapping[Pair, Found]) -> dict[Pair, Found]:
    """What is there of pairs with these contacts."""
    return {pair: found for pair, found in pairs.items() if pair[1] in contacts}


def _board(facts: _Facts) -> Board:
    # The latest comes last and stays.
    held = {stance.contact_id: stance.value for stance in facts.stances}
    people = tuple(_person(role, held.get(role.contact_id, NEUTRAL)) for role in facts.roles)
    fog = tuple(Fog(square.level, square.function, float(square.weight)) for square in facts.fog)
    given = tuple(_sway(row) for row in facts.influence)
    columns = sorted(functions_in_order(people, fog), key=COLUMNS.index)
    return Board(
        people=people,
        members=tuple(_member(number) for number in facts.ours),
        ties=tuple(Tie(_member(tie.member), _contact(tie.contact), tie.strength) for tie in facts.ties),
        competitor_ties=tuple(
            Tie(_competitor(tie), _contact(tie.contact_id), float(tie.strength)) for tie in facts.rivals
        ),
        influence=(*given, *assumed_influence(people, given, columns)),
        fog=fog,
        sponsors=frozenset(_member(number) for number in facts.sponsors) or None,
    )


def _roles(decision: Decision, day: date) -> list[DecisionRole]:
    present = Q(contact__left_on=None) | Q(contact__left_on__gt=day)
    roles = DecisionRole.objects.on(day).filter(present, decision=decision, contact__deleted_at=None)
    return list(roles.select_related("contact").order_by("-level", "contact__name", "contact"))


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


def _team(account_id: int, day: date) -> list[TeamMember]:
    """Who was on the account's team at the end of a day."""
    end = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    rows = TeamMember.objects.filter(Q(valid_to=None) | Q(valid_to__gte=end), account=account_id, valid_from__lt=end)
    return list(rows.order_by("member"))


def _ours(team: Iterable[TeamMember], tied: set[int]) -> dict[int, str]:
    """The names of ours on the board by number, in their order; of who has left since, those who were on the team."""
    then = {one.member_id for one in team if one.valid_to is not None}
    here = {one.member_id for one in team} | tied
    members = Member.objects.filter(Q(pk__in=here, is_active=True) | Q(pk__in=then))
    return dict(members.order_by("pk").values_list("pk", "name"))


def _dates(decision: Decision, day: date, facts: _Facts) -> Dates | None:
    if decision.closed_on is not None and decision.closed_on <= day:
        return None
    said = [talk for some in facts.talks.values() for talk in some]
    moved = [talk.on for talk in said if talk.way != Way.IN]
    spoken = {talk.on for talk in said if talk.way == Way.BOTH}
    return Dates(
        opened=min(decision.opened_on, day),
        last_move=max(moved, default=None),
        cadence=decision.review_days,
        decision=decision.deadline,
        changes=tuple(sorted(spoken | {stance.held_on for stance in facts.stances})),
    )


def _contact(number: int) -> str:
    return f"contact:{number}"


def _member(number: int) -> str:
    return f"member:{number}"


def _competitor(tie: CompetitorTie) -> str:
    return f"competitor:{tie.competitor}"
