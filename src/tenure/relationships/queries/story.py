"""All that was said of a buying decision over some days, read once, so that any of them can be shown."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from django.db.models import Q
from django.utils import timezone

from tenure.accounts.models import TeamMember
from tenure.analytics.board.talks import DAYS_REMEMBERED, Talk
from tenure.people.models import Member
from tenure.relationships.models import (
    CompetitorTie,
    Dated,
    Decision,
    DecisionRole,
    FogSquare,
    Influence,
    Stance,
    TieOverride,
)
from tenure.relationships.queries.ties import ByHand, Pair, by_hand_rows, talks_at

Row = TypeVar("Row")


@dataclass(frozen=True)
class Story:
    """What was said from a first to a last day; facts that ended before are left out, stances are not.

    `members` are those of ours who were on the team or spoke with somebody, by number.
    """

    decision: Decision
    first: date
    last: date
    roles: Sequence[DecisionRole]
    stances: Sequence[Stance]
    talks: Mapping[Pair, Sequence[Talk]]
    overrides: Sequence[ByHand]
    team: Sequence[TeamMember]
    members: Mapping[int, Member]
    rivals: Sequence[CompetitorTie]
    influence: Sequence[Influence]
    fog: Sequence[FogSquare]


def story_of(decision: Decision, first: date, last: date) -> Story:
    """Read what was said of a decision; as many queries for many people and days as for one."""
    return stories_of([decision], first, last)[0]


def stories_of(decisions: Sequence[Decision], first: date, last: date) -> list[Story]:
    """Read what was said of several decisions, in their order; as many queries for many decisions as for one."""
    accounts = {decision.account_id for decision in decisions}
    roles = _by(_roles(decisions, first, last), _decision)
    account_of = {role.contact_id: one.account_id for one in decisions for role in roles[one.pk]}
    talks = _by_account(talks_at(accounts, first, last), account_of)
    overrides = by_hand_rows(TieOverride.objects.between(first, last).filter(contact__in=account_of))
    by_hand = _by(overrides, lambda one: account_of[one.contact_id])
    rivals = CompetitorTie.objects.between(first, last).filter(contact__in=account_of)
    rivals_at = _by(rivals.order_by("competitor", "contact"), lambda one: account_of[one.contact_id])
    team = _by(_team(accounts, first, last), lambda one: one.account_id)
    said = Stance.objects.until(last).filter(decision__in=decisions).select_related("author")
    stances = _by(said, _decision)
    sways = Influence.objects.between(first, last).filter(decision__in=decisions)
    influence = _by(sways.order_by("source", "target", "kind"), _decision)
    squares = FogSquare.objects.between(first, last).filter(decision__in=decisions)
    fog = _by(squares.order_by("-level", "function"), _decision)
    members = _members(
        {one.member_id for some in team.values() for one in some}
        | {one.member_id for some in by_hand.values() for one in some}
        | {pair[0] for pairs in talks.values() for pair in pairs}
    )
    stories = []
    for decision in decisions:
        here, on_board = decision.account_id, {role.contact_id for role in roles[decision.pk]}
        told = {pair: some for pair, some in talks[here].items() if pair[1] in on_board}
        said_by_hand = [one for one in by_hand[here] if one.contact_id in on_board]
        numbers = {one.member_id for one in team[here]} | {one.member_id for one in said_by_hand}
        numbers |= {pair[0] for pair in told}
        stories.append(
            Story(
                decision=decision,
                first=first,
                last=last,
                roles=roles[decision.pk],
                stances=stances[decision.pk],
                talks=told,
                overrides=said_by_hand,
                team=team[here],
                members={number: member for number, member in members.items() if number in numbers},
                rivals=[one for one in rivals_at[here] if one.contact_id in on_board],
                influence=influence[decision.pk],
                fog=fog[decision.pk],
            )
        )
    return stories


def _by(rows: Iterable[Row], key: Callable[[Row], int]) -> defaultdict[int, list[Row]]:
    """Rows by a number of theirs, those of one number in their order."""
    groups: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return groups


def _decision(row: DecisionRole | Stance | Influence | FogSquare) -> int:
    return row.decision_id


def _by_account(
    talks: Mapping[Pair, Sequence[Talk]], account_of: Mapping[int, int]
) -> defaultdict[int, dict[Pair, Sequence[Talk]]]:
    """Talks with people on boards, by the account of theirs."""
    groups: defaultdict[int, dict[Pair, Sequence[Talk]]] = defaultdict(dict)
    for pair, said in talks.items():
        if pair[1] in account_of:
            groups[account_of[pair[1]]][pair] = said
    return groups


def _members(numbers: Collection[int]) -> dict[int, Member]:
    return {member.pk: member for member in Member.objects.filter(pk__in=numbers).order_by("pk")}


def days_of(story: Story) -> list[date]:
    """The days, from the first on, on which something was said, ended or happened; first and last are among them."""
    spoken = {talk.on for talks in story.talks.values() for talk in talks}
    return sorted(said_days(story) | {day for day in spoken if story.first <= day <= story.last})


def said_days(story: Story) -> Set[date]:
    """Those days but for the ones on which people only spoke with each other."""
    days = {story.first, story.last, *(stance.held_on for stance in story.stances)}
    days |= {day for one in story.overrides for day in (one.valid_from, one.valid_to) if day}
    days |= {day for one in _dated(story) for day in (one.valid_from, one.valid_to) if day}
    days |= _leaving(story)
    return {day for day in days if story.first <= day <= story.last}


def standing_days(story: Story) -> list[date]:
    """The days on which anything began or ended but stances and ties of ours: who stands where, who sways whom,
    competitors' ties, fog, our team."""
    days = {day for one in _dated(story) for day in (one.valid_from, one.valid_to) if day} | _leaving(story)
    moments = (moment for one in story.team for moment in (one.valid_from, one.valid_to) if moment)
    return sorted(days | {timezone.localdate(moment) for moment in moments})


