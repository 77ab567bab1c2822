"""The sample company loaded and removed as background work."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from tenure.accounts.models import Account
from tenure.core.doors import takes
from tenure.core.jobs import Job
from tenure.integrations.sample.actions import remove_sample_company
from tenure.integrations.sample.loading import load_sample_company
from tenure.integrations.sample.words import SOURCE
from tenure.people.models import Member


@takes("organisation.change")
def load_sample(job: Job) -> Mapping[str, Any]:
    """Load the sample company; what an attempt that was killed has left of it goes first."""
    by = Member.objects.get(pk=job.requested_by_id)
    if Account.objects.filter(source=SOURCE).exists():
        remove_sample_company(by=by)
    load_sample_company(today=timezone.localdate(), by=by, say=lambda _: job.report(0))
    return {"accounts": Account.objects.filter(source=SOURCE).count()}


@takes("organisation.change")
def remove_sample(job: Job) -> Mapping[str, Any]:
    """Remove the sample company; nothing is left to do when an earlier attempt has."""
    by = Member.objects.get(pk=job.requested_by_id)
    return {"stayed": remove_sample_company(by=by)}
