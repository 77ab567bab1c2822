"""A document as a file: which kinds there are, how each is written, and what the file is called."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from tenure.integrations.papers.paper import Paper
from tenure.integrations.papers.pdf import pdf_of
from tenure.integrations.papers.slides import pptx_of
from tenure.integrations.stationery.files import PDF, PPTX, MadeFile, file_name


class PaperFormat(StrEnum):
    """What a document is written as; also the ending of the file."""

    PDF = "pdf"
    PPTX = "pptx"


_KINDS: Mapping[PaperFormat, tuple[str, Callable[[Paper], bytes]]] = {
    PaperFormat.PDF: (PDF, pdf_of),
    PaperFormat.PPTX: (PPTX, pptx_of),
}
MEDIA_TYPES = tuple(media_type for media_type, _ in _KINDS.values())


def paper_file(paper: Paper, kind: PaperFormat) -> MadeFile:
    """Write a document down; the name of the file holds account, kind of document and day."""
    media_type, write = _KINDS[kind]
    return MadeFile(file_name(paper.account, paper.noun, paper.day, ending=kind), media_type, write(paper))
