"""A board as a file: which kinds there are, how each is written, and what the file is called."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tenure.integrations.drawings.paper import pdf_of, png_of
from tenure.integrations.drawings.sheet import Sheet
from tenure.integrations.drawings.slides import pptx_of
from tenure.integrations.drawings.svg import svg_of
from tenure.integrations.stationery.files import PDF, PPTX, MadeFile, file_name

SHOWN_FIGURES = 5
"""The position with its four parts."""


class Format(StrEnum):
    """What a board is written as; also the ending of the file."""

    SVG = "svg"
    PNG = "png"
    PDF = "pdf"
    PPTX = "pptx"


@dataclass(frozen=True)
class _Kind:
    media_type: str
    write: Callable[[Sheet], bytes]


def _svg(sheet: Sheet) -> bytes:
    figures = [f"{figure.label} {figure.value}" for figure in sheet.figures[:SHOWN_FIGURES]]
    return svg_of(sheet.drawing, " · ".join([*sheet.notes, *figures])).encode()


_KINDS: Mapping[Format, _Kind] = {
    Format.SVG: _Kind("image/svg+xml", _svg),
    Format.PNG: _Kind("image/png", png_of),
    Format.PDF: _Kind(PDF, pdf_of),
    Format.PPTX: _Kind(PPTX, pptx_of),
}
MEDIA_TYPES = tuple(kind.media_type for kind in _KINDS.values())


def board_file(sheet: Sheet, format: Format) -> MadeFile:
    """Write a board down; the name of the file holds account, decision and day."""
    kind = _KINDS[format]
    return MadeFile(
        file_name(sheet.account, sheet.decision, sheet.day, ending=format), kind.media_type, kind.write(sheet)
    )
