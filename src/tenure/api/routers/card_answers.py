"""The question card of an account: what its team answers, and answered before."""

from typing import Annotated

from django.http import HttpResponse
from ninja import Router
from pydantic import Field

from tenure.accounts.models import Account
from tenure.api.answers import answer
from tenure.api.auth import ApiRequest
from tenure.api.body import given, refer
from tenure.api.doors import reads, writes
from tenure.api.filters import asks, days, key
from tenure.api.idempotency import once
from tenure.api.listing import Listing, Order, list_page
from tenure.api.rows import shown
from tenure.api.schemas.card_answers import CardAnswerIn, CardAnswerOut, CardAnswerPage
from tenure.api.schemas.decisions import EndIn
from tenure.api.schemas.fields import PathKey
from tenure.core.audit import field_values
from tenure.relationships.actions.card_answer import end_answer, give_answer
from tenure.relationships.models import CardAnswer

router = Router(tags=["question card"])
# An address holds no numbers, only texts that are read as one.
Asked = Annotated[int, Field(ge=1, le=12)]
LISTING = Listing(
    shown=shown(CardAnswer.objects, CardAnswerOut),
    filters={
        **key("account"),
        "question": asks("question", Asked),
        **days("valid_from"),
        **days("valid_to"),
    },
    orders={"id": Order("id")},
    default="id",
)


@router.get("", response=CardAnswerPage, **reads("judgement.see", LISTING))
def list_card_answers(request: ApiRequest) -> HttpResponse:
    """What is answered of the accounts you see, and was before."""
    return list_page(request, LISTING, LISTING.rows.visible_to(request.auth))


@router.post("", response={201: CardAnswerOut}, **writes("card.answer", once=True))
@once
def post_card_answer(request: ApiRequest, body: CardAnswerIn) -> HttpResponse:
    """Answer a question from a day on; what was answered until then ends."""
    fields = given(body)
    refer(fields, "account", Account.objects.visible_to(request.auth))
    return answer(field_values(give_answer(by=request.auth, **fields), CardAnswerOut.model_fields), 201)


@router.post("/{int:answer_id}/end", response=CardAnswerOut, **writes("card.answer"))
def post_card_answer_end(request: ApiRequest, answer_id: PathKey, body: EndIn) -> HttpResponse:
    """Open a question again; twice is the same as once."""
    found = CardAnswer.objects.visible_to(request.auth).select_related("account").get(pk=answer_id)
    return answer(field_values(end_answer(answer=found, by=request.auth, on=body.on), CardAnswerOut.model_fields))
