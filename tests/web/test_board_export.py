"""The board as a file, from the page, the API and the command line: the same for the same reader."""

from pathlib import Path

import pytest
from django.test import Client

from tenure.accounts.actions.team import add_team_member
from tenure.accounts.models import Account
from tenure.people.models import Member
from tests.api.conftest import Asks, asks
from tests.cli.conftest import tenure
from tests.cli.runner import Tenure
from tests.integrations.drawings.conftest import golden
from tests.relationships.golden import Golden
from tests.web.conftest import SignIn

__all__ = ["asks", "golden", "tenure"]
pytestmark = pytest.mark.django_db
FORMATS = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}


@pytest.fixture
def address(account: Account) -> str:
    return f"/accounts/{account.pk}/board/export"


def content(client: Client, address: str, **query: str) -> bytes:
    response = client.get(address, query)
    assert response.status_code == 200, (address, query, getattr(response, "content", b""))
    return response.getvalue()


@pytest.mark.parametrize("kind", FORMATS)
def test_the_page_hands_the_board_out_as_every_other_file(
    sign_in: SignIn, alice: Member, golden: Golden, address: str, kind: str
) -> None:
    response = sign_in(alice).get(address, {"format": kind, "decision": str(golden.decision.pk)})
    assert response["Content-Type"] == FORMATS[kind]
    assert response["Content-Disposition"].startswith('attachment; filename="Blauer See Delikatessen, The golden board')
    assert response["Content-Disposition"].endswith(f'.{kind}"')
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]


@pytest.mark.parametrize(
    "query",
    [{}, {"format": "exe"}, {"format": "svg", "decision": "999999"}, {"format": "svg", "on": "2020-01-01"},
     {"format": "svg", "without": "nobody"}],
)  # fmt: skip
def test_what_is_not_there_is_not_found(
    sign_in: SignIn, alice: Member, golden: Golden, address: str, query: dict[str, str]
) -> None:
    assert sign_in(alice).get(address, query).status_code == 404


def test_who_does_not_see_the_account_gets_no_file(
    sign_in: SignIn, charlie: Member, asks: Asks, golden: Golden, address: str
) -> None:
    assert sign_in(charlie).get(address, {"format": "svg"}).status_code == 404
    assert asks(charlie).get(f"/api/v1{address}", {"format": "svg"}).status_code == 404


def test_the_board_offers_what_it_shows_in_every_kind(
    sign_in: SignIn, alice: Member, golden: Golden, account: Account
) -> None:
    page = sign_in(alice).get(f"/accounts/{account.pk}/board/", {"on": "2026-02-01", "shared": "1"}).content.decode()
    for kind in FORMATS:
        assert f"board/export?on=2026-02-01&amp;shared=1&amp;format={kind}" in page


def test_page_api_and_command_write_the_same_for_the_same_reader(
    sign_in: SignIn, alice: Member, asks: Asks, tenure: Tenure, golden: Golden, address: str, account: Account,
    tmp_path: Path,
) -> None:  # fmt: skip
    file = tmp_path / "board.SVG"
    for query, options in (({}, []), ({"shared": "1"}, ["--shared"]), ({"on": "2026-02-01"}, ["--on", "2026-02-01"])):
        tenure("board", str(account.pk), "--export", str(file), "--as", alice.email, *options)
        by_page = content(sign_in(alice), address, format="svg", **query)
        assert by_page == content(asks(alice), f"/api/v1{address}", format="svg", **query) == file.read_bytes()


def test_a_viewer_gets_the_version_for_sharing_at_every_door(
    sign_in: SignIn, alice: Member, viewer: Member, asks: Asks, tenure: Tenure, golden: Golden, address: str,
    account: Account, tmp_path: Path,
) -> None:  # fmt: skip
    add_team_member(account=account, member=viewer, by=alice)
    file = tmp_path / "board.svg"
    tenure("board", str(account.pk), "--export", str(file), "--as", viewer.email)
    shared = content(sign_in(alice), address, format="svg", shared="1")
    assert file.read_bytes() == shared == content(sign_in(viewer), address, format="svg")
    assert shared == content(asks(viewer), f"/api/v1{address}", format="svg")
    assert b"Rivalco" not in shared


def test_the_api_says_what_it_cannot_draw(asks: Asks, alice: Member, golden: Golden, address: str) -> None:
    for query in ({}, {"format": "exe"}, {"format": "svg", "on": "2020-01-01"}, {"format": "svg", "without": "x"}):
        assert asks(alice).get(f"/api/v1{address}", query).status_code == 422


def test_the_command_refuses_another_ending_in_a_sentence(
    tenure: Tenure, alice: Member, golden: Golden, account: Account, tmp_path: Path
) -> None:
    file = tmp_path / "board.doc"
    refused = tenure("board", str(account.pk), "--export", str(file), "--as", alice.email)
    assert refused.code == 2
    assert "ends in none of .svg, .png, .pdf, .pptx" in refused.err
    assert not file.exists()
