"""Asking for the sample company to be loaded or removed in the background, for doors that cannot wait."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tenure.accounts.models import Account
from tenure.core.audit import record_change
from tenure.core.jobs import enqueue
from tenure.core.models import JobRun
from tenure.core.policy import require
from tenure.core.queries import unfinished_jobs
from tenure.core.wording import state_word
from tenure.integrations.sample.words import SOURCE
from tenure.people.models import Member

LOAD, REMOVE = "sample-load", "sample-remove"


def queue_sample(*, by: Member) -> JobRun:
    """Ask for the sample company. Audited.

    Raises PermissionDenied for a member who may not, ValidationError when it is there or a job is about it.
    """
    require(by, "organisation.change")
    if Account.objects.filter(source=SOURCE).exists():
        raise ValidationError(_("The sample company is loaded already; remove it first to have it new."))
    return _queue(LOAD, by)


def queue_sample_removal(*, by: Member) -> JobRun:
    """Ask for the sample company to go. Audited. Refused like `queue_sample`, and when it is not there."""
    require(by, "organisation.change")
    if not Account.objects.filter(source=SOURCE).exists():
        raise ValidationError(_("The sample company is not loaded; there is nothing to remove."))
    return _queue(REMOVE, by)


@transaction.atomic
def _queue(kind: str, by: Member) -> JobRun:
    unfinished = unfinished_jobs(LOAD, REMOVE).first()
    if unfinished:
        raise ValidationError(
            _("Job %(job)s (%(state)s) is about the sample company; wait for it."),
            params={"job": unfinished.pk, "state": state_word(unfinished.state)},
        )
    job = enqueue(kind=kind, arguments={}, by=by)
    record_change(by=by, verb=f"asked for {kind}", thing=job)
    return job
