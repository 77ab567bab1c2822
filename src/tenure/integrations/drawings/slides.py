"""A sheet as slides that can be edited: every card one group, every line a connector that follows its cards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tenure.analytics.board.layout import Box, Point
from tenure.analytics.board.routes import LineKind
from tenure.integrations.drawings.looks import LINES
from tenure.integrations.drawings.outlines import contours_of
from tenure.integrations.drawings.shapes import Card, Drawing, Look, Stroke
from tenure.integrations.drawings.sheet import Sheet
from tenure.integrations.stationery.looks import (
    ACCENT,
    ACCENT_GROUND,
    BAD,
    BAD_GROUND,
    EDGE,
    INK,
    PAPER,
    SHADE,
    TONES,
    TRACK,
    Word,
    fitted,
    width_of,
)
from tenure.integrations.stationery.slide import (
    HEIGHT,
    INCH,
    MARGIN,
    WIDTH,
    add_slide,
    colour,
    content_of,
    dash,
    fill,
    flat,
    named,
    presentation,
    rectangle,
    text_box,
    write,
)

HEAD, FOOT = 1.0, 0.4
MOST_FINDINGS = 12
LEFT, RIGHT = 1, 3
"""The connection sites of a rectangle."""
# The library has no word for these: the elements of DrawingML themselves.
_DASHES: Mapping[LineKind, str] = {
    LineKind.ASSUMED: "sysDot",
    LineKind.COMPETITORS: "dash",
    LineKind.TENSION: "lgDashDot",
}
_PAD = 9.0


def pptx_of(sheet: Sheet) -> bytes:
    """Two slides: the board, and what it shows in words."""
    title = f"{sheet.account}: {sheet.decision}"
    slides = presentation(title, sheet.language)
    _draw_board(add_slide(slides, title), sheet)
    if sheet.top or sheet.others:
        _write_findings(add_slide(slides, _("Findings") + f", {sheet.decision}"), sheet)
    return content_of(slides)


@dataclass(frozen=True)
class _Slide:
    """Where the drawing lies on a slide, in English Metric Units, and how many of them make a pixel."""

    shapes: Any
    scale: float
    x: float
    y: float

    def place(self, box: Box) -> tuple[int, int, int, int]:
        """Left, top, width and height of a box of the drawing."""
        return (*self.at((box.x, box.y)), self.long(box.width), self.long(box.height))

    def at(self, point: Point) -> tuple[int, int]:
        """A point of the drawing."""
        return round(self.x + point[0] * self.scale), round(self.y + point[1] * self.scale)

    def long(self, length: float) -> int:
        """A length of the drawing."""
        return round(length * self.scale)

    def letters(self, size: float) -> float:
        """The size of letters in points."""
        return size * self.scale / 12_700


def _draw_board(slide: Any, sheet: Sheet) -> None:
    drawing = sheet.drawing
    room = (WIDTH - 2 * MARGIN) * INCH, (HEIGHT - HEAD - FOOT) * INCH
    scale = min(room[0] / drawing.width, room[1] / drawing.height)
    x = (WIDTH * INCH - drawing.width * scale) / 2
    on = _Slide(slide.shapes, scale, x, HEAD * INCH)
    _write_head(slide, sheet)
    _draw_bands(on, drawing)
    cards = {card.id: _draw_card(on, card) for card in drawing.cards}
    for stroke in drawing.strokes:
        _draw_line(on, stroke, cards[stroke.source], cards[stroke.target])
    _write_legend(slide, drawing)


def _write_head(slide: Any, sheet: Sheet) -> None:
    """What stands below the title: the notes, and every figure with its tone."""
    box = text_box(slide.shapes, MARGIN, 0.56, 12.6, 0.42)
    figures = [Word(f"{figure.label} {figure.value}    ", figure.tone) for figure in sheet.figures]
    write(box.text_frame, [[Word(" · ".join(sheet.notes))], figures], [10, 10], quiet={0})
    named(box, _("Figures"), "")


def _draw_bands(on: _Slide, drawing: Drawing) -> None:
    for place, row in enumerate(drawing.rows):
        band = rectangle(on.shapes, on.place(row.box), SHADE if place % 2 else PAPER)
        named(band, row.label, "")
        label = text_box(on.shapes, 0, 0, 1, 0.2)
        middle = on.at((12, row.box.y + row.box.height / 2))
        width, height = on.long(row.box.height), on.long(18)
        label.left, label.top, label.width, label.height = (
            middle[0] - width // 2,
            middle[1] - height // 2,
            width,
            height,
        )
        label.rotation = -90
        write(label.text_frame, [[Word(row.label)]], [on.letters(11)], quiet={0}, side="center")
    for column in drawing.columns:
        label = on.shapes.add_textbox(*on.place(column.box))
        write(label.text_frame, [[Word(column.label)]], [on.letters(12)], quiet={0}, bold={0}, side="center")


def _draw_card(on: _Slide, card: Card) -> Any:
    """Draw a card as a group; returns the rectangle that lines are tied to."""
    group = on.shapes.add_group_shape()
    inside = _Slide(group.shapes, on.scale, on.x, on.y)
    outline = _card_rectangle(inside, card)
    if card.symbol:
        stripe = Box(card.box.x, card.box.y + 8, 3, card.box.height - 16)
        rectangle(inside.shapes, inside.place(stripe), TONES[card.tone] if card.tone else EDGE)
        _draw_symbol(inside, card)
    if card.cover is not None:
        _draw_cover(inside, card)
    named(group, card.name, card.description)
    named(outline, card.name, card.description)
    return outline


def _card_rectangle(on: _Slide, card: Card) -> Any:
    from pptx.enum.shapes import MSO_SHAPE

    grounds = {Look.RIVAL: BAD_GROUND, Look.OURS: ACCENT_GROUND, Look.UNKNOWN: SHADE, Look.PERSON: PAPER}
    is_bad = card.look is Look.RIVAL or card.tone == "bad"
    shape = on.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, *on.place(card.box))
    shape.adjustments[0] = 8 / card.box.height
    fill(shape, grounds[card.look])
    _line(shape.line, BAD if is_bad else EDGE, 1, on)
    flat(shape)
    if card.look is Look.UNKNOWN:
        dash(shape.line, "dash")
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = on.long(_PAD - 1)
    if card.look in (Look.OURS, Look.RIVAL):
        ink = Word(card.name, "bad" if card.look is Look.RIVAL else "")
        write(frame, [[ink]], [on.letters(12)], bold={0}, side="center")
    else:
        _write_card(on, card, frame)
    return shape


def _write_card(on: _Slide, card: Card, frame: Any) -> None:
    """Name, role, marks and footnotes below each other; the name leaves room for the piece."""
    room = card.box.width - 2 * _PAD
    name, size = fitted(card.name, 13, room - 26, bold=True)
    role, small = fitted(card.role, 11.5, room)
    marks = [Word(("   " if place else "") + mark.text, mark.tone) for place, mark in enumerate(card.marks)] or [
        Word("")
    ]
    wide = width_of("".join(mark.text for mark in marks), 10.5, bold=True)
    lines = [[Word(name)], [Word(role)], marks, [Word(" · ".join(card.footnotes))]]
    sizes = [on.letters(points) for points in (size, small, 10.5 * min(1.0, room / max(wide, 1.0)), 10.5)]
    last = len(lines) - 1
    write(frame, lines, sizes, bold={0, 2}, quiet={1, last}, apart=on.letters(3))
    _from_the_top(frame, on.long(8))
    if card.symbol:
        frame.paragraphs[0]._p.get_or_add_pPr().set("marL", str(on.long(26)))
    if card.cover is not None:
        frame.paragraphs[last]._p.get_or_add_pPr().set("algn", "r")


def _draw_symbol(on: _Slide, card: Card) -> None:
    scale = 20 / 24
    corner = on.at((card.box.x + _PAD, card.box.y + 7))
    contours = contours_of(card.symbol)
    builder = on.shapes.build_freeform(*contours[0][0], scale=on.scale * scale)
    for place, contour in enumerate(contours):
        if place:
            builder.move_to(*contour[0])
        builder.add_line_segments(contour[1:], close=True)
    shape = builder.convert_to_shape(*corner)
    fill(shape, INK)
    shape.line.fill.background()
    flat(shape)


def _draw_cover(on: _Slide, card: Card) -> None:
    """The bar of the cover at the left of the last line."""
    box, share = card.box, card.cover or 0.0
    wide = box.width * 0.3
    for length, ink in ((wide, TRACK), (wide * share, ACCENT)):
        if length:
            rectangle(on.shapes, on.place(Box(box.x + _PAD, box.y + 70, length, 5)), ink)


def _draw_line(on: _Slide, stroke: Stroke, source: Any, target: Any) -> None:
    """A connector glued to both cards that runs as the drawing's line does until one of them is moved."""
    from pptx.enum.shapes import MSO_CONNECTOR

    begin, end = on.at(stroke.points[0]), on.at(stroke.points[-1])
    if begin[0] == end[0]:
        # The bend is measured in widths, so there must be one.
        end = end[0] + on.long(1), end[1]
    line = on.shapes.add_connector(MSO_CONNECTOR.ELBOW, *begin, *end)
    line.begin_connect(source, _site(stroke.points[0], stroke.points[1]))
    line.end_connect(target, _site(stroke.points[-1], stroke.points[-2]))
    line.begin_x, line.begin_y = begin
    line.end_x, line.end_y = end
    _bend(line, [on.at(point) for point in stroke.points], begin, end)
    _line(line.line, LINES[stroke.kind], stroke.width, on)
    if stroke.kind in _DASHES:
        dash(line.line, _DASHES[stroke.kind])
    if stroke.has_arrow:
        _point(line.line)
    flat(line)
    named(line, stroke.description, stroke.description)


