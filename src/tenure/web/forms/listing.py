from dataclasses import dataclass

from django import forms
from django.http import QueryDict


@dataclass(frozen=True)
class Asked:
    """What a list was asked for: names that contain a text, one grade, the page after a key."""

    text: str
    grade: str
    after: int


class ListForm(forms.Form):
    """The parameters a list takes in its address."""

    q = forms.CharField(required=False, max_length=200)
    grade = forms.SlugField(required=False, max_length=10)
    after = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1)


def asked(query: QueryDict) -> Asked:
    """Read a list's address; a parameter that cannot be understood is left out, as an old link still shows a list."""
    form = ListForm(query)
    form.is_valid()
    given = form.cleaned_data
    return Asked(text=given.get("q") or "", grade=given.get("grade") or "", after=given.get("after") or 0)


class PlaceForm(forms.Form):
    """Where a page of a timeline begins: after this interaction and this change."""

    met = forms.IntegerField(required=False, min_value=0, max_value=2**63 - 1)
    changed = forms.IntegerField(required=False, min_value=0, max_value=2**63 - 1)


def place_asked(query: QueryDict) -> tuple[int, int]:
    """The last interaction and the last change that were shown before, by number; 0 at the beginning."""
    form = PlaceForm(query)
    form.is_valid()
    given = form.cleaned_data
    return given.get("met") or 0, given.get("changed") or 0
