"""What is entered of a client's roadmap, expectations and benefits."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from tenure.accounts.models import Contact
from tenure.core.field_labels import label_of
from tenure.growth.models import ClientThing
from tenure.people.models import Member
from tenure.web.forms.decisions import FIELD
from tenure.web.forms.records import RecordForm, record_form

PEOPLE = ("owner", "contact")
NOBODY = _("nobody")


def client_thing_form(model: type[ClientThing]) -> type[RecordForm]:
    """A form over what is written of one of these; its people are offered by `with_people`."""
    return record_form(model, [name for name in model.EDITABLE if name not in PEOPLE])


def with_people(
    form: RecordForm, *, members: Iterable[Member], contacts: Iterable[Contact], thing: ClientThing | None
) -> RecordForm:
    """The form with who answers for it, on our side and on theirs; nobody need."""
    form.fields["owner"] = one_of(members, _("Of ours"), thing.owner_id if thing else None)
    form.fields["contact"] = one_of(contacts, _("Of theirs"), thing.contact_id if thing else None)
    return form


def one_of(
    things: Iterable[models.Model], label: Any, chosen: int | None, none: Any = NOBODY
) -> forms.TypedChoiceField:
    """A choice among these things by name, or of none; what is chosen is the thing."""
    by_number = {thing.pk: thing for thing in things}
    field = forms.TypedChoiceField(
        label=label,
        choices=[("", none), *((number, getattr(thing, "name", "")) for number, thing in by_number.items())],
        coerce=lambda number: by_number[int(number)],
        empty_value=None,
        required=False,
        initial=chosen,
        widget=forms.Select(attrs=FIELD),
    )
    field.show_hidden_initial = True
    return field


class ClientAcceptanceForm(RecordForm):
    """Who accepted it for the client, and on which day."""

    accepted_on = forms.DateField(
        label=label_of("accepted_on"), widget=forms.DateInput(attrs={"type": "date", **FIELD}, format="%Y-%m-%d")
    )

    def offer(self, contacts: Iterable[Contact]) -> "ClientAcceptanceForm":
        """Let one of these be chosen."""
        field = one_of(contacts, label_of("accepted_by"), None)
        field.required = True
        self.fields["accepted_by"] = field
        return self
