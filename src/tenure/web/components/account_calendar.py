"""An account's calendar as a page shows it: who meets whom in which week, and what is planned week by week."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenure.accounts.choices import commitment_kind_choices, interaction_kind_choices
from tenure.growth.calendar_words import collision_sentence, gap_sentence
from tenure.growth.choices import roadmap_kind_choices
from tenure.growth.queries.calendar import WEEK, AccountCalendar, Entry, Source

ICONS: Mapping[Source, str] = {
    Source.COMMITMENT: "checklist", Source.REVIEW: "report", Source.ROADMAP: "target", Source.INTERACTION: "message",
}  # fmt: skip


@dataclass(frozen=True)
class EntryShown:
    """Something on a day in words; `drawer` where its address opens beside the page."""

    entry: Entry
    word: str
    text: str | Promise
    url: str
    drawer: bool
    ours: str
    theirs: str
    icon: str


@dataclass(frozen=True)
class WeekShown:
    """A week from Monday to Sunday with what stands in it."""

    monday: date
    sunday: date
    is_now: bool
    entries: Sequence[EntryShown]


@dataclass(frozen=True)
class Warned:
    """A sentence and where it leads; `is_collision` tells it from somebody left out."""

    sentence: str
    url: str
    is_collision: bool


@dataclass(frozen=True)
class Touched:
    """Who of ours meets somebody in a week: their names, whether it is still to come, and whether it collides."""

    names: str
    initials: str
    is_planned: bool
    collides: bool


@dataclass(frozen=True)
class PersonRow:
    """Somebody of theirs with what there is in each week; `is_left_out` where nothing is planned and they decide."""

    number: int
    name: str
    is_key: bool
    is_left_out: bool
    weeks: Sequence[tuple[date, Sequence[Touched]]]


@dataclass(frozen=True)
class CalendarShown:
    """The calendar in words: what to look out for, the people by weeks, the weeks ahead, and those behind."""

    calendar: AccountCalendar
    warned: Sequence[Warned]
    people: Sequence[PersonRow]
    ahead: Sequence[WeekShown]
    behind: Sequence[WeekShown]
    this_week: date


def calendar_shown(calendar: AccountCalendar) -> CalendarShown:
    """Put it into words."""
    monday = calendar.today - timedelta(days=calendar.today.weekday())
    shown = [_entry(calendar, entry) for entry in calendar.entries]
    ahead = [one for one in shown if one.entry.is_planned]
    behind = [one for one in shown if not one.entry.is_planned][::-1]
    weeks = calendar.weeks
    return CalendarShown(
        calendar, _warned(calendar), _people(calendar),
        [_week(week, monday, ahead) for week in weeks if week >= monday],
        [week for week in (_week(one, monday, behind) for one in weeks[::-1] if one <= monday) if week.entries],
        monday,
    )  # fmt: skip


def _week(week: date, monday: date, entries: Sequence[EntryShown]) -> WeekShown:
    within = [one for one in entries if week <= one.entry.on < week + WEEK]
    return WeekShown(week, week + timedelta(days=6), week == monday, within)


def _entry(calendar: AccountCalendar, entry: Entry) -> EntryShown:
    url, drawer = _address(entry)
    return EntryShown(
        entry, _word(entry), entry.text or _("Review of the plan"), url, drawer,
        ", ".join(calendar.members[one] for one in entry.members),
        ", ".join(calendar.people[one] for one in entry.contacts), ICONS[entry.source],
    )  # fmt: skip


def _word(entry: Entry) -> str:
    words = {
        Source.COMMITMENT: commitment_kind_choices,
        Source.ROADMAP: roadmap_kind_choices,
        Source.INTERACTION: interaction_kind_choices,
    }
    offered = words.get(entry.source)
    return dict(offered())[entry.kind] if offered else ""


def _address(entry: Entry) -> tuple[str, bool]:
    if entry.source == Source.COMMITMENT:
        return reverse("commitment", args=[entry.number]), True
    if entry.source == Source.INTERACTION:
        return reverse("interaction", args=[entry.number]), True
    return "", False


def _warned(calendar: AccountCalendar) -> list[Warned]:
    collide = [
        Warned(collision_sentence(calendar, one), _address(calendar.entries[one.later.number])[0], is_collision=True)
        for one in calendar.collisions
    ]
    left_out = [
        Warned(gap_sentence(calendar, one), reverse("contact", args=[one.person]), is_collision=False)
        for one in calendar.gaps
    ]
    return [*collide, *left_out]


def _people(calendar: AccountCalendar) -> list[PersonRow]:
    """Those who decide first, then whoever is met, by name."""
    keys, left_out = list(calendar.key_people), {gap.person for gap in calendar.gaps}
    met = {person for entry in calendar.entries if entry.is_touch for person in entry.contacts}
    others = sorted(met - set(keys), key=lambda person: calendar.people[person])
    colliding = {(one.later.number, one.later.person) for one in calendar.collisions}
    return [
        PersonRow(
            person,
            calendar.people[person],
            person in calendar.key_people,
            person in left_out,
            [(week, _touched(calendar, person, week, colliding)) for week in calendar.weeks],
        )
        for person in [*keys, *others]
    ]


def _touched(
    calendar: AccountCalendar, person: int, week: date, colliding: set[tuple[int, int]]
) -> list[Touched]:  # fmt: skip
    found: dict[tuple[str, bool], Touched] = {}
    for place, entry in enumerate(calendar.entries):
        if not (entry.is_touch and entry.members and person in entry.contacts and week <= entry.on < week + WEEK):
            continue
        names = ", ".join(sorted(calendar.members[one] for one in entry.members))
        key, collides = (names, entry.is_planned), (place, person) in colliding
        collides |= key in found and found[key].collides
        found[key] = Touched(names, _initials(names), entry.is_planned, collides)
    return list(found.values())


def _initials(names: str) -> str:
    return " ".join("".join(word[:1] for word in name.split())[:2].upper() for name in names.split(", "))
