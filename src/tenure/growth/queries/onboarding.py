"""Onboarding as pages need it: steps in their order, how many were done in time, what is late and who owes it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from tenure.accounts.models import Account, Commitment
from tenure.analytics.commitments import CommitmentState, KeptRate, Status, kept_rate
from tenure.analytics.onboarding import FirstValue, time_to_first_value
from tenure.core.keyset import Segment
from tenure.growth.models import OnboardingPlan, OnboardingStep, OnboardingTemplate, OnboardingTemplateStep
from tenure.growth.models.onboarding import WAITING
from tenure.people.models import Member

PAGE = 50
LATE = (Status.OVERDUE, Status.SLIPPED)


@dataclass(frozen=True)
class Progress:
    """An onboarding on a day: its steps by day, what was done in time of what was due, and the first value."""

    plan: OnboardingPlan
    steps: Sequence[OnboardingStep]
    adherence: KeptRate
    first_value: FirstValue
    today: date

    @property
    def open_steps(self) -> list[Commitment]:
        """What is still to be done, the most urgent first."""
        waiting = [one.commitment for one in self.steps if one.commitment.state == CommitmentState.OPEN]
        return sorted(waiting, key=lambda one: (one.due_on, one.pk))

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(one.commitment.state == CommitmentState.KEPT for one in self.steps)

    @property
    def next_step(self) -> Commitment | None:
        """What is due next, or overdue; None where all is settled."""
        return next(iter(self.open_steps), None)

    @property
    def late(self) -> list[Commitment]:
        """What is overdue or was put off, the most urgent first."""
        return [one for one in self.open_steps if one.status_on(self.today) in LATE]

    @property
    def is_running(self) -> bool:
        """Whether anything is still to be done."""
        return bool(self.open_steps)


def progress_of(plans: Iterable[OnboardingPlan], today: date) -> list[Progress]:
    """Onboardings with their steps; one query for any number."""
    found = list(plans)
    steps: dict[int, list[OnboardingStep]] = {plan.pk: [] for plan in found}
    rows = OnboardingStep.objects.filter(plan__in=list(steps), commitment__deleted_at=None)
    people = rows.select_related("commitment__owner", "commitment__contact", "commitment__to_contact")
    for row in people.order_by("commitment__due_on", "pk"):
        steps[row.plan_id].append(row)
    return [_progress(plan, steps[plan.pk], today) for plan in found]


def _progress(plan: OnboardingPlan, steps: Sequence[OnboardingStep], today: date) -> Progress:
    return Progress(
        plan,
        steps,
        kept_rate([one.commitment.owed for one in steps], today),
        time_to_first_value(plan.started_on, [one.step for one in steps], today),
        today,
    )


def onboarding_of(account: Account, today: date) -> list[Progress]:
    """The onboardings of an account, the running first, then the latest; two queries for any number.

    Ask only for an account that the reader sees.
    """
    plans = OnboardingPlan.objects.of_account(account.pk).select_related("engagement").order_by("-started_on", "-pk")
    return sorted(progress_of(plans, today), key=lambda one: not one.is_running)


@dataclass(frozen=True)
class RunningPage:
    """Onboardings that run, the latest begun first; `next_after` is the number of the last one, None at the end."""

    rows: Sequence[Progress]
    next_after: int | None


def running_page(
    member: Member, today: date, *, department: str = "", after: int = 0, limit: int = PAGE
) -> RunningPage:
    """One page of the running onboardings that the member sees, or of those that wait for a department."""
    seen = OnboardingPlan.objects.visible_to(member).running()
    wanted = seen.waiting_for(department) if department else seen
    last = OnboardingPlan.objects.visible_to(member).filter(pk=after) if after else None
    place = last.values_list("started_on", "pk").first() if last is not None else None
    segment = Segment(wanted.select_related("account", "engagement"), ("started_on", "id"), descending=True)
    found = list(segment.after(place)[: limit + 1])
    return RunningPage(progress_of(found[:limit], today), found[limit - 1].pk if len(found) > limit else None)


def departments_waited_for(member: Member) -> list[str]:
    """The departments that owe open steps of the onboardings that the member sees, by name."""
    steps = OnboardingStep.objects.visible_to(member).filter(WAITING, plan__deleted_at=None)
    named = steps.exclude(commitment__department="").order_by("commitment__department")
    return list(named.values_list("commitment__department", flat=True).distinct())


def templates_in_use(member: Member) -> QuerySet[OnboardingTemplate]:
    """The templates that the member may use, by name, each with how many steps it has (`wanted`)."""
    counted = Count("steps", filter=Q(steps__deleted_at=None))
    return OnboardingTemplate.objects.visible_to(member).annotate(wanted=counted).order_by("name")


def steps_of_template(template: OnboardingTemplate) -> list[OnboardingTemplateStep]:
    """The steps of a template by day."""
    return list(OnboardingTemplateStep.objects.filter(template=template, deleted_at=None).order_by("days", "pk"))


def departments_known() -> list[str]:
    """The departments that steps of templates in use name, for whoever writes another step."""
    steps = OnboardingTemplateStep.objects.filter(deleted_at=None, template__deleted_at=None).exclude(department="")
    return list(steps.order_by("department").values_list("department", flat=True).distinct())
