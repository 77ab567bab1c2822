"""Who is known and covered on which level, and where to begin."""

from tenure.analytics.board.evaluation import evaluate
from tenure.analytics.board.levels import Lack, level_coverage, worst_level
from tenure.analytics.board.position import Board, Fog, Person, Piece, Tie


def person(name: str, level: int) -> Person:
    return Person(name, name, 0, level, "it", Piece.PAWN)


BOARD = Board(
    (person("top", 5), person("mid", 4), person("held", 4), person("base", 1)),
    members=("owner", "sponsor", "gone"),
    ties=(
        Tie("owner", "mid", 0.6),
        Tie("owner", "held", 0.5),
        Tie("sponsor", "held", 0.5),
        Tie("owner", "base", 0.2),
        Tie("gone", "base", 0.6),
    ),
    fog=(Fog(3, "legal"),),
)


def test_each_level_says_who_is_known_covered_on_one_line_alone_and_in_fog() -> None:
    levels = level_coverage(BOARD, evaluate(BOARD), {"owner": "Owner", "sponsor": "Sponsor"})
    told = [(one.level, one.known, one.covered, one.single_threaded, one.not_known) for one in levels]
    assert told == [(5, 1, 0, 0, 0), (4, 2, 2, 1, 0), (3, 0, 0, 0, 1), (2, 0, 0, 0, 0), (1, 1, 1, 1, 0)]
    assert levels[1].lines == {"Owner": 2, "Sponsor": 1}
    assert levels[4].lines == {"Owner": 0, "Sponsor": 0}


def test_a_level_lacks_a_first_line_then_somebody_known_then_a_second_line() -> None:
    levels = level_coverage(BOARD, evaluate(BOARD), {})
    assert [one.lack for one in levels] == [
        Lack.UNCOVERED, Lack.SINGLE_THREADED, Lack.NOBODY, Lack.NOBODY, Lack.SINGLE_THREADED,
    ]  # fmt: skip
    assert worst_level(levels).level == 5
