"""What only people can judge: the questions, their answers, and who could answer what is open."""

from typing import Any

from django.http import HttpResponse
from ninja import Router

from tenure.accounts.models import Account
from tenure.api.answers import answer
from tenure.api.auth import ApiRequest
from tenure.api.body import by_code
from tenure.api.doors import reads, writes
from tenure.api.filters import text
from tenure.api.idempotency import once
from tenure.api.listing import Listing, Order, list_page
from tenure.api.rows import shown
from tenure.api.schemas.fields import PathKey
from tenure.api.schemas.ratings import (
    AccountRatings,
    OpenQuestions,
    QuestionIn,
    QuestionOut,
    QuestionPage,
    RatingIn,
    RatingOut,
)
from tenure.assessments.actions.rating import create_question, rate_account
from tenure.assessments.models import RatingQuestion
from tenure.assessments.queries import OpenQuestion, RatingSummary, open_questions, ratings_of
from tenure.core.audit import field_values

router = Router(tags=["ratings"])

QUESTIONS = Listing(
    shown=shown(RatingQuestion.objects, QuestionOut),
    filters={**text("code"), **text("name")},
    orders={"name": Order("name"), "id": Order("id")},
    default="name",
)


def visible(request: ApiRequest, account_id: int) -> Account:
    """The account, if the member may see it."""
    return Account.objects.visible_to(request.auth).get(pk=account_id)


@router.get("/questions", response=QuestionPage, **reads("account.see", QUESTIONS))
def list_questions(request: ApiRequest) -> HttpResponse:
    """What is asked of every account."""
    return list_page(request, QUESTIONS, QUESTIONS.rows)


@router.post("/questions", response={201: QuestionOut}, **writes("criteria.change", once=True))
@once
def post_question(request: ApiRequest, body: QuestionIn) -> HttpResponse:
    """Ask something new of every account."""
    question = create_question(by=request.auth, **body.model_dump())
    return answer(field_values(question, QuestionOut.model_fields), 201)


@router.get("/accounts/{int:account_id}/ratings", response=AccountRatings, **reads("account.see"))
def list_ratings(request: ApiRequest, account_id: PathKey) -> HttpResponse:
    """What people say about an account, question by question."""
    return answer({"items": [_summary(summary) for summary in ratings_of(visible(request, account_id))]})


@router.post("/accounts/{int:account_id}/ratings", response={201: RatingOut}, **writes("rating.give", once=True))
@once
def post_rating(request: ApiRequest, account_id: PathKey, body: RatingIn) -> HttpResponse:
    """Answer a question about an account. Your earlier answers stay on record."""
    account = visible(request, account_id)
    question = by_code(RatingQuestion.objects.all(), "question", body.question)
    fields = body.model_dump(exclude={"question"})
    rating = rate_account(account=account, question=question, by=request.auth, **fields)
    return answer(field_values(rating, RatingOut.model_fields), 201)


@router.get("/accounts/{int:account_id}/open-questions", response=OpenQuestions, **reads("account.see"))
def list_open_questions(request: ApiRequest, account_id: PathKey) -> HttpResponse:
    """What the active criteria ask about an account and nobody has answered, and who could."""
    return answer({"items": [_open(question) for question in open_questions(visible(request, account_id))]})


def _summary(summary: RatingSummary) -> dict[str, Any]:
    return {
        "question": field_values(summary.question, QuestionOut.model_fields),
        "ratings": [field_values(rating, RatingOut.model_fields) for rating in summary.ratings],
        "group": summary.group,
    }


def _open(question: OpenQuestion) -> dict[str, Any]:
    return {
        "question": field_values(question.question, QuestionOut.model_fields),
        "could_answer": [member.pk for member in question.could_answer],
    }
