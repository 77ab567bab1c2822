"""The secret address of a member's calendar."""

import secrets

from django.db import transaction
from django.utils import timezone

from tenure.core.audit import record_change
from tenure.core.policy import require
from tenure.people.actions.credentials import end_feeds
from tenure.people.models import CalendarFeed, Member
from tenure.people.queries import digest


@transaction.atomic
def issue_calendar_feed(*, by: Member) -> tuple[CalendarFeed, str]:
    """Make the member's secret address, which is shown once; the one before ends. Audited."""
    require(by, "feed.issue")
    # Two requests at once leave one address that works: the second waits here and ends that of the first.
    Member.objects.select_for_update().get(pk=by.pk)
    end_feeds(by)
    secret = secrets.token_urlsafe(32)
    feed = CalendarFeed.objects.create(member=by, digest=digest(secret))
    record_change(by=by, verb="issued calendar feed", thing=feed)
    return feed, secret


@transaction.atomic
def revoke_calendar_feed(*, by: Member) -> None:
    """End the member's secret address; without one nothing happens. Audited."""
    require(by, "feed.issue")
    feed = CalendarFeed.objects.filter(member=by, revoked_at=None).first()
    if feed is None:
        return
    feed.revoked_at = timezone.now()
    feed.save(update_fields=["revoked_at"])
    record_change(by=by, verb="revoked calendar feed", thing=feed)
