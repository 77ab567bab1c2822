"""Asking members to name our key accounts from memory, and keeping what they say."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.assessments.models import AwarenessName, AwarenessPoll
from tenure.assessments.queries import accounts_by_name, open_poll
from tenure.core.audit import record_change
from tenure.core.changes import insert_record, update_record
from tenure.core.policy import require
from tenure.core.wording import day
from tenure.people.models import Member


@transaction.atomic
def open_poll_for(*, name: str, by: Member, wanted: int = 10) -> AwarenessPoll:
    """Ask every member to name so many key accounts from memory; a poll that is still open is closed. Audited.

    Raises PermissionDenied when the role may not, ValidationError for an empty name or a number that cannot be asked.
    """
    require(by, "poll.open")
    running = open_poll()
    if running:
        close_poll(poll=running, by=by)
    poll = AwarenessPoll(name=name.strip(), wanted=wanted, opened_on=timezone.localdate())
    insert_record(poll)
    record_change(by=by, verb="opened", thing=poll, after={"name": poll.name, "wanted": wanted})
    return poll


@transaction.atomic
def answer_poll(*, poll: AwarenessPoll, names: Sequence[str], by: Member) -> AwarenessPoll:
    """Keep the names a member gave from memory, in their order, instead of what they said before. Audited.

    Blank and repeated names are left out. Raises ValidationError for a closed poll, no name, or more than were asked.
    """
    require(by, "poll.answer")
    if poll.closed_on:
        raise ValidationError(
            _("%(name)s was closed on %(day)s and takes no more answers."),
            params={"name": poll.name, "day": day(poll.closed_on)},
        )
    given = list(dict.fromkeys(name.strip() for name in names if name.strip()))
    if not 0 < len(given) <= poll.wanted:
        raise ValidationError(
            _("Give 1 to %(wanted)s names; these are %(given)s."), params={"wanted": poll.wanted, "given": len(given)}
        )
    accounts = accounts_by_name(given)
    AwarenessName.objects.filter(poll=poll, member=by).delete()
    for position, name in enumerate(given):
        insert_record(AwarenessName(poll=poll, member=by, position=position, name=name, account=accounts.get(name)))
    record_change(by=by, verb="answered", thing=poll, after={"names": len(given)})
    return poll


@transaction.atomic
def close_poll(*, poll: AwarenessPoll, by: Member, version: int | None = None) -> AwarenessPoll:
    """Take no more answers, and let everybody see what came of it. Audited; ValidationError when closed before."""
    require(by, "poll.open")
    if poll.closed_on:
        raise ValidationError(
            _("%(name)s was closed on %(day)s already."), params={"name": poll.name, "day": day(poll.closed_on)}
        )
    update_record(poll, {"closed_on": timezone.localdate()}, version=version)
    record_change(by=by, verb="closed", thing=poll, after={"closed_on": poll.closed_on})
    return poll
