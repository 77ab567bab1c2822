"""A sheet as PDF and PNG, set by Typst from `page.typ`. What people wrote reaches it as data, never as markup."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from tenure.integrations.drawings.looks import LINES
from tenure.integrations.drawings.sheet import Row, Sheet
from tenure.integrations.drawings.svg import bare_svg_of
from tenure.integrations.stationery.typesetting import typeset

PAGE = Path(__file__).with_name("page.typ")


def pdf_of(sheet: Sheet) -> bytes:
    """A4 across, the drawing as large as fits, then the list; readable to machines (PDF/UA-1)."""
    return typeset(PAGE, told(sheet), "pdf")


def png_of(sheet: Sheet) -> bytes:
    """One picture, as high as it takes."""
    return typeset(PAGE, told(sheet), "png")


def told(sheet: Sheet) -> dict[str, Any]:
    """All that the page says, as plain values."""
    drawing = sheet.drawing
    return {
        "title": sheet.decision,
        "account": sheet.account,
        "notes": list(sheet.notes),
        "language": sheet.language.partition("-")[0],
        "figures": [
            {"label": str(one.label), "value": one.value, "note": one.note, "tone": one.tone} for one in sheet.figures
        ],
        "top": [
            {"label": one.label, "sentence": one.sentence, "tone": one.tone, "action": _action(one.action, one.worth)}
            for one in sheet.top
        ],
        "others": [
            {"label": group.label, "tone": group.tone, "sentences": [one.sentence for one in group.findings]}
            for group in sheet.others
        ],
        "drawing": {
            "svg": bare_svg_of(drawing),
            "alt": f"{drawing.title}. {drawing.description}",
            "width": drawing.width,
            "height": drawing.height,
        },
        "legend": [
            {"label": key.label, "count": key.count, "kind": key.kind.value, "colour": LINES[key.kind]}
            for key in drawing.legend
        ],
        "heads": list(sheet.heads),
        "levels": [{"label": label, "rows": [_row(row) for row in rows]} for label, rows in sheet.levels],
        "words": {
            "findings": _("Findings"), "others": _("All other findings"), "everybody": _("Everybody on the board"),
        },
    }  # fmt: skip


def _action(action: str, worth: str) -> str:
    return f"{action} ({worth})" if worth else ""


def _row(row: Row) -> dict[str, Any]:
    return {
        "name": row.name,
        "cells": [[{"text": word.text, "tone": word.tone} for word in cell] for cell in row.cells],
    }
