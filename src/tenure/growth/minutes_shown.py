"""Minutes of a review as they are read, on the page and on paper: what was frozen, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.dateparse import parse_date

from tenure.accounts.models import Commitment
from tenure.analytics.plans.balance import Evidence, Needle, Share, Side
from tenure.analytics.plans.differences import Difference, DifferenceKind
from tenure.analytics.plans.review import agenda
from tenure.growth.choices import value_verdict_choices
from tenure.growth.models import PlanReview
from tenure.growth.plan_words import Change, Gauge, Word, changes_in_words, gauges
from tenure.growth.queries.reviews import findings_of
from tenure.growth.review_words import TITLES, ValueLine, became_words, board_marks, status_mark, value_words
from tenure.relationships.board_words import Mark


@dataclass(frozen=True)
class MinutesShown:
    """What minutes tell; `findings` stand as of today, all else as it was. `changes` is None without a version."""

    told: Mapping[str, Any]
    facts: Mapping[str, Any]
    next_on: date | None
    since: date | None
    remarks: Sequence[tuple[Word, str]]
    earlier: Sequence[tuple[Mapping[str, Any], date | None, Mark]]
    became: Sequence[Mark]
    values: Sequence[ValueLine]
    marks: Sequence[Mark]
    changes: Sequence[Change] | None
    gauges: Sequence[Gauge]
    findings: Sequence[tuple[Commitment, Mark]]


def minutes_shown(review: PlanReview, today: date) -> MinutesShown:
    """The minutes of a review that is closed; ValueError for one that is not."""
    if review.minutes is None:
        raise ValueError(f"Review {review.pk} is {review.state}; only a closed one has minutes.")
    told = review.minutes
    facts = told["facts"]
    return MinutesShown(
        told=told,
        facts=facts,
        next_on=parse_date(told["next_on"]),
        since=parse_date(facts["since"]) if facts.get("since") else None,
        remarks=[(TITLES[point.item], told["remarks"].get(point.item.value, "")) for point in agenda()],
        earlier=[(one, parse_date(one["due_on"]), status_mark(one["status"])) for one in told["earlier"]],
        became=became_words(facts.get("became", {})),
        values=value_words(told["values"], dict(value_verdict_choices())),
        marks=board_marks(facts.get("board")),
        changes=_changes(facts.get("changes")),
        gauges=gauges(_needles(facts.get("balance", []))),
        findings=[(one, status_mark(one.status_on(today))) for one in findings_of([review])[review.pk]],
    )


def _needles(told: Sequence[Mapping[str, Any]]) -> list[Needle]:
    """The needles, as minutes keep them."""
    return [
        Needle(
            Side(one["side"]),
            one["value"],
            tuple(Share(Evidence(each["of"]), each["part"], each["whole"]) for each in one["evidence"]),
        )
        for one in told
    ]


def _changes(told: Mapping[str, Any] | None) -> list[Change] | None:
    """The differences that lay on the table, as minutes keep them; None where there was nothing to compare with."""
    if told is None:
        return None
    differences = [
        Difference(tuple(one["place"]), DifferenceKind(one["kind"]), one["old"], one["new"]) for one in told["found"]
    ]
    return changes_in_words(differences, told["old"], told["new"])
