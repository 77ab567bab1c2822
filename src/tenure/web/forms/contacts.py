"""What the address of the list of people says, and how the list's own addresses are written."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict

from tenure.accounts.choices import ContactFunction
from tenure.insight.queries.contacts import ContactFilter, ContactOrder, Met, Of

YES = "yes"


class PeopleForm(forms.Form):
    """The parameters of the list; each is read by itself."""

    q = forms.CharField(required=False, max_length=100)
    key = forms.ChoiceField(required=False, choices=[(YES, YES)])
    function = forms.ChoiceField(required=False, choices=[(one.value, one.value) for one in ContactFunction])
    level = forms.IntegerField(required=False, min_value=1, max_value=5)
    met = forms.ChoiceField(required=False, choices=[(one.value, one.value) for one in Met if one])
    of = forms.ChoiceField(required=False, choices=[(one.value, one.value) for one in Of if one])
    left = forms.ChoiceField(required=False, choices=[(YES, YES)])
    sort = forms.ChoiceField(
        required=False, choices=[(f"{sign}{one}", one.value) for one in ContactOrder for sign in ("", "-")]
    )
    after = forms.IntegerField(required=False, min_value=0, max_value=2**63 - 1)


def people_asked(query: QueryDict) -> tuple[ContactFilter, int]:
    """Which people an address asks for, and after whom (0: from the first on).

    What cannot be understood is left out, as an old link still shows a list.
    """
    form = PeopleForm(query)
    form.is_valid()
    given: dict[str, Any] = form.cleaned_data
    sort = given.get("sort") or ContactOrder.NAME.value
    wanted = ContactFilter(
        text=given.get("q") or "",
        key=bool(given.get("key")),
        function=ContactFunction(given["function"]) if given.get("function") else None,
        seniority=given.get("level"),
        met=Met(given.get("met") or ""),
        of=Of(given.get("of") or ""),
        with_left=bool(given.get("left")),
        order=ContactOrder(sort.removeprefix("-")),
        descending=sort.startswith("-"),
    )
    return wanted, given.get("after") or 0


def parameters_of(wanted: ContactFilter) -> dict[str, str]:
    """The parameters that ask for these people from the first on; what is usual is left out."""
    sort = f"{'-' if wanted.descending else ''}{wanted.order}"
    said = {
        "q": wanted.text,
        "key": YES if wanted.key else "",
        "function": wanted.function or "",
        "level": str(wanted.seniority or ""),
        "met": wanted.met.value,
        "of": wanted.of.value,
        "left": YES if wanted.with_left else "",
        "sort": "" if sort == ContactOrder.NAME.value else sort,
    }
    return {name: str(value) for name, value in said.items() if value}


def address_of(wanted: ContactFilter) -> str:
    """The query string that asks for these people; "?" for everybody by name."""
    return f"?{urlencode(parameters_of(wanted))}"
