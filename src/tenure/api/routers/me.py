"""What is the member's own: preferences, and what they were told."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from ninja import Router

from tenure.api.answers import answer, nothing
from tenure.api.auth import ApiRequest
from tenure.api.body import changes_and_version
from tenure.api.doors import reads, writes
from tenure.api.filters import text
from tenure.api.listing import Listing, Order, list_page
from tenure.api.rows import told
from tenure.api.schemas.fields import PathKey
from tenure.api.schemas.me import (
    AllRead,
    CalendarFeedMade,
    CalendarFeedOut,
    NotificationOut,
    NotificationPage,
    PreferencesOut,
    PreferencesPatch,
)
from tenure.core.actions import mark_all_read, mark_read
from tenure.core.audit import field_values
from tenure.core.models import Notification
from tenure.core.notices import sentence
from tenure.core.queries import notifications_of
from tenure.people.actions import change_preferences, issue_calendar_feed, revoke_calendar_feed
from tenure.people.models import Member
from tenure.people.queries import calendar_url, feed_of

router = Router(tags=["your own"])


def notification_record(notification: Notification) -> dict[str, Any]:
    """What is told of something told."""
    known = field_values(notification, ["id", "kind", "noun", "thing_id", "created_at", "read_at"])
    return {**known, "sentence": sentence(notification.kind, notification.params)}


NOTIFICATIONS = Listing(
    shown=told(Notification.objects, notification_record),
    filters={**text("kind")},
    orders={"id": Order("id")},
    default="-id",
)


@router.get("/preferences", response=PreferencesOut, **reads("preferences.change"))
def get_preferences(request: ApiRequest) -> HttpResponse:
    """How you want to see and use the pages."""
    member = Member.objects.get(pk=request.auth.pk)
    return answer(field_values(member, PreferencesOut.model_fields))


@router.patch("/preferences", response=PreferencesOut, **writes("preferences.change"))
def patch_preferences(request: ApiRequest, body: PreferencesPatch) -> HttpResponse:
    """Change how you want to see and use the pages; nobody else sees a difference."""
    changes, version = changes_and_version(body)
    member = change_preferences(changes=changes, by=request.auth, version=version)
    return answer(field_values(member, PreferencesOut.model_fields))


@router.get("/calendar-feed", response=CalendarFeedOut, **reads("feed.issue"))
def get_calendar_feed(request: ApiRequest) -> HttpResponse:
    """Whether a calendar program can read what you owe."""
    feed = feed_of(request.auth)
    return answer({"created_at": feed.created_at if feed else None})


@router.post("/calendar-feed", response={201: CalendarFeedMade}, **writes("feed.issue"))
def post_calendar_feed(request: ApiRequest) -> HttpResponse:
    """Make the secret address of your calendar, signed in by the browser; the one before ends."""
    if getattr(request, "by_token", False):
        raise PermissionDenied("A token cannot make a calendar feed; sign in.")
    feed, secret = issue_calendar_feed(by=request.auth)
    return answer({"created_at": feed.created_at, "address": calendar_url(secret)}, 201)


@router.delete("/calendar-feed", response={204: None}, **writes("feed.issue"))
def delete_calendar_feed(request: ApiRequest) -> HttpResponse:
    """End the secret address of your calendar; without one nothing happens."""
    revoke_calendar_feed(by=request.auth)
    return nothing()


@router.get("/notifications", response=NotificationPage, **reads("notification.see", NOTIFICATIONS))
def list_notifications(request: ApiRequest) -> HttpResponse:
    """What you were told, newest first; `read_at` is null until you have read it."""
    return list_page(request, NOTIFICATIONS, notifications_of(request.auth).order_by())


@router.post("/notifications/{int:notification_id}/read", response=NotificationOut, **writes("notification.see"))
def post_notification_read(request: ApiRequest, notification_id: PathKey) -> HttpResponse:
    """Say that you have read something."""
    notification = notifications_of(request.auth).get(pk=notification_id)
    return answer(notification_record(mark_read(notification=notification, by=request.auth)))


@router.post("/notifications/read", response=AllRead, **writes("notification.see"))
def post_notifications_read(request: ApiRequest) -> HttpResponse:
    """Say that you have read everything."""
    return answer({"read": mark_all_read(by=request.auth)})
