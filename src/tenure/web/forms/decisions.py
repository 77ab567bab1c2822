"""A buying decision, and what is said of the people who take it."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.accounts.choices import contact_function_choices
from tenure.accounts.models import Contact
from tenure.core.field_labels import label_of
from tenure.people.models import Member
from tenure.relationships.choices import (
    buying_role_choices,
    depth_choices,
    influence_kind_choices,
    level_choices,
    piece_choices,
    power_choices,
    stance_choices,
)
from tenure.relationships.models import Decision
from tenure.relationships.models.decision_role import WIDEST_REACH
from tenure.relationships.models.fog_square import HEAVIEST
from tenure.web.forms.records import RecordForm, record_form

NEW_FIELDS = ("name", "line", "opened_on", "deadline", "review_days", "shared_crown")
EDIT_FIELDS = ("name", "line", "state", "opened_on", "deadline", "review_days", "shared_crown")
FIELD = {"class": "field", "autocomplete": "off"}


def new_decision_form() -> type[RecordForm]:
    """A form for a decision that is to be opened."""
    return record_form(Decision, NEW_FIELDS)


def decision_form() -> type[RecordForm]:
    """A form over what can be changed of a decision."""
    return record_form(Decision, EDIT_FIELDS)


def chosen_from(things: Iterable[models.Model], field: str, label: Any = "") -> forms.TypedChoiceField:
    """A choice among these things by name; what is chosen is the thing."""
    by_number = {thing.pk: thing for thing in things}
    return forms.TypedChoiceField(
        label=label or label_of(field),
        choices=[("", _("choose")), *((number, getattr(thing, "name", "")) for number, thing in by_number.items())],
        coerce=lambda number: by_number[int(number)],
        widget=forms.Select(attrs=FIELD),
    )


def numbered(field: str, choices: Any, *, unknown: bool = False) -> forms.TypedChoiceField:
    """A choice among numbers that have words; where it may be unknown that comes first."""
    return forms.TypedChoiceField(
        label=label_of(field),
        choices=(lambda: [("", _("not known")), *choices()]) if unknown else choices,
        coerce=int,
        empty_value=None,
        required=not unknown,
        widget=forms.Select(attrs=FIELD),
    )


LINE = _("From 0.3 it counts as a line, from 0.5 somebody is covered by it alone.")
SWAY = _("0 for none, 1 for somebody who is always followed; from 0.3 it counts.")


def share(field: str, hint: Any = LINE, *, required: bool = True) -> forms.DecimalField:
    """A number of 0 to 1 with two decimals."""
    return forms.DecimalField(
        label=label_of(field),
        min_value=Decimal(0),
        max_value=Decimal(1),
        max_digits=3,
        decimal_places=2,
        required=required,
        help_text=hint,
        widget=forms.NumberInput(attrs={**FIELD, "step": "0.05"}),
    )


def words(field: str, *, longest: int = 500) -> forms.CharField:
    """A line of text that must be given."""
    return forms.CharField(label=label_of(field), max_length=longest, widget=forms.TextInput(attrs=FIELD))


def one_of(field: str, choices: Any, *, unsaid: Any = None) -> forms.ChoiceField:
    """A choice among words; with `unsaid` none need be chosen, which is called that."""
    offered = choices if unsaid is None else lambda: [("", unsaid), *choices()]
    return forms.ChoiceField(
        label=label_of(field), choices=offered, required=unsaid is None, widget=forms.Select(attrs=FIELD)
    )


def a_day(field: str) -> forms.DateField:
    """A day that has come, today at first."""
    return forms.DateField(
        label=label_of(field),
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date", **FIELD}, format="%Y-%m-%d"),
    )


def a_tick(field: str) -> forms.BooleanField:
    return forms.BooleanField(label=label_of(field), required=False)


class WhoForm(forms.Form):
    """Whom something is said of; each field is a choice among things of this account."""

    def __init__(self, *args: Any, offered: Mapping[str, forms.Field], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields.update(offered)

    @property
    def numbers(self) -> dict[str, Any]:
        """What was chosen, as the form that follows carries it along."""
        return {name: getattr(value, "pk", value) for name, value in self.cleaned_data.items()}


class FactForm(forms.Form):
    """What is said of something from a day on; `replaces` is the number of the row that the person saw, 0 for none."""

    replaces = forms.IntegerField(min_value=0, max_value=2**53 - 1, required=False, widget=forms.HiddenInput)

    @property
    def values(self) -> dict[str, Any]:
        """What was entered, as the action takes it."""
        return dict(self.cleaned_data)

    def seen_again(self, number: int) -> None:
        """Let the form, sent once more, replace the row with this number, which its reader has seen by then."""
        data = self.data.copy()  # type: ignore[attr-defined]
        data["replaces"] = number
        self.data = data


class StanceForm(forms.Form):
    """What somebody thinks of us, and what shows it."""

    value = forms.TypedChoiceField(
        label=label_of("value"), choices=stance_choices, coerce=int, widget=forms.RadioSelect
    )
    evidence = words("evidence")
    held_on = a_day("held_on")

    @property
    def values(self) -> dict[str, Any]:
        """What was entered, as the action takes it."""
        return dict(self.cleaned_data)


class RoleForm(FactForm):
    """Where somebody stands and how far their power goes."""

    level = numbered("level", level_choices)
    function = one_of("function", contact_function_choices)
    power = numbered("power", power_choices, unknown=True)
    reach = forms.IntegerField(
        label=label_of("reach"),
        min_value=0,
        max_value=WIDEST_REACH,
        required=False,
        widget=forms.NumberInput(attrs=FIELD),
    )
    line_authority = a_tick("line_authority")
    piece = one_of("piece", piece_choices, unsaid=_("as the rule gives it"))
    is_rising = a_tick("is_rising")
    roles = forms.MultipleChoiceField(
        label=label_of("roles"),
        choices=buying_role_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    valid_from = a_day("valid_from")


class TieForm(FactForm):
    """How well one of ours knows somebody, said by hand."""

    strength = share("strength", required=False)
    depth = numbered("depth", depth_choices, unknown=True)
    reason = words("reason")
    valid_from = a_day("valid_from")


class InfluenceForm(FactForm):
    """How much one of theirs sways another."""

    weight = share("weight", SWAY)
    is_confirmed = a_tick("is_confirmed")
    valid_from = a_day("valid_from")


class CompetitorTieForm(FactForm):
    """How well a competitor knows somebody, as far as we can tell."""

    strength = share("strength")
    valid_from = a_day("valid_from")


class FogForm(FactForm):
    """What a square weighs on which somebody sits whom nobody of ours knows."""

    weight = forms.DecimalField(
        label=_("Weight beside the other squares"),
        min_value=Decimal(0),
        max_value=Decimal(HEAVIEST),
        max_digits=5,
        decimal_places=2,
        widget=forms.NumberInput(attrs={**FIELD, "step": "0.5"}),
    )
    valid_from = a_day("valid_from")


def person(people: Iterable[Contact]) -> dict[str, forms.Field]:
    """Which of theirs."""
    return {"contact": chosen_from(people, "contact")}


def pair(people: Iterable[Contact]) -> dict[str, forms.Field]:
    """From whom to whom influence runs, and of what kind."""
    people = list(people)
    return {
        "source": chosen_from(people, "source", _("From")),
        "target": chosen_from(people, "target", _("To")),
        "kind": one_of("kind", influence_kind_choices),
    }


def tie(members: Iterable[Member], people: Iterable[Contact]) -> dict[str, forms.Field]:
    """Which of ours, and which of theirs."""
    return {"member": chosen_from(members, "member"), "contact": chosen_from(people, "contact", _("Of theirs"))}


def competitor_and_person(people: Iterable[Contact]) -> dict[str, forms.Field]:
    """Which competitor, by name, and which of theirs."""
    return {"competitor": words("competitor", longest=200), **person(people)}


def square() -> dict[str, forms.Field]:
    """Which square of the board."""
    return {"level": numbered("level", level_choices), "function": one_of("function", contact_function_choices)}
