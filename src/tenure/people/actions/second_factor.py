"""The second factor: what is remembered of its changes, and the way out for who has lost it."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from tenure.core.audit import record_change
from tenure.core.policy import require
from tenure.people.models import Member


def note_second_factor(*, member: Member, verb: str, kind: str) -> None:
    """Record that a member added, removed or renewed an app, recovery codes or a passkey."""
    record_change(by=member, verb=verb, thing=member, after={"factor": kind})


@transaction.atomic
def remove_second_factors(*, member: Member, by: Member | None) -> Member:
    """Take the app, the recovery codes and the passkeys off a member who has lost them. Audited.

    Their password still holds. Raises PermissionDenied unless `by` manages members; None is the server's own terminal.
    """
    if by:
        require(by, "member.manage")
    owned = Authenticator.objects.filter(user=member)
    kinds = sorted(owned.values_list("type", flat=True))
    owned.delete()
    if kinds:
        record_change(by=by, verb="removed second factors", thing=member, before={"factors": kinds})
    return member