def _site(at: Point, towards: Point) -> int:
    return RIGHT if towards[0] > at[0] else LEFT


def _bend(line: Any, corners: Sequence[tuple[int, int]], begin: tuple[int, int], end: tuple[int, int]) -> None:
    """Give a connector the drawing's corners: upright at a share of its width, or upright, level and upright."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    wide, high = end[0] - begin[0], (end[1] - begin[1]) or 1
    shares = [(corners[1][0] - begin[0]) / wide]
    if len(corners) > 4:
        shares += [(corners[2][1] - begin[1]) / high, (corners[-2][0] - begin[0]) / wide]
    guides = "".join(
        f'<a:gd name="adj{number}" fmla="val {round(100_000 * share)}"/>'
        for number, share in enumerate(shares, start=1)
    )
    form = line.element.spPr.prstGeom
    form.set("prst", f"bentConnector{len(shares) + 2}")
    for child in list(form):
        form.remove(child)
    form.append(parse_xml(f"<a:avLst {nsdecls('a')}>{guides}</a:avLst>"))


def _write_legend(slide: Any, drawing: Drawing) -> None:
    from pptx.enum.shapes import MSO_CONNECTOR

    x, y = MARGIN, HEIGHT - FOOT + 0.12
    on = _Slide(slide.shapes, INCH / 96, 0, 0)
    for key in drawing.legend:
        ends = (round(x * INCH), round((y + 0.1) * INCH), round((x + 0.3) * INCH), round((y + 0.1) * INCH))
        sample = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *ends)
        _line(sample.line, LINES[key.kind], 2, on)
        if key.kind in _DASHES:
            dash(sample.line, _DASHES[key.kind])
        flat(sample)
        named(sample, _("Legend"), key.label)
        words = f"{key.label} {key.count}"
        box = text_box(slide.shapes, x + 0.35, y, 0.09 * len(words) + 0.15, 0.2)
        write(box.text_frame, [[Word(words)]], [9.5])
        x += 0.35 + 0.09 * len(words) + 0.2


def _write_findings(slide: Any, sheet: Sheet) -> None:
    """The gravest findings with what to do, then the others, as a table."""
    rows = [(one.label, one.tone, one.sentence, _action(one.action, one.worth)) for one in sheet.top]
    rows += [(group.label, group.tone, one.sentence, "") for group in sheet.others for one in group.findings]
    more, rows = len(rows) - MOST_FINDINGS, rows[:MOST_FINDINGS]
    size = (round(inches * INCH) for inches in (MARGIN, 0.8, WIDTH - 2 * MARGIN, 0.4 * (len(rows) + 1)))
    table = slide.shapes.add_table(len(rows) + 1, 3, *size).table
    for column, inches in zip(table.columns, (2.2, 6.4, WIDTH - 2 * MARGIN - 8.6), strict=True):
        column.width = round(inches * INCH)
    for place, head in enumerate((_("Finding"), _("What it shows"), _("Next move"))):
        _write_cell(table.cell(0, place), Word(head), is_head=True)
    for number, (label, tone, sentence, action) in enumerate(rows, start=1):
        for place, word in enumerate((Word(label, tone), Word(sentence), Word(action))):
            _write_cell(table.cell(number, place), word, is_head=False, is_bold=not place)
    if more > 0:
        box = text_box(slide.shapes, MARGIN, HEIGHT - 0.4, 6, 0.25)
        said = ngettext("and %(count)s other", "and %(count)s others", more) % {"count": more}
        write(box.text_frame, [[Word(said)]], [10], quiet={0})


def _action(action: str, worth: str) -> str:
    return f"{action} ({worth})" if worth else ""


def _write_cell(cell: Any, word: Word, *, is_head: bool, is_bold: bool = False) -> None:
    write(cell.text_frame, [[word]], [11], bold={0} if is_head or is_bold else set())
    cell.fill.solid()
    cell.fill.fore_color.rgb = colour(TRACK if is_head else PAPER)


def _from_the_top(frame: Any, margin: int) -> None:
    from pptx.enum.text import MSO_ANCHOR

    frame.vertical_anchor, frame.margin_top = MSO_ANCHOR.TOP, margin


def _line(line: Any, code: str, width: float, on: _Slide) -> None:
    line.color.rgb, line.width = colour(code), on.long(width)


def _point(line: Any) -> None:
    """An arrow head at the end; it stands behind fill and dashes in the order of the format."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    line._get_or_add_ln().append(parse_xml(f'<a:tailEnd {nsdecls("a")} type="triangle" w="med" len="med"/>'))
