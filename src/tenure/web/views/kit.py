"""Every component in every state, on one page, for those who build pages and those who look at them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tenure.core.doors import OWN, door
from tenure.insight.terms import TERMS
from tenure.web.answers import answer
from tenure.web.components.sparkline import sparkline
from tenure.web.members import member_of
from tenure.web.toasts import toast

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun")
REVENUE = (120, 180, 150, 240, 210, 260)


class KitForm(forms.Form):
    """A field that was filled in rightly, one that was not, and one of a choice."""

    name = forms.CharField(initial="Nordhaven Marine", help_text="As it stands on their letterhead.")
    email = forms.EmailField(label="E-mail", required=False)
    level = forms.ChoiceField(choices=[("group", "Group"), ("unit", "Unit")], required=False)


@require_safe
@door(OWN)
def kit(request: HttpRequest) -> HttpResponse:
    """Show the kit."""
    form = KitForm({"name": "Nordhaven Marine", "email": "not an address", "level": "unit"})
    context = {
        "member": member_of(request),
        "form": form,
        "field": form["name"],
        "day": date(2025, 11, 14),
        "at": datetime(2025, 11, 14, 9, 30, tzinfo=UTC),
        "amount": Decimal("2410000"),
        "terms": TERMS,
        "tags": [_("promise kept")],
        "tabs": [
            {"label": _("Timeline"), "url": "?", "is_here": True},
            {"label": _("People"), "url": "?", "count": 10},
        ],
        "lines": [
            {"label": _("Edit"), "url": "?", "icon": "pencil"},
            {"label": _("Say something"), "post": reverse("kit-toast"), "icon": "message"},
        ],
        "trends": [sparkline(REVENUE), sparkline(REVENUE[::-1]), sparkline((4, 4, 4, 4)), None],
        "chart": chart_options(),
        "chart_heads": [_("Month"), _("Revenue")],
        "chart_rows": list(zip(MONTHS, REVENUE, strict=True)),
    }
    return render(request, "kit/kit.html", context)


def chart_options() -> dict[str, Any]:
    """A bar chart as ECharts takes it; colours are tokens."""
    return {
        "xAxis": {"type": "category", "data": list(MONTHS)},
        "yAxis": {"type": "value"},
        "tooltip": {"trigger": "axis"},
        "series": [{"type": "bar", "data": list(REVENUE), "itemStyle": {"color": "$accent"}, "barWidth": "60%"}],
    }


@require_safe
@door(OWN)
def drawer(request: HttpRequest) -> HttpResponse:
    """What the kit's drawer holds; a page of its own for those without JavaScript."""
    return answer(request, "kit/drawer.html", {}, part="kit/drawer_part.html")


@require_POST
@door(OWN)
def say(request: HttpRequest) -> HttpResponse:
    """Show a toast of each kind."""
    member_of(request)
    toast(request, _("Three accounts were given to Anna Weber."), undo=reverse("kit-toast"))
    toast(request, _("The ranking could not be computed: no criterion has a weight."), level=messages.ERROR)
    return redirect("kit")
