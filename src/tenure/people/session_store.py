"""Sessions as Django keeps them in the database; every page asks for one."""

from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from tenure.core.written import Words, written_once


class SessionStore(db.SessionStore):
    """Django's own; the name is part of what sessions are signed with."""

    def _get_session_from_db(self) -> Any:
        found = _lasting(Words(self.session_key), timezone.now())
        if not found:
            self._session_key = None
        return next(iter(found), None)


@written_once
def _lasting(key: Words, now: Any) -> QuerySet[Session, Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=now)
