"""Forms over the fields of records: what people may enter, said in their words. They never save; actions do."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeAlias

from django import forms
from django.db import models
from django.forms.models import fields_for_model, model_to_dict
from django.utils.translation import gettext_lazy as _

from tenure.accounts.models import Account, Contact

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Label: TypeAlias = "str | _StrPromise"
# fmt: off
LABELS: dict[str, Label] = {
    "name": _("Name"), "kind": _("Kind"), "level": _("Level"), "type": _("Form of business"),
    "parent": _("Belongs to"), "industry": _("Industry"), "legal_id": _("Legal number"), "street": _("Street"),
    "postcode": _("Postcode"), "city": _("City"), "region": _("Region"), "country": _("Country"),
    "phone": _("Telephone"), "email": _("E-mail"), "website": _("Website"), "employees": _("Employees"),
    "turnover": _("Their turnover"), "currency": _("Currency"), "customer_since": _("Customer since"),
    "salutation": _("Salutation"), "title": _("Title"), "function": _("Function"), "seniority": _("Seniority, 1 to 5"),
    "department": _("Department"), "mobile": _("Mobile"), "language": _("Language"), "left_on": _("Left on"),
    "subject": _("Subject"), "notes": _("Notes"), "at": _("When"), "direction": _("In or out"),
    "follow_up": _("Next step"), "follow_up_on": _("By"), "done_on": _("Done on"), "members": _("Of ours"),
    "contacts": _("Of theirs"), "document_class": _("Class"), "dated_on": _("Dated"), "note": _("Note"),
    "owner": _("Owner"), "source": _("Source"), "external_id": _("Number there"), "score": _("Score, 0 to 10"),
    "evidence": _("Evidence"), "rated_on": _("Rated on"), "line": _("Unit or product line"),
    "opened_on": _("Opened on"), "deadline": _("Due on"), "state": _("State"),
    "review_days": _("Days from one move of ours to the next"), "shared_crown": _("Several decide together"),
    "contact": _("Who"), "value": _("Stance"), "held_on": _("Since"), "valid_from": _("Since"),
    "power": _("Formal power"), "reach": _("Functions that follow them"), "line_authority": _("Leads the own function"),
    "roles": _("Parts in the buying centre"),
    "piece": _("Piece"), "is_rising": _("Is about to be promoted"), "member": _("Of ours"),
    "strength": _("Strength, 0 to 1"), "depth": _("Depth"), "reason": _("Why"), "weight": _("Weight, 0 to 1"),
    "is_confirmed": _("Confirmed, not only assumed"), "competitor": _("Competitor"),
    "reached_on": _("Reached on"), "amount": _("Worth"), "delivered_on": _("Delivered on"),
    "accepted_on": _("Accepted on"), "accepted_by": _("Accepted by"),
    "meeting": _("Joint meeting"),
    "client_words": _("In their words"), "outcome": _("How it went"), "done_at": _("Done"), "done_by": _("Done by"),
    "answer": _("Answer"), "confidence": _("Confidence"), "evidence_on": _("Evidence of"),
    "starts_on": _("Begins on"), "ends_on": _("Ends on"), "horizon_years": _("Years ahead"),
    "rate": _("Interest a year, 0.1 for 10 %"), "client_strategy": _("Their strategy and direction"),
    "client_strategy_source": _("Where that is from"), "client_organisation": _("Their organisation"),
    "client_organisation_source": _("Where that is from"), "buying_strategy": _("How they buy"),
    "buying_strategy_source": _("Where that is from"), "position": _("Our position"), "strategy": _("Our strategy"),
    "message": _("What we say in one sentence"), "pillars": _("What carries it, one a line"),
    "words": _("In their words"), "said_by": _("Said by"), "solution": _("Our answer to it"), "result": _("Result"),
    "horizon": _("Horizon"), "measure": _("Measured by"), "unit": _("Unit"), "baseline": _("Before"),
    "target": _("Target"), "actual": _("Now"), "aims_at": _("The target counts"), "likelihood": _("Likely, 1 to 5"),
    "impact": _("Weighs, 1 to 5"), "response": _("What we do about it"), "needed_by": _("Needed by"),
    "planned_hours": _("Hours planned"), "delivered_hours": _("Hours delivered"), "planned_cost": _("Cost planned"),
    "delivered_cost": _("Cost delivered"), "year": _("Year"), "contribution": _("Contribution"), "cost": _("Cost"),
    "area": _("About"), "status": _("Status"), "plan_weight": _("Weight beside other actions"),
    "text": _("What is to be done"), "due_on": _("By"),
    "effort_hours": _("Hours it takes"), "client_visible": _("The client may see it"), "vision": _("Vision"),
    "mission": _("Mission"), "core_values": _("Core values, one a line"),
    "person": _("Who of theirs says so"),
    "days": _("Days after the start"), "owed_by": _("Who owes it"), "is_first_value": _("First value"),
}
# fmt: on
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
)  # fmt: skip
CONTACT_FIELDS = (
    "name", "salutation", "title", "function", "seniority", "department", "email", "phone", "mobile", "language",
    "left_on",
)  # fmt: skip


def label_of(field: str) -> Label:
    """What a field is called, in the language of whoever reads it; one without a word of its own by its name."""
    return LABELS.get(field) or field.replace("_", " ").capitalize()


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
