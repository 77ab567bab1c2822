"""Filing documents: the only place that lays files down and takes their names."""

import hashlib
import secrets
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.accounts.access import require_on
from tenure.accounts.actions.account import refuse_unknown_fields
from tenure.accounts.files import media_type_of, refuse_unfit, shown_name
from tenure.accounts.models import Account, Document
from tenure.core.audit import field_values, record_change
from tenure.core.changes import insert_record, update_record
from tenure.people.models import Member

FOLDER = "documents"
EDITABLE = frozenset({"name", "document_class", "dated_on", "note"})
# Where a file belongs in the register of letters is decided once, when it is filed.
FILED_WITH = EDITABLE | {"direction"}


@transaction.atomic
def file_document(
    *, account: Account, file: File[bytes], by: Member, replaces: Document | None = None, **fields: Any
) -> Document:
    """Lay a file down for an account under a random name. Audited.

    What came in or went out gets the next number of its direction and year. `replaces` makes it the next edition of a
    file, which stays. Raises PermissionDenied for an account the member does not see, ValidationError for a file that
    is too large, empty, of a kind that is not taken, or not what its name says.
    """
    require_on(by, "document.create", account)
    refuse_unknown_fields(fields, FILED_WITH)
    fields["name"] = shown_name(fields.get("name") or file.name or "")
    refuse_unfit(fields["name"], file)
    document = Document(account=account, filed_by=by, **fields)
    _follow(document, replaces)
    _register(document)
    document.media_type, document.size = media_type_of(document.name), file.size
    document.sha256 = _digest(file)
    document.storage_name = default_storage.save(f"{FOLDER}/{secrets.token_hex(20)}", file)
    try:
        insert_record(document)
    except BaseException:
        default_storage.delete(document.storage_name)
        raise
    after = field_values(document, [*fields, "account", "size", "sha256", "edition"])
    record_change(by=by, verb="created", thing=document, after=after, account_id=account.pk)
    return document


@transaction.atomic
def change_document(
    *, document: Document, changes: Mapping[str, Any], by: Member, version: int | None = None
) -> Document:
    """Change what is said about a file; its bytes never change. Audited; ConflictError as everywhere."""
    require_on(by, "document.change", document.account)
    refuse_unknown_fields(changes, EDITABLE)
    if "name" in changes:
        changes = {**changes, "name": _renamed(document, changes["name"])}
    before = update_record(document, changes, version=version)
    if before:
        after = field_values(document, before)
        record_change(by=by, verb="changed", thing=document, before=before, after=after, account_id=document.account_id)
    return document


def _renamed(document: Document, name: str) -> str:
    name = shown_name(name)
    if media_type_of(name) != document.media_type:
        sentence = _("“%(name)s” names another kind of file; keep the ending .%(ending)s.")
        raise ValidationError({"name": ValidationError(sentence, params={"name": name, "ending": document.suffix})})
    return name


def _follow(document: Document, former: Document | None) -> None:
    if former is None:
        return
    if former.account_id != document.account_id:
        raise ValidationError({"replaces": _("A file replaces one of the same account.")})
    if Document.objects.filter(replaces=former, deleted_at=None).exists():
        sentence = _("“%(name)s” has been replaced already; replace its last edition.")
        raise ValidationError({"replaces": ValidationError(sentence, params={"name": former.name})})
    document.replaces, document.edition = former, former.edition + 1


def _register(document: Document) -> None:
    if not document.direction:
        return
    year = (document.dated_on or timezone.localdate()).year
    # Numbers of files in the trash stay taken: a register has no gaps that somebody else fills later.
    taken = Document.objects.filter(direction=document.direction, register_year=year)
    last: int | None = taken.aggregate(last=Max("register_number"))["last"]
    document.register_year, document.register_number = year, (last or 0) + 1


def _digest(file: File[bytes]) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
