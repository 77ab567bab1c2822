"""The minutes of a review as one document of plain values, frozen when it is closed."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from tenure.accounts.models import Commitment
from tenure.growth.models import PlanReview
from tenure.growth.queries.reviews import findings_of, last_closed
from tenure.people.models import Member


def minutes_of(
    review: PlanReview, *, next_on: date, closed_at: datetime, closed_by: Member, facts: Mapping[str, Any]
) -> dict[str, Any]:
    """What is kept of a review that is being closed: who, when, what was said, found and followed up.

    `facts` are the figures of that moment, as `insight.queries.review_facts` gives them.
    """
    earlier = last_closed(review.plan)
    reviews = [review, *([earlier] if earlier else [])]
    found, day = findings_of(reviews), timezone.localdate(closed_at)
    return {
        "account": review.plan.account.name,
        "mentor": review.mentor.name,
        "closed_by": closed_by.name,
        "begun_at": _moment(review.begun_at),
        "closed_at": _moment(closed_at),
        "plan_version": review.plan_version.number if review.plan_version else None,
        "remarks": {item.value: review.remark_on(item) for item in PlanReview.REMARKS},
        "values": [_value(one) for one in review.values.order_by("pk")],
        "findings": [_finding(one, day) for one in found[review.pk]],
        "earlier": [_finding(one, day) for one in found[earlier.pk]] if earlier else [],
        "earlier_on": timezone.localdate(earlier.closed_at).isoformat() if earlier and earlier.closed_at else None,
        "next_on": next_on.isoformat(),
        "facts": dict(facts),
    }


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _value(checked: Any) -> dict[str, str]:
    return {"name": checked.name, "verdict": checked.verdict, "evidence": checked.evidence}


def _finding(owed: Commitment, day: date) -> dict[str, Any]:
    return {
        "id": owed.pk,
        "text": owed.text,
        "owner": owed.owner.name if owed.owner else "",
        "due_on": owed.due_on.isoformat(),
        "status": owed.status_on(day).value,
        "settled_on": owed.settled_on.isoformat() if owed.settled_on else None,
    }
