"""The way in: a link that works once, and only when a person presses the button behind it."""

import pytest
from django.test import Client

from tenure.people.actions import change_member, issue_sign_in_link
from tenure.people.models import Member, SignInLink
from tenure.people.queries import sign_in_url
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def key(alice: Member) -> str:
    """The secret of a fresh sign-in link of Alice's."""
    return issue_sign_in_link(member=alice, by=None)


def signed_in_as(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def test_a_sign_in_link_names_the_configured_address(key: str) -> None:
    assert sign_in_url(key) == f"http://127.0.0.1:8000/sign-in?key={key}"


@pytest.mark.parametrize("method", ["get", "head"])
def test_following_the_link_shows_a_button_and_uses_nothing_up(client: Client, key: str, method: str) -> None:
    for _ in range(2):
        response = getattr(client, method)("/sign-in", {"key": key})
        assert response.status_code == 200
    assert signed_in_as(client) is None
    assert SignInLink.objects.get().used_at is None


def test_pressing_the_button_signs_in_and_uses_the_link_up(client: Client, key: str, alice: Member) -> None:
    response = client.post("/sign-in", {"key": key})
    assert (response.status_code, response["Location"]) == (302, "/settings/secure")
    assert signed_in_as(client) == str(alice.pk)
    assert SignInLink.objects.get().used_at is not None


@pytest.mark.parametrize("refused", ["a used link", "an unknown key", "no key"])
def test_what_is_no_live_link_is_refused(client: Client, key: str, refused: str) -> None:
    Client().post("/sign-in", {"key": key})
    data = {"a used link": {"key": key}, "an unknown key": {"key": "x" * 43}, "no key": {"key": ""}}[refused]
    response = client.post("/sign-in", data)
    assert response.status_code == 403
    assert "ask your administrator for a new one" in response.content.decode()
    assert signed_in_as(client) is None


def test_the_button_works_only_from_our_own_page(key: str) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/sign-in", {"key": key})
    assert (response.status_code, signed_in_as(client)) == (403, None)
    assert "The page was open too long" in response.content.decode()


def test_signing_in_gives_a_new_session(client: Client, key: str) -> None:
    session = client.session
    session["left"] = "by somebody else"
    session.save()
    before = session.session_key
    client.post("/sign-in", {"key": key})
    assert client.session.session_key != before


@pytest.mark.parametrize("page", ["/", "/portfolio/", "/portfolio/not-key/", "/portfolio/movers/", "/accounts/"])
def test_pages_send_strangers_to_the_sign_in_page(client: Client, page: str) -> None:
    response = client.get(page)
    assert (response.status_code, response["Location"].split("?")[0]) == (302, "/sign-in")


def test_signing_out_ends_the_session(sign_in: SignIn, alice: Member) -> None:
    client = sign_in(alice)
    assert client.get("/sign-out").status_code == 405
    assert client.post("/sign-out").status_code == 302
    assert signed_in_as(client) is None


def test_a_member_who_is_disabled_is_out_with_the_next_request(
    sign_in: SignIn, alice: Member, administrator: Member
) -> None:
    client = sign_in(alice)
    assert client.get("/portfolio/").status_code == 200
    change_member(member=alice, changes={"is_active": False}, by=administrator)
    assert client.get("/portfolio/").status_code == 302


def test_who_is_signed_in_already_goes_on_to_the_portfolio(sign_in: SignIn, alice: Member) -> None:
    assert sign_in(alice).get("/sign-in")["Location"] == "/"
