"""Documents: the files of the accounts one sees."""

from typing import Any

from django.http import FileResponse, HttpResponse
from ninja import File, Router
from ninja.decorators import decorate_view
from ninja.files import UploadedFile

from tenure.accounts.actions.document import change_document, file_document
from tenure.accounts.actions.trash import restore_thing, trash_thing
from tenure.accounts.choices import DocumentClass, LetterDirection
from tenure.accounts.downloads import download
from tenure.accounts.models import Account, Document
from tenure.api.answers import answer, nothing
from tenure.api.auth import ApiRequest
from tenure.api.body import changes_and_version, given, refer
from tenure.api.doors import reads, writes
from tenure.api.filters import asks, counts, days, key, moments, text
from tenure.api.idempotency import once
from tenure.api.listing import Listing, Order, list_page
from tenure.api.rows import shown
from tenure.api.schemas.documents import DocumentIn, DocumentOut, DocumentPage, DocumentPatch
from tenure.api.schemas.fields import PathKey
from tenure.api.uploads import bounded, refuse_other_parts
from tenure.core.audit import field_values
from tenure.core.policy import require

router = Router(tags=["documents"])

LISTING = Listing(
    shown=shown(Document.objects, DocumentOut),
    filters={
        **key("account"),
        **text("name"),
        "document_class": asks("document_class", DocumentClass),
        "direction": asks("direction", LetterDirection),
        **counts("register_year"),
        **counts("register_number"),
        **days("dated_on"),
        **text("sha256"),
        **moments("created_at"),
    },
    orders={"id": Order("id")},
    default="-id",
)


def visible(request: ApiRequest, document_id: int) -> Document:
    """The document, if the member may see its account."""
    return Document.objects.visible_to(request.auth).select_related("account").get(pk=document_id)


@router.get("", response=DocumentPage, **reads("account.see", LISTING))
def list_documents(request: ApiRequest) -> HttpResponse:
    """The files of the accounts you see, the latest first."""
    return list_page(request, LISTING, LISTING.rows.visible_to(request.auth))


@router.post("", response={201: DocumentOut}, **writes("document.create", once=True))
@decorate_view(bounded)
@once
def post_document(request: ApiRequest, file: File[UploadedFile], options: DocumentIn) -> HttpResponse:
    """File a document: a form with the part `file` and `options` as JSON. Letters get their number in the register."""
    require(request.auth, "document.create")
    refuse_other_parts(request)
    fields = given(options)
    refer(fields, "account", Account.objects.visible_to(request.auth))
    refer(fields, "replaces", Document.objects.visible_to(request.auth))
    document = file_document(file=file, by=request.auth, **fields)
    return answer(_shown(document), 201)


@router.get("/{int:document_id}", response=DocumentOut, **reads("account.see"))
def get_document_record(request: ApiRequest, document_id: PathKey) -> HttpResponse:
    """What is known about one document."""
    return answer(LISTING.shown.one(LISTING.rows.visible_to(request.auth).filter(pk=document_id)))


@router.get("/{int:document_id}/file", response={200: None}, **reads("account.see", files=["application/octet-stream"]))
def get_document_file(request: ApiRequest, document_id: PathKey) -> FileResponse:
    """The file itself, as an attachment."""
    return download(visible(request, document_id))


@router.patch("/{int:document_id}", response=DocumentOut, **writes("document.change"))
def patch_document(request: ApiRequest, document_id: PathKey, body: DocumentPatch) -> HttpResponse:
    """Change what is said about a document. Others' changes to other fields stay; to the same ones: 409."""
    document = visible(request, document_id)
    changes, version = changes_and_version(body)
    change_document(document=document, changes=changes, by=request.auth, version=version)
    return answer(_shown(document))


@router.delete("/{int:document_id}", response={204: None}, **writes("document.delete"))
def delete_document(request: ApiRequest, document_id: PathKey) -> HttpResponse:
    """Put a document into the trash."""
    trash_thing(thing=visible(request, document_id), by=request.auth)
    return nothing()


@router.post("/{int:document_id}/restore", response=DocumentOut, **writes("document.delete"))
def post_document_restore(request: ApiRequest, document_id: PathKey) -> HttpResponse:
    """Take a document out of the trash; twice is the same as once."""
    kept = Document.objects.ever_visible_to(request.auth).select_related("account")
    document = restore_thing(thing=kept.get(pk=document_id), by=request.auth)
    return answer(_shown(document))


def _shown(document: Document) -> dict[str, Any]:
    return field_values(document, DocumentOut.model_fields)
