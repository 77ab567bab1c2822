"""An account in the middle of things: an engagement that has moved, an onboarding that runs, the template behind it."""

from typing import Any

from tenure.accounts.models import Account
from tenure.analytics.engagement import Criterion, Level
from tenure.growth.actions.engagement import begin_engagement, judge_criterion, move_engagement
from tenure.growth.actions.onboarding import start_onboarding
from tenure.growth.actions.onboarding_template import add_template_step, create_template
from tenure.growth.models import OnboardingTemplate
from tenure.people.models import Member


def templates(by: Member) -> dict[str, Any]:
    """A template of two steps, the first of a department's, by name."""
    template = create_template(by=by, name="A new plant")
    step = add_template_step(
        template=template, by=by, text="Spare parts on site", days=21, owed_by="department", department="Logistics"
    )
    add_template_step(template=template, by=by, text="First month's figures", days=45, is_first_value=True)
    return {"onboarding_template": template, "onboarding_template_step": step}


def under_way(account: Account, *, leader: Member, by: Member) -> dict[str, Any]:
    """All of it around an account, with a leader's template."""
    kept = templates(leader)
    return {**kept, **engaged(account, kept["onboarding_template"], by)}


def engaged(account: Account, template: OnboardingTemplate, by: Member) -> dict[str, Any]:
    """An engagement that went on before its time, with something judged, and its onboarding, by name."""
    engagement = begin_engagement(account=account, by=by, name="Second line", owner=account.owner)
    judge_criterion(
        engagement=engagement, criterion=Criterion.NEED_HEARD, changes={"answer": "met", "evidence": "Said so"}, by=by
    )
    move_engagement(engagement=engagement, to=Level.NEGOTIATION, by=by, reason="They want the offer first")
    plan = start_onboarding(account=account, template=template, by=by, engagement=engagement)
    return {"engagement": engagement, "onboarding_plan": plan}
