"""The first hour's checklist put away, the sample company switched on and off."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tenure.core.doors import OWN, door
from tenure.core.errors import error_sentences
from tenure.core.models import JobRun
from tenure.integrations.onboarding.actions import dismiss_checklist, recall_checklist
from tenure.integrations.sample.queue import queue_sample, queue_sample_removal
from tenure.web.members import member_of
from tenure.web.toasts import toast


@require_POST
@door(OWN)
def dismiss(request: HttpRequest) -> HttpResponse:
    """Show the checklist no more to who asks."""
    dismiss_checklist(by=member_of(request))
    return redirect("portfolio")


@require_POST
@door(OWN)
def recall(request: HttpRequest) -> HttpResponse:
    """Show the checklist again to who asks."""
    recall_checklist(by=member_of(request))
    return redirect("portfolio")


@require_POST
@door("organisation.change")
def load_sample(request: HttpRequest) -> HttpResponse:
    """Load the sample company in the background."""
    return _asked(request, queue_sample, _("The sample company is being loaded; it takes less than a minute."))


@require_POST
@door("organisation.change")
def remove_sample(request: HttpRequest) -> HttpResponse:
    """Remove the sample company in the background."""
    return _asked(request, queue_sample_removal, _("The sample company is being removed."))


def _asked(request: HttpRequest, act: Callable[..., JobRun], sentence: str) -> HttpResponse:
    try:
        act(by=member_of(request))
    except ValidationError as error:
        toast(request, " ".join(error_sentences(error)), level=messages.ERROR)
    else:
        toast(request, sentence)
    return redirect("portfolio")
