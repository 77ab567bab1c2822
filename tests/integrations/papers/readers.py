"""What a program that opens a document finds in it: words, tables, pages, and where everything stands."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pptx import Presentation


def page_count(content: bytes) -> int:
    """How many pages a PDF has."""
    return max(int(found) for found in re.findall(rb"/Count (\d+)", content))


def words_of_slides(content: bytes) -> str:
    """Every text of every slide, those of tables too, each on a line of its own."""
    return "\n".join(text for slide in Presentation(BytesIO(content)).slides for text in _texts(slide))


def _texts(slide: Any) -> Iterator[str]:
    for shape in slide.shapes:
        if shape.has_text_frame:
            yield shape.text_frame.text
        if shape.has_table:
            yield from (cell.text for row in shape.table.rows for cell in row.cells)


def tables_of(content: bytes) -> list[list[list[str]]]:
    """The rows of every table, the head first."""
    return [
        [[cell.text for cell in row.cells] for row in shape.table.rows]
        for slide in Presentation(BytesIO(content)).slides
        for shape in slide.shapes
        if shape.has_table
    ]


def misplaced(content: bytes) -> list[str]:
    """What reaches over the edge of its slide, and texts and tables that lie on each other."""
    slides: Any = Presentation(BytesIO(content))
    found = []
    for number, slide in enumerate(slides.slides, start=1):
        boxes = [(shape.name, _box(shape)) for shape in slide.shapes if shape.width is not None]
        found += [
            f"slide {number}: {name} reaches over the edge"
            for name, (left, top, right, bottom) in boxes
            if left < 0 or top < 0 or right > slides.slide_width or bottom > slides.slide_height
        ]
        words = [(shape.name, _box(shape)) for shape in slide.shapes if _says_something(shape)]
        found += [
            f"slide {number}: {first} lies on {second}"
            for place, (first, box) in enumerate(words)
            for second, other in words[place + 1 :]
            if _overlap(box, other)
        ]
    return found


def _says_something(shape: Any) -> bool:
    return shape.has_table or shape.has_chart or (shape.has_text_frame and bool(shape.text_frame.text.strip()))


def _box(shape: Any) -> tuple[int, int, int, int]:
    left, top = min(shape.left, shape.left + shape.width), min(shape.top, shape.top + shape.height)
    return left, top, left + abs(shape.width), top + abs(shape.height)


def _overlap(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    """Whether two boxes share more than a hair's breadth of rounding."""
    hair = 2000
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > hair and down > hair
