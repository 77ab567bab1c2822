"""The texts of a plan, what is listed in it, and what is to be done for its objectives."""

from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tenure.core.field_labels import label_of
from tenure.growth.actions.guidance import EDITABLE as GUIDED_BY
from tenure.growth.models import Guidance, Plan, PlanItem
from tenure.growth.models.plan_action import HEAVIEST
from tenure.growth.plan_words import plan_label
from tenure.growth.queries.document import SETTINGS
from tenure.people.models import Member
from tenure.web.forms.decisions import FIELD, a_tick, words
from tenure.web.forms.records import RecordForm, record_form

STATEMENTS = [field for field in ("vision", "mission", "core_values") if field in GUIDED_BY]


# What an empty text asks for.
HINTS = {
    "strategy": _("Where do we want to stand with them, and how do we get there?"),
    "message": _("One sentence that everybody of ours says about us"),
    "pillars": _("Three reasons to believe it, one a line"),
    "position": _("What are we to them today, and against whom?"),
    "client_strategy": _("Where are they going, and what decides whether they get there?"),
    "client_organisation": _("Who reports to whom, and what is about to change?"),
    "buying_strategy": _("How do they buy: process, tenders, categories, dates?"),
    "client_strategy_source": _("Source"),
    "client_organisation_source": _("Source"),
    "buying_strategy_source": _("Source"),
}


@cache
def text_form(field: str) -> type[RecordForm]:
    """A form over one text of a plan. Made once: a plan's page shows all of them."""
    form = record_form(Plan, [field])
    form.base_fields[field].widget.attrs |= {"placeholder": HINTS[field], "rows": 2}
    return form


def settings_form() -> type[RecordForm]:
    """A form over the days, years and rate of a plan."""
    form = record_form(Plan, SETTINGS)
    form.base_fields["review_days"].label = plan_label("review_days")
    return form


def guidance_form() -> type[RecordForm]:
    """A form over what guides the company."""
    return record_form(Guidance, STATEMENTS)


def owner_choice(team: Iterable[Member], field: str = "owner") -> forms.TypedChoiceField:
    """A choice among our team, or nobody yet; what is chosen is the member."""
    by_number = {member.pk: member for member in team}
    return forms.TypedChoiceField(
        label=label_of(field),
        choices=[("", "–"), *((number, member.name) for number, member in by_number.items())],
        coerce=lambda number: by_number[int(number)],
        empty_value=None,
        required=False,
        widget=forms.Select(attrs=FIELD),
    )


def item_form(model: type[PlanItem], team: Iterable[Member]) -> type[RecordForm]:
    """A form over what is written of an item; its owner is one of the team."""
    form = record_form(model, [name for name in model.EDITABLE if name != "owner"])
    if "owner" not in model.EDITABLE:
        return form
    owner = owner_choice(team)
    owner.show_hidden_initial = True
    return type("ItemForm", (form,), {"owner": owner})


class ActionForm(forms.Form):
    """What is to be done for an objective, by whom, by when, and what it weighs."""

    text = words("text", longest=200)
    due_on = forms.DateField(
        label=label_of("due_on"),
        widget=forms.DateInput(attrs={"type": "date", **FIELD}, format="%Y-%m-%d"),
    )
    weight = forms.DecimalField(
        label=label_of("plan_weight"),
        initial=Decimal(1),
        min_value=Decimal(0),
        max_value=Decimal(HEAVIEST),
        max_digits=5,
        decimal_places=2,
        widget=forms.NumberInput(attrs={**FIELD, "step": "0.5"}),
    )
    effort_hours = forms.DecimalField(
        label=label_of("effort_hours"),
        min_value=Decimal(0),
        max_digits=6,
        decimal_places=1,
        required=False,
        widget=forms.NumberInput(attrs={**FIELD, "step": "0.5"}),
    )
    client_visible = a_tick("client_visible")

    def __init__(self, *args: Any, team: Iterable[Member], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["owner"] = owner_choice(team)

    @property
    def values(self) -> dict[str, Any]:
        """What was entered, as the action takes it."""
        return dict(self.cleaned_data)
