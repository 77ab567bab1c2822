"""What the system itself knows of the seven targets of an account's team; it is shown beside what the team says."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from tenure.accounts.models import Account, Commitment
from tenure.accounts.queries import kept_rate_of
from tenure.growth.choices import RequirementStatus
from tenure.growth.models import Benefit, Plan
from tenure.growth.queries.page import PlanPage, plan_page
from tenure.growth.queries.plans import plan_of
from tenure.insight.queries.plan_figures import plan_figures


class FactKind(StrEnum):
    """What is known, by what it is counted from."""

    MESSAGE_REVIEWED = "message_reviewed"
    PROMISES_KEPT = "promises_kept"
    KEY_PEOPLE = "key_people"
    KNOWN_BY_TWO = "known_by_two"
    STRATEGY_REVIEWED = "strategy_reviewed"
    REQUIREMENTS_MET = "requirements_met"
    BENEFITS_ACCEPTED = "benefits_accepted"
    HOURS_DELIVERED = "hours_delivered"
    ACTIONS_DONE = "actions_done"


# Which target a fact speaks for. Nothing tells by itself yet whether our management hears of their industry.
TARGET_OF = {
    FactKind.MESSAGE_REVIEWED: "picture",
    FactKind.PROMISES_KEPT: "bond",
    FactKind.KEY_PEOPLE: "reach",
    FactKind.KNOWN_BY_TWO: "reach",
    FactKind.STRATEGY_REVIEWED: "direction",
    FactKind.REQUIREMENTS_MET: "solution",
    FactKind.BENEFITS_ACCEPTED: "solution",
    FactKind.HOURS_DELIVERED: "resources",
    FactKind.ACTIONS_DONE: "resources",
}


@dataclass(frozen=True)
class Fact:
    """Something that is known: so much of so much, or the day on which it was last looked at, None for never."""

    kind: FactKind
    part: Decimal | None = None
    whole: Decimal | None = None
    on: date | None = None

    @property
    def target(self) -> str:
        """The target that it speaks for, by its code."""
        return TARGET_OF[self.kind]


def target_facts(account: Account, today: date) -> dict[str, list[Fact]]:
    """What is known on a day, by the code of the target; a target of which nothing is known is left out.

    As many queries for a large account as for a small one. Only for who may see assessments and plans of the account.
    """
    plan = plan_of(account)
    found: dict[str, list[Fact]] = {}
    for fact in (*_of_account(account, today), *(_of_plan(plan, today) if plan else ())):
        found.setdefault(fact.target, []).append(fact)
    return found


def _of_account(account: Account, today: date) -> Iterator[Fact]:
    promises = kept_rate_of(Commitment.objects.of_account(account.pk), today)
    yield from _share(FactKind.PROMISES_KEPT, promises.kept, promises.due)
    figures = plan_figures(account, today)
    met = sum(one.lines > 0 for one in figures.key_people)
    yield from _share(FactKind.KEY_PEOPLE, met, len(figures.key_people))
    yield from _share(FactKind.KNOWN_BY_TWO, figures.share.part, figures.share.whole)
    accepted = Benefit.objects.of_account(account.pk).values_list("accepted_on", flat=True)
    yield from _counted(FactKind.BENEFITS_ACCEPTED, (day is not None for day in accepted))


def _of_plan(plan: Plan, today: date) -> Iterator[Fact]:
    page = plan_page(plan, today)
    if plan.message or plan.pillars:
        yield Fact(FactKind.MESSAGE_REVIEWED, on=plan.strategy_reviewed_on)
    if plan.client_strategy:
        yield Fact(FactKind.STRATEGY_REVIEWED, on=plan.client_strategy_reviewed_on)
    needed = (one for one in page.items["requirements"] if one.status != RequirementStatus.NOT_NEEDED)
    yield from _counted(FactKind.REQUIREMENTS_MET, (one.status == RequirementStatus.MET for one in needed))
    yield from _of_resources(page)


def _of_resources(page: PlanPage) -> Iterator[Fact]:
    if page.totals.planned_hours and page.totals.delivered_hours is not None:
        yield Fact(FactKind.HOURS_DELIVERED, page.totals.delivered_hours, page.totals.planned_hours)
    yield from _share(FactKind.ACTIONS_DONE, page.progress.done, page.progress.due)


def _counted(kind: FactKind, marks: Iterable[bool]) -> Iterator[Fact]:
    counted = list(marks)
    yield from _share(kind, sum(counted), len(counted))


def _share(kind: FactKind, part: float | Decimal | None, whole: float | Decimal | None) -> Iterator[Fact]:
    """So much of so much; nothing where there is nothing to count."""
    if whole and part is not None:
        yield Fact(kind, Decimal(str(part)), Decimal(str(whole)))
