"""A template of ten steps and two onboardings from it: one finished, eight steps in time; one with a late step."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from tenure.accounts.actions.commitment import keep_commitment
from tenure.accounts.models import Account, Contact
from tenure.accounts.queries import colleagues_of
from tenure.growth.actions.onboarding import start_onboarding
from tenure.growth.actions.onboarding_template import add_template_step, create_template
from tenure.growth.models import Engagement, OnboardingPlan, OnboardingTemplate
from tenure.growth.queries.onboarding import progress_of
from tenure.integrations.sample.engagements import BACK, BEGUN, LONG, SETTLED, tell_engagement
from tenure.integrations.sample.words import SOURCE, TEMPLATE
from tenure.people.models import Member

# What is to be done, days after the start, who owes it.
STEPS: Sequence[tuple[str, int, str, str]] = (
    ("Welcome letter with everybody's name and number", 1, "account_owner", ""),
    ("List of pumps and seals on their site", 7, "client", ""),
    ("Named planner has met the shift leaders", 10, "department", "Service"),
    ("Articles and prices in their ordering system", 14, "department", "Sales office"),
    ("Access to the plant for our fitters", 18, "client", ""),
    ("Spare parts packed and labelled", 25, "department", "Operations"),
    ("First delivery to the store on site", 32, "department", "Logistics"),
    ("Fitters trained by ours", 40, "department", "Service"),
    ("First stop mended from the store", 55, "department", "Operations"),
    ("First month's figures gone through together", 70, "account_owner", ""),
)
VALUE = "First stop mended from the store"
# By how many days the finished one's steps were done before their day, or after it; two of ten were late.
FINISHED, AHEAD = 300, (0, 2, 1, 0, -4, 3, 1, 0, -6, 2)
# Of the one that runs everything is done that was due but what Operations packs.
RUNNING, OTHER_RANK = 41, 3


def begin_with_clients(*, account: Account, today: date, by: Member) -> None:
    """Tell the engagements of this account and of another one, each with its onboarding."""
    template = _template(by)
    for story in (LONG, BACK):
        tell_engagement(story, account=account, today=today, by=by)
    settled = tell_engagement(SETTLED, account=account, today=today, by=by)
    _finished(_start(account, template, settled, today - timedelta(days=FINISHED), by), today, by)
    ranked = Account.objects.filter(source=SOURCE, standings__ranking__is_current=True).exclude(owner=None)
    other = ranked.exclude(pk=account.pk).order_by("standings__rank")[OTHER_RANK:].first()
    if other:
        begun = tell_engagement(BEGUN, account=other, today=today, by=by)
        _running(_start(other, template, begun, today - timedelta(days=RUNNING), by), today, by)


def _template(by: Member) -> OnboardingTemplate:
    known = OnboardingTemplate.objects.filter(name=TEMPLATE, deleted_at=None).first()
    if known:
        return known
    template = create_template(by=by, name=TEMPLATE)
    for text, days, owed_by, department in STEPS:
        fields: Mapping[str, Any] = {"owed_by": owed_by, "department": department, "is_first_value": text == VALUE}
        add_template_step(template=template, by=by, text=text, days=days, **fields)
    return template


def _start(
    account: Account, template: OnboardingTemplate, engagement: Engagement, day: date, by: Member
) -> OnboardingPlan:
    contact = Contact.objects.of_account(account.pk).filter(left_on=None).order_by("-seniority", "pk").first()
    team = colleagues_of(account)
    departments = sorted({department for *_, department in STEPS if department})
    owners = {name: team[place % len(team)] for place, name in enumerate(departments)} if team else {}
    return start_onboarding(
        account=account, template=template, engagement=engagement, started_on=day, contact=contact, owners=owners, by=by
    )


def _finished(plan: OnboardingPlan, today: date, by: Member) -> None:
    (progress,) = progress_of([plan], today)
    for ahead, step in zip(AHEAD, progress.steps, strict=True):
        done = step.commitment.due_on - timedelta(days=ahead)
        keep_commitment(commitment=step.commitment, by=by, on=done)


def _running(plan: OnboardingPlan, today: date, by: Member) -> None:
    (progress,) = progress_of([plan], today)
    for step in progress.steps:
        due = step.commitment.due_on
        if due < today and step.commitment.department != "Operations":
            keep_commitment(commitment=step.commitment, by=by, on=due)
