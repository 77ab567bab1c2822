"""A drawing as an SVG that stands alone: real text, no other file, the light colours of paper."""

from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape

from tenure.analytics.board.layout import Box
from tenure.analytics.board.routes import LineKind
from tenure.analytics.board.strokes import pixels, rounded_path
from tenure.integrations.drawings.looks import DASHES, LINES
from tenure.integrations.drawings.shapes import Card, Drawing, Key, Look, Stroke
from tenure.integrations.stationery.looks import (
    ACCENT,
    ACCENT_GROUND,
    BAD,
    BAD_GROUND,
    EDGE,
    INK,
    PAPER,
    QUIET,
    SHADE,
    TONES,
    TRACK,
    fitted,
    width_of,
)

FONTS = "Inter, 'Helvetica Neue', Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
HEAD, FOOT, EDGES = 58.0, 34.0, 16.0
"""How high title and legend are, and how wide the border is."""
RIM = 2.0
SYMBOL = 20.0
_PAD = 9.0


def svg_of(drawing: Drawing, subtitle: str = "") -> str:
    """The drawing with its title, a line below that, and its legend, as a whole picture."""
    width, height = drawing.width + 2 * EDGES, drawing.height + HEAD + FOOT + EDGES
    inner = [
        _rect(Box(0, 0, width, height), PAPER),
        _text(EDGES, 26, drawing.title, 19, weight=700),
        _text(EDGES, 46, subtitle, 12, fill=QUIET),
        f'<g transform="translate({pixels(EDGES)} {pixels(HEAD)})">{"".join(_drawn(drawing))}</g>',
        *_legend(drawing.legend, HEAD + drawing.height + 22),
    ]
    return _whole(drawing, width, height, inner)


def bare_svg_of(drawing: Drawing) -> str:
    """The drawing alone, for a page that has its own title and legend; the border keeps edges whole."""
    inner = f'<g transform="translate({RIM:g} {RIM:g})">{"".join(_drawn(drawing))}</g>'
    return _whole(drawing, drawing.width + 2 * RIM, drawing.height + 2 * RIM, [inner])


def _whole(drawing: Drawing, width: float, height: float, inner: Iterable[str]) -> str:
    size = f'width="{pixels(width)}" height="{pixels(height)}" viewBox="0 0 {pixels(width)} {pixels(height)}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="title desc" '
        f'font-family="{FONTS}" fill="{INK}"><title id="title">{_safe(drawing.title)}</title>'
        f'<desc id="desc">{_safe(drawing.description)}</desc>{_arrows(drawing)}{"".join(inner)}</svg>\n'
    )


def _arrows(drawing: Drawing) -> str:
    kinds = sorted({stroke.kind for stroke in drawing.strokes if stroke.has_arrow})
    markers = "".join(
        f'<marker id="arrow-{kind}" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="8" markerHeight="8" '
        f'markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0.8L7.5 4L0 7.2z" fill="{LINES[kind]}"/></marker>'
        for kind in kinds
    )
    return f"<defs>{markers}</defs>" if markers else ""


def _drawn(drawing: Drawing) -> Iterator[str]:
    for place, row in enumerate(drawing.rows):
        yield _rect(row.box, SHADE if place % 2 else PAPER)
        y = row.box.y + row.box.height / 2
        turn = f' transform="rotate(-90 12 {pixels(y)})"'
        yield _text(12, y + 4, row.label, 11, fill=QUIET, weight=550, anchor="middle", more=turn)
    for column in drawing.columns:
        x = column.box.x + column.box.width / 2
        yield _text(x, 19, *fitted(column.label, 12, column.box.width, bold=True), fill=QUIET, weight=600,
                    anchor="middle")  # fmt: skip
    yield from map(_stroke, drawing.strokes)
    for card in drawing.cards:
        yield f"<g><title>{_safe(card.description)}</title>{''.join(_card(card))}</g>"


def _stroke(stroke: Stroke) -> str:
    arrow = f' marker-end="url(#arrow-{stroke.kind})"' if stroke.has_arrow else ""
    style = _line_style(stroke.kind, stroke.width)
    path = rounded_path(stroke.points)
    return f'<path d="{path}" {style}{arrow}><title>{_safe(stroke.description)}</title></path>'


def _line_style(kind: LineKind, width: float) -> str:
    dashes = f' stroke-dasharray="{DASHES[kind]}"' if kind in DASHES else ""
    return f'fill="none" stroke="{LINES[kind]}" stroke-width="{pixels(width)}" stroke-linejoin="round"{dashes}'


def _card(card: Card) -> Iterator[str]:
    if card.look is Look.PERSON:
        yield from _person(card)
    elif card.look is Look.UNKNOWN:
        yield from _unknown(card)
    else:
        yield from _beside(card)


