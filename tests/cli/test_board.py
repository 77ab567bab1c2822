"""`tenure board`: a position from its file, as text and as the JSON that scripts rely on."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.analytics.board.positions import GOLDEN_FILE
from tests.cli.runner import Tenure, write

MOVE_KEYS = ["kind", "actor", "target", "gain", "hours", "gain_per_hour", "best_reply"]


def test_the_answer_has_exactly_the_keys_that_scripts_rely_on(tenure: Tenure) -> None:
    answer = tenure("board", "--file", GOLDEN_FILE, "--json").json
    assert list(answer) == ["score", "people", "findings", "dependency", "moves"]
    assert list(answer["score"]) == ["position", "material", "king", "control", "structure"]
    assert list(answer["people"]["dahl"]) == ["piece", "attack", "defence", "cover", "findings"]
    assert {tuple(finding) for finding in answer["findings"]} == {("kind", "person", "evidence")}
    assert {tuple(move) for move in answer["moves"]} == {tuple(MOVE_KEYS)}
    assert list(answer["moves"][0]["best_reply"]) == ["competitor", "person", "drop"]


def test_the_golden_position_is_judged_as_worked_out(tenure: Tenure) -> None:
    answer = tenure("board", "--file", GOLDEN_FILE, "--json").json
    assert answer["score"] == pytest.approx(
        {"position": -12.36, "material": 0.0185, "king": 0.0125, "control": -0.2432, "structure": -0.7297}, abs=0.005
    )
    king = answer["people"]["dahl"]
    assert (king["piece"], king["attack"], king["defence"]) == ("king", 0.65, 0.675)
    assert king["findings"] == ["contested", "double_attack", "uncovered", "single_threaded"]
    assert answer["dependency"] == {"KAM": 0.528571, "Eng": 0.285714, "Serv": 0.071429}


@pytest.mark.parametrize(
    ("kind", "target", "gain", "hours"),
    [
        ("neutralise", "eide", 17.16, 16),
        ("castle", "dahl", 12.23, 12),
        ("new_tie", "grove", 3.72, 6),
        ("win", "iversen", 5.92, 10),
    ],
)
def test_the_worked_moves_are_among_the_answer_s(
    tenure: Tenure, kind: str, target: str, gain: float, hours: float
) -> None:
    moves = tenure("board", "--file", GOLDEN_FILE, "--json").json["moves"]
    found = [move for move in moves if (move["kind"], move["target"]) == (kind, target)]
    assert found
    for move in found:
        assert (move["gain"], move["hours"]) == (pytest.approx(gain, abs=0.005), hours)


@pytest.mark.parametrize(("leaver", "side", "position"), [("KAM", "member", -27.68), ("foss", "person", -31.66)])
def test_when_somebody_leaves_the_answer_is_the_position_after(
    tenure: Tenure, leaver: str, side: str, position: float
) -> None:
    answer = tenure("board", "--file", GOLDEN_FILE, "--what-if-leaves", leaver, "--json").json
    assert answer["score"]["position"] == pytest.approx(position, abs=0.005)
    assert "check" in answer["people"]["dahl"]["findings"]
    what_if = answer["what_if"]
    assert (what_if["leaves"], what_if["side"]) == (leaver, side)
    assert what_if["score_before"]["position"] == pytest.approx(-12.36, abs=0.005)
    assert {"kind": "check", "person": "dahl"}.items() <= what_if["appeared"][0].items()
    assert what_if["successors"]
    assert what_if["handover"]


def test_the_text_says_the_position_the_people_the_findings_and_the_moves(tenure: Tenure) -> None:
    answer = tenure("board", "--file", GOLDEN_FILE)
    assert answer.code == 0
    lines = [line.rstrip() for line in answer.out.splitlines()]
    assert lines[0] == "Position -12.36 (material 0.0185, king 0.0125, control -0.2432, structure -0.7297)"
    assert "fork             Rivalco attacks several: Dahl, Eide, Holm." in lines
    assert "Serv is introduced to Dahl by Foss  +12.23      6     2.04  Rivalco on Dahl, -2.25 points" in lines


def test_the_text_warns_of_moves_that_somebody_minds(tenure: Tenure, tmp_path: Path) -> None:
    board = json.loads(GOLDEN_FILE.read_text(encoding="utf-8"))
    board["influence"].append({"from": "holm", "to": "dahl", "weight": 1, "kind": "restricts_access"})
    out = tenure("board", "--file", write(tmp_path / "board.json", json.dumps(board))).out
    minded = {line.split("  ")[0]: line.rstrip().endswith("Holm restricts access") for line in out.splitlines()}
    assert minded["Eng castles Dahl"]
    assert not minded["KAM strengthens the tie to Dahl"]


def test_the_text_of_a_leaver_begins_with_what_is_lost(tenure: Tenure) -> None:
    out = tenure("board", "--file", GOLDEN_FILE, "--what-if-leaves", "foss").out
    assert out.splitlines()[0] == "Without Foss the position goes from -12.36 to -31.66."
    assert "Best successor: Juul" in out


def test_a_board_without_a_king_is_judged_with_the_king_s_part_unknown(tenure: Tenure, tmp_path: Path) -> None:
    path = write(tmp_path / "board.json", json.dumps({"people": [one()]}))
    answer = tenure("board", "--file", path, "--json").json
    assert (answer["score"]["king"], answer["dependency"], answer["moves"][0]["actor"]) == (None, {}, None)
    assert "no_king" in [finding["kind"] for finding in answer["findings"]]
    assert "king unknown" in tenure("board", "--file", path).out


def one(**changes: Any) -> dict[str, Any]:
    return {"id": "d", "name": "Dahl", "stance": 0, "level": 5, "function": "plant"} | changes


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("x", "The document is not JSON: expecting value at line 1, column 1; it must be one object."),
        ("[]", "The document is a list; it must be an object with the keys people, ties, competitor_ties, influence, "
         "fog."),
        (json.dumps({"people": [one(stance=3)]}), "people[0].stance is 3; it must be a whole number from -2 to 2."),
        ('{"people": NaN}', "people is NaN; it must be a list of objects."),
    ],
)  # fmt: skip
def test_bad_input_is_said_in_one_sentence_and_nothing_else(
    tenure: Tenure, tmp_path: Path, content: str, sentence: str
) -> None:
    path = write(tmp_path / "board.json", content)
    for form in ([], ["--json"]):
        answer = tenure("board", "--file", path, *form)
        assert (answer.code, answer.out, answer.err) == (2, "", f"{sentence}\n")


def test_a_file_that_cannot_be_read_is_said_in_one_sentence(tenure: Tenure, tmp_path: Path) -> None:
    for path in (tmp_path / "none.json", tmp_path):
        answer = tenure("board", "--file", path, "--json")
        assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
        assert "cannot be read" in answer.err


def test_who_is_not_on_the_board_cannot_leave_it(tenure: Tenure) -> None:
    answer = tenure("board", "--file", GOLDEN_FILE, "--what-if-leaves", "Rivalco", "--json")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith('Nobody with the id "Rivalco" is on the board; who may leave is one of KAM, Eng')


def test_without_a_file_there_is_no_board(tenure: Tenure) -> None:
    assert tenure("board", "--json").code == 2