def _dated(story: Story) -> list[Dated]:
    return [*story.roles, *story.rivals, *story.influence, *story.fog]


def _leaving(story: Story) -> set[date]:
    return {role.contact.left_on for role in story.roles if role.contact.left_on}


def talks_on(story: Story, day: date) -> dict[Pair, Sequence[Talk]]:
    """Who had spoken with whom by the end of a day, as far back as is remembered."""
    since = day - timedelta(days=min(DAYS_REMEMBERED, day.toordinal()) - 1)
    return {pair: _between(talks, since, day) for pair, talks in story.talks.items()}


def _between(talks: Sequence[Talk], since: date, until: date) -> Sequence[Talk]:
    """Of talks in order those of some days, without looking at each."""
    start = bisect_right(talks, since - timedelta(days=1), key=_day_of) if talks[0].on < since else 0
    return talks[start : bisect_right(talks, until, key=_day_of)]


def _day_of(talk: Talk) -> date:
    return talk.on


def team_on(story: Story, day: date) -> list[TeamMember]:
    """Who was on the account's team at the end of a day."""
    end = _end_of(day)
    return [one for one in story.team if one.valid_from < end and (one.valid_to is None or one.valid_to >= end)]


def _roles(decisions: Sequence[Decision], first: date, last: date) -> list[DecisionRole]:
    present = Q(contact__left_on=None) | Q(contact__left_on__gt=first)
    roles = DecisionRole.objects.between(first, last).filter(present, decision__in=decisions, contact__deleted_at=None)
    return list(roles.select_related("contact").order_by("-level", "contact__name", "contact"))


def _team(accounts: Collection[int], first: date, last: date) -> list[TeamMember]:
    rows = TeamMember.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=_end_of(first)), account__in=accounts, valid_from__lt=_end_of(last)
    )
    return list(rows.order_by("member"))


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
