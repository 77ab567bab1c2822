"""The charts of a document on slides: a native line chart, and shapes on axes that can be moved and recoloured."""

from typing import Any

from django.utils.translation import gettext as _

from tenure.integrations.papers.charts import needle_words
from tenure.integrations.papers.measures import (
    AXIS_HEIGHT,
    FOOT_HEIGHT,
    NEEDLE_HEIGHT,
    SIGNATURE_HEIGHT,
    SIGNATURES_ACROSS,
    SMALL,
    STRETCH_HEIGHT,
    statement_height,
)
from tenure.integrations.papers.paper import Curve, Gauges, Needle, Signature, Signatures, Stretch, Tick, TimeLine
from tenure.integrations.stationery.looks import ACCENT, BAD, EDGE, QUIET, RULE, TONES, Word, fitted, printable
from tenure.integrations.stationery.slide import (
    POINTS,
    Side,
    colour,
    dash,
    filled,
    flat,
    in_inches,
    named,
    rectangle,
    text_box,
    write,
)

Room = tuple[float, float, float, float]
"""Left, top, width and height in inches."""
NAMES, AXIS_END = 3.4, 0.45
"""How much of a time line is names, and what lies free behind its axis for the label of its last tick."""
FEW_TICKS, WIDE_LABEL, NARROW_LABEL = 11, 0.8, 0.42
GAUGE_LABEL, GAUGE_LINE = 1.5, 3.2
NUMBERS = "#,##0"


