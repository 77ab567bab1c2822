"""Where a member is signed in: written down at sign-in, kept in view, ended."""

from datetime import datetime

from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.core.audit import record_change
from tenure.core.policy import require
from tenure.people.actions.credentials import end_sessions
from tenure.people.models import Member, MemberSession


def begin_session(*, member: Member, key: str, device: str, address: str, since: datetime | None = None) -> None:
    """Write down in which browser a member has signed in; `since` when it goes on under a new key."""
    now = timezone.now()
    values = {"member": member, "device": device, "address": address, "since": since or now, "seen_at": now}
    MemberSession.objects.update_or_create(session_id=key, defaults=values)


def refresh_session(*, key: str, address: str) -> bool:
    """Write down that a session was used just now, and from where; False when it is not known by this key."""
    known = MemberSession.objects.filter(session_id=key)
    return bool(known.update(seen_at=timezone.now(), address=address))


@transaction.atomic
def end_session(*, session: MemberSession, by: Member) -> None:
    """Sign one's own browser out from afar. Audited."""
    require(by, "session.end")
    if session.member_id != by.pk:
        raise PermissionDenied(_("This session is another member's; you may end your own."))
    record_change(by=by, verb="ended session", thing=session, before={"device": session.device})
    Session.objects.filter(pk=session.session_id).delete()


@transaction.atomic
def end_other_sessions(*, by: Member, keep: str) -> None:
    """Sign oneself out everywhere but in the session of this key. Audited."""
    require(by, "session.end")
    end_sessions(by, keep=keep)
    record_change(by=by, verb="ended other sessions", thing=by)
