"""Telling members what has come to them without anybody's doing: a review has fallen due, a handover has opened."""

from datetime import date

from django.db import transaction

from tenure.core.actions import notify
from tenure.core.policy import may, require
from tenure.growth.choices import ReviewState
from tenure.growth.models import Handover
from tenure.growth.models.handover import NOT_RECEIVED
from tenure.growth.queries.reviews import all_reviews
from tenure.people.models import Member


@transaction.atomic
def remind(*, day: date, by: Member | None) -> int:
    """Tell mentors and receivers what waits for them, nobody of the same twice; return how many things wait.

    A review that is put on another day falls due anew; a handover that goes on to somebody else is theirs to be told.
    Nobody asks by `by` None. Raises PermissionDenied when the role may not.
    """
    if by is not None:
        require(by, "reminder.send")
    return _reviews(day) + _handovers()


def _reviews(day: date) -> int:
    """Those that have fallen due and nobody has begun, to the account's mentors."""
    waiting = [
        row
        for row in all_reviews(day)
        if row.due.on <= day and row.mentors and (row.review is None or row.review.state == ReviewState.PLANNED)
    ]
    for row in waiting:
        plan = row.plan
        notify(
            members=[mentor.pk for mentor in row.mentors],
            kind="review_due",
            occasion=f"review due {plan.pk} {row.due.on}",
            thing=plan,
            account=plan.account.name,
            account_id=str(plan.account_id),
            day=row.due.on.isoformat(),
        )
    return len(waiting)


def _handovers() -> int:
    """Those that nobody has received yet, to whoever is to have the account."""
    rows = Handover.objects.filter(state__in=NOT_RECEIVED, account__deleted_at=None).order_by("pk")
    waiting = [(one, one.to_member) for one in rows.select_related("account", "from_member", "to_member")]
    told = [(one, receiver) for one, receiver in waiting if receiver is not None and may(receiver, "handover.see")]
    for one, receiver in told:
        notify(
            members=[receiver.pk],
            kind="handover_opened",
            occasion=f"handover opened {one.pk} {receiver.pk}",
            thing=one,
            account=one.account.name,
            giver=one.from_member.name,
        )
    return len(told)
