"""The files of an account: filed, described, handed out."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tenure.accounts.access import can, require_on
from tenure.accounts.actions.document import change_document, file_document
from tenure.accounts.downloads import download
from tenure.accounts.models import Account, Document
from tenure.core.doors import door
from tenure.core.errors import ConflictError
from tenure.people.models import Member
from tenure.web.answers import answer
from tenure.web.forms.documents import DocumentForm, FilingForm
from tenure.web.forms.records import RecordForm, initial_of
from tenure.web.forms.refusals import accepted
from tenure.web.members import member_of
from tenure.web.toasts import toast
from tenure.web.views.account import visible_account
from tenure.web.views.back import back_to
from tenure.web.views.losing import lost

FIELDS = ("name", "document_class", "dated_on", "note")


@require_POST
@door("document.create")
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """File a document for the account."""
    member = member_of(request)
    account = visible_account(member, pk)
    require_on(member, "document.create", account)
    form = FilingForm(request.POST, request.FILES)
    if not accepted(form, lambda: _file(account, form.cleaned_data, member)):
        context = {"account": account, "form": form}
        return answer(request, "accounts/filing_page.html", context, part="accounts/filing.html", status=422)
    toast(request, _("Filed."))
    return back_to(request, account, "files")


@require_http_methods(["GET", "HEAD", "POST"])
@door("account.see", writes="document.change")
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """What is known about one document; who may change it gets a form."""
    member = member_of(request)
    found = _visible(member, pk)
    form = DocumentForm(request.POST or None, initial=initial_of(found, FIELDS))
    shown = {"document": found, "may_change": can(member, "document.change", found.account)}
    if request.method != "POST":
        return _answer(request, found, form, shown)
    require_on(member, "document.change", found.account)
    try:
        saved = accepted(
            form,
            lambda: change_document(document=found, changes=form.changed_values, by=member, version=form.seen_version),
        )
    except ConflictError as error:
        return _answer(request, found, form, {**shown, **lost(found, form.values, error)}, status=409)
    if not saved:
        return _answer(request, found, form, shown, status=422)
    toast(request, _("Saved."))
    return back_to(request, found.account, "files")


@require_safe
@door("account.see")
def contents(request: HttpRequest, pk: int) -> FileResponse:
    """The file itself, as an attachment of which nothing runs."""
    try:
        return download(_visible(member_of(request), pk))
    except Document.DoesNotExist as error:
        raise Http404 from error


def _visible(member: Member, pk: int) -> Document:
    return get_object_or_404(Document.objects.visible_to(member).select_related("account", "filed_by"), pk=pk)


def _file(account: Account, values: dict[str, Any], member: Member) -> Document:
    number = values.pop("replaces")
    former = Document.objects.visible_to(member).filter(pk=number).first() if number else None
    return file_document(account=account, by=member, replaces=former, **values)


def _answer(
    request: HttpRequest, found: Document, form: RecordForm, more: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    context = {"account": found.account, "form": form, **more}
    return answer(request, "accounts/document_page.html", context, part="accounts/document.html", status=status)
