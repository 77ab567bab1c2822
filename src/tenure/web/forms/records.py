"""Forms over the fields of records: what people may enter, said in their words. They never save; actions do."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db import models
from django.forms.models import fields_for_model, model_to_dict
from django.utils.translation import gettext_lazy as _

from tenure.accounts.models import Account, Contact
from tenure.core.field_labels import label_of

ACCOUNT_FIELDS = (
    "name",
    "kind",
    "level",
    "type",
    "parent",
    "industry",
    "legal_id",
    "street",
    "postcode",
    "city",
    "region",
    "country",
    "phone",
    "email",
    "website",
    "employees",
    "turnover",
    "currency",
    "customer_since",
    "time_zone",
)  # fmt: skip
CONTACT_FIELDS = (
    "name", "salutation", "title", "function", "seniority", "department", "email", "phone", "mobile", "language",
    "left_on", "time_zone",
)  # fmt: skip


class RecordForm(forms.Form):
    """The fields of a record with the version at which they were read."""

    version = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)

    @property
    def seen_version(self) -> int | None:
        """The version that the person saw; None when the form did not say."""
        return self.cleaned_data.get("version")

    @property
    def values(self) -> dict[str, Any]:
        """What was entered, by field."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    @property
    def changed_values(self) -> dict[str, Any]:
        """What this person changed, by field."""
        return {name: value for name, value in self.values.items() if name in self.changed_data}


def record_form(model: type[models.Model], names: Iterable[str]) -> type[RecordForm]:
    """A form over these fields of a model. Days get the browser's own calendar.

    A form of several fields carries the values that it began with, so that what others changed meanwhile is not taken
    for something that this person changed back.
    """
    names = list(names)
    labels: Any = {name: label_of(name) for name in names}
    columns = fields_for_model(model, names, labels=labels, formfield_callback=_form_field)
    for column in columns.values():
        column.show_hidden_initial = len(names) > 1
    return type("FieldsForm", (RecordForm,), {name: columns[name] for name in names})


def _form_field(column: models.Field[Any, Any], **options: Any) -> forms.Field | None:
    options.pop("widget", None)
    if isinstance(column, models.ForeignKey):
        # An organisation among a hundred thousand is named, not chosen from a list.
        return forms.CharField(required=False, max_length=200, **options)
    if isinstance(column, models.DateField):
        options["widget"] = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    if isinstance(column, models.TextField):
        options["widget"] = forms.Textarea(attrs={"rows": 4})
    field: forms.Field | None = column.formfield(**options)
    if isinstance(field, forms.TypedChoiceField) and not field.required:
        # Django's own line for nothing is a row of dashes.
        field.choices = [("", _("not said")), *(choice for choice in column.flatchoices if choice[0])]
    if field is not None and column.name == "time_zone":
        field.widget.attrs["placeholder"] = "Europe/Berlin"
    if field is not None:
        field.widget.attrs.setdefault("class", "field")
        field.widget.attrs["autocomplete"] = "off"
    return field


def initial_of(record: models.Model, names: Iterable[str]) -> dict[str, Any]:
    """The record's values as its form shows them at first."""
    return {**model_to_dict(record, fields=list(names)), "version": getattr(record, "version", None)}


def account_form(names: Iterable[str] = ACCOUNT_FIELDS) -> type[RecordForm]:
    """A form over these facts of an account."""
    return record_form(Account, names)


def contact_form(names: Iterable[str] = CONTACT_FIELDS) -> type[RecordForm]:
    """A form over these fields of a contact."""
    return record_form(Contact, names)
