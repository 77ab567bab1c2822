"""How high parts of a document are on a slide, and what of them still fits: in inches, letters in points."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from tenure.integrations.papers.paper import (
    Block,
    Bullets,
    Column,
    Curve,
    Gauges,
    Line,
    Paragraph,
    Signatures,
    Subject,
    Table,
    TimeLine,
)
from tenure.integrations.stationery.looks import Word, width_of
from tenure.integrations.stationery.slide import POINTS

TEXT, SMALL, CELL, HEAD, SUBJECT = 14.0, 11.5, 12.0, 10.5, 15.0
"""The sizes of letters: paragraphs, what stands below, cells of tables, their heads, heads within sections."""
LEADING = 1.22
"""How far lines stand apart, in sizes of their letters."""
CELL_PAD, ROW_PAD = 0.07, 0.045
"""What a cell keeps free at the left and right, and above and below."""
BULLET = 0.24
SHARE_WIDTH = 1.0
CURVE_HEIGHT, NEEDLE_HEIGHT, SIGNATURE_HEIGHT = 2.9, 0.52, 0.62
AXIS_HEIGHT, STRETCH_HEIGHT, FOOT_HEIGHT = 0.3, 0.3, 0.25
SIGNATURES_ACROSS = 3


@dataclass(frozen=True)
class Fit:
    """What of a block fits into some height, how high that is, and what is left; None where there is no such part."""

    part: Block | None
    height: float
    rest: Block | None


def fit(block: Block, width: float, room: float) -> Fit:
    """As much of a block as fits into a room of that width and height."""
    match block:
        case Paragraph():
            return _fit_paragraph(block, width, room)
        case Bullets():
            return _fit_bullets(block, width, room)
        case Table():
            return _fit_table(block, width, room)
        case Signatures():
            return _fit_signatures(block, width, room)
    height = height_of(block, width)
    return Fit(block, height, None) if height <= room else Fit(None, 0.0, block)


def height_of(block: Block, width: float) -> float:
    """How high a block is in a room of that width."""
    match block:
        case Paragraph():
            return _high(_lines(block.words, TEXT, width), TEXT)
        case Bullets():
            return sum(_high(_lines(item, TEXT, width - BULLET), TEXT) for item in block.items)
        case Subject():
            name = _high(_lines([Word(block.name, is_strong=True)], SUBJECT, width - SHARE_WIDTH), SUBJECT)
            return name + (_high(_lines(block.about, SMALL, width), SMALL) if block.about else 0.0)
        case Table():
            heights = [row_height(row, block.columns, width) for row in (*block.rows, *_total_of(block))]
            return head_height(block.columns, width) + sum(heights)
        case Curve():
            return CURVE_HEIGHT
        case TimeLine():
            return AXIS_HEIGHT + STRETCH_HEIGHT * len(block.stretches) + FOOT_HEIGHT
        case Gauges():
            return NEEDLE_HEIGHT * len(block.needles)
        case Signatures():
            rows = -(-len(block.signatures) // SIGNATURES_ACROSS)
            return statement_height(block, width) + SIGNATURE_HEIGHT * rows


def statement_height(block: Signatures, width: float) -> float:
    """How high the sentence above signatures is."""
    return _high(_lines([Word(block.statement)], SMALL, width), SMALL) + 0.1


def _lines(words: Line, size: float, width: float) -> int:
    """How many lines words take; even none take one."""
    return max(len(wrapped(words, size, width)), 1)


def _high(lines: int, size: float) -> float:
    return lines * size * LEADING / POINTS


def widths_of(columns: Sequence[Column], width: float, size: float = HEAD) -> list[float]:
    """How wide each column of a table is: by its share, but wide enough for each word of its head if others can give.

    >>> [round(wide, 1) for wide in widths_of([Column("What", 4), Column("Wahrscheinlichkeit")], 6, 9.5)]
    [4.4, 1.6]
    """
    whole = sum(column.wide for column in columns)
    wanted = [width * column.wide / whole for column in columns]
    least = [_least_width(column.head, size) for column in columns]
    pairs = list(zip(wanted, least, strict=True))
    lacking, spare = (sum(max(0.0, side * (least - wide)) for wide, least in pairs) for side in (1, -1))
    if lacking > spare:
        return wanted
    return [least if least > wide else wide - (wide - least) * lacking / spare for wide, least in pairs]


def _least_width(head: str, size: float) -> float:
    """How wide the longest word of a head is with what a cell keeps free."""
    return max((width_of(word, size, bold=True) for word in head.split()), default=0.0) / POINTS + 2 * CELL_PAD


def head_height(columns: Sequence[Column], width: float) -> float:
    """How high the heads of a table are."""
    rooms = widths_of(columns, width)
    heads = [
        wrapped([Word(column.head, is_strong=True)], HEAD, room - 2 * CELL_PAD)
        for column, room in zip(columns, rooms, strict=True)
    ]
    return _high(max(len(lines) for lines in heads), HEAD) + 2 * ROW_PAD


def row_height(row: Sequence[Line], columns: Sequence[Column], width: float) -> float:
    """How high a row of a table is."""
    lines = max(len(lines) for lines in _cells(row, columns, width))
    return _high(max(lines, 1), CELL) + 2 * ROW_PAD


def _cells(row: Sequence[Line], columns: Sequence[Column], width: float) -> list[list[Line]]:
    """The lines of each cell."""
    rooms = widths_of(columns, width)
    return [wrapped(cell, CELL, room - 2 * CELL_PAD) for cell, room in zip(row, rooms, strict=True)]


def _total_of(table: Table) -> list[Sequence[Line]]:
    return [table.total] if table.total else []


def _fit_paragraph(block: Paragraph, width: float, room: float) -> Fit:
    lines = wrapped(block.words, TEXT, width) or [()]
    first, rest = _parted(lines, int(room / _high(1, TEXT) + 1e-9))
    part = Paragraph(_together(first)) if first else None
    return Fit(part, _high(len(first), TEXT), Paragraph(_together(rest)) if rest else None)


def _fit_bullets(block: Bullets, width: float, room: float) -> Fit:
    """As many items as fit; one that alone is higher than the room is parted."""
    taken, high = 0, 0.0
    for item in block.items:
        height = _high(_lines(item, TEXT, width - BULLET), TEXT)
        if high + height > room:
            break
        taken, high = taken + 1, high + height
    if taken or not block.items:
        rest = block.items[taken:]
        return Fit(Bullets(block.items[:taken]), high, Bullets(rest) if rest else None)
    first, more = _parted(wrapped(block.items[0], TEXT, width - BULLET), int(room / _high(1, TEXT) + 1e-9))
    if not first:
        return Fit(None, 0.0, block)
    left = [*([_together(more)] if more else []), *block.items[1:]]
    return Fit(Bullets([_together(first)]), _high(len(first), TEXT), Bullets(left) if left else None)


def _fit_table(table: Table, width: float, room: float) -> Fit:
    """The head with as many rows as fit, the total with the last ones; a row higher than the room is parted."""
    head = head_height(table.columns, width)
    taken, high = 0, head
    for row in table.rows:
        height = row_height(row, table.columns, width)
        if high + height > room:
            break
        taken, high = taken + 1, high + height
    if taken == len(table.rows):
        return _with_total(table, width, room, high)
    if taken:
        return Fit(replace(table, rows=table.rows[:taken], total=()), high, replace(table, rows=table.rows[taken:]))
    return _part_row(table, width, room - head)


def _with_total(table: Table, width: float, room: float, high: float) -> Fit:
    if not table.total:
        return Fit(table, high, None)
    more = row_height(table.total, table.columns, width)
    if high + more <= room:
        return Fit(table, high + more, None)
    if table.rows:
        return Fit(replace(table, total=()), high, replace(table, rows=[]))
    # Higher than a slide, it is parted like any other row.
    return _fit_table(replace(table, rows=[table.total], total=()), width, room)


def _part_row(table: Table, width: float, room: float) -> Fit:
    """As many lines of the first row as fit below the head."""
    fitting = int((room - 2 * ROW_PAD) / _high(1, CELL) + 1e-9)
    if fitting < 1:
        return Fit(None, 0.0, table)
    parted = [_parted(lines, fitting) for lines in _cells(table.rows[0], table.columns, width)]
    first, more = ([_together(part[side]) for part in parted] for side in (0, 1))
    height = head_height(table.columns, width) + row_height(first, table.columns, width)
    rest = replace(table, rows=[more, *table.rows[1:]])
    return Fit(replace(table, rows=[first], total=()), height, rest)


def _fit_signatures(block: Signatures, width: float, room: float) -> Fit:
    """As many rows of signatures as fit below the sentence."""
    rows = int((room - statement_height(block, width)) / SIGNATURE_HEIGHT + 1e-9)
    if rows < 1:
        return Fit(None, 0.0, block)
    first, rest = (block.signatures[: rows * SIGNATURES_ACROSS], block.signatures[rows * SIGNATURES_ACROSS :])
    part = replace(block, signatures=first)
    return Fit(part, height_of(part, width), replace(block, signatures=rest) if rest else None)


def _parted(lines: Sequence[Line], number: int) -> tuple[Sequence[Line], Sequence[Line]]:
    return lines[: max(number, 0)], lines[max(number, 0) :]


def wrapped(words: Iterable[Word], size: float, width: float) -> list[Line]:
    """Words in lines of that width, a word longer than a line cut where it must be; of nothing there is no line.

    >>> [[word.text for word in line] for line in wrapped([Word("Two lines, please")], 12, 0.9)]
    [['Two lines, '], ['please']]
    """
    room = width * POINTS
    lines: list[list[Word]] = []
    left = 0.0
    for word in words:
        for text in _pieces(word.text, size, room, bold=word.is_strong):
            wide = width_of(text.rstrip(), size, bold=word.is_strong)
            if not lines or wide > left:
                lines.append([])
                left = room
            lines[-1].append(replace(word, text=text))
            left -= width_of(text, size, bold=word.is_strong)
    return [_together([line]) for line in lines]


def _pieces(text: str, size: float, room: float, *, bold: bool) -> list[str]:
    """Words with the spaces behind them, those that no line could hold in parts."""
    pieces: list[str] = []
    for word in _words(text):
        if width_of(word.rstrip(), size, bold=bold) <= room:
            pieces.append(word)
            continue
        part = ""
        for letter in word:
            if part and width_of(part + letter, size, bold=bold) > room:
                pieces.append(part)
                part = ""
            part += letter
        pieces.append(part)
    return pieces


def _words(text: str) -> list[str]:
    words: list[str] = []
    for space, letters in groupby(text, _is_break):
        said = "".join(letters)
        if space and words:
            words[-1] += said
        else:
            words.append(said)
    return words


def _is_break(letter: str) -> bool:
    """Whether a line may end at a letter."""
    return letter.isspace() and letter not in "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"


def _together(lines: Iterable[Line]) -> Line:
    """The words of lines, those of one look as one."""
    words = [word for line in lines for word in line]
    return tuple(
        Word("".join(word.text for word in same), *look)
        for look, same in groupby(words, lambda word: (word.tone, word.is_strong))
    )
