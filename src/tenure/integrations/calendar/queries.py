"""What stands in a member's calendar: what they owe, on its day."""

from datetime import date, timedelta

from django.conf import settings
from django.urls import reverse

from tenure.accounts.models import Commitment
from tenure.integrations.calendar.ics import DayEvent
from tenure.people.models import Member

# What is long past crowds a calendar; nobody plans further ahead.
PAST, AHEAD = timedelta(days=90), timedelta(days=400)
MOST = 500


def events_of(member: Member, today: date) -> list[DayEvent]:
    """What the member owes and is still open, on accounts that they see; one query."""
    owed = Commitment.objects.visible_to(member).still_open().owed_by(member)
    near = owed.filter(due_on__gte=today - PAST, due_on__lte=today + AHEAD).select_related("account")
    return [_event(commitment) for commitment in near.order_by("due_on", "pk")[:MOST]]


def _event(commitment: Commitment) -> DayEvent:
    return DayEvent(
        uid=f"commitment-{commitment.pk}@tenure",
        on=commitment.due_on,
        summary=f"{commitment.text} ({commitment.account.name})",
        changed_at=commitment.updated_at,
        sequence=commitment.version,
        url=f"{settings.TENURE_URL}{reverse('commitment', args=[commitment.pk])}",
    )
