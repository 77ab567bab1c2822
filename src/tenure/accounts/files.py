"""Which files are taken, and how their names are shown. What a file is decides its ending, checked by its first bytes.

Nothing that a browser would run is taken, and nothing is ever sent other than as an attachment in a sandbox.
"""

import re
import unicodedata
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

MOST_BYTES = 25 * 1024 * 1024
LONGEST_NAME = 200
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OPEN = "application/vnd.oasis.opendocument"
_OFFICE = "application/vnd.openxmlformats-officedocument"
# Ending -> media type and the bytes that such a file begins with; none where any text will do.
KINDS: dict[str, tuple[str, bytes]] = {
    "pdf": ("application/pdf", b"%PDF-"),
    "txt": ("text/plain", b""),
    "md": ("text/markdown", b""),
    "csv": ("text/csv", b""),
    "eml": ("message/rfc822", b""),
    "docx": (f"{_OFFICE}.wordprocessingml.document", _ZIP),
    "xlsx": (f"{_OFFICE}.spreadsheetml.sheet", _ZIP),
    "pptx": (f"{_OFFICE}.presentationml.presentation", _ZIP),
    "odt": (f"{_OPEN}.text", _ZIP),
    "ods": (f"{_OPEN}.spreadsheet", _ZIP),
    "odp": (f"{_OPEN}.presentation", _ZIP),
    "zip": ("application/zip", _ZIP),
    "doc": ("application/msword", _OLE),
    "xls": ("application/vnd.ms-excel", _OLE),
    "msg": ("application/vnd.ms-outlook", _OLE),
    "png": ("image/png", b"\x89PNG\r\n\x1a\n"),
    "jpg": ("image/jpeg", b"\xff\xd8\xff"),
    "jpeg": ("image/jpeg", b"\xff\xd8\xff"),
}
# Of a download nothing may run or load, whatever it turns out to be.
DOWNLOAD_POLICY = "sandbox; default-src 'none'"


def shown_name(name: str) -> str:
    """The end of a file's name as people may read it: no folders, no control or direction marks, 200 characters.

    >>> shown_name("../../etc/Angebot  2026.pdf"), shown_name("a\\u202egpj.exe"), shown_name("..")
    ('Angebot 2026.pdf', 'agpj.exe', 'file')
    """
    last = re.split(r"[/\\\\]", name)[-1]
    printable = "".join(" " if c.isspace() else c for c in last if c.isspace() or unicodedata.category(c)[0] != "C")
    text = " ".join(printable.split()).strip(". ")
    stem, suffix = PurePosixPath(text).stem, PurePosixPath(text).suffix[:20]
    return (stem[: LONGEST_NAME - len(suffix)] + suffix) or "file"


def media_type_of(name: str) -> str:
    """The media type that goes with the name's ending; ValidationError when such files are not taken.

    >>> media_type_of("Protokoll.PDF")
    'application/pdf'
    """
    suffix = PurePosixPath(name).suffix.removeprefix(".").lower()
    if suffix not in KINDS:
        sentence = _("“%(name)s” is of a kind that is not taken; taken are %(kinds)s.")
        raise ValidationError({"file": ValidationError(sentence, params={"name": name, "kinds": ", ".join(KINDS)})})
    return KINDS[suffix][0]


def refuse_unfit(name: str, file: File[bytes]) -> None:
    """ValidationError unless the file has an allowed ending and size and begins as such a file does."""
    media_type_of(name)
    if not 0 < file.size <= MOST_BYTES:
        limit = MOST_BYTES // 1024**2
        sentence = _("“%(name)s” has %(size)s bytes; 1 byte to %(limit)s MB are taken.")
        params = {"name": name, "size": file.size, "limit": limit}
        raise ValidationError({"file": ValidationError(sentence, params=params)})
    beginning = KINDS[PurePosixPath(name).suffix.removeprefix(".").lower()][1]
    file.seek(0)
    head = file.read(512)
    file.seek(0)
    # Text has no zero bytes; what has them under a text's name is something else.
    if not head.startswith(beginning) or (not beginning and b"\x00" in head):
        sentence = _("“%(name)s” is not what its ending says; save it again as such a file.")
        raise ValidationError({"file": ValidationError(sentence, params={"name": name})})
