"""What a review of a plan looks at: what changed since the last one, promises, balance, the card, objectives."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from tenure.accounts.models import Commitment
from tenure.accounts.queries import kept_rate_of
from tenure.analytics.board.changes import Changes, changes_between
from tenure.analytics.commitments import KeptRate
from tenure.analytics.plans.balance import Needle, balance
from tenure.analytics.plans.differences import Difference
from tenure.analytics.plans.review import FollowUp, follow_up
from tenure.growth.models import Plan, PlanReview
from tenure.growth.queries.document import document_of
from tenure.growth.queries.page import PlanPage, plan_page
from tenure.growth.queries.plans import changes_since
from tenure.growth.queries.reviews import findings_of, last_closed
from tenure.insight.queries.plan_figures import PlanFigures, plan_figures
from tenure.relationships.queries import BoardOn, boards_on
from tenure.relationships.queries.card import Card, card_of

# By what an item of a plan is known, and called.
CALLED_BY = ("id", "name", "words", "text", "year")


@dataclass(frozen=True)
class PlanChanges:
    """What was written into the plan since a version: both documents, and their differences."""

    number: int
    old: Mapping[str, Any]
    new: Mapping[str, Any]
    found: Sequence[Difference]


@dataclass(frozen=True)
class ReviewFacts:
    """What lies on the table of a review that is held on a day.

    `since` is the day of the last review, else of the plan's start; `earlier` that review, None for the first, with its
    `findings` and what `became` of them. `changes` is None where the last review saw no version. `boards` are those of
    both days, None without a decision. `promises` counts what was due since.
    """

    since: date
    earlier: PlanReview | None
    findings: Sequence[Commitment]
    became: FollowUp
    changes: PlanChanges | None
    boards: tuple[BoardOn, BoardOn] | None
    promises: KeptRate
    needles: Sequence[Needle]
    card: Card
    page: PlanPage


def review_facts(plan: Plan, today: date) -> ReviewFacts:
    """Read them; as many queries for a large plan as for a small one. Only for who may see plans."""
    earlier = last_closed(plan)
    since = _since(plan, earlier, today)
    findings = findings_of([earlier])[earlier.pk] if earlier else []
    page, figures = plan_page(plan, today), plan_figures(plan.account, today)
    owed = Commitment.objects.of_account(plan.account_id).filter(first_due_on__gt=since)
    return ReviewFacts(
        since=since,
        earlier=earlier,
        findings=findings,
        became=follow_up([one.owed for one in findings], today),
        changes=_changes(plan, earlier, figures),
        boards=_boards(figures, since, today),
        promises=kept_rate_of(owed, today),
        needles=balance([*page.shares, figures.share]),
        card=card_of(plan.account_id, today),
        page=page,
    )


def _since(plan: Plan, earlier: PlanReview | None, today: date) -> date:
    held_on = timezone.localdate(earlier.closed_at) if earlier and earlier.closed_at else plan.starts_on
    return min(held_on, today)


def _changes(plan: Plan, earlier: PlanReview | None, figures: PlanFigures) -> PlanChanges | None:
    if earlier is None or earlier.plan_version is None:
        return None
    seen, now = earlier.plan_version, document_of(plan, figures=figures.figures)
    return PlanChanges(seen.number, seen.document, now, changes_since(seen, now))


def _boards(figures: PlanFigures, since: date, today: date) -> tuple[BoardOn, BoardOn] | None:
    if figures.decision is None:
        return None
    before, after = boards_on(figures.decision, [max(since, min(figures.decision.opened_on, today)), today])
    return before, after


def told_facts(facts: ReviewFacts) -> dict[str, Any]:
    """The facts as plain values, for minutes and for scripts."""
    page = facts.page
    return {
        "since": facts.since.isoformat(),
        "became": asdict(facts.became),
        "changes": None if facts.changes is None else _told_changes(facts.changes),
        "board": _told_boards(facts.boards),
        "promises": {**asdict(facts.promises), "rate": facts.promises.rate},
        "balance": [_told_needle(needle) for needle in facts.needles],
        "readiness": round(facts.card.readiness, 4),
        "objectives": [
            {"name": line.objective.name, "share": None if line.progress.share is None else float(line.progress.share)}
            for line in page.objectives
        ],
        "payback_years": None if page.profit.payback is None else str(round(page.profit.payback, 2)),
        "present_value": None if page.profit.value is None else str(round(page.profit.value, 2)),
    }


def _told_changes(changes: PlanChanges) -> dict[str, Any]:
    found = [
        {"place": list(one.place), "kind": one.kind.value, "old": one.old, "new": one.new} for one in changes.found
    ]
    named = {"old": _outline(changes.old), "new": _outline(changes.new)}
    return {"since_version": changes.number, "found": found, **named}


def _outline(document: Mapping[str, Any]) -> dict[str, Any]:
    """Of a document the items with what they are called by alone, so that differences can be read without it."""
    lists = {name: value for name, value in document.items() if isinstance(value, list)}
    return {
        name: [{key: item[key] for key in CALLED_BY if key in item} | _outline(item) for item in value]
        for name, value in lists.items()
        if all(isinstance(item, Mapping) for item in value)
    }


def _told_boards(boards: tuple[BoardOn, BoardOn] | None) -> dict[str, Any] | None:
    """How the position went from one board to the other; None where nobody stood on one of them."""
    if boards is None or not all(board.board.people for board in boards):
        return None
    before, after = boards
    changes: Changes = changes_between(before.board, after.board)
    names = {**before.names, **after.names}
    return {
        "before": round(changes.before.score.position, 1),
        "after": round(changes.after.score.position, 1),
        "arrived": [names[one] for one in changes.arrived],
        "left": [names[one] for one in changes.left],
        "stances": [[names[one.person], one.before, one.after] for one in changes.stances],
        "appeared": len(changes.appeared),
        "gone": len(changes.gone),
    }


def _told_needle(needle: Needle) -> dict[str, Any]:
    return {
        "side": needle.side.value,
        "value": None if needle.value is None else round(needle.value, 4),
        "evidence": [{"of": one.kind.value, "part": one.part, "whole": one.whole} for one in needle.evidence],
    }
