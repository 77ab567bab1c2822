"""What the sign-in libraries tell us, handed to our actions."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from tenure.people.actions import note_second_factor
from tenure.people.models import Member
from tenure.people.sessions import write_session

VERBS = {
    authenticator_added: "added second factor",
    authenticator_removed: "removed second factor",
    authenticator_reset: "renewed second factor",
}


@receiver(user_logged_in)
def _signed_in(request: HttpRequest, user: Member, **_: Any) -> None:
    write_session(request, user)


@receiver([authenticator_added, authenticator_removed, authenticator_reset])
def _second_factor_changed(signal: Any, user: Member, authenticator: Authenticator, **_: Any) -> None:
    note_second_factor(member=user, verb=VERBS[signal], kind=str(Authenticator.Type(authenticator.type).label))
