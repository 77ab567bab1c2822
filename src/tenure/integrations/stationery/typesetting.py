"""Pages set by Typst. What people wrote reaches it as data, never as markup."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from tenure.integrations.stationery.looks import (
    ACCENT,
    BAD,
    EDGE,
    GOOD,
    INK,
    QUIET,
    RULE,
    SHADE,
    TRACK,
    WARN,
    printable,
)

ROOT = Path(__file__).parents[1]
"""Pages lie in folders below and share `stationery/house.typ`."""
ACCESSIBLE = "ua-1"
DOTS_PER_INCH = 144.0
COLOURS: Mapping[str, str] = {
    "ink": INK, "quiet": QUIET, "rule": RULE, "edge": EDGE, "shade": SHADE, "track": TRACK, "accent": ACCENT,
    "good": GOOD, "warn": WARN, "bad": BAD,
}  # fmt: skip


def typeset(page: Path, told: Mapping[str, Any], kind: Literal["pdf", "png"]) -> bytes:
    """A page of data as PDF, readable to machines (PDF/UA-1), or as one picture.

    Where no font of the machine has a letter, the standard cannot be kept; the page is still printed, with a box there.
    """
    # Loaded by whoever exports: no web process should wait for a typesetter at its start.
    import typst

    if kind == "png":
        return _set(page, told, kind, ppi=DOTS_PER_INCH)
    try:
        return _set(page, told, kind, pdf_standards=ACCESSIBLE)
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        return _set(page, told, kind)


def _set(page: Path, told: Mapping[str, Any], kind: Literal["pdf", "png"], **options: Any) -> bytes:
    import typst

    data = json.dumps({**_printable(told), "colours": COLOURS}, ensure_ascii=False)
    inputs = {"told": data, "format": kind}
    made: object = typst.compile(page, root=ROOT, format=kind, sys_inputs=inputs, **options)
    if not isinstance(made, bytes):
        raise TypeError(f"Typst made {type(made).__name__} of one page; it makes bytes.")
    return made


def _printable(value: Any) -> Any:
    """Plain values with every text in them printable."""
    match value:
        case str():
            return printable(value)
        case Mapping():
            return {name: _printable(inner) for name, inner in value.items()}
        case list() | tuple():
            return [_printable(inner) for inner in value]
    return value
