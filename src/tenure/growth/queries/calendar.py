"""What is planned with a client and what happened lately, week by week, with what collides and who is left out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from django.utils import timezone

from tenure.accounts.choices import KEY_SENIORITY, CommitmentKind
from tenure.accounts.models import Account, Commitment, Contact, Interaction
from tenure.analytics.touches import Collision, Gap, Touch, collisions, gaps
from tenure.core.policy import Actor, may
from tenure.growth.choices import RoadmapKind
from tenure.growth.models import PlanReview, RoadmapEntry
from tenure.people.models import Member

WEEK = timedelta(days=7)
WEEKS_BACK, WEEKS_AHEAD = 3, 6
# Of each kind so many at most, the nearest to today first.
MOST = 200


class Source(StrEnum):
    """Where an entry of the calendar comes from."""

    COMMITMENT = "commitment"
    REVIEW = "review"
    ROADMAP = "roadmap"
    INTERACTION = "interaction"


@dataclass(frozen=True)
class Entry:
    """Something on a day: what, of which kind, who of ours (by number) and who of theirs.

    `is_planned` is what is still to come; `was_due` the day of what is overdue and therefore stands on today.
    `is_touch` says whether ours then meet, call or write to theirs.
    """

    source: Source
    number: int
    on: date
    text: str
    kind: str
    members: tuple[int, ...]
    contacts: tuple[int, ...]
    is_planned: bool = True
    is_touch: bool = False
    was_due: date | None = None


@dataclass(frozen=True)
class AccountCalendar:
    """The weeks around a day, from their first Monday until their last Sunday.

    `members` and `people` are the names by number; `key_people` the numbers of theirs who decide. A touch's number is
    the place of its entry in `entries`. `is_cut` where there was more than a page has room for.
    """

    today: date
    first: date
    until: date
    entries: Sequence[Entry]
    members: Mapping[int, str]
    people: Mapping[int, str]
    key_people: Sequence[int]
    collisions: Sequence[Collision]
    gaps: Sequence[Gap]
    is_cut: bool

    @property
    def weeks(self) -> list[date]:
        """The Mondays."""
        return [self.first + WEEK * number for number in range(WEEKS_BACK + WEEKS_AHEAD)]


def account_calendar(account: Account, member: Actor, today: date) -> AccountCalendar:
    """Read it; as many queries for much as for little. Reviews are there for those alone who are told of plans.

    Ask only for an account that the member sees.
    """
    monday = today - timedelta(days=today.weekday())
    first, until = monday - WEEK * WEEKS_BACK, monday + WEEK * WEEKS_AHEAD - timedelta(days=1)
    members: dict[int, str] = {}
    people: dict[int, str] = {}
    lists = [
        _owed(account, today, until, members, people),
        _stops(account, today, until, members, people),
        _reviews(account, today, until, members) if may(member, "plan.see") else [],
        _talks(account, first, today, members, people),
    ]
    entries = sorted((one for found in lists for one in found), key=lambda one: (one.on, one.is_planned))
    touches = list(_touches(entries))
    last_met = _key_people(account, people)
    return AccountCalendar(
        today, first, until, entries, members, people, list(last_met), collisions(touches),
        gaps(last_met, touches, today=today, until=until), any(len(found) == MOST for found in lists),
    )  # fmt: skip


def _touches(entries: Sequence[Entry]) -> Iterable[Touch]:
    for place, entry in enumerate(entries):
        if entry.is_touch:
            for person in entry.contacts:
                yield Touch(place, entry.on, person, frozenset(entry.members), entry.is_planned)


def _owed(
    account: Account, today: date, until: date, members: dict[int, str], people: dict[int, str]
) -> list[Entry]:  # fmt: skip
    owed = Commitment.objects.still_open().filter(account=account, due_on__lte=until)
    rows = owed.select_related("owner", "contact", "to_contact").order_by("due_on", "pk")[:MOST]
    found = []
    for one in rows:
        ours = _named(members, one.owner)
        theirs = _named(people, one.contact, one.to_contact)
        was_due = one.due_on if one.due_on < today else None
        meets = one.contact_id is None and bool(ours) and one.to_contact_id is not None
        found.append(
            Entry(
                Source.COMMITMENT,
                one.pk,
                max(one.due_on, today),
                one.text,
                CommitmentKind(one.kind).value,
                ours,
                theirs,
                is_touch=meets,
                was_due=was_due,
            )
        )
    return found


def _stops(
    account: Account, today: date, until: date, members: dict[int, str], people: dict[int, str]
) -> list[Entry]:  # fmt: skip
    ahead = RoadmapEntry.objects.of_account(account.pk).filter(reached_on=None, due_on__range=(today, until))
    rows = ahead.select_related("owner", "contact").order_by("due_on", "pk")[:MOST]
    return [
        Entry(
            Source.ROADMAP,
            one.pk,
            one.due_on,
            one.name,
            one.kind,
            _named(members, one.owner),
            _named(people, one.contact),
            is_touch=one.kind == RoadmapKind.MESSAGE,
        )
        for one in rows
    ]


def _reviews(account: Account, today: date, until: date, members: dict[int, str]) -> list[Entry]:
    ahead = PlanReview.objects.still_open().filter(plan__account=account, due_on__lte=until)
    rows = ahead.select_related("mentor").order_by("due_on", "pk")[:MOST]
    return [
        Entry(
            Source.REVIEW,
            one.pk,
            max(one.due_on, today),
            "",
            "",
            _named(members, one.mentor),
            (),
            was_due=one.due_on if one.due_on < today else None,
        )
        for one in rows
    ]


def _talks(
    account: Account, first: date, today: date, members: dict[int, str], people: dict[int, str]
) -> list[Entry]:  # fmt: skip
    begin, end = _midnight(first), _midnight(today + timedelta(days=1))
    talks = Interaction.objects.of_account(account.pk).filter(at__gte=begin, at__lt=end)
    rows = talks.prefetch_related("members", "contacts").order_by("-at", "-pk")[:MOST]
    return [
        Entry(
            Source.INTERACTION,
            one.pk,
            timezone.localdate(one.at),
            one.subject,
            one.kind,
            _named(members, *one.members.all()),
            _named(people, *one.contacts.all()),
            is_planned=False,
            is_touch=one.direction != "in",
        )
        for one in rows
    ]


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _named(names: dict[int, str], *people: Member | Contact | None) -> tuple[int, ...]:
    """The numbers of those that are there; their names are noted."""
    found = {one.pk: one.name for one in people if one is not None}
    names.update(found)
    return tuple(found)


def _key_people(account: Account, people: dict[int, str]) -> dict[int, date | None]:
    """The people who decide, with the day on which somebody last spoke with them; those who decide most first."""
    theirs = Contact.objects.of_account(account.pk).filter(left_on=None, seniority__gte=KEY_SENIORITY)
    found: dict[int, date | None] = {}
    for one in theirs.order_by("-seniority", "name")[:MOST]:
        people[one.pk], found[one.pk] = one.name, timezone.localdate(one.last_met_at) if one.last_met_at else None
    return found
