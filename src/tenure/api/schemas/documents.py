from datetime import date, datetime
from typing import Literal

from tenure.accounts.choices import DocumentClass, LetterDirection
from tenure.api.schemas.fields import Day, In, Key, Name, Out, Text500, Version, examples, unchanged


class DocumentOut(Out):
    """A file of an account. What came in or went out has a number in the register of its direction and year."""

    id: int
    version: int
    created_at: datetime
    updated_at: datetime
    account: int
    name: str
    document_class: DocumentClass
    direction: LetterDirection | Literal[""]
    register_year: int | None
    register_number: int | None
    dated_on: date | None
    note: str
    edition: int
    replaces: int | None
    media_type: str
    size: int
    sha256: str
    filed_by: int | None


class DocumentPage(Out):
    """A page of documents, and the cursor of the next."""

    items: list[DocumentOut]
    next: str | None


class DocumentIn(In):
    """What is said about a file that is sent: whose it is, and what kind of writing."""

    model_config = examples({"account": 12, "document_class": "offer", "direction": "out", "dated_on": "2026-03-12"})

    account: Key
    document_class: DocumentClass = DocumentClass.OTHER
    direction: LetterDirection | Literal[""] = ""
    dated_on: Day | None = None
    note: Text500 = ""
    replaces: Key | None = None


class DocumentPatch(In):
    """The fields to change; `version` is the one they were read at. The file itself never changes."""

    model_config = examples({"version": 1, "document_class": "contract"})

    version: Version | None = None
    name: Name = unchanged()
    document_class: DocumentClass = unchanged()
    dated_on: Day | None = unchanged()
    note: Text500 = unchanged()
