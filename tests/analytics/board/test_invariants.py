"""What holds on every board: to strengthen our tie never costs, a competitor's never pays, a better stance never costs.

Three times 3,500 boards, with one king, none, or a shared crown, and strengths on both sides of every limit.
"""

from dataclasses import replace

from hypothesis import given, settings

from tenure.analytics.board.arrays import arrays_of, exposure_of
from tenure.analytics.board.position import Board, Tie
from tenure.analytics.board.score import score_of
from tests.analytics.board.boards import MEMBERS, RIVALS, board_of, byte, codes, strength

MANY = settings(max_examples=3_500, deadline=None)
NOISE = 1e-9


def score(board: Board) -> float:
    arrays = arrays_of(board)
    return score_of(arrays, exposure_of(arrays)).position


def raised(ties: tuple[Tie, ...], holder: str, person: str, to: float) -> tuple[Tie, ...]:
    """The ties with this one at least so strong."""
    strengths = {(tie.holder, tie.person): tie.strength for tie in ties}
    strengths[holder, person] = max(to, strengths.get((holder, person), 0.0))
    return tuple(Tie(*ends, one) for ends, one in strengths.items())


@MANY
@given(code=codes, holder=byte, person=byte, to=byte)
def test_strengthening_one_of_our_ties_never_lowers_the_score(code: bytes, holder: int, person: int, to: int) -> None:
    board = board_of(code)
    whom = board.people[person % len(board.people)].id
    after = replace(board, ties=raised(board.ties, MEMBERS[holder % len(MEMBERS)], whom, strength(to)))
    assert score(after) >= score(board) - NOISE


@MANY
@given(code=codes, holder=byte, person=byte, to=byte)
def test_strengthening_a_competitor_s_tie_never_raises_the_score(
    code: bytes, holder: int, person: int, to: int
) -> None:
    board = board_of(code)
    whom = board.people[person % len(board.people)].id
    ties = raised(board.competitor_ties, RIVALS[holder % len(RIVALS)], whom, strength(to))
    assert score(replace(board, competitor_ties=ties)) <= score(board) + NOISE


@MANY
@given(code=codes, person=byte, up=byte)
def test_a_better_stance_never_lowers_the_score(code: bytes, person: int, up: int) -> None:
    board = board_of(code)
    chosen = board.people[person % len(board.people)]
    better = replace(chosen, stance=min(2, chosen.stance + 1 + up % 4))
    people = tuple(better if one is chosen else one for one in board.people)
    assert score(replace(board, people=people)) >= score(board) - NOISE
