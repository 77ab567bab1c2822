"""A board as a file: which kinds there are, how each is written, and what the file is called."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tenure.accounts.files import shown_name
from tenure.integrations.drawings.paper import pdf_of, png_of
from tenure.integrations.drawings.sheet import Sheet
from tenure.integrations.drawings.slides import pptx_of
from tenure.integrations.drawings.svg import svg_of

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


_PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_KINDS: Mapping[Format, _Kind] = {
    Format.SVG: _Kind("image/svg+xml", _svg),
    Format.PNG: _Kind("image/png", png_of),
    Format.PDF: _Kind("application/pdf", pdf_of),
    Format.PPTX: _Kind(_PPTX, pptx_of),
}


@dataclass(frozen=True)
class BoardFile:
    """A written board: what the file is called, what it is, and what is in it."""

    name: str
    media_type: str
    content: bytes


def board_file(sheet: Sheet, format: Format) -> BoardFile:
    """Write a board down.

    The name holds account, decision and day, and nothing that a folder or a header could take for something else.
    """
    name = shown_name(f"{sheet.account}, {sheet.decision}, {sheet.day}".replace("/", "-").replace("\\", "-"))
    return BoardFile(f"{name}.{format}", _KINDS[format].media_type, _KINDS[format].write(sheet))
