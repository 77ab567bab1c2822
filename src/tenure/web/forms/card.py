"""An answer to a question of the card."""

from django import forms

from tenure.core.field_labels import label_of
from tenure.relationships.choices import confidence_choices
from tenure.web.forms.decisions import FIELD, FactForm, a_day, numbered


class AnswerForm(FactForm):
    """What the team answers, how sure it is and what shows it."""

    answer = forms.CharField(
        label=label_of("answer"), max_length=500, widget=forms.Textarea(attrs={**FIELD, "rows": 3})
    )  # fmt: skip
    confidence = numbered("confidence", confidence_choices)
    evidence = forms.CharField(
        label=label_of("evidence"), max_length=500, required=False, widget=forms.TextInput(attrs=FIELD)
    )  # fmt: skip
    evidence_on = a_day("evidence_on")
