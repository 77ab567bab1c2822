"""A document as PDF, set by Typst from `paper.typ`."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from tenure.integrations.papers.charts import needle_words
from tenure.integrations.papers.measures import widths_of
from tenure.integrations.papers.paper import (
    Block,
    Bullets,
    Curve,
    Gauges,
    Line,
    Paper,
    Paragraph,
    Section,
    Signatures,
    Stretch,
    Subject,
    Table,
    Tick,
    TimeLine,
)
from tenure.integrations.papers.words import NOTHING, day_words
from tenure.integrations.stationery.looks import Word, fitted, printable
from tenure.integrations.stationery.typesetting import typeset

PAGE = Path(__file__).with_name("paper.typ")
# How wide a page is between its margins, in inches, and the letters of a table's heads.
PAGE_WIDTH, HEAD_SIZE = 6.77, 7.4
# Two lines of a name beside a time line, in points.
NAME_ROOM, NAME_SIZE = 260.0, 7.6
# Longer words may break wherever they must.
LONGEST_WORD = re.compile(r"\S{24}(?=\S)")


def pdf_of(paper: Paper) -> bytes:
    """A4 upright with head and foot on every page; readable to machines (PDF/UA-1)."""
    return typeset(PAGE, told(paper), "pdf")


def told(paper: Paper) -> dict[str, Any]:
    """All that the pages say, as plain values."""
    return {
        "title": _heading(paper.title),
        "account": _breaking(paper.account),
        "status": paper.status,
        "mark": paper.mark,
        "footer": f"{paper.noun} · {day_words(paper.day)}",
        "language": paper.language.partition("-")[0],
        "facts": [_breaking(fact) for fact in paper.facts],
        "figures": [
            {"label": one.label, "value": _breaking(one.value), "note": one.note, "tone": one.tone}
            for one in paper.figures
        ],
        "sections": [_section(section) for section in paper.sections],
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "title": _heading(section.title),
        "note": _word(section.note),
        "blocks": [_block(block) for block in section.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Paragraph():
            return {"kind": "paragraph", "words": _line(block.words)}
        case Bullets():
            return {"kind": "bullets", "items": _lines(block.items)}
        case Subject():
            about = _line(block.about)
            return {"kind": "subject", "name": _heading(block.name), "about": about, "share": block.share}
        case Table():
            return _table(block)
        case Curve():
            return _curve(block)
        case TimeLine():
            return _time_line(block)
        case Gauges():
            return _gauges(block)
        case Signatures():
            return _signatures(block)


def _table(table: Table) -> dict[str, Any]:
    widths = widths_of(table.columns, PAGE_WIDTH, HEAD_SIZE)
    return {
        "kind": "table",
        "columns": [
            {"head": _breaking(column.head), "wide": wide, "number": column.is_number}
            for column, wide in zip(table.columns, widths, strict=True)
        ],
        "rows": [_lines(row) for row in table.rows],
        "total": _lines(table.total),
    }


def _curve(curve: Curve) -> dict[str, Any]:
    return {
        "kind": "curve",
        "name": curve.name,
        "unit": curve.unit,
        "labels": list(curve.labels),
        "values": [float(value) for value in curve.values],
        "ticks": _ticks(curve.ticks),
        "crossing": curve.crossing,
        "said": curve.said,
        "description": _heading(curve.description),
    }


def _time_line(line: TimeLine) -> dict[str, Any]:
    return {
        "kind": "time-line",
        "stretches": [_stretch(stretch) for stretch in line.stretches],
        "ticks": _ticks(line.ticks),
        "today": line.today,
        "today-label": line.today_label,
        "description": _heading(line.description),
    }


def _stretch(stretch: Stretch) -> dict[str, Any]:
    name, _size = fitted(stretch.name, NAME_SIZE / 0.75, NAME_ROOM)
    return {
        "name": _breaking(name), "start": stretch.start, "end": stretch.end, "tone": stretch.tone,
        "point": stretch.is_point,
    }  # fmt: skip


def _gauges(gauges: Gauges) -> dict[str, Any]:
    return {
        "kind": "gauges",
        "needles": [
            {"short": one.short, "long": one.long, "value": one.value, "about": one.about} for one in gauges.needles
        ],
        "description": "; ".join(needle_words(one) for one in gauges.needles),
    }


def _signatures(block: Signatures) -> dict[str, Any]:
    return {
        "kind": "signatures",
        "statement": block.statement,
        "signatures": [
            {"name": _breaking(one.name), "said": one.said, "signed": one.is_signed} for one in block.signatures
        ],
    }


def _ticks(ticks: Sequence[Tick]) -> list[dict[str, Any]]:
    return [{"at": tick.at, "label": tick.label} for tick in ticks]


def _lines(lines: Iterable[Line]) -> list[dict[str, Any]]:
    return [{"words": _line(line)} for line in lines]


def _line(line: Line) -> list[dict[str, Any]]:
    return [_word(word) for word in line]


def _word(word: Word) -> dict[str, Any]:
    return {"text": _breaking(word.text), "tone": word.tone, "strong": word.is_strong}


def _heading(text: str) -> str:
    """The text of a heading, or of what stands for a drawing; neither may be empty."""
    return _breaking(text) if printable(text).strip() else NOTHING


def _breaking(text: str) -> str:
    """The text with places to break within words that no line could hold."""
    return LONGEST_WORD.sub(lambda part: part[0] + "\N{ZERO WIDTH SPACE}", text)
