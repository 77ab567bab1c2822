"""A plan told as plain values: what scripts and the command line are given."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from tenure.analytics.plans.balance import balance
from tenure.analytics.plans.differences import Difference
from tenure.analytics.plans.progress import Progress
from tenure.growth.models import Plan
from tenure.growth.queries.document import document_of
from tenure.growth.queries.page import PlanPage, plan_page
from tenure.growth.queries.plans import changes_since, signed_last_by
from tenure.insight.queries.plan_figures import PlanFigures, plan_figures
from tenure.people.models import Member


def plan_answer(plan: Plan, member: Member, today: date) -> dict[str, Any]:
    """The plan as it stands on a day. Ask only for a plan that the member sees."""
    page, figures = plan_page(plan, today), plan_figures(plan.account, today)
    document = document_of(plan, figures=figures.figures, listed=page.listed)
    signed = signed_last_by(plan, member)
    since = changes_since(signed, document) if signed else []
    return {
        "plan": plan.pk,
        "account": plan.account_id,
        "state": plan.state,
        "runs": plan.runs,
        "missing": [signer.member.name for signer in page.standing.signers if signer.signed_at is None],
        "document": document,
        "reckoned": reckoned(page, figures),
        "since_you_signed": told(since),
    }


def told(found: Sequence[Difference]) -> list[dict[str, Any]]:
    """Differences as plain values."""
    return [{"place": list(one.place), "kind": one.kind.value, "old": one.old, "new": one.new} for one in found]


def reckoned(page: PlanPage, figures: PlanFigures) -> dict[str, Any]:
    """What is reckoned of a plan: progress, what it pays back, how it is balanced, what is stale."""
    profit = page.profit
    return {
        "progress": _progress(page.progress),
        "objectives": {str(line.objective.pk): _progress(line.progress) for line in page.objectives},
        "payback_years": None if profit.payback is None else str(round(profit.payback, 2)),
        "present_value": None if profit.value is None else str(round(profit.value, 2)),
        "cumulative": [str(total) for _, total in profit.years],
        "balance": [
            {
                "side": needle.side.value,
                "value": None if needle.value is None else round(needle.value, 4),
                "evidence": [{"of": one.kind.value, "part": one.part, "whole": one.whole} for one in needle.evidence],
            }
            for needle in balance([*page.shares, figures.share])
        ],
        "sections": {name: freshness.value for name, freshness in page.sections.items()},
    }


def _progress(found: Progress) -> dict[str, str | None]:
    share = found.share
    return {
        "due": str(found.due),
        "done": str(found.done),
        "ahead": str(found.ahead),
        "all": str(found.all),
        "share": None if share is None else str(round(share, 4)),
    }
