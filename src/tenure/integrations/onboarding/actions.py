"""Putting the checklist away, and getting it back."""

from django.db import transaction

from tenure.core.audit import record_change
from tenure.integrations.onboarding.models import Dismissal
from tenure.people.models import Member


@transaction.atomic
def dismiss_checklist(*, by: Member) -> None:
    """Show the member the checklist no more. Audited the first time."""
    dismissal, is_new = Dismissal.objects.get_or_create(member=by)
    if is_new:
        record_change(by=by, verb="dismissed", thing=dismissal)


@transaction.atomic
def recall_checklist(*, by: Member) -> None:
    """Show the member the checklist again. Audited when it was away."""
    for dismissal in Dismissal.objects.filter(member=by):
        record_change(by=by, verb="recalled", thing=dismissal)
        dismissal.delete()
