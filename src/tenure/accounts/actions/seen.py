"""Remembering which accounts a member opened last."""

from django.db import transaction
from django.utils import timezone

from tenure.accounts.access import require_on
from tenure.accounts.choices import MOST_SEEN
from tenure.accounts.models import Account, SeenAccount
from tenure.people.models import Member


@transaction.atomic
def note_seen(*, account: Account, by: Member) -> SeenAccount:
    """Note that the member has opened an account, and forget those beyond their last twenty.

    Nothing of the company's changes, so the audit log, which is about changes, has no line of it. Raises
    PermissionDenied for an account that the member does not see.
    """
    require_on(by, "account.see", account)
    seen, _ = SeenAccount.objects.update_or_create(member=by, account=account, defaults={"seen_at": timezone.now()})
    kept = SeenAccount.objects.filter(member=by).order_by("-seen_at").values_list("pk", flat=True)[:MOST_SEEN]
    SeenAccount.objects.filter(member=by).exclude(pk__in=list(kept)).delete()
    return seen
