"""How a member wants to see and use Tenure."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from tenure.core.doors import door
from tenure.core.errors import ConflictError
from tenure.people.actions import change_preferences
from tenure.web.forms.preferences import PreferencesForm
from tenure.web.members import member_of
from tenure.web.toasts import toast

PAGE = "people/preferences.html"


@require_http_methods(["GET", "HEAD", "POST"])
@door("preferences.change")
def preferences(request: HttpRequest) -> HttpResponse:
    """Language, colours, density, keys and the words for grades; what was changed elsewhere meanwhile is shown."""
    member = member_of(request)
    if request.method != "POST":
        return render(request, PAGE, {"form": PreferencesForm.of(member)})
    form = PreferencesForm(request.POST)
    if not form.is_valid():
        return render(request, PAGE, {"form": form}, status=422)
    changes = dict(form.cleaned_data)
    try:
        changed = change_preferences(changes=changes, version=changes.pop("version"), by=member)
    except ValidationError as error:
        form.add_error(None, error)
        return render(request, PAGE, {"form": form}, status=422)
    except ConflictError as error:
        conflict = [(form[name].label, form[name].value(), current) for name, current in error.current.items()]
        return render(request, PAGE, {"form": form, "conflict": conflict, "version": error.version}, status=409)
    with override(changed.language or settings.LANGUAGE_CODE):
        toast(request, _("Your preferences are saved."))
    return redirect("preferences")
