"""Filing a document, and what is said about it."""

from typing import Any

from django import forms

from tenure.accounts.choices import direction_choices, document_class_choices
from tenure.accounts.files import KINDS
from tenure.accounts.models import Document
from tenure.core.field_labels import label_of
from tenure.web.forms.records import RecordForm, record_form


class FilingForm(forms.Form):
    """A file with what is said about it."""

    file = forms.FileField(widget=forms.FileInput(attrs={"accept": ",".join(f".{kind}" for kind in KINDS)}))
    document_class = forms.ChoiceField(choices=document_class_choices, label=label_of("document_class"))
    direction = forms.ChoiceField(
        choices=lambda: [("", "-"), *direction_choices()], required=False, label=label_of("direction")
    )
    dated_on = forms.DateField(
        required=False,
        label=label_of("dated_on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    note = forms.CharField(max_length=500, required=False, label=label_of("note"))
    replaces = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        """Dress every entry but the file's button."""
        super().__init__(*args, **options)
        for name in ("document_class", "direction", "dated_on", "note"):
            self.fields[name].widget.attrs["class"] = "field"


DocumentForm: type[RecordForm] = record_form(Document, ("name", "document_class", "dated_on", "note"))
