"""Linking a person to who they were at another company."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tenure.accounts.access import require_on
from tenure.accounts.actions.contact import link_former_contact
from tenure.accounts.models import Contact
from tenure.accounts.queries.career import career_of, leavers_for
from tenure.core.doors import door
from tenure.core.errors import ConflictError
from tenure.people.models import Member
from tenure.web.answers import answer
from tenure.web.forms.decisions import FIELD
from tenure.web.forms.refusals import accepted
from tenure.web.members import member_of
from tenure.web.toasts import toast
from tenure.web.views.back import back_from_form


class FormerlyForm(forms.Form):
    """Whom among those who have left another company this person was."""

    version = forms.IntegerField(min_value=1, max_value=2**53 - 1, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, leavers: list[Contact], **options: Any) -> None:
        super().__init__(*args, **options)
        self.by_number = {str(one.pk): one for one in leavers}
        choices = [(number, f"{one.name}, {one.account.name}") for number, one in self.by_number.items()]
        self.fields["formerly"] = forms.ChoiceField(
            label=_("Formerly"),
            choices=[("", _("nobody we know")), *choices],
            required=False,
            widget=forms.Select(attrs=FIELD),
        )

    @property
    def former(self) -> Contact | None:
        """Who was chosen."""
        return self.by_number.get(self.cleaned_data["formerly"])

    def lost(self, theirs: Contact | None, version: int) -> None:
        """Say whom somebody else has chosen; sent once more, the form replaces that."""
        said = _("Somebody else has chosen %(name)s meanwhile; save again to keep your choice.")
        self.add_error("formerly", said % {"name": theirs.name if theirs else _("nobody we know")})
        self.data = {**self.data.dict(), "version": version}  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
@door("contact.change")
def formerly(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose who somebody was at a company that they have left; nobody takes the link away."""
    member = member_of(request)
    found = get_object_or_404(Contact.objects.visible_to(member).select_related("account"), pk=pk)
    require_on(member, "contact.change", found.account)
    before = career_of(found, member).formerly
    sent = request.POST if request.method == "POST" else None
    leavers = [*([before] if before else []), *(one for one in leavers_for(found, member) if one != before)]
    initial = {"formerly": before.pk if before else "", "version": found.version}
    form = FormerlyForm(sent, leavers=leavers, initial=initial)
    context = {"contact": found, "account": found.account, "form": form}
    part = "accounts/formerly.html"
    if sent is None:
        return answer(request, "accounts/formerly_page.html", context, part=part)
    try:
        if not accepted(form, lambda: _link(found, form, member)):
            return answer(request, "accounts/formerly_page.html", context, part=part, status=422)
    except ConflictError as error:
        form.lost(before, error.version)
        return answer(request, "accounts/formerly_page.html", context, part=part, status=409)
    toast(request, _("Saved."))
    return back_from_form(request, reverse("contact", args=[found.pk]))


def _link(contact: Contact, form: FormerlyForm, member: Member) -> Contact:
    version = form.cleaned_data["version"]
    return link_former_contact(contact=contact, former=form.former, by=member, version=version)
