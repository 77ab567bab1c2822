"""Every number and word explained, and every key."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tenure.core.doors import OWN, door
from tenure.insight.terms import TERMS, Family
from tenure.web.navigation import RAIL, flat, shown

TITLES = {
    Family.MEASURE: _("What we measure"),
    Family.SCORE: _("From measures to a score"),
    Family.GRADE: _("From scores to grades"),
    Family.SEASON: _("Seasons"),
    Family.PORTFOLIO: _("The portfolio as a whole"),
    Family.PROMISE: _("What was promised"),
    Family.PLAN: _("Account plans"),
}
# Keys that work wherever there is something for them; those of the rail come with it.
KEYS = (
    (
        _("Everywhere"),
        (("Ctrl K", _("go, find, do")), ("/", _("find")), ("c", _("new")), ("?", _("keys of this page"))),
    ),
    (_("On a page"), (("e", _("edit")), ("l", _("log something")))),
    (_("In a list"), (("j", _("next row")), ("k", _("row before")), ("x", _("choose the row")), ("Enter", _("open")))),
)


@require_safe
@door(OWN)
def help(request: HttpRequest) -> HttpResponse:
    """The catalogue of terms."""
    families = [(title, [term for term in TERMS.values() if term.family == family]) for family, title in TITLES.items()]
    return render(request, "help/terms.html", {"families": families})


@require_safe
@door(OWN)
def shortcuts(request: HttpRequest) -> HttpResponse:
    """The keys, for those who cannot open the sheet."""
    going = [(place.keys, place.label) for place in flat(shown(RAIL, request)) if place.keys]
    return render(request, "help/shortcuts.html", {"groups": [*KEYS, (_("Go to"), going)]})
