"""All that was said of a buying decision over some days, read once, so that any of them can be shown."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

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
from tenure.relationships.queries.ties import Pair, talks_until


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
    overrides: Sequence[TieOverride]
    team: Sequence[TeamMember]
    members: Mapping[int, Member]
    rivals: Sequence[CompetitorTie]
    influence: Sequence[Influence]
    fog: Sequence[FogSquare]


def story_of(decision: Decision, first: date, last: date) -> Story:
    """Read what was said of a decision; as many queries for many people and days as for one."""
    roles = _roles(decision, first, last)
    on_board = {role.contact_id for role in roles}
    said = talks_until(decision.account_id, last, first=first)
    talks = {pair: talks for pair, talks in said.items() if pair[1] in on_board}
    overrides = TieOverride.objects.of_account(decision.account_id).between(first, last).filter(contact__in=on_board)
    by_hand, team = list(overrides), _team(decision.account_id, first, last)
    numbers = {one.member_id for one in team} | {pair[0] for pair in talks} | {one.member_id for one in by_hand}
    influence = Influence.objects.between(first, last).filter(decision=decision)
    rivals = CompetitorTie.objects.between(first, last).filter(contact__in=on_board)
    fog = FogSquare.objects.between(first, last).filter(decision=decision)
    return Story(
        decision=decision,
        first=first,
        last=last,
        roles=roles,
        stances=list(Stance.objects.until(last).filter(decision=decision).select_related("author")),
        talks=talks,
        overrides=by_hand,
        team=team,
        members={member.pk: member for member in Member.objects.filter(pk__in=numbers).order_by("pk")},
        rivals=list(rivals.order_by("competitor", "contact")),
        influence=list(influence.order_by("source", "target", "kind")),
        fog=list(fog.order_by("-level", "function")),
    )


def days_of(story: Story) -> list[date]:
    """The days, from the first on, on which something was said, ended or happened; first and last are among them."""
    told: list[Dated] = [*story.roles, *story.overrides, *story.rivals, *story.influence, *story.fog]
    days = {story.first, story.last, *(stance.held_on for stance in story.stances)}
    days |= {day for one in told for day in (one.valid_from, one.valid_to) if day}
    days |= {talk.on for talks in story.talks.values() for talk in talks}
    days |= {role.contact.left_on for role in story.roles if role.contact.left_on}
    return sorted(day for day in days if story.first <= day <= story.last)


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


def _roles(decision: Decision, first: date, last: date) -> list[DecisionRole]:
    present = Q(contact__left_on=None) | Q(contact__left_on__gt=first)
    roles = DecisionRole.objects.between(first, last).filter(present, decision=decision, contact__deleted_at=None)
    return list(roles.select_related("contact").order_by("-level", "contact__name", "contact"))


def _team(account_id: int, first: date, last: date) -> list[TeamMember]:
    rows = TeamMember.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=_end_of(first)), account=account_id, valid_from__lt=_end_of(last)
    )
    return list(rows.order_by("member"))


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
