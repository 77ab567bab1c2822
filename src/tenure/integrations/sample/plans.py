"""Plans of three key accounts: one in its second version and running, one that lacks a signature, one just begun."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tenure.accounts.actions.commitment import keep_commitment
from tenure.accounts.models import Account
from tenure.growth.actions.course import circulate_plan, commit_plan, sign_plan, start_plan
from tenure.growth.actions.guidance import change_guidance
from tenure.growth.actions.plan import create_plan
from tenure.growth.actions.plan_action import add_action
from tenure.growth.actions.plan_item import add_item
from tenure.growth.models import (
    ClientNeed,
    Plan,
    PlannedResource,
    PlanObjective,
    PlanRequirement,
    PlanRisk,
    PlanVersion,
    ProfitYear,
    SponsorAsk,
)
from tenure.growth.queries.course import signers_of
from tenure.growth.queries.document import guidance
from tenure.insight.queries.plan_figures import plan_figures
from tenure.integrations.sample.actions import backdate_version
from tenure.integrations.sample.words import GUIDANCE, SOURCE
from tenure.people.models import Member

BEGAN, FIRST, SECOND = 330, 320, 85
TEXTS = {
    "strategy": "Become the second source for both filling lines, then their first choice for service. We win on "
    "what a stop costs, not on what a pump costs.",
    "message": "With us the line stands still for hours, not for days.",
    "pillars": "Spare pumps on their site\nA technician within four hours\nOne price for ten years of running",
    "position": "Preferred by the plant, unknown to finance. Rivalco leads where only the price is compared.",
    "client_strategy": "Doubles its bottling by 2028 and wants half as many suppliers. What decides is whether the "
    "second line starts on time.",
    "client_strategy_source": "Annual report, and the operations director at the kick-off",
    "client_organisation": "Maintenance moves from the plant to a shared service in autumn; the finance director then "
    "signs everything above 50,000.",
    "client_organisation_source": "Letter to suppliers",
}
BUYING = {
    "buying_strategy": "Tenders in March and September; two sources for whatever can stop a line.",
    "buying_strategy_source": "Head of procurement",
}
NEEDS: tuple[dict[str, Any], ...] = (
    {"kind": "goal", "words": "Two lines by 2028 without one more person in maintenance.",
     "said_by": "Operations director", "solution": "Service contract with a technician on call"},
    {"kind": "need", "words": "I want one number to call, and somebody who knows our pumps.",
     "said_by": "Plant director", "solution": "A named planner", "result": "Answer within an hour since spring"},
    {"kind": "pain", "words": "Every stop of the line costs us a day and a night.", "said_by": "Head of engineering",
     "solution": "Spare pumps on their site"},
)  # fmt: skip
YEARS = ((0, 200_000), (60_000, 110_000), (120_000, 60_000), (180_000, 60_000), (220_000, 60_000), (240_000, 60_000))
RISKS: tuple[dict[str, Any], ...] = (
    {"name": "Rivalco leases instead of selling", "likelihood": 4, "impact": 4,
     "response": "Total-cost case for the finance director"},
    {"kind": "opportunity", "name": "Shared service takes over the other sites", "likelihood": 3, "impact": 5,
     "response": "Offer one contract for all of them"},
)  # fmt: skip
REQUIREMENTS: tuple[dict[str, Any], ...] = (
    {"area": "payment", "name": "60 days net", "status": "met", "evidence": "Frame contract"},
    {"area": "insurance", "name": "Product liability of 5 million", "status": "met", "evidence": "Policy on file"},
    {"area": "data_protection", "name": "Processing agreement for the sensors", "status": "in_work"},
    {"area": "compliance", "name": "Supplier code signed by our board", "status": "open"},
)
RESOURCES: tuple[dict[str, Any], ...] = (
    {"name": "Trial on their site", "department": "Engineering", "planned_hours": 160, "delivered_hours": 148,
     "planned_cost": 18_000, "delivered_cost": 16_400},
    {"name": "Named planner", "department": "Service", "planned_hours": 240, "delivered_hours": 96},
)  # fmt: skip
ASK = {
    "name": "Meet their finance director before the tender",
    "reason": "She decides on leasing and knows nobody of ours",
}


@dataclass(frozen=True)
class Aim:
    """An objective with its actions: text, due in so many days, kept so many days ago (None: not yet), hours."""

    fields: dict[str, Any]
    actions: tuple[tuple[str, int, int | None, int], ...]


AIMS = (
    Aim(
        {"name": "Supply both filling lines", "level": "business", "horizon": "short", "measure": "Lines with our "
         "pumps", "unit": "lines", "baseline": 1, "target": 2, "actual": 1, "aims_at": "volume"},
        (("Trial of six weeks on line 1", -60, 62, 60), ("Total-cost case for the finance director", 21, None, 24),
         ("Offer for line 2", 48, None, 16)),
    ),
    Aim(
        {"name": "Be known where it is decided", "level": "relationship", "horizon": "medium", "measure": "Key people "
         "known by two of ours", "unit": "people", "baseline": 1, "target": 4, "actual": 2},
        (("Our director meets their finance director", -12, None, 6), ("Planner joins the weekly round", -40, 38, 30)),
    ),
    Aim(
        {"name": "Earn a tenth of the service business", "level": "business", "horizon": "medium", "measure":
         "Contribution of service", "unit": "EUR", "baseline": 0, "target": 40_000, "aims_at": "profit"},
        (("Price for ten years of running", 75, None, 20),),
    ),
    Aim(
        {"name": "Build their next plant with them", "level": "visionary", "horizon": "long"},
        (("Visit the site with their engineers", 120, None, 40),),
    ),
)  # fmt: skip


def tell_the_plans(*, account: Account, today: date, by: Member) -> None:
    """Write the three plans, the first that of an account whose decision is told too."""
    if guidance() is None:
        change_guidance(changes=GUIDANCE, by=by)
    _running(account, today, by)
    others = Account.objects.filter(source=SOURCE, standings__ranking__is_current=True, owner__isnull=False)
    chosen = others.exclude(pk=account.pk).order_by("standings__rank")[:2]
    for one, tell in zip(chosen, (_circulated, _begun), strict=False):
        tell(one, today, by)


def _running(account: Account, today: date, by: Member) -> None:
    """The first version was signed a year ago, the second after a review."""
    author = account.owner or by
    plan = create_plan(account=account, by=author, currency="EUR", starts_on=today - timedelta(days=BEGAN), **TEXTS)
    _list(plan, author, (ClientNeed, NEEDS), (PlanRequirement, REQUIREMENTS), (PlannedResource, RESOURCES))
    _profit(plan, author, today)
    _aim(plan, author, today, AIMS[:2])
    _sign(plan, author, today, FIRST, "", everybody=True)
    _aim(plan, author, today, AIMS[2:])
    _list(plan, author, (PlanRisk, RISKS))
    add_item(SponsorAsk, plan=plan, by=author, needed_by=today + timedelta(days=30), **ASK)
    _sign(plan, author, today, SECOND, "After the review: service and their next plant", everybody=True)


def _circulated(account: Account, today: date, by: Member) -> None:
    """Written and signed by its owner; the rest of the team has not signed yet."""
    author = account.owner or by
    texts = {name: TEXTS[name] for name in ("strategy", "message", "position")}
    since = today - timedelta(days=20)
    plan = create_plan(account=account, by=author, currency="EUR", starts_on=since, **texts, **BUYING)
    _list(plan, author, (ClientNeed, NEEDS[1:]), (PlanRisk, RISKS[:1]))
    _aim(plan, author, today, AIMS[1:2])
    _sign(plan, author, today, 6, "For the team's meeting", everybody=False)


def _begun(account: Account, today: date, by: Member) -> None:
    """A draft with a need and a thought."""
    author = account.owner or by
    plan = create_plan(account=account, by=author, starts_on=today, strategy="Find out what a stop costs them.")
    add_item(ClientNeed, plan=plan, by=author, **NEEDS[2])


def _list(plan: Plan, author: Member, *lists: tuple[Any, tuple[dict[str, Any], ...]]) -> None:
    for model, rows in lists:
        for row in rows:
            add_item(model, plan=plan, by=author, **row)


def _profit(plan: Plan, author: Member, today: date) -> None:
    for year, (contribution, cost) in enumerate(YEARS, start=today.year - 1):
        add_item(ProfitYear, plan=plan, by=author, year=year, contribution=Decimal(contribution), cost=Decimal(cost))


def _aim(plan: Plan, author: Member, today: date, aims: tuple[Aim, ...]) -> None:
    for aim in aims:
        objective = add_item(PlanObjective, plan=plan, by=author, owner=author, **aim.fields)
        for text, due_in, kept_ago, hours in aim.actions:
            action = add_action(
                objective=objective, by=author, text=text, due_on=today + timedelta(days=due_in),
                effort_hours=Decimal(hours), owner=author,
            )  # fmt: skip
            if kept_ago is not None:
                keep_commitment(commitment=action.commitment, by=author, on=today - timedelta(days=kept_ago))


def _sign(plan: Plan, author: Member, today: date, ago: int, reason: str, *, everybody: bool) -> PlanVersion:
    """Circulate the plan as so many days ago; with `everybody` it is signed by the team and put in force."""
    figures = plan_figures(plan.account, today).figures
    version = circulate_plan(plan=plan, by=author, figures=figures, reason=reason)
    team = signers_of([plan.account_id])[plan.account_id] if everybody else [author]
    for member in team:
        sign_plan(version=version, by=member)
    if everybody:
        commit_plan(plan=plan, by=author)
        start_plan(plan=plan, by=author)
    backdate_version(version=version, day=today - timedelta(days=ago), by=author)
    return version
