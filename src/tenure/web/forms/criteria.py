"""What people may enter about criteria, grades and weights."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from tenure.assessments.choices import direction_choices, label_pack_choices, normalisation_choices
from tenure.assessments.models import BusinessObjective
from tenure.assessments.queries import known_measures

NUMBER = r"[-+]?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?"
ANCHOR = re.compile(rf"\s*({NUMBER})\s*(?:->|=|:|\u2192|\s)\s*({NUMBER})\s*")
MOST_ANCHORS = 50
TRIED = "w."


def anchors_from(text: str) -> list[list[float]]:
    """Read anchors, one a line or parted by semicolons: a raw value, an arrow, equals sign or colon, and its score.

    >>> anchors_from("0 -> 0; 250000 -> 4")
    [[0.0, 0.0], [250000.0, 4.0]]
    >>> anchors_from("  ")
    []

    Raises ValidationError for a line that is not such a pair.
    """
    lines = [line for line in re.split(r"[;\n]", text) if line.strip()]
    if len(lines) > MOST_ANCHORS:
        raise ValidationError(_("A scale has at most 50 anchors."))
    return [_anchor(line) for line in lines]


def _anchor(line: str) -> list[float]:
    pair = ANCHOR.fullmatch(line)
    if pair is None:
        sentence = _("“%(line)s” is no anchor; write a value and its score, as in 250000 -> 4.")
        raise ValidationError(sentence % {"line": line.strip()[:60]})
    return [float(pair[1]), float(pair[2])]


def anchors_text(anchors: list[list[float]]) -> str:
    """Write anchors as `anchors_from` reads them.

    >>> anchors_text([[0, 0], [250000.0, 4.5]])
    '0 -> 0\\n250000 -> 4.5'
    """
    return "\n".join(f"{value:.12g} -> {score:.12g}" for value, score in anchors)


class AnchorsField(forms.CharField):
    """Anchors as text; empty for none, which are then proposed from the data at the first ranking."""

    def clean(self, value: Any) -> Any:
        """The pairs of value and score."""
        return anchors_from(super().clean(value))


class Changes(forms.Form):
    """A form of which any part may be sent: what was not sent stays as it is."""

    version = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1)

    def changes(self) -> tuple[dict[str, Any], int | None]:
        """The fields that were sent, and the version they were read at. Raises ValidationError for a bad value."""
        if not self.is_valid():
            raise ValidationError({name: list(messages) for name, messages in self.errors.items()})
        sent = {name: value for name, value in self.cleaned_data.items() if name in self.data and name != "version"}
        return sent, self.cleaned_data["version"]


class CriterionForm(Changes):
    """One criterion."""

    name = forms.CharField(required=False, max_length=120)
    measure = forms.ChoiceField(required=False)
    weight = forms.DecimalField(required=False, min_value=0, max_digits=6, decimal_places=2)
    direction = forms.ChoiceField(required=False, choices=direction_choices)
    normalisation = forms.ChoiceField(required=False, choices=normalisation_choices)
    anchors = AnchorsField(required=False, max_length=4000)
    knock_out_minimum = forms.FloatField(required=False)
    knock_out_maximum = forms.FloatField(required=False)
    objective = forms.ModelChoiceField(BusinessObjective.objects.all(), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        measures = [(name, name) for name in known_measures()]
        self.fields["measure"] = forms.ChoiceField(required=False, choices=measures)

    def clean_weight(self) -> Any:
        """No weight is none given, which is not the same as zero."""
        weight = self.cleaned_data["weight"]
        if "weight" in self.data and weight is None:
            raise ValidationError(_("Give a weight of 0 or more."))
        return weight


class SchemeForm(Changes):
    """A draft's own fields."""

    name = forms.CharField(required=False, max_length=120)
    hysteresis = forms.DecimalField(required=False, min_value=0, max_value=5, decimal_places=2)
    label_pack = forms.ChoiceField(required=False, choices=lambda: [("", ""), *label_pack_choices()])
    window = forms.RegexField(r"^(all|[1-9][0-9]{0,4}[md])$", required=False)


class LevelForm(Changes):
    """One grade."""

    cut = forms.DecimalField(required=False, min_value=0, max_value=10, decimal_places=2)
    places = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1)
    label = forms.CharField(required=False, max_length=60)


class PlaceForm(forms.Form):
    """Where to move a criterion."""

    position = forms.IntegerField(min_value=0, max_value=1000)


class CountForm(forms.Form):
    """How many grades are key."""

    count = forms.IntegerField(min_value=0, max_value=20)


class CutForm(forms.Form):
    """The score that earns a new grade."""

    cut = forms.DecimalField(min_value=0, max_value=10, decimal_places=2)


class JudgementForm(forms.Form):
    """A comparison of two criteria: how many times more the first matters, as one of Saaty's numbers."""

    pair = forms.IntegerField(min_value=0, max_value=10_000)
    answer = forms.IntegerField(min_value=-9, max_value=9)

    def value(self) -> float:
        """The ratio: 3 is three times more, -3 a third.

        Raises ValidationError when nothing was chosen.
        """
        if not self.is_valid():
            raise ValidationError({name: list(messages) for name, messages in self.errors.items()})
        answer: int = self.cleaned_data["answer"]
        return float(answer) if answer > 0 else 1 / max(1, -answer)


def tried_weights(query: QueryDict, codes: Mapping[str, float]) -> dict[str, float]:
    """The weights that an address asks to try, by code; what cannot be understood keeps the weight it has."""
    asked = {code: query.get(TRIED + code, "") for code in codes}
    return {code: _weight(text, codes[code]) for code, text in asked.items() if text}


def _weight(text: str, otherwise: float) -> float:
    if not re.fullmatch(r"[0-9]{1,4}(\.[0-9]{1,2})?", text, re.ASCII):
        return otherwise
    return float(text)


def checked(form: forms.Form) -> dict[str, Any]:
    """The form's values; ValidationError when one is bad."""
    if not form.is_valid():
        raise ValidationError({name: list(messages) for name, messages in form.errors.items()})
    return form.cleaned_data
