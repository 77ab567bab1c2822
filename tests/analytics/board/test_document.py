"""The document of a board: what it gives, what is assumed, and the one sentence for whatever is wrong."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tenure.analytics.board.answer import answer_of
from tenure.analytics.board.document import parse_board, read_board
from tenure.analytics.board.position import Influence, Kind, Piece, Tie
from tenure.analytics.board.refusals import SENTENCES, BoardError
from tenure.analytics.retelling import retold
from tests.analytics.board.positions import GOLDEN_FILE, golden


def document(**changes: Any) -> dict[str, Any]:
    """The golden document with some of its lists replaced."""
    content: dict[str, Any] = json.loads(GOLDEN_FILE.read_text(encoding="utf-8"))
    return content | changes


def one(**changes: Any) -> dict[str, Any]:
    """A person's entry."""
    return {"id": "d", "name": "Dahl", "stance": 0, "level": 5, "function": "plant"} | changes


def refusal(content: Any) -> str:
    """Why a document is refused; a sentence that its template can tell again."""
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    with pytest.raises(BoardError) as error:
        parse_board(raw)
    assert error.value.sentence.endswith(".")
    return error.value.sentence


def test_a_document_gives_people_ties_influence_and_fog() -> None:
    board = golden()
    assert [person.piece.value[0] for person in board.people] == list("kqrrbkpp")
    assert board.members == ("KAM", "Eng", "Serv")
    assert board.competitors == ("Rivalco",)
    assert board.competitor_ties[0] == Tie("Rivalco", "eide", 0.6)
    assert board.influence[0] == Influence("foss", "dahl", 0.5)
    assert [(square.level, square.function, square.weight) for square in board.fog] == [(4, "finance", 1.0)]


def test_whoever_is_said_to_sway_somebody_is_given_no_assumed_influence() -> None:
    assert [edge for edge in golden().influence if edge.assumed] == []


@pytest.mark.parametrize(
    ("given", "piece"),
    [
        ({"power": 4, "reach": 3, "line_authority": True}, Piece.QUEEN),
        ({"power": 5, "reach": 2, "line_authority": True}, Piece.ROOK),
        ({"power": 3, "line_authority": True}, Piece.ROOK),
        ({"power": 3, "reach": 2}, Piece.BISHOP),
        ({"power": 2, "reach": 5, "line_authority": True}, Piece.PAWN),
        ({}, Piece.PAWN),
        ({"piece": None, "power": None}, Piece.PAWN),
        ({"piece": "knight", "power": 5, "reach": 5}, Piece.KNIGHT),
    ],
)
def test_the_default_rule_gives_the_piece_that_is_absent(given: dict[str, Any], piece: Piece) -> None:
    assert read_board({"people": [one(**given)]}).people[0].piece == piece


def test_geometry_gives_assumed_influence_to_whoever_sways_nobody() -> None:
    people = [
        one(id="k", piece="king", level=5, function="a"),
        one(id="r", piece="rook", level=4, function="a"),
        one(id="b", piece="bishop", level=3, function="b"),
        one(id="n", piece="knight", level=2, function="c"),
        one(id="q", piece="queen", level=4, function="c"),
        one(id="p", piece="pawn", level=1, function="a"),
    ]
    tension = {"from": "p", "to": "r", "weight": 1, "kind": "tension"}
    board = read_board({"people": people, "influence": [tension]})
    assumed = {(edge.source, edge.target) for edge in board.influence if edge.assumed}
    assert assumed == {("r", "k"), ("b", "r"), ("b", "q"), ("b", "n"), ("q", "b"), ("n", "r"), ("p", "r")}
    assert {edge.weight for edge in board.influence if edge.assumed} == {0.3}


def test_kinds_and_weights_are_read() -> None:
    edges = [
        {"from": "juul", "to": "foss", "weight": 0.2, "kind": "reports_to"},
        {"from": "juul", "to": "foss", "weight": 0.9, "kind": "tension"},
    ]
    board = read_board(document(influence=edges, fog=[{"level": 1, "function": "x", "weight": 2}]))
    assert [edge.kind for edge in board.influence[:2]] == [Kind.REPORTS_TO, Kind.TENSION]
    assert board.fog[0].weight == 2


