"""The outlines of pieces as corners: programs for slides take straight pieces alone."""

import re
from collections.abc import Iterator, Sequence
from math import atan2, cos, hypot, pi, sin

from tenure.analytics.board.layout import Point

STEPS = 6
"""How many straight pieces a curve becomes; a symbol is a few millimetres high."""
_TOKEN = re.compile(r"[A-Za-z]|-?(?:\d*\.\d+|\d+)")
_TAKES = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "a": 7, "z": 0}


def contours_of(outline: str) -> list[list[Point]]:
    """The closed contours of an SVG path of lines, cubic curves and circular arcs.

    >>> contours_of("M1 1h2v2z")
    [[(1.0, 1.0), (3.0, 1.0), (3.0, 3.0)]]
    >>> [len(contour) for contour in contours_of("M0 0c0 1 1 2 2 2zM4 4a1 1 0 1 0 2 0z")]
    [7, 7]
    """
    contours: list[list[Point]] = []
    for command, numbers in _commands(outline):
        if command in "Mm":
            at = contours[-1][0] if contours else (0.0, 0.0)
            contours.append([_moved(at, numbers, command)])
        elif command not in "Zz":
            contours[-1] += _drawn(contours[-1][-1], command, numbers)
    return contours


def _commands(outline: str) -> Iterator[tuple[str, Sequence[float]]]:
    """Each command with its numbers; what follows a command without one repeats it, after a move as a line."""
    tokens = _TOKEN.findall(outline)
    place, command = 0, ""
    while place < len(tokens):
        if tokens[place].isalpha():
            command, place = tokens[place], place + 1
        elif command in "Mm":
            command = "L" if command == "M" else "l"
        takes = _TAKES[command.lower()]
        yield command, [float(token) for token in tokens[place : place + takes]]
        place += takes


def _moved(at: Point, numbers: Sequence[float], command: str) -> Point:
    x, y = numbers[-2:]
    return (at[0] + x, at[1] + y) if command.islower() else (x, y)


def _drawn(at: Point, command: str, numbers: Sequence[float]) -> list[Point]:
    """The corners that a command adds."""
    kind, is_relative = command.lower(), command.islower()
    if kind == "h":
        return [(numbers[0] + at[0] * is_relative, at[1])]
    if kind == "v":
        return [(at[0], numbers[0] + at[1] * is_relative)]
    if kind == "a":
        return _arc(at, _moved(at, numbers, command), numbers[0], is_large=bool(numbers[3]), is_right=bool(numbers[4]))
    pairs = [_moved(at, numbers[place : place + 2], command) for place in range(0, len(numbers), 2)]
    return pairs if kind == "l" else [_on_curve(at, pairs, step / STEPS) for step in range(1, STEPS + 1)]


def _on_curve(at: Point, pairs: Sequence[Point], t: float) -> Point:
    weights = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
    places = (at, *pairs)
    x, y = (sum(weight * place[axis] for weight, place in zip(weights, places, strict=True)) for axis in (0, 1))
    return x, y


def _arc(start: Point, end: Point, radius: float, *, is_large: bool, is_right: bool) -> list[Point]:
    """Corners on a circle from start to end, by the centre that the two flags choose."""
    half = (end[0] - start[0]) / 2, (end[1] - start[1]) / 2
    away = hypot(*half)
    rise = max(0.0, radius**2 - away**2) ** 0.5 / away
    side = 1 if is_large != is_right else -1
    centre = start[0] + half[0] - side * rise * half[1], start[1] + half[1] + side * rise * half[0]
    return _around(centre, start, end, is_right=is_right)


def _around(centre: Point, start: Point, end: Point, *, is_right: bool) -> list[Point]:
    first, last = (atan2(point[1] - centre[1], point[0] - centre[0]) for point in (start, end))
    turn = (last - first) % (2 * pi) if is_right else -((first - last) % (2 * pi))
    radius = hypot(start[0] - centre[0], start[1] - centre[1])
    angles = (first + turn * step / STEPS for step in range(1, STEPS + 1))
    return [(centre[0] + radius * cos(angle), centre[1] + radius * sin(angle)) for angle in angles]
