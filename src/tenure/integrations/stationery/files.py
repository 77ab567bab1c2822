"""A file that leaves the house: what it is called, what it is, and what is in it."""

from dataclasses import dataclass

from tenure.accounts.files import KINDS, shown_name

PDF, PPTX = KINDS["pdf"][0], KINDS["pptx"][0]


@dataclass(frozen=True)
class MadeFile:
    """A file as doors hand it out."""

    name: str
    media_type: str
    content: bytes


def file_name(*parts: object, ending: str) -> str:
    """A name of several parts, with nothing in it that a folder or a header could take for something else.

    >>> file_name("Nord/Süd AG", "Plan", ending="pdf")
    'Nord-Süd AG, Plan.pdf'
    """
    said = ", ".join(str(part) for part in parts).replace("/", "-").replace("\\\\", "-")
    return f"{shown_name(said)}.{ending}"
