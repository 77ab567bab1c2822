"""Making members, and changing who they are and whether they may come in."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tenure.core.audit import record_change
from tenure.core.changes import refuse_unchangeable, update_record
from tenure.core.policy import Role, is_raise, require
from tenure.people.actions.credentials import end_invitations, end_links, end_sessions, end_tokens
from tenure.people.models import Member
from tenure.people.queries import first_administrator

CHANGEABLE = frozenset({"name", "role", "title", "language", "is_active"})


@transaction.atomic
def create_member(
    *, email: str, name: str, role: Role, by: Member | None, title: str = "", language: str = ""
) -> Member:
    """Add a member without a password; they sign in by a link first. `by` is None for the system's own set-up."""
    if by:
        require(by, "member.manage")
    member = Member(email=email.strip().lower(), name=name.strip(), role=role, title=title, language=language)
    member.set_unusable_password()
    member.full_clean()
    member.save()
    record_change(by=by, verb="created", thing=member, after={"email": member.email, "role": member.role})
    return member


@transaction.atomic
def change_member(*, member: Member, changes: Mapping[str, Any], by: Member, version: int | None = None) -> Member:
    """Change a member's name, title, language, role or whether they may sign in; the last administrator stays one.

    Who is disabled loses every session, token and link. Another role counts from the next request on; links end with
    the old one, and so do tokens when the new role may more, so that no script of yesterday grows overnight.
    """
    if member.pk != by.pk or set(changes) - {"name", "title", "language"}:
        require(by, "member.manage")
    refuse_unchangeable(changes, CHANGEABLE)
    before = update_record(member, changes, version=version)
    if first_administrator() is None:
        raise ValidationError(_("Somebody must stay administrator; make another member administrator first."))
    if before:
        after = {name: getattr(member, name) for name in before}
        record_change(by=by, verb="changed", thing=member, before=before, after=after)
    _end_what_no_longer_holds(member, before)
    return member


def _end_what_no_longer_holds(member: Member, before: Mapping[str, Any]) -> None:
    disabled = bool(before.get("is_active"))
    if disabled:
        end_sessions(member)
    if disabled or "role" in before:
        end_links(member)
        end_invitations(member)
    if disabled or ("role" in before and is_raise(before["role"], member.role)):
        end_tokens(member)
