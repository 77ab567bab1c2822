"""Handing a file out: every door does it this way, as an attachment of which nothing runs."""

from typing import IO

from django.core.files.storage import default_storage
from django.http import FileResponse

from tenure.accounts.files import DOWNLOAD_POLICY
from tenure.accounts.models import Document


def download(document: Document) -> FileResponse:
    """The document's file under its own name. Ask only for a document that the reader sees.

    Raises Document.DoesNotExist when the file is gone from the disk.
    """
    try:
        file = default_storage.open(document.storage_name)
    except FileNotFoundError as error:
        raise Document.DoesNotExist(f"The file of document {document.pk} is gone.") from error
    return attachment(file, document.name, document.media_type)


def attachment(file: IO[bytes], name: str, media_type: str) -> FileResponse:
    """A file to be saved under a name."""
    response = FileResponse(file, as_attachment=True, filename=name, content_type=media_type)
    response.headers["Content-Security-Policy"] = DOWNLOAD_POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
