"""Where everything of a document stands on slides of 16 to 9, before any of it is drawn: places in inches."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tenure.integrations.papers.measures import LEADING, fit, height_of
from tenure.integrations.papers.paper import Block, Paragraph, Section, Subject, Table
from tenure.integrations.stationery.looks import Word
from tenure.integrations.stationery.slide import HEIGHT, MARGIN, POINTS, WIDTH

TOP, BOTTOM = 0.85, HEIGHT - 0.55
BODY = WIDTH - 2 * MARGIN
ROOM = BOTTOM - TOP
TITLE_SIZE = 15.0
TITLE_HEIGHT = TITLE_SIZE * LEADING / POINTS + 0.06
AFTER_BLOCK, AFTER_SECTION = 0.1, 0.24
LEAST_START = 0.9
"""What must be left below a heading for its section to begin on a slide."""


@dataclass(frozen=True)
class Heading:
    """The title of a section where it begins, or where it goes on."""

    title: str
    note: Word
    is_continued: bool = False


@dataclass(frozen=True)
class Placed:
    """Something at its place."""

    what: Block | Heading
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class SlidePlan:
    """What stands on one slide, and the sections that it is of."""

    titles: Sequence[str]
    placed: Sequence[Placed]


class _Flow:
    """Slides being filled from the top down."""

    def __init__(self) -> None:
        self.slides: list[list[Placed]] = []
        self.top = BOTTOM

    @property
    def room(self) -> float:
        """What is left of the slide."""
        return BOTTOM - self.top

    def turn(self) -> None:
        """Begin a new slide."""
        self.slides.append([])
        self.top = TOP

    def put(self, what: Block | Heading, height: float, after: float) -> None:
        """Put something below what is there."""
        self.slides[-1].append(Placed(what, MARGIN, self.top, BODY, height))
        self.top += height + after


def laid_out(sections: Iterable[Section]) -> list[SlidePlan]:
    """Every section below the one before it; one that does not fit as a whole begins on a new slide if it fits there.

    Nothing stands over an edge: what is too long goes on on the next slide, below its heading and heads again.
    """
    flow = _Flow()
    for section in sections:
        _place(flow, section)
    return [SlidePlan(_titles(placed), placed) for placed in flow.slides]


def _titles(placed: Sequence[Placed]) -> list[str]:
    return [one.what.title for one in placed if isinstance(one.what, Heading)]


def _place(flow: _Flow, section: Section) -> None:
    whole = TITLE_HEIGHT + sum(height_of(block, BODY) + AFTER_BLOCK for block in section.blocks)
    if whole > flow.room and (whole <= ROOM or flow.room < TITLE_HEIGHT + _least(section.blocks)):
        flow.turn()
    flow.put(Heading(section.title, section.note), TITLE_HEIGHT, 0.0)
    for place, block in enumerate(section.blocks):
        _keep_with_next(flow, section, section.blocks[place:])
        _pour(flow, section, block)
    flow.top += AFTER_SECTION - AFTER_BLOCK


def _least(blocks: Sequence[Block]) -> float:
    """How much room a section needs to begin: its first block if that cannot be parted, a few lines otherwise."""
    first = blocks[0]
    if isinstance(first, Subject) and len(blocks) > 1:
        return height_of(first, BODY) + AFTER_BLOCK + _least(blocks[1:])
    return LEAST_START if isinstance(first, (Paragraph, Table)) else min(height_of(first, BODY), ROOM - TITLE_HEIGHT)


def _keep_with_next(flow: _Flow, section: Section, blocks: Sequence[Block]) -> None:
    """Turn before a head within the section that would stand alone, or whose table fits on the next slide whole."""
    if not isinstance(blocks[0], Subject) or isinstance(flow.slides[-1][-1].what, Heading):
        return
    together = sum(height_of(block, BODY) + AFTER_BLOCK for block in blocks[:2])
    if together > flow.room and (together <= ROOM - TITLE_HEIGHT or flow.room < _least(blocks)):
        _go_on(flow, section)


def _go_on(flow: _Flow, section: Section) -> None:
    flow.turn()
    flow.put(Heading(section.title, Word(""), is_continued=True), TITLE_HEIGHT, 0.0)


def _pour(flow: _Flow, section: Section, block: Block) -> None:
    """Put a block down, on as many slides as it takes."""
    rest: Block | None = block
    while rest is not None:
        found = fit(rest, BODY, flow.room)
        if found.part is not None:
            flow.put(found.part, found.height, AFTER_BLOCK)
        elif flow.room >= ROOM - TITLE_HEIGHT - 1e-6:
            raise ValueError(f"A {type(rest).__name__} is higher than a slide; make it of several.")
        rest = found.rest
        if rest is not None:
            _go_on(flow, section)
