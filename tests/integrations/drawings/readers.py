"""The words of an exported board, as a program that opens the file would find them."""

import re
import zlib
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

STREAM = re.compile(rb"stream\r?\n")
GLYPHS = re.compile(r"<([0-9A-F]{4})> <([0-9A-F]+)>\n")
SHOWN = re.compile(rb"/(f\d+) [\d.]+ Tf|\(((?:\\.|[^\\)])*)\)", re.DOTALL)
ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def words_of_svg(content: bytes) -> str:
    return " ".join(ElementTree.fromstring(content).itertext())


def words_of_pptx(content: bytes) -> str:
    """Everything in all parts of the file, names of shapes and alternative texts too."""
    with ZipFile(BytesIO(content)) as parts:
        slides = [name for name in parts.namelist() if re.match(r"ppt/(slides|notesSlides)/|docProps/", name)]
        return "\n".join(parts.read(name).decode("utf-8", "replace") for name in slides)


def words_of_pdf(content: bytes) -> str:
    """The glyphs in the order in which they are drawn, by the letters that the file says they stand for."""
    streams = [found for found in map(_unpacked, (content[at.end() :] for at in STREAM.finditer(content))) if found]
    letters = [dict(GLYPHS.findall(one.decode("latin-1"))) for one in streams if b"begincmap" in one]
    drawn = [one for one in streams if b" Tf" in one]
    return "\n".join(_read(one, letters) for one in drawn)


def _unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:
        return b""


def _read(stream: bytes, letters: list[dict[str, str]]) -> str:
    """A font's number in a page's names is its place among the tables of letters."""
    said, of = [], letters[0]
    for font, text in SHOWN.findall(stream):
        if font:
            of = letters[int(font[1:])]
            continue
        codes = _unescaped(text)
        glyphs = (codes[at : at + 2].hex().upper() for at in range(0, len(codes), 2))
        said.append("".join(bytes.fromhex(of.get(glyph, "")).decode("utf-16-be") for glyph in glyphs))
    return "".join(said)


def _unescaped(text: bytes) -> bytes:
    def plain(found: re.Match[bytes]) -> bytes:
        code = found[1]
        return bytes([int(code, 8)]) if code[:1].isdigit() else NAMED.get(code, code)

    return ESCAPE.sub(plain, text)
