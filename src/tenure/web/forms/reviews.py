"""What is written in a review, and what is asked and answered about a proposal."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tenure.accounts.models import Document
from tenure.analytics.plans.review import AgendaItem
from tenure.growth.choices import ProposalVerdict, proposal_verdict_choices, value_verdict_choices
from tenure.growth.models import PlanReview
from tenure.growth.models.proposal_review import LONGEST_COMMENTS
from tenure.people.models import Member
from tenure.web.forms.decisions import FIELD, chosen_from, words
from tenure.web.forms.plans import owner_choice
from tenure.web.forms.records import RecordForm, record_form

LONGEST_EVIDENCE = 1000


def remark_form(item: AgendaItem) -> type[RecordForm]:
    """A form over what is remarked on one item of the agenda."""
    field = PlanReview.REMARKS[item]
    form = record_form(PlanReview, [field])
    form.base_fields[field].label = _("Remarks")
    form.base_fields[field].widget.attrs |= {"rows": 2}
    return form


def a_day_to_come(label: Any) -> forms.DateField:
    """A day, not today's unless somebody says so."""
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date", **FIELD}, format="%Y-%m-%d")
    )  # fmt: skip


class ReviewDayForm(forms.Form):
    """The day of the next review."""

    due_on = a_day_to_come(_("To be held on"))


class ValueForm(forms.Form):
    """Whether one of the company's values is lived, and what shows it."""

    name = forms.CharField(max_length=200, widget=forms.HiddenInput)
    version = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    verdict = forms.ChoiceField(
        label=_("Verdict"), choices=value_verdict_choices, widget=forms.Select(attrs=FIELD)
    )  # fmt: skip
    evidence = forms.CharField(
        label=_("Evidence"), max_length=LONGEST_EVIDENCE, required=False, widget=forms.TextInput(attrs=FIELD)
    )


class FindingForm(forms.Form):
    """What is to be done, by whom, by when."""

    text = words("text", longest=200)
    due_on = a_day_to_come(_("By"))

    def __init__(self, *args: Any, team: Iterable[Member], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["owner"] = owner_choice(team)


class CloseForm(forms.Form):
    """When the next review is."""

    next_on = a_day_to_come(_("The next review is on"))


class ProposalForm(forms.Form):
    """What is to go out, who looks at it first, by when."""

    title = words("title", longest=200)
    due_on = a_day_to_come(_("By"))

    def __init__(self, *args: Any, members: Iterable[Member], documents: Iterable[Document], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["asked_of"] = chosen_from(members, "asked_of", _("Who looks at it"))
        self.fields["document"] = _one_of_the_files(documents)


def _one_of_the_files(documents: Iterable[Document]) -> forms.TypedChoiceField:
    by_number = {document.pk: document for document in documents}
    return forms.TypedChoiceField(
        label=_("File"),
        choices=[("", _("none yet")), *((number, document.name) for number, document in by_number.items())],
        coerce=lambda number: by_number[int(number)],
        empty_value=None,
        required=False,
        widget=forms.Select(attrs=FIELD),
    )


def _verdicts() -> list[tuple[str, str]]:
    """No verdict stands there before somebody has chosen one."""
    return [("", gettext("not said")), *proposal_verdict_choices()]


class VerdictForm(forms.Form):
    """Whether it may go out, and what has to be said."""

    version = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)
    verdict = forms.TypedChoiceField(
        label=_("Verdict"), choices=_verdicts, coerce=ProposalVerdict, widget=forms.Select(attrs=FIELD)
    )
    comments = forms.CharField(
        label=_("Comments"),
        max_length=LONGEST_COMMENTS,
        required=False,
        widget=forms.Textarea(attrs={**FIELD, "rows": 6}),
    )
