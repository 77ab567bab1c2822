"""Doing a thing once although it is asked for twice: the second request gets the first one's answer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.core.models import StoredAnswer
from tenure.core.policy import Actor

KEPT_FOR = timedelta(days=2)


@dataclass(frozen=True)
class Answer:
    """A door's answer as it goes out: its status and its text; `repeated` when it was given before."""

    status: int
    body: str
    repeated: bool = False


@transaction.atomic
def answer_once(*, by: Actor, key: str, request_hash: str, act: Callable[[], Answer]) -> Answer:
    """The stored answer to this member's key, else what `act` answers, stored in the same transaction as its effects.

    A second request waits in the unique constraint until the first has committed or failed; a failure stores nothing,
    so it may be tried again. Raises ValidationError when the key was used for another request.
    """
    stored, is_first = StoredAnswer.objects.get_or_create(
        member_id=by.pk, key=key, defaults={"request_hash": request_hash}
    )
    if is_first:
        answer = act()
        stored.status, stored.body = answer.status, answer.body
        stored.save(update_fields=["status", "body"])
        return answer
    if stored.request_hash != request_hash:
        raise ValidationError(
            _("The idempotency key %(key)r was used for another request; use a new key for this one."),
            params={"key": key},
        )
    return Answer(stored.status, stored.body, repeated=True)


def forget_old_answers() -> int:
    """Delete answers older than two days, after which nobody repeats a request; return how many went."""
    deleted, _by_table = StoredAnswer.objects.filter(created_at__lt=timezone.now() - KEPT_FOR).delete()
    return deleted
