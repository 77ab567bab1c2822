"""Taking on what a board shows: a commitment with who owes it and by when."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tenure.accounts.access import require_on
from tenure.accounts.models import Contact
from tenure.accounts.queries import contacts_of
from tenure.core.doors import door
from tenure.people.models import Member
from tenure.relationships.actions.board_commitment import commit_on_board
from tenure.relationships.models import Decision
from tenure.web.answers import answer
from tenure.web.components.board_commitments import KINDS, due_at_first, said_at_first
from tenure.web.forms.decisions import FIELD, chosen_from, words
from tenure.web.forms.refusals import accepted
from tenure.web.members import member_of
from tenure.web.toasts import toast
from tenure.web.views.back import back_from_form, opened_on
from tenure.web.views.decisions import visible_decision


class CommitForm(forms.Form):
    """What is owed, by whom of ours and by when."""

    due_on = forms.DateField(
        label=gettext_lazy("By"), widget=forms.DateInput(attrs={"type": "date", **FIELD}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, members: list[Member], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["text"] = words("text", longest=200)
        self.fields["text"].label = _("What")
        self.fields["owner"] = chosen_from(members, "owner", _("Who"))
        self.order_fields(["text", "owner", "due_on"])


@require_http_methods(["GET", "HEAD", "POST"])
@door("judgement.see", writes="commitment.create")
def commit(request: HttpRequest, pk: int, decision_pk: int) -> HttpResponse:
    """Say who takes on a finding or a move, and by when; filled in from what it is about."""
    member = member_of(request)
    decision = visible_decision(member, pk, decision_pk)
    for act in ("commitment.create", "judgement.see"):
        require_on(member, act, decision.account)
    asked = request.POST if request.method == "POST" else request.GET
    kind, contact = asked.get("kind", ""), _about(asked.get("contact", ""), decision, member)
    if kind not in KINDS:
        raise Http404
    sent = request.POST if request.method == "POST" else None
    members = list(Member.objects.active().order_by("name"))
    form = CommitForm(sent, members=members, initial=_initial(request, decision, kind, contact))
    if sent is None:
        return _answer(request, decision, form, kind, contact)
    made = accepted(
        form, lambda: commit_on_board(decision=decision, kind=kind, contact=contact, by=member, **form.cleaned_data)
    )
    if not made:
        return _answer(request, decision, form, kind, contact, status=422)
    toast(request, _("Noted. It stands among what we owe the account."))
    return back_from_form(request, reverse("account-board", args=[decision.account_id]))


def _about(asked: str, decision: Decision, member: Member) -> Contact | None:
    """Whom it is about; None for the whole board, Http404 for somebody of another account."""
    if not asked:
        return None
    found = next((one for one in contacts_of(decision.account, member) if str(one.pk) == asked), None)
    if found is None:
        raise Http404
    return found


def _initial(request: HttpRequest, decision: Decision, kind: str, contact: Contact | None) -> dict[str, Any]:
    """What is proposed; who would make the move, else who owns the account. Somebody who has left is not offered."""
    return {
        "text": said_at_first(kind, contact.name if contact else ""),
        "owner": request.GET.get("owner") or (decision.account.owner or member_of(request)).pk,
        "due_on": due_at_first(kind, timezone.localdate(), decision.deadline),
    }


def _answer(
    request: HttpRequest, decision: Decision, form: CommitForm, kind: str, contact: Contact | None, status: int = 200
) -> HttpResponse:
    context = {
        "account": decision.account,
        "decision": decision,
        "form": form,
        "carried": {"kind": kind, **({"contact": contact.pk} if contact else {})},
        "title": _("Make a commitment"),
        "address": request.path,
        "next": opened_on(request),
        "part": "boards/commit.html",
    }
    return answer(request, "decisions/fact_page.html", context, part="boards/commit.html", status=status)
