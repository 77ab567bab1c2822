"""What is entered of onboardings: the templates and their steps, and whom one is started with."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.accounts.models import Contact
from tenure.core.field_labels import label_of
from tenure.growth.choices import OwedBy, owed_by_choices
from tenure.growth.models import Engagement, OnboardingTemplateStep
from tenure.growth.models.onboarding import LATEST_DAY
from tenure.people.models import Member
from tenure.web.forms.decisions import FIELD
from tenure.web.forms.records import RecordForm
from tenure.web.forms.roadmap import one_of

LINE = forms.TextInput(attrs=FIELD)


class NameForm(RecordForm):
    """What something is called."""

    name = forms.CharField(label=label_of("name"), max_length=120, show_hidden_initial=True, widget=LINE)


class TemplateStepForm(RecordForm):
    """What is to be done, when, and who owes it."""

    text = forms.CharField(label=label_of("text"), max_length=200, show_hidden_initial=True, widget=LINE)
    days = forms.IntegerField(
        label=_("Days after the start"), min_value=0, max_value=LATEST_DAY, show_hidden_initial=True,
        widget=forms.NumberInput(attrs=FIELD),
    )  # fmt: skip
    owed_by = forms.ChoiceField(
        label=_("Who owes it"), choices=owed_by_choices, initial=OwedBy.DEPARTMENT, show_hidden_initial=True,
        widget=forms.Select(attrs=FIELD),
    )  # fmt: skip
    department = forms.CharField(
        label=_("Which department"),
        max_length=60,
        required=False,
        show_hidden_initial=True,
        widget=forms.TextInput(attrs={**FIELD, "list": "departments"}),
    )
    is_first_value = forms.BooleanField(
        label=_("With this step they get the first value"), required=False, show_hidden_initial=True
    )


class StartForm(RecordForm):
    """When an onboarding starts, for which engagement, and who owes the steps of departments and of the client."""

    name = forms.CharField(label=_("What it is called"), max_length=120, widget=LINE)
    started_on = forms.DateField(
        label=_("Starts on"), initial=timezone.localdate, required=False,
        widget=forms.DateInput(attrs={"type": "date", **FIELD}, format="%Y-%m-%d"),
    )  # fmt: skip

    def offer(
        self,
        steps: Sequence[OnboardingTemplateStep],
        *,
        members: Iterable[Member],
        contacts: Iterable[Contact],
        engagements: Iterable[Engagement],
        chosen: int | None = None,
    ) -> "StartForm":
        """Ask for what the steps of the template need: somebody of theirs, and somebody for each department."""
        self.departments = sorted({step.department for step in steps if step.department})
        self.fields["engagement"] = one_of(engagements, _("For which engagement"), chosen, _("none in particular"))
        if any(step.owed_by == OwedBy.CLIENT for step in steps):
            field = one_of(contacts, _("Who of theirs owes the client's steps"), None, _("choose"))
            field.required = True
            self.fields["contact"] = field
        team = list(members)
        for number, department in enumerate(self.departments):
            label = _("Who answers for %(department)s") % {"department": department}
            self.fields[f"department-{number}"] = one_of(team, label, None, _("nobody yet"))
        return self

    @property
    def fields_of_action(self) -> dict[str, Any]:
        """What the action takes: who was chosen for which department."""
        values = self.values
        chosen = {name: values.pop(f"department-{number}") for number, name in enumerate(self.departments)}
        return {**values, "owners": {name: member for name, member in chosen.items() if member is not None}}


class StepForm(RecordForm):
    """One more step of an onboarding that runs: what, by when, and who owes it."""

    text = forms.CharField(label=label_of("text"), max_length=200, widget=LINE)
    due_on = forms.DateField(
        label=label_of("due_on"), widget=forms.DateInput(attrs={"type": "date", **FIELD}, format="%Y-%m-%d")
    )
    department = forms.CharField(
        label=_("Which department has to deliver"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={**FIELD, "list": "departments"}),
    )
    is_first_value = forms.BooleanField(label=_("With this step they get the first value"), required=False)
    field_order = ("text", "due_on", "owner", "contact", "department", "is_first_value")

    def offer(self, *, members: Iterable[Member], contacts: Iterable[Contact]) -> "StepForm":
        """Offer those of ours and of theirs who may owe it."""
        self.fields["owner"] = one_of(members, _("Who of ours owes it"), None, _("nobody yet"))
        self.fields["contact"] = one_of(contacts, _("or who of theirs"), None, _("nobody"))
        self.order_fields(self.field_order)
        return self


class TemplateChoice(forms.Form):
    """Which template, and for which engagement, an address or a form asks for."""

    template = forms.IntegerField(min_value=1, max_value=2**63 - 1, required=False)
    engagement = forms.IntegerField(min_value=1, max_value=2**63 - 1, required=False)


def template_asked(query: Any) -> tuple[int | None, int | None]:
    """The numbers of the template and the engagement; None for what is not said or cannot be understood."""
    form = TemplateChoice(query)
    form.is_valid()
    return form.cleaned_data.get("template"), form.cleaned_data.get("engagement")
