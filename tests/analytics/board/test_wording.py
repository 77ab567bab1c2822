"""What a board shows can be said, whatever it shows, in any language."""

from datetime import date

import pytest
from hypothesis import given, settings

from tenure.analytics.board.answer import answer_of, our_forks
from tenure.analytics.board.evaluation import evaluate
from tenure.analytics.board.findings import Finding, FindingKind
from tenure.analytics.board.gains import best_moves
from tenure.analytics.board.moves import MoveKind
from tenure.analytics.board.position import Piece
from tenure.analytics.board.tempo import Dates, dated_findings
from tenure.analytics.board.wording import (
    CONTEXT,
    DEFINITIONS,
    FINDINGS,
    LABELS,
    MOVES,
    PIECES,
    Words,
    english,
    finding_sentence,
    move_sentence,
    reply_phrase,
    words_for,
)
from tests.analytics.board.boards import board_of, codes
from tests.analytics.board.positions import golden

SHOUTED = {"{person} is not covered ({cover}).": "{person}: {cover}!", ".": ","}


def shouting(context: str, text: str) -> str:
    assert context in (CONTEXT, "decimal mark")
    return SHOUTED.get(text, text)


def test_everything_has_its_words() -> None:
    for said in (LABELS, FINDINGS, DEFINITIONS):
        assert set(said) == set(FindingKind)
    assert (set(MOVES), set(PIECES)) == (set(MoveKind), set(Piece))


@settings(max_examples=200, deadline=None)
@given(code=codes)
def test_whatever_a_board_shows_can_be_said(code: bytes) -> None:
    board = board_of(code)
    words, moves = words_for(board), best_moves(board)
    said = [finding_sentence(finding, words) for finding in (*evaluate(board).findings, *our_forks(moves))]
    said += [move_sentence(one.move, words) + reply_phrase(one, words) for one in moves]
    assert all(said)
    assert not [sentence for sentence in said if "{" in sentence or "[" in sentence]
    assert set(answer_of(board)) == {"score", "people", "findings", "dependency", "moves"}


def test_what_the_days_show_can_be_said() -> None:
    dates = Dates(date(2026, 1, 1), decision=date(2026, 6, 3), needed=3)
    said = [finding_sentence(one, Words({}, english)) for one in dated_findings(dates, date(2026, 6, 1))]
    assert said == [
        "The open moves take 3 working days; left until the decision: 2.",
        "Our last move was 151 days ago; one is due every 30.",
        "Nothing has moved for 151 days.",
    ]


def test_another_language_has_other_words_and_its_own_decimal_mark() -> None:
    finding = Finding(FindingKind.UNCOVERED, "dahl", {"cover": 0.35})
    assert finding_sentence(finding, words_for(golden(), shouting)) == "Dahl: 0,35!"


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (
            FindingKind.CONTESTED,
            "Dahl is attacked (0.65) by Rivalco (0.30), Eide (0.50), and still defended (0.68) by KAM (0.35), "
            "Foss (0.50).",
        ),
        (FindingKind.FORK, "Rivalco attacks several: Dahl, Eide, Holm."),
        (FindingKind.FOG, "Of the board 11 % is in fog."),
    ],
)
def test_findings_name_people_and_numbers(kind: FindingKind, sentence: str) -> None:
    found = next(finding for finding in evaluate(golden()).findings if finding.kind is kind)
    assert finding_sentence(found, words_for(golden())) == sentence
