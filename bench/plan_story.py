"""An account after three years of planning: what its plan page has to read.

Five objectives with sixty actions, a version a quarter signed by a team of four, as many reviews with what they found,
monthly orders, weekly talks, promises, and a decision with twenty people on its board.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING, Any

from bench.bench_board_page import talk_about, told_roles

if TYPE_CHECKING:
    from tenure.accounts.models import Account, Contact
    from tenure.growth.models import Plan
    from tenure.people.models import Member

SEED, YEARS, PEOPLE, TEAM = 11, 3, 20, 4
OBJECTIVES, ACTIONS, PROMISES, FINDINGS = 5, 12, 150, 3
TALKS = 50 * YEARS
WORDS = "Their line stands still for a day when a pump fails; ours is there within four hours. " * 6


def fill() -> Mapping[str, str]:
    """Make the account and its three years; the addresses that are asked for, by what they show."""
    from django.utils import timezone

    from tenure.accounts.actions.account import create_account
    from tenure.accounts.actions.team import add_team_member
    from tenure.accounts.choices import TeamRole
    from tenure.core.policy import Role
    from tenure.people.actions import create_member

    chance, today = Random(SEED), timezone.localdate()
    manager = Role.ACCOUNT_MANAGER
    *team, mentor = (
        create_member(email=f"m{place}@example.com", name=f"Member {place}", role=manager, by=None)
        for place in range(TEAM + 1)
    )
    account = create_account(by=team[0], name="Planned", currency="EUR")
    for member in team[1:]:
        add_team_member(account=account, member=member, by=team[0])
    add_team_member(account=account, member=mentor, by=team[0], role=TeamRole.MENTOR)
    _people_and_trade(account, team, today, chance)
    plan = _plan(account, team, today)
    _quarters(plan, team, mentor, today)
    home = f"/accounts/{account.pk}/"
    return {
        "account": home,
        "plan": f"{home}plan/",
        "two versions": f"{home}plan/versions/11/12/",
        "review": f"{home}review/",
        "plan, API": f"/api/v1/plans/{plan.pk}",
    }


def _people_and_trade(account: "Account", team: "list[Member]", today: date, chance: Random) -> None:
    from tenure.relationships.actions.decision import create_decision

    decision = create_decision(
        account=account, by=team[0], name="Second line", opened_on=today - timedelta(days=365 * YEARS)
    )
    contacts = told_roles(decision, PEOPLE, team, chance)
    talk_about(account, contacts, team, chance, TALKS, days=365 * YEARS)
    _orders(account, today)
    _promises(account, team, contacts, today)


def _orders(account: "Account", today: date) -> None:
    """Four orders a month, three lines each."""
    from tenure.commerce.models import Order, OrderLine

    orders = Order.objects.bulk_create(
        Order(account=account, number=str(place), ordered_on=today - timedelta(days=place * 7), currency="EUR")
        for place in range(52 * YEARS)
    )
    OrderLine.objects.bulk_create(
        OrderLine(order=order, position=position, revenue=Decimal(900), cost=Decimal(600))
        for order in orders
        for position in (1, 2, 3)
    )


def _promises(account: "Account", team: "list[Member]", contacts: "list[Contact]", today: date) -> None:
    """What was promised over the years, and a dozen that are open."""
    from tenure.accounts.models import Commitment

    days = [today - timedelta(days=365 * YEARS * place // PROMISES - 20) for place in range(PROMISES)]
    Commitment.objects.bulk_create(
        Commitment(
            account=account,
            text=f"Promise {place}",
            owner=team[place % TEAM],
            to_contact=contacts[place % PEOPLE],
            due_on=day,
            first_due_on=day,
            **({"state": "kept", "settled_on": day} if day < today else {}),
        )
        for place, day in enumerate(days)
    )


def _plan(account: "Account", team: "list[Member]", today: date) -> "Plan":
    from tenure.growth.actions.plan import create_plan
    from tenure.growth.actions.plan_action import add_action
    from tenure.growth.actions.plan_item import add_item
    from tenure.growth.models import PlanObjective

    began = today - timedelta(days=365 * YEARS)
    texts = dict.fromkeys(("strategy", "position", "client_strategy", "client_organisation", "buying_strategy"), WORDS)
    plan = create_plan(account=account, by=team[0], currency="EUR", starts_on=began, **texts)
    for number in range(OBJECTIVES):
        objective = add_item(
            PlanObjective, plan=plan, by=team[0], name=f"Objective {number}", measure="Lines", baseline=1, target=4,
            owner=team[number % TEAM],
        )  # fmt: skip
        for place in range(ACTIONS):
            add_action(
                objective=objective, by=team[0], text=f"Action {number}.{place}", owner=team[place % TEAM],
                due_on=began + timedelta(days=110 * place), effort_hours=Decimal(8),
            )  # fmt: skip
    _lists(plan, team[0], today)
    return plan


def _lists(plan: "Plan", by: "Member", today: date) -> None:
    from tenure.growth.actions.plan_item import add_item
    from tenure.growth.models import ClientNeed, PlannedResource, PlanRequirement, PlanRisk, ProfitYear, SponsorAsk

    listed: dict[Any, dict[str, Any]] = {
        ClientNeed: {"words": "Every stop costs us a day"}, PlanRisk: {"name": "Rivalco leases"},
        PlanRequirement: {"name": "60 days net"}, PlannedResource: {"name": "Trial", "planned_hours": 80},
        SponsorAsk: {"name": "Meet their finance director"},
    }  # fmt: skip
    for model, fields in listed.items():
        for _ in range(6):
            add_item(model, plan=plan, by=by, **fields)
    for year in range(today.year - YEARS, today.year + YEARS):
        add_item(ProfitYear, plan=plan, by=by, year=year, contribution=Decimal(120_000), cost=Decimal(80_000))


def _quarters(plan: "Plan", team: "list[Member]", mentor: "Member", today: date) -> None:
    """A version and a review for each quarter, each action kept once it was due."""
    for number in range(4 * YEARS):
        day = today - timedelta(days=91 * (4 * YEARS - number))
        _keep_until(plan, day, team[0])
        _sign(plan, team, number)
        _review(plan, mentor, team[number % TEAM], day)


def _keep_until(plan: "Plan", day: date, by: "Member") -> None:
    from tenure.accounts.actions.commitment import keep_commitment
    from tenure.accounts.models import Commitment

    for owed in Commitment.objects.filter(plan_action__plan=plan, state="open", due_on__lt=day):
        keep_commitment(commitment=owed, by=by, on=owed.due_on)


def _sign(plan: "Plan", team: "list[Member]", number: int) -> None:
    from tenure.growth.actions.course import circulate_plan, commit_plan, sign_plan, start_plan
    from tenure.growth.actions.plan import change_plan

    change_plan(plan=plan, changes={"message": f"What we say in quarter {number}"}, by=team[0])
    version = circulate_plan(plan=plan, by=team[0], figures={"revenue": "140400.00"})
    for member in team:
        sign_plan(version=version, by=member)
    commit_plan(plan=plan, by=team[0])
    start_plan(plan=plan, by=team[0])


def _review(plan: "Plan", mentor: "Member", owner: "Member", day: date) -> None:
    from datetime import datetime, time

    from django.utils import timezone

    from tenure.accounts.actions.commitment import keep_commitment
    from tenure.growth.actions.plan_review import add_finding, begin_review, close_review, plan_review
    from tenure.growth.models import PlanReview
    from tenure.insight.queries.review_facts import review_facts, told_facts

    review = begin_review(review=plan_review(plan=plan, due_on=day, mentor=mentor, by=mentor), by=mentor)
    for place in range(FINDINGS):
        found = add_finding(review=review, text=f"Finding {place}", due_on=day, by=mentor, owner=owner)
        keep_commitment(commitment=found.commitment, by=owner, on=day)
    facts = told_facts(review_facts(plan, day))
    close_review(review=review, next_on=timezone.localdate() + timedelta(days=1), facts=facts, by=mentor)
    held = timezone.make_aware(datetime.combine(day, time(14)))
    PlanReview.objects.filter(pk=review.pk).update(begun_at=held, closed_at=held, next_on=day + timedelta(days=91))
