"""What each number and word means."""

from django.http import HttpResponse
from ninja import Router

from tenure.api.answers import answer
from tenure.api.auth import ApiRequest
from tenure.api.doors import reads
from tenure.api.schemas.terms import TermsOut
from tenure.insight.terms import TERMS

router = Router(tags=["terms"])


@router.get("/terms", response=TermsOut, **reads("account.see"))
def list_terms(request: ApiRequest) -> HttpResponse:  # noqa: ARG001 - ninja asks for the name
    """Every number and word of the interface: what it says, how it is worked out, and after whom."""
    told = [{**vars(term), "name": str(term.name), "meaning": str(term.meaning)} for term in TERMS.values()]
    return answer({"items": told})