def draw_curve(slide: Any, curve: Curve, room: Room) -> None:
    """A native line chart of the same numbers, its axis marked as on paper."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    chart_data: Any = CategoryChartData
    data = chart_data(number_format=NUMBERS)
    data.categories = [printable(label) for label in curve.labels]
    name = printable(f"{curve.name}, {curve.unit}" if curve.unit else curve.name)
    data.add_series(name, [float(value) for value in curve.values])
    frame = slide.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, *in_inches(*room), data)
    named(frame, name, curve.description)
    _style_chart(frame.chart, curve)


def _style_chart(chart: Any, curve: Curve) -> None:
    from pptx.enum.chart import XL_LABEL_POSITION, XL_TICK_LABEL_POSITION
    from pptx.util import Pt

    chart.has_legend = chart.has_title = False
    chart.font.size, chart.font.color.rgb = Pt(10), colour(QUIET)
    years, values = chart.category_axis, chart.value_axis
    years.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    years.format.line.color.rgb = colour(QUIET)
    values.minimum_scale, values.maximum_scale = curve.ticks[0].at, curve.ticks[-1].at
    values.major_unit = curve.ticks[1].at - curve.ticks[0].at
    values.major_gridlines.format.line.color.rgb = colour(RULE)
    values.format.line.fill.background()
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = NUMBERS, False
    line = chart.plots[0].series[0]
    line.smooth = False
    line.format.line.color.rgb, line.format.line.width = colour(ACCENT), Pt(2.25)
    line.marker.format.fill.solid()
    line.marker.format.fill.fore_color.rgb = colour(ACCENT)
    line.marker.format.line.color.rgb = colour(ACCENT)
    chart.plots[0].has_data_labels = True
    labels = chart.plots[0].data_labels
    labels.number_format, labels.number_format_is_linked = NUMBERS, False
    labels.position, labels.font.size = XL_LABEL_POSITION.ABOVE, Pt(9)


def draw_time_line(slide: Any, line: TimeLine, room: Room) -> None:
    """A shape for each stretch and point, on one axis with its ticks and today."""
    left, top, width, _height = room
    start, wide = left + NAMES, width - NAMES - AXIS_END
    head, foot = top + AXIS_HEIGHT, top + AXIS_HEIGHT + STRETCH_HEIGHT * len(line.stretches)
    label = WIDE_LABEL if len(line.ticks) <= FEW_TICKS else NARROW_LABEL
    for tick in line.ticks:
        _tick(slide, tick, (start + wide * tick.at, top, label, foot - head))
    for place, stretch in enumerate(line.stretches):
        _stretch(slide, stretch, (left, head + STRETCH_HEIGHT * place, start, wide))
    if line.today is not None:
        at = start + wide * line.today
        shape = _line(slide, (at, head), (at, foot), BAD, 1.5)
        dash(shape.line, "dash")
        named(shape, line.today_label, line.description)
        _label(slide, Word(line.today_label, "bad", is_strong=True), (at - 0.4, foot, 0.8, FOOT_HEIGHT), 9, "center")


def _tick(slide: Any, tick: Tick, at: tuple[float, float, float, float]) -> None:
    x, top, label, height = at
    named(_line(slide, (x, top + AXIS_HEIGHT), (x, top + AXIS_HEIGHT + height), RULE, 0.75), tick.label)
    _label(slide, Word(tick.label, "quiet"), (x - label / 2, top, label, AXIS_HEIGHT - 0.02), 9, "center")


def _stretch(slide: Any, stretch: Stretch, at: tuple[float, float, float, float]) -> None:
    from pptx.enum.shapes import MSO_SHAPE

    left, top, start, wide = at
    _label(slide, Word(stretch.name), (left, top, NAMES - 0.1, STRETCH_HEIGHT - 0.02), 10, "left")
    middle, first = top + STRETCH_HEIGHT / 2, start + wide * stretch.start
    if stretch.is_point:
        place, kind = (first - 0.09, middle - 0.09, 0.18, 0.18), MSO_SHAPE.DIAMOND
    else:
        place = (first, middle - 0.07, max(wide * (stretch.end - stretch.start), 0.02), 0.14)
        kind = MSO_SHAPE.ROUNDED_RECTANGLE
    shape = filled(slide.shapes.add_shape(kind, *in_inches(*place)), TONES[stretch.tone])
    named(shape, stretch.name, f"{stretch.name}: {stretch.about}")


def draw_gauges(slide: Any, gauges: Gauges, room: Room) -> None:
    """A line with a point on it for each needle, and what it stands on."""
    left, top, width, _height = room
    for place, needle in enumerate(gauges.needles):
        _needle(slide, needle, (left, top + NEEDLE_HEIGHT * place, width, NEEDLE_HEIGHT))


def _needle(slide: Any, needle: Needle, room: Room) -> None:
    from pptx.enum.shapes import MSO_SHAPE

    left, top, width, height = room
    start, middle = left + GAUGE_LABEL + 0.1, top + height / 2
    _label(slide, Word(needle.short, is_strong=True), (left, top, GAUGE_LABEL, height - 0.05), SMALL, "right")
    named(
        _line(slide, (start, middle), (start + GAUGE_LINE, middle), EDGE, 2), needle_words(needle), needle_words(needle)
    )
    even = start + GAUGE_LINE / 2
    named(_line(slide, (even, middle - 0.08), (even, middle + 0.08), QUIET, 1.25), _("even"))
    if needle.value is not None:
        at = start + GAUGE_LINE * (1 + needle.value) / 2
        place = in_inches(at - 0.09, middle - 0.09, 0.18, 0.18)
        named(
            filled(slide.shapes.add_shape(MSO_SHAPE.OVAL, *place), ACCENT), needle_words(needle), needle_words(needle)
        )
    behind = start + GAUGE_LINE + 0.1
    _label(slide, Word(needle.long, is_strong=True), (behind, top, GAUGE_LABEL, height - 0.05), SMALL, "left")
    rest = behind + GAUGE_LABEL + 0.1
    _label(slide, Word(needle.about, "quiet"), (rest, top, left + width - rest, height - 0.05), SMALL, "left")


def draw_signatures(slide: Any, block: Signatures, room: Room) -> None:
    """The sentence, and a line for each who signs."""
    left, top, width, _height = room
    said = statement_height(block, width)
    _text(slide, Word(block.statement, "quiet"), (left, top, width, said - 0.05), SMALL, "left")
    wide = width / SIGNATURES_ACROSS
    for place, signature in enumerate(block.signatures):
        row, column = divmod(place, SIGNATURES_ACROSS)
        _signature(slide, signature, (left + wide * column, top + said + SIGNATURE_HEIGHT * row, wide - 0.3, 0))


def _signature(slide: Any, one: Signature, room: Room) -> None:
    left, top, width, _height = room
    rectangle(slide.shapes, in_inches(left, top + 0.08, width, 0.012), EDGE)
    name, size = fitted(one.name, 12, (width - 0.1) * POINTS, bold=True)
    shape = "✓ " if one.is_signed else ""
    box = text_box(slide.shapes, left, top + 0.11, width, SIGNATURE_HEIGHT - 0.14)
    box.text_frame.margin_left = box.text_frame.margin_right = 0
    state = Word(f"{shape}{one.said}", "good" if one.is_signed else "quiet")
    write(box.text_frame, [[Word(name, is_strong=True)], [state]], [size, SMALL])
    named(box, one.name)


def _label(slide: Any, word: Word, room: Room, size: float, side: Side) -> None:
    """A few words on one line, in smaller letters or fewer where there is no room for them."""
    said, fitting = fitted(word.text, size, room[2] * POINTS, bold=word.is_strong)
    _text(slide, Word(said, word.tone, word.is_strong), room, fitting, side)


def _text(slide: Any, word: Word, room: Room, size: float, side: Side) -> None:
    box = text_box(slide.shapes, *room)
    box.text_frame.margin_left = box.text_frame.margin_right = 0
    write(box.text_frame, [[word]], [size], side=side)
    named(box, word.text[:80])


def _line(slide: Any, begin: tuple[float, float], end: tuple[float, float], ink: str, points: float) -> Any:
    from pptx.enum.shapes import MSO_CONNECTOR
    from pptx.util import Pt

    ends = in_inches(*begin, *end)
    shape = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *ends)
    shape.line.color.rgb, shape.line.width = colour(ink), Pt(points)
    flat(shape)
    return shape
