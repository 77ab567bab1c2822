"""Ticking ties in the heat map, and saying how strong they are."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tenure.accounts.models import Contact
from tenure.people.models import Member
from tenure.relationships.queries.heat_map import HeatMap
from tenure.web.forms.decisions import share, words

Pair = tuple[Member, Contact]


def pairs_of(shown: HeatMap) -> Mapping[str, Pair]:
    """Every tie that could be ticked, by what its box sends: the numbers of member and contact."""
    return {f"{member.pk}-{row.contact.pk}": (member, row.contact) for row in shown.rows for member in shown.members}


class StrengthsForm(forms.Form):
    """One strength and one reason for every tie that is ticked."""

    strength = share("strength")
    reason = words("reason")

    def __init__(self, *args: Any, offered: Mapping[str, Pair], **options: Any) -> None:
        super().__init__(*args, **options)
        self.offered = offered
        self.fields["ties"] = forms.MultipleChoiceField(
            choices=[(code, code) for code in offered], error_messages={"required": _("Tick the ties first.")}
        )

    @property
    def pairs(self) -> list[Pair]:
        """What was ticked."""
        return [self.offered[code] for code in self.cleaned_data["ties"]]
