"""Where everything on a political map stands, and what reporting lines say."""

from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tenure.analytics.board.layout import Box
from tenure.analytics.board.political import MapLine, PoliticalMap, lay_out_map
from tenure.analytics.board.position import Board, Influence, Kind, Person, Piece
from tenure.analytics.board.reporting import forest_of, in_order


def board_of(levels: list[int], *edges: tuple[int, int, Kind]) -> Board:
    people = tuple(Person(f"p{place}", f"P {place}", 0, level, "it", Piece.PAWN) for place, level in enumerate(levels))
    influence = tuple(Influence(f"p{one}", f"p{other}", 0.5, kind) for one, other, kind in edges)
    return Board(people, influence=influence)


@st.composite
def boards(draw: st.DrawFn) -> Board:
    levels = draw(st.lists(st.integers(1, 5), min_size=1, max_size=20))
    place = st.integers(0, len(levels) - 1)
    edges = draw(st.lists(st.tuples(place, place, st.sampled_from(Kind)), max_size=30, unique=True))
    return board_of(levels, *(edge for edge in edges if edge[0] != edge[1]))


def middle(box: Box) -> float:
    return box.x + box.width / 2


def crosses(one: tuple[float, float], other: tuple[float, float], box: Box) -> bool:
    (left, right), (top, bottom) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    return left < box.right - 0.01 and right > box.x + 0.01 and top < box.bottom - 0.01 and bottom > box.y + 0.01


@settings(max_examples=200, deadline=None)
@given(boards())
def test_no_two_cards_overlap_and_each_is_inside(board: Board) -> None:
    drawn = lay_out_map(board)
    assert [pair for pair in combinations(drawn.people.values(), 2) if pair[0].overlaps(pair[1])] == []
    assert all(
        box.x >= 0 and box.y >= 0 and box.right <= drawn.width and box.bottom <= drawn.height
        for box in drawn.people.values()
    )


@settings(max_examples=200, deadline=None)
@given(boards())
def test_every_line_runs_from_its_source_to_its_target_and_behind_no_card(board: Board) -> None:
    drawn = lay_out_map(board)
    for line in drawn.lines:
        source, target = drawn.people[line.source], drawn.people[line.target]
        assert line.points[0][1] in (source.y, source.bottom)
        assert source.x < line.points[0][0] < source.right
        assert line.points[-1][1] in (target.y, target.bottom)
        assert target.x < line.points[-1][0] < target.right
        for one, other in pairwise(line.points):
            assert one[0] == other[0] or one[1] == other[1]
            assert not any(crosses(one, other, box) for box in drawn.people.values())


@settings(max_examples=200, deadline=None)
@given(boards())
def test_everybody_stands_in_one_tree_once_whatever_circles_are_said(board: Board) -> None:
    forest = forest_of(board)
    told = [name for name, _ in in_order(forest)]
    assert sorted(told) == sorted(person.id for person in board.people)
    lines = [edge for edge in board.influence if edge.kind is Kind.REPORTS_TO]
    assert len(lines) == len(forest.superior) + len(forest.beside)


def test_a_superior_stands_above_the_middle_of_the_reports() -> None:
    drawn = lay_out_map(board_of([5, 4, 4, 4], *((report, 0, Kind.REPORTS_TO) for report in (1, 2, 3))))
    assert middle(drawn.people["p0"]) == middle(drawn.people["p2"])
    assert drawn.people["p0"].bottom < drawn.people["p1"].y


def test_several_roots_stand_side_by_side_and_who_has_no_line_behind_them() -> None:
    drawn = lay_out_map(board_of([5, 5, 4, 4, 5], (2, 0, Kind.REPORTS_TO), (3, 1, Kind.REPORTS_TO)))
    assert [drawn.people[name].x for name in ("p0", "p1", "p4")] == sorted(
        drawn.people[name].x for name in ("p0", "p1", "p4")
    )
    assert middle(drawn.people["p0"]) == middle(drawn.people["p2"])


def test_of_two_superiors_the_one_above_counts_and_the_other_line_is_drawn_beside() -> None:
    board = board_of([5, 3, 3], (1, 2, Kind.REPORTS_TO), (1, 0, Kind.REPORTS_TO))
    forest = forest_of(board)
    assert (forest.superior, [edge.target for edge in forest.beside]) == ({"p1": "p0"}, ["p2"])
    assert [line.kind for line in lay_out_map(board).lines] == [MapLine.REPORTS] * 2


def test_what_geometry_assumes_is_not_on_the_map() -> None:
    people = board_of([5, 4]).people
    assumed = Influence("p1", "p0", 0.5, Kind.INFLUENCES, assumed=True)
    weak = Influence("p0", "p1", 0.2)
    assert lay_out_map(Board(people, influence=(assumed, weak))).lines == ()


def test_a_board_without_people_has_an_empty_map() -> None:
    drawn: PoliticalMap = lay_out_map(Board(()))
    assert (dict(drawn.people), dict(drawn.rows), drawn.lines) == ({}, {}, ())
