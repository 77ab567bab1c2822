"""Giving a rating on the account's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tenure.accounts.access import require_on
from tenure.assessments.actions.rating import rate_account
from tenure.assessments.models import RatingQuestion
from tenure.core.doors import door
from tenure.web.answers import answer
from tenure.web.forms.ratings import QuestionRatingForm
from tenure.web.forms.refusals import accepted
from tenure.web.members import member_of
from tenure.web.toasts import toast
from tenure.web.views.account import visible_account
from tenure.web.views.back import back_to


@require_POST
@door("rating.give")
def rate(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the account a score in one question; earlier ratings stay on record."""
    member = member_of(request)
    account = visible_account(member, pk)
    require_on(member, "rating.give", account)
    form = QuestionRatingForm(request.POST)
    question = get_object_or_404(RatingQuestion, code=request.POST.get("question", "")[:40])
    if not accepted(
        form, lambda: rate_account(account=account, by=member, **{**form.cleaned_data, "question": question})
    ):
        context = {"account": account, "form": form, "question": question}
        return answer(request, "accounts/rating_page.html", context, part="accounts/rating_form.html", status=422)
    toast(request, _("Rated."))
    return back_to(request, account, "ratings")
