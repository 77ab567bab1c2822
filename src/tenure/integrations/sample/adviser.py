"""A year of advice to one client without an order, what came of it, and what their people said of trust, twice."""

from datetime import date, timedelta

from tenure.accounts.models import Account, Contact
from tenure.analytics.advice import AdviceResult
from tenure.analytics.assessment.questionnaire import AnswerSide, AssessmentKind
from tenure.analytics.assessment.trust import TRUST
from tenure.assessments.actions.assessment import Answered, assess
from tenure.growth.actions.roadmap import add_client_thing
from tenure.growth.models import Advice
from tenure.people.models import Member

# What was advised, how many days ago, what came of it, in whose words, whether the client may see it.
ADVICE = (
    ("Keep the old pumps for a year: new seals are enough", 310, AdviceResult.TAKEN, "Two stops fewer, no order", True),
    (
        "Share the spare parts with the plant next door",
        205,
        AdviceResult.NOT_TAKEN,
        "Their insurer objects",
        True,
    ),
    ("Put the tender off until the grid tariff is known", 120, AdviceResult.TAKEN, "Decided in their board", True),
    ("Train two of the night shift before hiring", 64, AdviceResult.TAKEN, "Fourteen people came", True),
    ("Ask the port for shore power before the second line", 15, AdviceResult.OPEN, "", False),
    ("A smaller motor does for line 1", 420, AdviceResult.TAKEN, "Changed at the last overhaul", True),
)
# Days ago, the answers to the five questions, and what was said to the first of them.
SAID = (
    (190, (2, 2, 2, 2, 2), "You know your pumps; of our line you spoke little"),
    (22, (3, 3, 2, 3, 3), "You told us not to buy, and you were right"),
)


def tell_of_advice(*, account: Account, today: date, by: Member) -> None:
    """Note the advice, and what one of theirs said of trust, as of today."""
    theirs = Contact.objects.of_account(account.pk).filter(left_on=None)
    client = theirs.order_by("-seniority", "pk").first()
    for name, ago, result, outcome, visible in ADVICE:
        add_client_thing(
            Advice, account=account, by=by, name=name, owner=account.owner, contact=client, result=result,
            given_on=today - timedelta(days=ago), outcome=outcome, client_visible=visible,
        )  # fmt: skip
    for ago, values, words in SAID if client else ():
        pairs = zip(TRUST.questions, values, strict=True)
        answers = [
            Answered(question.code, value, words if place == 0 else "") for place, (question, value) in enumerate(pairs)
        ]
        assess(
            kind=AssessmentKind.TRUST, account=account, answers=answers, by=account.owner or by, person=client,
            side=AnswerSide.THEIRS, held_on=today - timedelta(days=ago),
        )  # fmt: skip
