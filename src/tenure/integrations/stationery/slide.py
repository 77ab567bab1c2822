"""Parts of slides that stay what they are for whoever edits them: titles, text boxes, shapes with names."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any, Literal

from tenure.integrations.stationery.looks import QUIET, TONES, Word, fitted, printable

# python-pptx is loaded by whoever exports, inside the functions: no web process should wait for it at its start.
INCH = 914_400
WIDTH, HEIGHT = 13.333, 7.5
"""A slide of 16 to 9, in inches."""
MARGIN = 0.35
POINTS = 72
TITLE_SIZE = 20
TITLE_ONLY = 5
"""The place of the layout that has a title and nothing else in the template."""
Place = tuple[int, int, int, int]
Side = Literal["left", "center", "right"]


def presentation(title: str, language: str) -> Any:
    """No slides yet, of 16 to 9."""
    from pptx import Presentation

    slides: Any = Presentation()
    slides.slide_width, slides.slide_height = round(WIDTH * INCH), round(HEIGHT * INCH)
    slides.core_properties.title, slides.core_properties.author = printable(title)[:255], "Tenure"
    slides.core_properties.language = language
    return slides


def add_slide(slides: Any, title: str, width: float = WIDTH - 2 * MARGIN) -> Any:
    """One more slide with a title of that width in inches."""
    slide = slides.slides.add_slide(slides.slide_layouts[TITLE_ONLY])
    head = slide.shapes.title
    head.left, head.top, head.width, head.height = in_inches(MARGIN, 0.15, width, 0.45)
    said, size = fitted(title, TITLE_SIZE, (width - 0.2) * POINTS, bold=True)
    write(head.text_frame, [[Word(said)]], [size], bold={0})
    return slide


def content_of(slides: Any) -> bytes:
    """The file."""
    written = BytesIO()
    slides.save(written)
    return written.getvalue()


def in_inches(left: float, top: float, width: float, height: float) -> Place:
    """A place in inches as the format measures it."""
    return round(left * INCH), round(top * INCH), round(width * INCH), round(height * INCH)


def text_box(shapes: Any, left: float, top: float, width: float, height: float) -> Any:
    """An empty box for text, placed in inches."""
    return shapes.add_textbox(*in_inches(left, top, width, height))


def rectangle(shapes: Any, place: Place, ink: str) -> Any:
    """A filled rectangle without an edge."""
    from pptx.enum.shapes import MSO_SHAPE

    return filled(shapes.add_shape(MSO_SHAPE.RECTANGLE, *place), ink)


def filled(shape: Any, ink: str) -> Any:
    """The shape in one colour, without an edge or the theme's effects."""
    fill(shape, ink)
    shape.line.fill.background()
    flat(shape)
    return shape


def write(
    frame: Any,
    lines: Sequence[Iterable[Word]],
    sizes: Sequence[float],
    *,
    bold: Iterable[int] = (),
    quiet: Iterable[int] = (),
    side: Side = "left",
    apart: float = 0.0,
) -> None:
    """Write lines of words into a frame, each with its size in points; some lines bold, some quiet; so far apart."""
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.util import Pt

    sides = {"left": PP_ALIGN.LEFT, "center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    frame.margin_top = frame.margin_bottom = 0
    for number, (line, size) in enumerate(zip(lines, sizes, strict=False)):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = sides[side]
        paragraph.space_before = Pt(apart if number else 0)
        for word in line:
            run = paragraph.add_run()
            run.text = printable(word.text)
            run.font.size, run.font.bold = Pt(round(size, 1)), number in bold or word.is_strong
            run.font.color.rgb = colour(QUIET if number in quiet and not word.tone else TONES[word.tone])


def colour(code: str) -> Any:
    """A colour as the format has it."""
    from pptx.dml.color import RGBColor

    of: Any = RGBColor
    return of(*bytes.fromhex(code.removeprefix("#")))


def fill(shape: Any, code: str) -> None:
    """Fill a shape with a colour."""
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour(code)


def flat(shape: Any) -> None:
    """No shadow and no effect of the template's theme."""
    style = shape.element.find("{http://schemas.openxmlformats.org/presentationml/2006/main}style")
    if style is not None:
        shape.element.remove(style)


def dash(line: Any, name: str) -> None:
    """Dashes, by the format's own name for them."""
    from pptx.enum.dml import MSO_LINE

    line.dash_style = MSO_LINE.from_xml(name)


def named(shape: Any, name: str, description: str = "") -> None:
    """The name that the list of shapes shows, and the alternative text."""
    properties = shape.element.xpath(".//p:cNvPr")[0]
    properties.set("name", printable(name))
    if description:
        properties.set("descr", printable(description))
