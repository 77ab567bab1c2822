"""The log line, the interaction that it becomes, and what is corrected about one later."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.accounts.choices import WRITTEN, direction_choices, interaction_kind_choices
from tenure.accounts.models import Contact, Interaction
from tenure.analytics.logline import LogLine, Person
from tenure.core.field_labels import label_of
from tenure.people.models import Member
from tenure.web.forms.records import RecordForm

# What is owed after it, with the day of each.
OWED = {"follow_up": "follow_up_on", "promised": "promised_on"}
DAY = {"type": "date", "class": "field"}


class LineForm(forms.Form):
    """One line as it was typed."""

    line = forms.CharField(max_length=1000, widget=forms.TextInput(attrs={"class": "field", "autocomplete": "off"}))


class InteractionForm(RecordForm):
    """An interaction of an account: its people are chosen among those who are known."""

    subject = forms.CharField(max_length=200, label=label_of("subject"))
    kind = forms.ChoiceField(choices=interaction_kind_choices, label=label_of("kind"))
    direction = forms.ChoiceField(
        choices=lambda: [("", "-"), *direction_choices()], required=False, label=label_of("direction")
    )
    on = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))
    notes = forms.CharField(
        max_length=10_000, required=False, label=label_of("notes"), widget=forms.Textarea(attrs={"rows": 3})
    )
    follow_up_on = forms.DateField(
        required=False, label=label_of("follow_up_on"), widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d")
    )
    follow_up = forms.CharField(max_length=200, required=False, label=label_of("follow_up"))
    promised = forms.CharField(max_length=200, required=False, label=_("They promised"))
    promised_on = forms.DateField(
        required=False, label=label_of("follow_up_on"), widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, contacts: Sequence[Contact], members: Sequence[Member] = (), **options: Any) -> None:
        """Offer these people; with `members` it is a form to correct by, which knows what it began with.

        What is to be done next and what they promised is asked for when it is recorded; from then on each is a
        commitment of its own.
        """
        super().__init__(*args, **options)
        self.people = {contact.pk: contact for contact in contacts}
        self.ours = {member.pk: member for member in members}
        self.fields["contacts"] = _several(self.people.values(), "contacts")
        if members:
            for name in (*OWED, *OWED.values()):
                del self.fields[name]
            self.fields["members"] = _several(self.ours.values(), "members")
            for field in self.fields.values():
                field.show_hidden_initial = True
        for name in self.fields.keys() & {"subject", "kind", "direction", "notes", "follow_up", "promised"}:
            self.fields[name].widget.attrs["class"] = "field"

    def clean(self) -> dict[str, Any]:
        """What is owed without its day is asked for it; what is spoken neither comes in nor goes out."""
        given = super().clean() or self.cleaned_data
        if given.get("kind") not in WRITTEN:
            given["direction"] = ""
        for owed, day in OWED.items():
            if given.get(day) is None and given.get(owed):
                self.add_error(day, _("Say by which day."))
        return given

    @property
    def fields_of_action(self) -> dict[str, Any]:
        """What the action takes: people instead of their numbers, a moment instead of a day."""
        values = self.values
        day = values.pop("on")
        values["contacts"] = [self.people[int(number)] for number in values["contacts"]]
        if "members" in values:
            values["members"] = [self.ours[int(number)] for number in values["members"]]
        return {**values, "at": moment_of(day)}

    @property
    def changes_of_action(self) -> dict[str, Any]:
        """What this person changed of it, as the action takes it. The hour was never asked for: the same day is the
        same moment."""
        changed = {"at" if name == "on" else name for name in self.changed_data}
        return {name: value for name, value in self.fields_of_action.items() if name in changed}


def moment_of(day: Any) -> datetime:
    """The moment at which something of that day is recorded: now for today, noon for another day."""
    now = timezone.now()
    if day == timezone.localdate(now):
        return now
    return timezone.make_aware(datetime.combine(day, time(12)))


def _several(people: Any, name: str) -> forms.MultipleChoiceField:
    choices = [(str(person.pk), person.name) for person in people]
    return forms.MultipleChoiceField(
        choices=choices, required=False, label=label_of(name), widget=forms.CheckboxSelectMultiple
    )


def persons(contacts: Sequence[Contact]) -> list[Person]:
    """The contacts as a log line may name them."""
    return [Person(contact.pk, contact.name) for contact in contacts]


def understood(line: LogLine) -> dict[str, Any]:
    """A line as the form shows it for confirmation; whom it names unsurely is left to be ticked."""
    return {
        "subject": line.subject,
        "kind": line.kind,
        "on": line.on,
        "notes": line.notes,
        "follow_up_on": line.follow_up_on,
        "follow_up": line.follow_up,
        "contacts": [str(found.person.key) for found in line.people if found.person],
    }


def interaction_values(interaction: Interaction) -> dict[str, Any]:
    """An interaction as its form shows it at first."""
    names = ("subject", "kind", "direction", "notes", "version")
    return {name: getattr(interaction, name) for name in names} | {
        "on": timezone.localdate(interaction.at),
        "contacts": [str(contact.pk) for contact in interaction.contacts.all()],
        "members": [str(member.pk) for member in interaction.members.all()],
    }