PERSON = "it must be the id of somebody in people: dahl, eide, foss, grove, holm, iversen, juul, krog."
TIE = {"member": "KAM", "person": "foss", "strength": 0.8}
EDGE = {"from": "foss", "to": "dahl", "weight": 0.5}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"{", "The document is not JSON: expecting property name enclosed in double quotes at line 1, column 2; "
         "it must be one object."),
        (b"\xff", "The document is not JSON text in UTF-8; it must be one object."),
        (b"[" * 100_000, "The document is nested too deeply; it must be one object of lists of objects."),
        (b'{"fog": [], "fog": []}', 'The document gives the key "fog" twice in one object; it may be given once.'),
        ([], "The document is a list; it must be an object with the keys people, ties, competitor_ties, influence, "
         "fog."),
        ({}, "The document lacks the key people; it needs people."),
        ({"people": []}, "The list people is empty; a board needs one person at least."),
        ({"people": {}}, "people is an object; it must be a list of objects."),
        (document(teis=[]), 'The document has the unknown key "teis"; allowed are people, ties, competitor_ties, '
         "influence, fog."),
        ({"people": [7]}, "people[0] is 7; it must be an object with the keys id, name, stance, level, function, "
         "piece, power, reach, line_authority."),
        ({"people": [one(peice="king")]}, 'people[0] has the unknown key "peice"; allowed are id, name, stance, level, '
         "function, piece, power, reach, line_authority."),
        ({"people": [{"id": "a"}]}, "people[0] lacks the key name; it needs id, name, stance, level, function."),
        ({"people": [one(stance=3)]}, "people[0].stance is 3; it must be a whole number from -2 to 2."),
        ({"people": [one(stance=0.5)]}, "people[0].stance is 0.5; it must be a whole number from -2 to 2."),
        ({"people": [one(stance=True)]}, "people[0].stance is true; it must be a whole number from -2 to 2."),
        ({"people": [one(stance=None)]}, "people[0].stance is null; it must be a whole number from -2 to 2."),
        ({"people": [one(level=6)]}, "people[0].level is 6; it must be a whole number from 1 to 5."),
        ({"people": [one(power=0)]}, "people[0].power is 0; it must be a whole number from 1 to 5."),
        ({"people": [one(reach=-1)]}, "people[0].reach is -1; it must be a whole number from 0 to 1000."),
        ({"people": [one(line_authority="yes")]}, 'people[0].line_authority is "yes"; it must be true or false.'),
        ({"people": [one(name=" ")]}, 'people[0].name is " "; it must be a text of 1 to 200 characters, not blank.'),
        ({"people": [one(id=7)]}, "people[0].id is 7; it must be a text of 1 to 200 characters, not blank."),
        ({"people": [one(name="a\x00")]}, 'people[0].name is "a\\u0000"; it must be a text of 1 to 200 characters, '
         "not blank."),
        ({"people": [one(piece="King")]}, 'people[0].piece is "King"; it must be one of king, queen, rook, bishop, '
         "knight, pawn."),
        ({"people": [one(), one(id="e"), one()]}, "people[2].id repeats people[0].id; each may be given once."),
        (document(ties=[TIE, TIE]), "ties[1] repeats ties[0]; each may be given once."),
        (document(ties=[TIE | {"strength": 1.1}]), "ties[0].strength is 1.1; it must be a number from 0 to 1."),
        (document(ties=[TIE | {"strength": -0.1}]), "ties[0].strength is -0.1; it must be a number from 0 to 1."),
        (document(ties=[TIE | {"strength": float("nan")}]), "ties[0].strength is NaN; it must be a number from 0 to "
         "1."),
        (document(ties=[TIE | {"strength": float("inf")}]), "ties[0].strength is Infinity; it must be a number from 0 "
         "to 1."),
        (document(ties=[TIE | {"strength": 10**400}]), f"ties[0].strength is 1{'0' * 39}...; it must be a number from "
         "0 to 1."),
        (document(ties=[TIE | {"strength": "0.8"}]), 'ties[0].strength is "0.8"; it must be a number from 0 to 1.'),
        (document(ties=[TIE | {"person": "nobody"}]), f'ties[0].person is "nobody"; {PERSON}'),
        (document(ties=[TIE | {"competitor": "x"}]), 'ties[0] has the unknown key "competitor"; allowed are member, '
         "person, strength."),
        (document(competitor_ties=[{"competitor": "R", "person": "x", "strength": 0}]),
         f'competitor_ties[0].person is "x"; {PERSON}'),
        (document(influence=[EDGE | {"to": "x"}]), f'influence[0].to is "x"; {PERSON}'),
        (document(influence=[EDGE | {"to": "foss"}]), 'influence[0] goes from "foss" to the same person; it must join '
         "two different people."),
        (document(influence=[EDGE | {"kind": "likes"}]), 'influence[0].kind is "likes"; it must be one of influences, '
         "reports_to, friend, tension, restricts_access."),
        (document(influence=[EDGE, EDGE]), "influence[1] repeats influence[0]; each may be given once."),
        (document(fog=[{"level": 4, "function": "x"}] * 2), "fog[1] repeats fog[0]; each may be given once."),
        (document(fog=[{"level": 4, "function": "x", "weight": -1}]), "fog[0].weight is -1; it must be a number from "
         "0 to 1000."),
        (document(ties=[TIE | {"member": "foss"}]), 'ties[0].member is "foss", which people[2].id names too; people, '
         "members and competitors need different ids."),
        (document(competitor_ties=[{"competitor": "KAM", "person": "foss", "strength": 0}]),
         'competitor_ties[0].competitor is "KAM", which ties[0].member names too; people, members and competitors need '
         "different ids."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_one_sentence(content: Any, sentence: str) -> None:
    assert refusal(content) == sentence


def test_a_refusal_can_be_told_in_another_language() -> None:
    class Shouting:
        def gettext(self, message: str, /) -> str:
            return f"!{message}"

        def pgettext(self, context: str, message: str, /) -> str:
            return message

    assert retold(refusal({"people": [one(stance=3)]}), SENTENCES, Shouting()).startswith("!people[0].stance is 3")


def test_only_the_first_of_many_people_are_listed() -> None:
    people = [one(id=f"p{number}") for number in range(30)]
    tie = {"member": "KAM", "person": "x", "strength": 1}
    assert refusal({"people": people, "ties": [tie]}).endswith("p0, p1, p2, p3, p4, p5, p6, p7, ... (22 more).")


KEYS = st.sampled_from(
    ["people", "ties", "influence", "fog", "id", "name", "stance", "level", "function", "piece", "member", "person",
     "strength", "from", "to", "weight", "kind", "competitor_ties", "competitor", "power", "reach", "line_authority"]
)  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4) | st.sampled_from(["foss", "king"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS | st.text(max_size=3), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=500, deadline=None)
@given(value=VALUES)
def test_anything_at_all_is_a_board_or_one_sentence(value: Any) -> None:
    is_board_or_sentence(value)


@settings(max_examples=1_000, deadline=None)
@given(data=st.data())
def test_a_document_with_anything_in_one_place_is_a_board_or_one_sentence(data: st.DataObject) -> None:
    content = document()
    place = content[data.draw(st.sampled_from(sorted(content)))]
    entry = data.draw(st.sampled_from(place))
    entry[data.draw(st.sampled_from(sorted(entry)) | KEYS)] = data.draw(VALUES)
    is_board_or_sentence(content)


def is_board_or_sentence(content: Any) -> None:
    sentence = ""
    try:
        board = parse_board(json.dumps(content).encode())
        json.dumps(answer_of(board), allow_nan=False)
    except BoardError as error:
        sentence = error.sentence
    assert len(sentence.splitlines()) <= 1
    sentence.encode()
