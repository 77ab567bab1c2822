"""A company in the middle of its work, so that every screen has something to show."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tenure.accounts.actions.document import file_document
from tenure.accounts.actions.interaction import create_interaction
from tenure.accounts.choices import AccountKind, InteractionKind
from tenure.accounts.models import Account
from tenure.analytics.assessment.maturity import DIMENSIONS
from tenure.analytics.assessment.questionnaire import AnswerSide, AssessmentKind
from tenure.analytics.assessment.stage import STATEMENTS
from tenure.assessments.actions.assessment import Answered, assess
from tenure.assessments.actions.criteria_set import copy_criteria_set
from tenure.assessments.actions.criterion import add_criterion
from tenure.assessments.models import CriteriaSet
from tenure.growth.actions.course import circulate_plan
from tenure.growth.actions.plan import change_plan
from tenure.insight.actions.bulk_change import set_kind_of_many
from tenure.insight.actions.saved_view import save_view
from tenure.insight.choices import Audience
from tenure.people.models import Member
from tenure.relationships.actions.fog_square import mark_fog
from tests.api.conftest import agreed, handed_over, in_plan, in_review
from tests.api.engaged import under_way
from tests.relationships.golden import golden_board
from tests.web.company import Company
from tests.web.import_stages import checked, upload, work


def furnish(company: Company) -> dict[str, int]:
    """Put things into every drawer of the company; the numbers of those to which no list leads."""
    director, account = company.director, company.accounts[0]
    _meet(account, director)
    golden = golden_board(account, director, timezone.localdate() - timedelta(days=60))
    mark_fog(decision=golden.decision, level=4, function="legal", by=director)
    file_document(account=account, by=director, file=SimpleUploadedFile("minutes.txt", b"Agreed."), note="Signed")
    set_kind_of_many(accounts=[one.pk for one in company.accounts[-2:]], kind=AccountKind.PROSPECT, by=director)
    _judge(account, director)
    save_view(name="German key accounts", definition={"country": "Germany"}, audience=Audience.TEAM, by=director)
    _plan(account, company)
    agreed(account, director)
    under_way(account, leader=director, by=director)
    handover = handed_over(account, giver=company.managers[2], by=director)["handover"]
    known = {"account": account.pk, "planned": account.pk, "bare": company.accounts[1].pk, "handover": handover.pk}
    return {**known, "draft": _draft(director), **_imports(director)}


def _plan(account: Account, company: Company) -> None:
    """A plan in its second version, reviewed once and under review again by the director, who is its mentor."""
    author = company.managers[0]
    plan = in_plan(account, author)["plan"]
    change_plan(plan=plan, changes={"message": "One source less to worry about"}, by=author)
    circulate_plan(plan=plan, by=author, figures={"revenue": "212.40"}, reason="After the kick-off")
    in_review(account, author, company.director)


def _meet(account: Account, director: Member) -> None:
    now = timezone.now()
    people = account.contacts.order_by("pk")
    create_interaction(
        account=account, by=director, contacts=people[:2], kind=InteractionKind.CALL, subject="Talked about Q3",
        notes="They want one price list for all sites.", at=now - timedelta(days=2),
        follow_up="Send the offer", follow_up_on=now.date() + timedelta(days=3),
    )  # fmt: skip
    create_interaction(account=account, by=director, kind=InteractionKind.MEETING, subject="Visit to the yard")


def _judge(account: Account, director: Member) -> None:
    """Both sides of a relationship, two targets, and half of our programme."""
    since, person = timezone.localdate() - timedelta(days=30), account.contacts.order_by("pk")[0]
    six = [Answered(question.code, 3, "Seen in May") for question in STATEMENTS.questions]
    low = [Answered(question.code, 1) for question in STATEMENTS.questions]
    judged: dict[str, Any] = {"account": account, "by": director, "held_on": since}
    assess(kind=AssessmentKind.STAGE, answers=six, **judged)
    assess(kind=AssessmentKind.STAGE, answers=low, side=AnswerSide.THEIRS, person=person, **judged)
    targets = [Answered("picture", 4, "They say it"), Answered("feedback", None)]
    assess(kind=AssessmentKind.TARGETS, answers=targets, **judged)
    programme = [Answered(question.code, 2) for question in DIMENSIONS.questions[:6]]
    assess(kind=AssessmentKind.MATURITY, answers=programme, by=director, held_on=since)


def _draft(director: Member) -> int:
    """The number of a draft of the criteria that also asks people."""
    draft = copy_criteria_set(criteria_set=CriteriaSet.objects.latest("pk"), name="Next year", by=director)
    add_criterion(
        criteria_set=draft, name="Access to decision makers", measure="rating:access", weight=Decimal(10), by=director
    )
    return draft.pk


def _imports(director: Member) -> dict[str, int]:
    """An import in each of its stages."""
    client = Client()
    client.force_login(director)
    imported, tried, uploaded = checked(client), checked(client), upload(client)
    client.post(f"/imports/{imported.pk}/start")
    work()
    return {"imported": imported.pk, "tried": tried.pk, "uploaded": uploaded.pk}
