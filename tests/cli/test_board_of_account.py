"""`tenure board ACCOUNT`: a decision's board as it stood on a day, without somebody, for whoever sees the account."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tenure.accounts.models import Account
from tenure.people.models import Member
from tenure.relationships.actions.decision import create_decision
from tests.cli.runner import Tenure
from tests.relationships.conftest import OPENED
from tests.relationships.golden import Golden, golden_board

pytestmark = pytest.mark.django_db


@pytest.fixture
def golden(account: Account, alice: Member) -> Golden:
    return golden_board(account, alice, OPENED)


def test_the_answer_is_that_of_a_file_with_names_day_and_decision(
    golden: Golden, account: Account, alice: Member, tenure: Tenure
) -> None:
    answer = tenure("board", str(account.pk), "--json", "--as", alice.email).json
    assert list(answer) == ["decision", "day", "names", "score", "people", "findings", "dependency", "moves"]
    assert answer["score"]["position"] == pytest.approx(-12.36, abs=0.005)
    king = f"contact:{golden.contacts['dahl'].pk}"
    assert (answer["names"][king], answer["people"][king]["attack"]) == ("Dahl", 0.65)
    assert answer["decision"] == {"id": golden.decision.pk, "name": "The golden board", "account": account.pk}
    assert answer["day"] == timezone.localdate().isoformat()


def test_a_person_who_leaves_is_named_in_words(golden: Golden, account: Account, alice: Member, tenure: Tenure) -> None:
    line = ("board", account.name, "--decision", "the golden board", "--what-if-leaves", "foss", "--as", alice.email)
    answer = tenure(*line, "--json").json
    assert answer["score"]["position"] == pytest.approx(-31.66, abs=0.005)
    assert answer["what_if"]["leaves"] == f"contact:{golden.contacts['foss'].pk}"
    text = tenure(*line).out
    assert "Without Foss the position goes from -12.36 to -31.66." in text
    assert "contact:" not in text
    assert "member:" not in text


def test_the_text_tells_the_day_and_everybody_by_name(
    golden: Golden, account: Account, alice: Member, tenure: Tenure
) -> None:
    text = tenure("board", account.name, "--on", "2026-01-31", "--as", alice.email).out
    assert text.startswith(f"{golden.decision.name}, 2026-01-31\n")
    assert "Dahl is attacked (0.65) by Rivalco (0.30), Eide (0.50)" in " ".join(text.split())
    assert "contact:" not in text


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ["--decision", "Valves"],
            "'Valves' means 0 decisions of Blauer See Delikatessen; there are: The golden board",
        ),
        (["--on", "tomorrow"], "'tomorrow' is no day"),
        (["--on", "2999-01-01"], "2999-01-01 has not come"),
        (["--on", (OPENED - timedelta(days=1)).isoformat()], "Nobody stood on the board of 'The golden board'"),
        (["--what-if-leaves", "Rivalco"], "'Rivalco' means 0 people of the board"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(
    arguments: list[str], sentence: str, golden: Golden, account: Account, alice: Member, tenure: Tenure
) -> None:
    answer = tenure("board", account.name, *arguments, "--as", alice.email)
    assert (answer.code, answer.out) == (2, "")
    assert sentence in answer.err


def test_a_board_without_anybody_is_an_answer_without_a_score(account: Account, alice: Member, tenure: Tenure) -> None:
    assert "has no buying decision yet" in tenure("board", account.name, "--as", alice.email).err
    create_decision(account=account, by=alice, name="Valves")
    assert tenure("board", account.name, "--json", "--as", alice.email).json["score"] is None


def test_whoever_does_not_see_the_account_sees_no_board(
    golden: Golden, account: Account, charlie: Member, tenure: Tenure
) -> None:
    answer = tenure("board", account.name, "--as", charlie.email)
    assert (answer.code, answer.out) == (2, "")
    assert golden.decision.name not in answer.err


def test_a_document_has_one_day_and_one_decision(tenure: Tenure) -> None:
    answer = tenure("board", "--file", "docs/board.json", "--on", "2026-01-01")
    assert (answer.code, answer.err.count("go with ACCOUNT")) == (2, 1)
    assert tenure("board").code == 2
