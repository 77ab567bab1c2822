"""What an account's calendar warns of, in sentences, for pages and answers alike."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tenure.analytics.touches import Collision, Gap
from tenure.core.figures import days
from tenure.growth.queries.calendar import AccountCalendar


def collision_sentence(calendar: AccountCalendar, collision: Collision) -> str:
    """Who of theirs hears from whom, on which days, and about what."""
    before, after = calendar.entries[collision.earlier.number], calendar.entries[collision.later.number]
    told = {
        "person": calendar.people[collision.later.person],
        "one": _names(calendar, collision.earlier.members), "first": before.text, "first_day": _day(before.on),
        "other": _names(calendar, collision.later.members), "second": after.text, "day": _day(after.on),
        "apart": days(collision.days),
    }  # fmt: skip
    return _template(collision) % told


def _template(collision: Collision) -> str:
    if not collision.earlier.is_planned:
        return _(
            "%(person)s heard from %(one)s on %(first_day)s (%(first)s) and is to hear from %(other)s on %(day)s "
            "(%(second)s)."
        )
    if collision.days:
        return _(
            "%(person)s is to hear from %(one)s on %(first_day)s (%(first)s) and from %(other)s on %(day)s "
            "(%(second)s), %(apart)s apart."
        )
    return _(
        "%(person)s is to hear from %(one)s (%(first)s) and from %(other)s (%(second)s), both on %(day)s."
    )  # fmt: skip


def gap_sentence(calendar: AccountCalendar, gap: Gap) -> str:
    """Whom nobody is about to meet, and when somebody last did."""
    told = {"person": calendar.people[gap.person], "until": _day(calendar.until)}
    if gap.last_on is None:
        return _("Nothing is planned with %(person)s until %(until)s, and nobody has met them yet.") % told
    last = date_format(gap.last_on, "j M Y")
    return _("Nothing is planned with %(person)s until %(until)s; last met on %(last)s.") % {**told, "last": last}


def _names(calendar: AccountCalendar, members: frozenset[int]) -> str:
    return ", ".join(sorted(calendar.members[member] for member in members))


def _day(value: date) -> str:
    return date_format(value, "j M")
