"""What is entered of a handover: why it is, what is told of each thing, and who accepted."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db import models
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from tenure.accounts.models import Contact, Interaction
from tenure.core.field_labels import label_of
from tenure.growth.choices import handover_kind_choices
from tenure.people.models import Member
from tenure.web.forms.decisions import FIELD, a_day
from tenure.web.forms.records import RecordForm

LINE = forms.TextInput(attrs=FIELD)


class VersionForm(RecordForm):
    """A form about one record; what it offers to choose from is given to it."""

    def __init__(self, *args: Any, offered: Iterable[models.Model] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            if isinstance(field, ChosenField):
                self.fields[name] = field.among(offered)


class ChosenField(forms.TypedChoiceField):
    """A choice among things; what is chosen is the thing."""

    def among(self, things: Iterable[models.Model]) -> "ChosenField":
        """The same field with these to choose from, the first of them chosen at first."""
        by_number = {thing.pk: thing for thing in things}
        self.choices = [("", _("choose")), *((number, _name(thing)) for number, thing in by_number.items())]
        self.coerce = lambda number: by_number[int(number)]
        return self


def _name(thing: models.Model) -> str:
    if isinstance(thing, Interaction):
        return f"{date_format(localtime(thing.at), 'j M Y')}: {thing.subject}"
    return str(thing.name) if isinstance(thing, Contact | Member) else str(thing)


def chosen(label: Any) -> ChosenField:
    """A choice among what the form is offered."""
    return ChosenField(label=label, widget=forms.Select(attrs=FIELD))


class NewHandoverForm(VersionForm):
    """Who hands the account over to its owner."""

    from_member = chosen(_("Handed over by"))
    kind = forms.ChoiceField(label=label_of("kind"), choices=handover_kind_choices, widget=forms.Select(attrs=FIELD))
    reason = forms.CharField(label=label_of("reason"), max_length=200, required=False, widget=LINE)


class HandoverForm(VersionForm):
    """Of what kind a handover is, and why it is."""

    kind = forms.ChoiceField(
        label=label_of("kind"), choices=handover_kind_choices, show_hidden_initial=True,
        widget=forms.Select(attrs=FIELD),
    )  # fmt: skip
    reason = forms.CharField(
        label=label_of("reason"), max_length=200, required=False, show_hidden_initial=True, widget=LINE
    )


class ItemForm(VersionForm):
    """What is told of one thing, and whether that is all."""

    note = forms.CharField(
        label=_("What is there to tell?"), max_length=4000, required=False, show_hidden_initial=True,
        widget=forms.Textarea(attrs={**FIELD, "rows": 5}),
    )  # fmt: skip
    done = forms.BooleanField(label=_("Done"), required=False, show_hidden_initial=True)


class MeetingForm(VersionForm):
    """In which interaction both met the client."""

    meeting = chosen(_("Joint meeting"))


class AcceptanceForm(VersionForm):
    """Who accepted for the client, when, and in which words."""

    accepted_by = chosen(_("Accepted by"))
    accepted_on = a_day("accepted_on")
    client_words = forms.CharField(label=_("In their words"), max_length=500, required=False, widget=LINE)


class ClosingForm(VersionForm):
    """How the watch went."""

    outcome = forms.CharField(label=_("How it went"), max_length=500, widget=LINE)
