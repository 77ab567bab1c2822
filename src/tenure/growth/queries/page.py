"""One plan with everything that its page shows, for as many queries with sixty actions as with none."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from tenure.analytics.plans.balance import Evidence, Share
from tenure.analytics.plans.progress import Progress, progress
from tenure.analytics.plans.staleness import Freshness
from tenure.growth.choices import Horizon, ObjectiveAim, ObjectiveLevel, ObjectiveState
from tenure.growth.models import Guidance, Plan, PlanAction, PlannedResource, PlanObjective
from tenure.growth.queries.course import Standing, standing_of_plan
from tenure.growth.queries.document import Listed, guidance, listed_in
from tenure.growth.queries.plans import ProfitPlan, profit_plan, sections_of, steps_of

RELATIONSHIP = (ObjectiveLevel.VISIONARY, ObjectiveLevel.RELATIONSHIP)
LONGER_THAN_A_YEAR = (Horizon.MEDIUM, Horizon.LONG)


@dataclass(frozen=True)
class ObjectiveLine:
    """An objective with its actions in order of day, and how far they are."""

    objective: PlanObjective
    actions: Sequence[PlanAction]
    progress: Progress


@dataclass(frozen=True)
class Totals:
    """Sums over the resources of a plan, None where nobody counted any."""

    planned_hours: Decimal | None
    delivered_hours: Decimal | None
    planned_cost: Decimal | None
    delivered_cost: Decimal | None


@dataclass(frozen=True)
class PlanPage:
    """A plan as its page shows it; `objectives` are the open ones, `settled` those reached or dropped."""

    plan: Plan
    standing: Standing
    sections: Mapping[str, Freshness]
    listed: Listed
    objectives: Sequence[ObjectiveLine]
    settled: Sequence[ObjectiveLine]
    progress: Progress
    profit: ProfitPlan
    totals: Totals
    guidance: Guidance | None

    @property
    def items(self) -> Mapping[str, Sequence[Any]]:
        """What is listed, by the name of its list."""
        return self.listed.items

    @property
    def shares(self) -> list[Share]:
        """What the plan itself tells of its balance."""
        return shares_of(self.objectives)


def plan_page(plan: Plan, today: date) -> PlanPage:
    """Read a plan for its page. Ask only for a plan that the reader sees."""
    listed = listed_in(plan)
    items = listed.items
    lines = [_line(one, listed.actions.get(one.pk, []), today) for one in items["objectives"]]
    open_ones = [line for line in lines if line.objective.state == ObjectiveState.OPEN]
    return PlanPage(
        plan=plan,
        standing=standing_of_plan(plan),
        sections=sections_of(plan, today),
        listed=listed,
        objectives=open_ones,
        settled=[line for line in lines if line.objective.state != ObjectiveState.OPEN],
        progress=progress([step for line in lines for step in steps_of(line.actions)], today),
        profit=profit_plan(items["years"], plan.rate),
        totals=totals_of(items["resources"]),
        guidance=guidance(),
    )


def _line(objective: PlanObjective, actions: Sequence[PlanAction], today: date) -> ObjectiveLine:
    return ObjectiveLine(objective, actions, progress(steps_of(actions), today))


def shares_of(lines: Sequence[ObjectiveLine]) -> list[Share]:
    """What the open objectives tell of a plan's balance: relationship, profit and long-term shares."""
    levels = [line.objective.level for line in lines]
    aims = [line.objective.aims_at for line in lines if line.objective.aims_at]
    return [
        Share(Evidence.RELATIONSHIP_OBJECTIVES, sum(level in RELATIONSHIP for level in levels), len(levels)),
        Share(Evidence.PROFIT_TARGETS, aims.count(ObjectiveAim.PROFIT), len(aims)),
        Share(
            Evidence.LONG_HOURS,
            _hours(line for line in lines if line.objective.horizon in LONGER_THAN_A_YEAR),
            _hours(lines),
        ),
    ]


def _hours(lines: Iterable[ObjectiveLine]) -> float:
    return float(sum(action.commitment.effort_hours or 0 for line in lines for action in line.actions))


def totals_of(resources: Iterable[PlannedResource]) -> Totals:
    """The sums over resources."""
    rows = list(resources)
    return Totals(
        *(
            _sum(getattr(row, name) for row in rows)
            for name in ("planned_hours", "delivered_hours", "planned_cost", "delivered_cost")
        )
    )


def _sum(values: Iterable[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None
