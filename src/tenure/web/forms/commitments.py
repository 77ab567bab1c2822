"""A promise as people enter it: what, by when, who owes it to whom; another day for it, and another hand."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from tenure.accounts.choices import commitment_kind_choices
from tenure.accounts.models import Commitment, Contact
from tenure.accounts.queries.ledger import LedgerFilter, Shown, Side
from tenure.people.models import Member
from tenure.web.forms.records import RecordForm

FIELD = {"class": "field", "autocomplete": "off"}
DAY = {"type": "date", **FIELD}
OURS, THEIRS = "ours", "theirs"
REASONS = (
    _("They are not ready"), _("We need longer"), _("Somebody is away"), _("Other things come first"),
)  # fmt: skip
# By how many days a promise is put off at one press.
SNOOZES = {"1": 1, "7": 7}


class PeopleField(forms.TypedChoiceField):
    """A choice among people of ours and of theirs; what is chosen is the person, None for nobody."""

    def offer(self, members: Iterable[Member], contacts: Iterable[Contact], nobody: Any) -> None:
        """Let these be chosen among."""
        ours = {f"{OURS}-{member.pk}": member for member in members}
        theirs = {f"{THEIRS}-{contact.pk}": contact for contact in contacts}
        people: Mapping[str, Member | Contact] = {**ours, **theirs}
        groups = [(pgettext("people", "Ours"), _named(ours)), (pgettext("people", "Theirs"), _named(theirs))]
        self.choices = [("", nobody), *((label, people) for label, people in groups if people)]
        self.coerce = lambda key: people[key]
        self.empty_value = None


def _named(people: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(key, person.name) for key, person in people.items()]


def key_of(member: int | None, contact: int | None) -> str:
    """How a person is chosen.

    >>> key_of(3, None), key_of(None, 4), key_of(None, None)
    ('ours-3', 'theirs-4', '')
    """
    if member is not None:
        return f"{OURS}-{member}"
    return f"{THEIRS}-{contact}" if contact is not None else ""


class CommitmentForm(RecordForm):
    """What is owed, by whom and to whom. Only the words are required, and for a new one the day."""

    text = forms.CharField(max_length=200, label=_("What"), widget=forms.TextInput(attrs=FIELD))
    due_on = forms.DateField(label=_("Until"), widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))
    owed_by = PeopleField(label=_("Who owes it"), required=False, widget=forms.Select(attrs=FIELD))
    owed_to = PeopleField(label=_("To whom"), required=False, widget=forms.Select(attrs=FIELD))
    kind = forms.ChoiceField(choices=commitment_kind_choices, label=_("Kind"), widget=forms.Select(attrs=FIELD))
    department = forms.CharField(
        max_length=60, required=False, label=_("Department of ours"), widget=forms.TextInput(attrs=FIELD)
    )
    effort_hours = forms.DecimalField(
        min_value=0, max_digits=6, decimal_places=1, required=False, label=_("Hours it takes"),
        widget=forms.NumberInput(attrs={**FIELD, "step": "0.5"}),
    )  # fmt: skip
    client_visible = forms.BooleanField(required=False, label=_("The client may see it"))

    def __init__(
        self, *args: Any, members: Sequence[Member], contacts: Sequence[Contact], changes: bool = False, **options: Any
    ) -> None:
        """Offer these people; one that `changes` a promise knows what it began with and leaves the day alone."""
        super().__init__(*args, **options)
        people = {"owed_by": _("nobody yet"), "owed_to": _("nobody in particular")}
        for name, nobody in people.items():
            field = self.fields[name]
            assert isinstance(field, PeopleField)
            field.offer(members, contacts, nobody)
        if changes:
            del self.fields["due_on"]
            for field in self.fields.values():
                field.show_hidden_initial = True

    @property
    def fields_of_action(self) -> dict[str, Any]:
        """What the action takes: each person as one of ours or of theirs."""
        values = self.values
        for name, (ours, theirs) in PEOPLE.items():
            person = values.pop(name)
            values[ours] = person if isinstance(person, Member) else None
            values[theirs] = person if isinstance(person, Contact) else None
        return values

    @property
    def changes_of_action(self) -> dict[str, Any]:
        """The same, of what this person changed."""
        changed = {name for field in self.changed_data for name in PEOPLE.get(field, (field,))}
        return {name: value for name, value in self.fields_of_action.items() if name in changed}


PEOPLE = {"owed_by": ("owner", "contact"), "owed_to": ("to_member", "to_contact")}


def commitment_values(commitment: Commitment) -> dict[str, Any]:
    """A promise as its form shows it at first."""
    names = ("text", "kind", "department", "effort_hours", "client_visible", "version")
    return {name: getattr(commitment, name) for name in names} | {
        "owed_by": key_of(commitment.owner_id, commitment.contact_id),
        "owed_to": key_of(commitment.to_member_id, commitment.to_contact_id),
    }


class RedateForm(RecordForm):
    """Another day, chosen or some days later, and why."""

    due_on = forms.DateField(required=False, label=_("New day"), widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))
    days = forms.ChoiceField(required=False, choices=[(days, days) for days in SNOOZES])
    because = forms.CharField(max_length=200, required=False)
    reason = forms.CharField(max_length=200, required=False, label=_("Why"), widget=forms.TextInput(attrs=FIELD))

    def clean(self) -> dict[str, Any]:
        """One way of saying the day is enough, and one of saying why: chosen, or in words of one's own."""
        given = super().clean() or self.cleaned_data
        given["reason"] = given.get("reason") or given.get("because") or ""
        if not given.get("due_on") and not given.get("days") and "due_on" not in self.errors:
            self.add_error("due_on", _("Say which day."))
        return given

    def day_after(self, due_on: date, today: date) -> date:
        """The new day of what was due on a day: the one chosen, else so many days after it, from today at least."""
        chosen: date | None = self.cleaned_data.get("due_on")
        days = SNOOZES.get(self.cleaned_data.get("days", ""))
        if days is not None:
            return max(due_on, today) + timedelta(days=days)
        assert chosen is not None
        return chosen


class DelegateForm(RecordForm):
    """To whom of ours it is handed on."""

    to = PeopleField(label=_("Hand on to"), widget=forms.Select(attrs=FIELD))

    def __init__(self, *args: Any, members: Sequence[Member], **options: Any) -> None:
        """Offer these people of ours."""
        super().__init__(*args, **options)
        field = self.fields["to"]
        assert isinstance(field, PeopleField)
        field.offer(members, (), _("choose"))


class OutcomeForm(RecordForm):
    """What came of it; nothing has to be said."""

    outcome = forms.CharField(
        max_length=200, required=False, label=_("What came of it"), widget=forms.TextInput(attrs=FIELD)
    )


class LedgerForm(forms.Form):
    """Which promises an address asks for."""

    side = forms.ChoiceField(choices=[(one.value, one.value) for one in Side], required=False)
    show = forms.ChoiceField(choices=[(one.value, one.value) for one in Shown], required=False)
    owner = forms.IntegerField(min_value=1, max_value=2**63 - 1, required=False)
    department = forms.CharField(max_length=60, required=False)


def ledger_asked(query: QueryDict) -> LedgerFilter:
    """Read an address; what cannot be understood is left out, as an old link still shows a list."""
    form = LedgerForm(query)
    form.is_valid()
    given = form.cleaned_data
    return LedgerFilter(
        Side(given.get("side") or ""),
        Shown(given.get("show") or Shown.OPEN),
        given.get("owner"),
        given.get("department") or "",
    )
