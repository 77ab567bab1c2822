"""A document as slides that can be edited: native tables and charts, nothing drawn as a picture."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from tenure.integrations.papers.layout import BODY, TITLE_SIZE, Heading, Placed, SlidePlan, laid_out
from tenure.integrations.papers.measures import (
    BULLET,
    CELL,
    CELL_PAD,
    HEAD,
    ROW_PAD,
    SHARE_WIDTH,
    SMALL,
    SUBJECT,
    TEXT,
    head_height,
    row_height,
    widths_of,
)
from tenure.integrations.papers.paper import (
    Bullets,
    Curve,
    Figure,
    Gauges,
    Line,
    Paper,
    Paragraph,
    Signatures,
    Subject,
    Table,
    TimeLine,
)
from tenure.integrations.papers.slide_charts import draw_curve, draw_gauges, draw_signatures, draw_time_line
from tenure.integrations.stationery.looks import ACCENT, EDGE, RULE, TRACK, Word, fitted
from tenure.integrations.stationery.slide import (
    HEIGHT,
    INCH,
    MARGIN,
    POINTS,
    WIDTH,
    add_slide,
    content_of,
    in_inches,
    named,
    presentation,
    rectangle,
    text_box,
    write,
)

MARK_WIDTH = 1.8
FOOT = HEIGHT - 0.4
COVER_TITLE, COVER_FACTS = 32, 14
FIGURES_ACROSS = 5
NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's own style of tables that has neither colours nor lines."""


def pptx_of(paper: Paper) -> bytes:
    """A cover with the figures, then every section on as many slides as it takes."""
    slides = presentation(paper.title, paper.language)
    plans = laid_out(paper.sections)
    _cover(slides, paper, len(plans) + 1)
    for number, plan in enumerate(plans, start=2):
        _slide(slides, paper, plan, (number, len(plans) + 1))
    return content_of(slides)


def _cover(slides: Any, paper: Paper, last: int) -> None:
    slide = add_slide(slides, paper.title)
    head = slide.shapes.title
    head.left, head.top, head.width, head.height = in_inches(MARGIN, 1.7, BODY, 0.9)
    said, size = fitted(paper.title, COVER_TITLE, (BODY - 0.2) * POINTS, bold=True)
    head.text_frame.clear()
    head.text_frame.margin_left = 0
    write(head.text_frame, [[Word(said)]], [size], bold={0})
    rectangle(slide.shapes, in_inches(MARGIN, 2.65, 1.2, 0.05), ACCENT)
    facts = " · ".join([*paper.facts, *([paper.status] if paper.status else [])])
    _written(slide, [Word(facts, "quiet")], (MARGIN, 2.8, BODY, 0.5), COVER_FACTS, _("Facts"))
    for place, figure in enumerate(paper.figures[: 2 * FIGURES_ACROSS]):
        _figure(slide, figure, place)
    _furniture(slide, paper, (1, last))


