"""The plans that a member sees, and one of them with everything that its page shows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Max

from tenure.accounts.models import Account
from tenure.analytics.commitments import CommitmentState
from tenure.analytics.plans.course import PlanState
from tenure.analytics.plans.differences import Difference, differences
from tenure.analytics.plans.payback import cumulative, payback_years, present_value
from tenure.analytics.plans.progress import Progress, Step, progress
from tenure.analytics.plans.staleness import Freshness, freshness
from tenure.growth.models import Plan, PlanAction, PlanSignature, PlanVersion, ProfitYear
from tenure.growth.queries.course import signers_of
from tenure.growth.queries.document import without_moving
from tenure.people.models import Member


def plan_of(account: Account) -> Plan | None:
    """The account's open plan, else the one closed last; None where there was none. Ask the policy before."""
    plans = Plan.objects.filter(account=account).select_related("account")
    return plans.still_open().first() or plans.order_by("-pk").first()


@dataclass(frozen=True)
class PlanRow:
    """A plan in a list: its last version, who has not signed that yet, how far its actions are."""

    plan: Plan
    version: PlanVersion | None
    missing: Sequence[Member]
    progress: Progress

    @property
    def state(self) -> PlanState:
        """How far the latest edition is."""
        return PlanState(self.plan.state)


def plan_rows(member: Member, today: date) -> list[PlanRow]:
    """The open plans that the member sees, by account; six queries, however many there are."""
    seen = Plan.objects.visible_to(member).still_open().select_related("account__owner")
    plans = list(seen.order_by("account__name"))
    versions = _last_versions(plans)
    signed = _signed(versions.values())
    teams = signers_of(plan.account_id for plan in plans)
    actions = _actions(plans)
    rows = []
    for plan in plans:
        version, team = versions.get(plan.pk), teams.get(plan.account_id, [])
        waits = version if version and plan.state != PlanState.DRAFT else None
        missing = [one for one in team if waits and (waits.pk, one.pk) not in signed]
        rows.append(PlanRow(plan, version, missing, progress(steps_of(actions.get(plan.pk, [])), today)))
    return rows


def _actions(plans: Iterable[Plan]) -> dict[int, list[PlanAction]]:
    rows = PlanAction.objects.filter(plan__in=[plan.pk for plan in plans], deleted_at=None)
    found: dict[int, list[PlanAction]] = {}
    for action in rows.filter(commitment__deleted_at=None).select_related("commitment"):
        found.setdefault(action.plan_id, []).append(action)
    return found


def steps_of(actions: Iterable[PlanAction]) -> list[Step]:
    """What the arithmetic of progress takes of actions; nobody waits for what was withdrawn."""
    owed = [(one.weight, one.commitment) for one in actions if one.commitment.state != CommitmentState.WITHDRAWN]
    return [Step(weight, one.due_on, one.state == CommitmentState.KEPT) for weight, one in owed]


def _last_versions(plans: Iterable[Plan]) -> dict[int, PlanVersion]:
    latest = PlanVersion.objects.filter(plan__in=[plan.pk for plan in plans]).values("plan").annotate(last=Max("pk"))
    rows = PlanVersion.objects.filter(pk__in=[row["last"] for row in latest]).defer("document")
    return {version.plan_id: version for version in rows}


def _signed(versions: Iterable[PlanVersion]) -> set[tuple[int, int]]:
    standing = PlanSignature.objects.filter(plan_version__in=[version.pk for version in versions], withdrawn_at=None)
    return set(standing.values_list("plan_version", "member"))


@dataclass(frozen=True)
class ProfitPlan:
    """The years in their order with the sum after each, when they have paid back, and what they are worth today."""

    years: Sequence[tuple[ProfitYear, Decimal]]
    payback: Decimal | None
    value: Decimal | None


def profit_plan(years: Iterable[ProfitYear], rate: Decimal) -> ProfitPlan:
    """What the years of a profit plan come to; the first one's flow counts as today's."""
    ordered = sorted(years, key=lambda one: one.year)
    flows = [one.flow for one in ordered]
    value = present_value(flows, rate) if flows else None
    return ProfitPlan(list(zip(ordered, cumulative(flows), strict=True)), payback_years(flows), value)


def sections_of(plan: Plan, today: date) -> dict[str, Freshness]:
    """How fresh each section of text is; one of which nothing is written is none."""
    return {
        name: freshness(getattr(plan, f"{name}_reviewed_on"), today, every_days=plan.review_days)
        for name, fields in Plan.SECTIONS.items()
        if any(getattr(plan, field) for field in fields)
    }


def signed_last_by(plan: Plan, member: Member) -> PlanVersion | None:
    """The last version that the member signed, with its document."""
    signed = plan.versions.filter(signatures__member=member, signatures__withdrawn_at=None)
    return signed.order_by("-number").first()


def changes_since(version: PlanVersion, document: dict[str, Any]) -> list[Difference]:
    """What somebody has written into the plan since a version."""
    return differences(without_moving(version.document), without_moving(document))
