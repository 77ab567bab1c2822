"""Where everything on a drawn board stands."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.bench_board import account, milliseconds
from tenure.analytics.board.defaults import functions_in_order
from tenure.analytics.board.layout import Box, Layout, Point, lay_out, wishes_of
from tenure.analytics.board.position import Board, Fog, Influence, Kind, Person, Piece, Tie
from tenure.analytics.board.routes import LineKind

MOST_MS = 50.0
FUNCTIONS = ["finance", "operations", "it", "legal"]


def person(name: str, level: int, function: str) -> Person:
    return Person(name, name, 0, level, function, Piece.PAWN)


@st.composite
def boards(draw: st.DrawFn) -> Board:
    squares = st.tuples(st.integers(1, 5), st.sampled_from(FUNCTIONS))
    places = draw(st.lists(squares, min_size=1, max_size=24))
    people = tuple(person(f"p{number}", *square) for number, square in enumerate(places))
    names = st.sampled_from([one.id for one in people])
    members, rivals = st.sampled_from(["m1", "m2", "m3"]), st.sampled_from(["r1", "r2"])
    ties = draw(st.lists(st.tuples(members, names), max_size=30, unique=True))
    theirs = draw(st.lists(st.tuples(rivals, names), max_size=12, unique=True))
    edges = draw(st.lists(st.tuples(names, names, st.sampled_from(Kind)), max_size=20, unique=True))
    fog = draw(st.lists(squares, max_size=4, unique=True))
    return Board(
        people,
        members=("m1", "m2", "m3"),
        ties=tuple(Tie(*pair, 0.5) for pair in ties),
        competitor_ties=tuple(Tie(*pair, 0.4) for pair in theirs),
        influence=tuple(Influence(one, other, 0.3, kind) for one, other, kind in edges if one != other),
        fog=tuple(Fog(*square) for square in fog),
    )


def drawn(board: Board) -> Layout:
    return lay_out(board, functions_in_order(board.people, board.fog))


def boxes(layout: Layout) -> list[Box]:
    return [*layout.people.values(), *layout.fog, *layout.ours.values(), *layout.rivals.values()]


def is_on_a_side(point: Point, box: Box) -> bool:
    return point[0] in (box.x, box.right) and box.y < point[1] < box.bottom


def crosses(one: Point, other: Point, box: Box) -> bool:
    """Whether a straight piece of a line runs through the inside of a box."""
    (left, right), (top, bottom) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    return left < box.right - 0.01 and right > box.x + 0.01 and top < box.bottom - 0.01 and bottom > box.y + 0.01


@settings(max_examples=300, deadline=None)
@given(boards())
def test_no_two_boxes_overlap_and_each_is_inside(board: Board) -> None:
    layout = drawn(board)
    assert [pair for pair in combinations(boxes(layout), 2) if pair[0].overlaps(pair[1])] == []
    whole = Box(0, 0, layout.width, layout.height)
    assert all(
        box.x >= 0 and box.y >= 0 and box.right <= whole.right and box.bottom <= whole.bottom for box in boxes(layout)
    )


@settings(max_examples=300, deadline=None)
@given(boards())
def test_every_line_runs_from_its_source_to_its_target_and_behind_no_card(board: Board) -> None:
    layout = drawn(board)
    where = {**layout.people, **layout.ours, **layout.rivals}
    assert len(layout.lines) == len(wishes_of(board))
    for line in layout.lines:
        assert is_on_a_side(line.points[0], where[line.source])
        assert is_on_a_side(line.points[-1], where[line.target])
        assert all(one[0] == other[0] or one[1] == other[1] for one, other in pairwise(line.points))
        behind = [box for box in boxes(layout) for piece in pairwise(line.points) if crosses(*piece, box)]
        assert behind == []


@settings(max_examples=100, deadline=None)
@given(boards())
def test_everybody_stands_in_the_row_of_the_level_and_the_column_of_the_function(board: Board) -> None:
    layout = drawn(board)
    for one in board.people:
        box, row, column = layout.people[one.id], layout.rows[one.level], layout.columns[one.function]
        assert (box.y >= row.y, box.bottom <= row.bottom) == (True, True)
        assert (box.x >= column.x, box.right <= column.right) == (True, True)


def test_levels_go_down_from_the_board_and_columns_stand_as_told() -> None:
    board = Board((person("a", 5, "it"), person("b", 1, "finance")))
    layout = lay_out(board, ["finance", "it"])
    assert list(layout.rows) == [5, 4, 3, 2, 1]
    assert layout.people["a"].y < layout.people["b"].y
    assert layout.people["b"].x < layout.people["a"].x


def test_who_has_no_column_is_refused() -> None:
    with pytest.raises(ValueError, match=r"Every function needs a column; \['it'\] have none among \['finance'\]\."):
        lay_out(Board((person("a", 5, "it"),)), ["finance"])


def test_only_lines_of_the_wanted_kinds_are_drawn_and_weak_ties_are_none() -> None:
    board = Board(
        (person("a", 5, "it"), person("b", 4, "it")),
        members=("m",),
        ties=(Tie("m", "a", 0.29), Tie("m", "b", 0.3)),
        influence=(
            Influence("b", "a", 0.3, assumed=True),
            Influence("a", "b", 0.1, Kind.TENSION),
            Influence("b", "a", 0.1, Kind.RESTRICTS_ACCESS),
        ),
    )
    assert [(line.kind, line.source, line.target) for line in drawn(board).lines] == [
        (LineKind.OURS, "m", "b"),
        (LineKind.ASSUMED, "b", "a"),
        (LineKind.TENSION, "a", "b"),
        (LineKind.ACCESS, "b", "a"),
    ]
    assert {line.kind for line in lay_out(board, ["it"], {LineKind.OURS}).lines} == {LineKind.OURS}


def test_a_thousand_ties_are_laid_out_at_once() -> None:
    board = account(10, 100)
    columns = functions_in_order(board.people)
    assert milliseconds(lambda: lay_out(board, columns), 5) < MOST_MS
