"""The page about the board tells the truth."""

import doctest
import json
import re
from typing import Any

import pytest

from tenure.analytics.board.answer import answer_of, departure_answer
from tenure.analytics.board.document import read_board
from tenure.analytics.board.findings import FindingKind
from tenure.analytics.board.leaving import departure
from tests.analytics.board.positions import GOLDEN_FILE, golden
from tests.shared import PROJECT_ROOT

PAGE = PROJECT_ROOT / "docs" / "board.md"


def fragments() -> list[Any]:
    """The JSON of the page."""
    return [json.loads(text) for text in re.findall(r"```json\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)]


def test_the_page_s_example_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PROJECT_ROOT)
    assert doctest.testfile(str(PAGE), module_relative=False) == doctest.TestResults(failed=0, attempted=6)


def test_the_page_s_document_is_the_one_that_is_tested() -> None:
    assert (PROJECT_ROOT / "docs" / "board.json").read_bytes() == GOLDEN_FILE.read_bytes()


def test_the_documented_document_can_be_read() -> None:
    document = fragments()[0]
    document["people"].append({"id": "foss", "name": "Foss", "stance": 2, "level": 4, "function": "plant"})
    assert len(read_board(document).people) == 2


def test_the_documented_answer_is_what_comes_out() -> None:
    answer, documented = answer_of(golden()), fragments()[1]
    assert documented["score"] == answer["score"]
    assert documented["people"]["dahl"] == answer["people"]["dahl"]
    assert documented["dependency"]["KAM"] == answer["dependency"]["KAM"]
    assert documented["findings"][0] in answer["findings"]
    assert documented["moves"][0] in answer["moves"]


def test_the_documented_what_if_is_what_comes_out() -> None:
    what_if, documented = departure_answer(departure(golden(), "KAM"))["what_if"], fragments()[2]["what_if"]
    assert list(documented) == list(what_if)
    for key in ("leaves", "side", "cover_before", "cover_after"):
        assert documented[key] == what_if[key]
    assert documented["successors"][0] == what_if["successors"][0]
    assert documented["handover"][0] == what_if["handover"][0]


def test_every_finding_is_defined_on_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert [kind for kind in FindingKind if f"`{kind}`" not in page] == []