def _person(card: Card) -> Iterator[str]:
    box, tone = card.box, TONES[card.tone]
    edge = tone if card.tone == "bad" else EDGE
    yield _rect(box, PAPER, edge, radius=8)
    stripe = TONES[card.tone] if card.tone else EDGE
    yield _rect(Box(box.x, box.y + 8, 3, box.height - 16), stripe)
    yield _symbol(card.symbol, box.x + _PAD, box.y + 7)
    room = box.width - 2 * _PAD
    yield _text(box.x + _PAD + SYMBOL + 6, box.y + 22, *fitted(card.name, 13, room - SYMBOL - 6, bold=True),
                weight=700)  # fmt: skip
    yield _text(box.x + _PAD, box.y + 41, *fitted(card.role, 11.5, room), fill=QUIET)
    yield from _marks(card)
    yield from _foot(card)


def _marks(card: Card) -> Iterator[str]:
    """The first mark at the left, the second at the right, as far as there is room."""
    box, room = card.box, card.box.width - 2 * _PAD
    for place, mark in enumerate(card.marks[:2]):
        text, size = fitted(mark.text, 11, room, bold=True)
        x, anchor = (box.right - _PAD, "end") if place else (box.x + _PAD, "start")
        yield _text(x, box.y + 58, text, size, fill=TONES[mark.tone], weight=600, anchor=anchor)
        room -= width_of(text, size, bold=True) + 6


def _foot(card: Card) -> Iterator[str]:
    box, y = card.box, card.box.y + 78
    said = " · ".join(card.footnotes)
    right = width_of(said, 11)
    bar = max(20.0, box.width - 2 * _PAD - right - 6)
    yield _rect(Box(box.x + _PAD, y - 6, bar, 5), TRACK)
    if card.cover:
        yield _rect(Box(box.x + _PAD, y - 6, bar * card.cover, 5), ACCENT)
    yield _text(box.right - _PAD, y, *fitted(said, 11, box.width - 2 * _PAD - bar - 4), anchor="end")


def _unknown(card: Card) -> Iterator[str]:
    box, room = card.box, card.box.width - 2 * _PAD
    yield _rect(box, SHADE, EDGE, radius=8, dashes="5 4")
    yield _text(box.x + _PAD + 4, box.y + 34, "?", 17, fill=QUIET, weight=700)
    yield _text(box.x + _PAD + 22, box.y + 33, *fitted(card.name, 13, room - 22, bold=True), weight=700)
    yield _text(box.x + _PAD, box.y + 53, *fitted(card.role, 11.5, room), fill=QUIET)
    yield _text(box.x + _PAD, box.y + 70, *fitted(card.footnotes[0], 11.5, room), fill=QUIET)


def _beside(card: Card) -> Iterator[str]:
    box, is_rival = card.box, card.look is Look.RIVAL
    ground, edge, ink = (BAD_GROUND, BAD, BAD) if is_rival else (ACCENT_GROUND, EDGE, INK)
    yield _rect(box, ground, edge, radius=8)
    text, size = fitted(card.name, 12, box.width - 2 * _PAD, bold=True)
    middle = box.x + box.width / 2
    yield _text(middle, box.y + box.height / 2 + 4, text, size, fill=ink, weight=600, anchor="middle")


def _legend(keys: Sequence[Key], y: float) -> Iterator[str]:
    x = EDGES
    for key in keys:
        said = f"{key.label} {key.count}"
        yield f'<path d="M{pixels(x)} {pixels(y - 4)}h28" {_line_style(key.kind, 2)}/>'
        yield _text(x + 34, y, said, 12)
        x += 34 + width_of(said, 12) + 22


def _symbol(outline: str, x: float, y: float) -> str:
    scale = SYMBOL / 24
    return (
        f'<path transform="translate({pixels(x)} {pixels(y)}) scale({scale:.4f})" fill-rule="evenodd" d="{outline}"/>'
    )


def _rect(box: Box, fill: str, edge: str = "", *, radius: float = 0.0, dashes: str = "") -> str:
    line = f' stroke="{edge}"' if edge else ""
    line += f' rx="{pixels(radius)}"' if radius else ""
    line += f' stroke-dasharray="{dashes}"' if dashes else ""
    place = f'x="{pixels(box.x)}" y="{pixels(box.y)}" width="{pixels(box.width)}" height="{pixels(box.height)}"'
    return f'<rect {place} fill="{fill}"{line}/>'


def _text(
    x: float,
    y: float,
    text: str,
    size: float,
    *,
    fill: str = INK,
    weight: int = 400,
    anchor: str = "start",
    more: str = "",
) -> str:
    style = f'font-size="{size:g}" fill="{fill}"'
    style += f' font-weight="{weight}"' if weight != 400 else ""
    style += f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text x="{pixels(x)}" y="{pixels(y)}" {style}{more}>{_safe(text)}</text>'


def _safe(text: str) -> str:
    """A text as XML takes it: escaped, without control characters."""
    return escape("".join(letter for letter in text if letter >= " " or letter in "\t\n"))