def _figure(slide: Any, figure: Figure, place: int) -> None:
    wide = BODY / FIGURES_ACROSS
    left, top = MARGIN + wide * (place % FIGURES_ACROSS), 3.7 + 1.35 * (place // FIGURES_ACROSS)
    box = text_box(slide.shapes, left, top, wide - 0.15, 1.15)
    box.text_frame.margin_left = 0
    room = (wide - 0.35) * POINTS
    lines = [
        (figure.label, "quiet", 11, False),
        (figure.value, figure.tone, 20, True),
        (figure.note, "quiet", 9.5, False),
    ]
    shown = [(*fitted(text, size, room, bold=bold), tone, bold) for text, tone, size, bold in lines if text]
    write(
        box.text_frame,
        [[Word(text, tone, bold)] for text, _size, tone, bold in shown],
        [size for _text, size, _tone, _bold in shown],
        apart=2,
    )
    named(box, figure.label)


def _slide(slides: Any, paper: Paper, plan: SlidePlan, number: tuple[int, int]) -> None:
    slide = add_slide(slides, " · ".join(plan.titles), BODY - (MARK_WIDTH if paper.mark else 0))
    slide.shapes.title.text_frame.margin_left = 0
    for placed in plan.placed:
        _draw(slide, placed, is_alone=len(plan.titles) == 1)
    _furniture(slide, paper, number)


def _furniture(slide: Any, paper: Paper, number: tuple[int, int]) -> None:
    """What stands around every slide: the foot, and the mark of what is not signed."""
    rectangle(slide.shapes, in_inches(MARGIN, FOOT - 0.05, BODY, 0.01), EDGE)
    said = " · ".join(part for part in (paper.title, paper.status) if part)
    said, size = fitted(said, 9, (BODY - 1.6) * POINTS)
    _written(slide, [Word(said, "quiet")], (MARGIN, FOOT, BODY - 1.4, 0.25), size, _("Foot"))
    page = text_box(slide.shapes, WIDTH - MARGIN - 1.2, FOOT, 1.2, 0.25)
    write(page.text_frame, [[Word(f"{number[0]} / {number[1]}", "quiet")]], [9], side="right")
    named(page, _("Page"))
    if paper.mark:
        mark = text_box(slide.shapes, WIDTH - MARGIN - MARK_WIDTH + 0.1, 0.2, MARK_WIDTH - 0.1, 0.35)
        write(mark.text_frame, [[Word(paper.mark.upper(), "bad", is_strong=True)]], [14], side="right")
        named(mark, paper.mark)


def _draw(slide: Any, placed: Placed, *, is_alone: bool) -> None:
    place = (placed.left, placed.top, placed.width, placed.height)
    match placed.what:
        case Heading():
            _heading(slide, placed.what, place, is_alone=is_alone)
        case Paragraph():
            _written(slide, placed.what.words, place, TEXT, _("Text"))
        case Bullets():
            _bullets(slide, placed.what, place)
        case Subject():
            _subject(slide, placed.what, place)
        case Table():
            _table(slide, placed.what, place)
        case Curve():
            draw_curve(slide, placed.what, place)
        case TimeLine():
            draw_time_line(slide, placed.what, place)
        case Gauges():
            draw_gauges(slide, placed.what, place)
        case Signatures():
            draw_signatures(slide, placed.what, place)


def _written(slide: Any, words: Line, place: tuple[float, float, float, float], size: float, name: str) -> Any:
    """A box of one paragraph."""
    box = text_box(slide.shapes, *place)
    box.text_frame.margin_left = box.text_frame.margin_right = 0
    write(box.text_frame, [words], [size])
    named(box, name)
    return box


def _heading(slide: Any, heading: Heading, place: tuple[float, float, float, float], *, is_alone: bool) -> None:
    """The title of a section with its note; where the slide's own title says it, only what is more than that."""
    words = [] if is_alone else [Word(heading.title, "accent", is_strong=True)]
    if heading.is_continued:
        words.append(Word(("  " if words else "") + _("continued"), "quiet"))
    if heading.note.text:
        words.append(Word(("  " if words else "") + heading.note.text, heading.note.tone))
    if words:
        said, size = fitted("".join(word.text for word in words), TITLE_SIZE, place[2] * POINTS, bold=True)
        shown = words if size == TITLE_SIZE else [Word(said, "accent", is_strong=True)]
        _written(slide, shown, place, min(size, SMALL) if is_alone else size, heading.title)


def _bullets(slide: Any, block: Bullets, place: tuple[float, float, float, float]) -> None:
    box = text_box(slide.shapes, *place)
    box.text_frame.margin_left = box.text_frame.margin_right = 0
    write(box.text_frame, block.items, [TEXT] * len(block.items))
    for paragraph in box.text_frame.paragraphs:
        _bullet(paragraph)
    named(box, _("List"))


def _bullet(paragraph: Any) -> None:
    """The library has no word for it: a mark before the paragraph, whose lines stand behind it."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    properties = paragraph._p.get_or_add_pPr()
    indent = round(BULLET * INCH)
    properties.set("marL", str(indent))
    properties.set("indent", str(-indent))
    properties.append(parse_xml(f'<a:buChar {nsdecls("a")} char="•"/>'))


def _subject(slide: Any, block: Subject, place: tuple[float, float, float, float]) -> None:
    left, top, width, height = place
    box = text_box(slide.shapes, left, top, width - SHARE_WIDTH, height)
    box.text_frame.margin_left = box.text_frame.margin_right = 0
    lines = [[Word(block.name, is_strong=True)], *([list(block.about)] if block.about else [])]
    write(box.text_frame, lines, [SUBJECT, SMALL])
    named(box, block.name)
    if block.share:
        share = text_box(slide.shapes, left + width - SHARE_WIDTH, top, SHARE_WIDTH, SUBJECT / POINTS)
        write(share.text_frame, [[Word(block.share, "accent", is_strong=True)]], [SUBJECT], side="right")
        named(share, _("Done of what is due"))


def _table(slide: Any, table: Table, place: tuple[float, float, float, float]) -> None:
    rows = [*table.rows, *([table.total] if table.total else [])]
    frame = slide.shapes.add_table(len(rows) + 1, len(table.columns), *in_inches(*place))
    named(frame, table.columns[0].head, ", ".join(column.head for column in table.columns))
    drawn = frame.table
    _plain(drawn)
    for column, inches in zip(drawn.columns, widths_of(table.columns, place[2]), strict=True):
        column.width = round(inches * INCH)
    heights = [head_height(table.columns, place[2]), *(row_height(row, table.columns, place[2]) for row in rows)]
    for row, inches in zip(drawn.rows, heights, strict=True):
        row.height = round(inches * INCH)
    for number, column in enumerate(table.columns):
        _cell(drawn.cell(0, number), [Word(column.head, "quiet", is_strong=True)], HEAD, column.is_number, EDGE)
    for at, row in enumerate(rows, start=1):
        is_total = bool(table.total) and at == len(rows)
        for number, (words, column) in enumerate(zip(row, table.columns, strict=True)):
            shown = [Word(word.text, word.tone, is_strong=True) for word in words] if is_total else words
            cell = drawn.cell(at, number)
            _cell(cell, shown, CELL, column.is_number, RULE)
            if is_total:
                _ground(cell, TRACK)


def _plain(table: Any) -> None:
    """Neither bands nor the theme's colours."""
    table.horz_banding = False
    style = table._tbl.tblPr.find("{http://schemas.openxmlformats.org/drawingml/2006/main}tableStyleId")
    style.text = NO_STYLE


def _cell(cell: Any, words: Iterable[Word], size: float, is_number: bool, line: str) -> None:
    from pptx.enum.text import MSO_ANCHOR

    cell.margin_left = cell.margin_right = round(CELL_PAD * INCH)
    cell.margin_top = cell.margin_bottom = round(ROW_PAD * INCH)
    cell.vertical_anchor = MSO_ANCHOR.TOP
    write(cell.text_frame, [list(words)], [size], side="right" if is_number else "left")
    _underline(cell, line)


def _underline(cell: Any, ink: str) -> None:
    """A line below a cell; the library has no word for it, and it stands before the cell's colour."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    colour = ink.removeprefix("#").upper()
    cell._tc.get_or_add_tcPr().insert(
        0,
        parse_xml(f'<a:lnB {nsdecls("a")} w="9525"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:lnB>'),
    )


def _ground(cell: Any, ink: str) -> None:
    from tenure.integrations.stationery.slide import colour

    cell.fill.solid()
    cell.fill.fore_color.rgb = colour(ink)
