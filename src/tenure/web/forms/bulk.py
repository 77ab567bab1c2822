"""What is to be done to many accounts at once."""

from typing import Any

from django import forms
from django.http import QueryDict

from tenure.accounts.choices import account_kind_choices
from tenure.insight.choices import BulkKind, bulk_kind_choices
from tenure.people.models import Member

NOBODY = "none"


class BulkForm(forms.Form):
    """Which accounts, what is done to them, and by which of the three lists it is done."""

    act = forms.ChoiceField(choices=bulk_kind_choices)
    owner = forms.CharField(required=False, max_length=20)
    member = forms.CharField(required=False, max_length=20)
    kind = forms.ChoiceField(choices=lambda: [("", ""), *account_kind_choices()], required=False)
    sure = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        """Find the member who is meant, and refuse an act without its object."""
        given = super().clean() or {}
        act = given.get("act")
        if act == BulkKind.ASSIGN_OWNER:
            self._member_of(given, "owner", or_nobody=True)
        elif act == BulkKind.ADD_TEAM_MEMBER:
            self._member_of(given, "member", or_nobody=False)
        elif act == BulkKind.SET_KIND and not given.get("kind"):
            self.add_error("kind", "Choose the kind that the accounts shall have.")
        return given

    def _member_of(self, given: dict[str, Any], name: str, *, or_nobody: bool) -> None:
        text = given.get(name) or ""
        if or_nobody and text == NOBODY:
            given["found"] = None
            return
        number = int(text) if text.isascii() and text.isdigit() else 0
        member = Member.objects.active().filter(pk=number).first()
        if member is None:
            self.add_error(name, "Choose one of your colleagues.")
        given["found"] = member


def chosen_accounts(data: QueryDict) -> list[int]:
    """The numbers of the ticked accounts; what is no number stands for an account that nobody has."""
    texts = data.getlist("account")
    return [int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0 for text in texts]
