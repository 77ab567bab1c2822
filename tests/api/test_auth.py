"""Credentials end when they should, and a refusal tells nothing."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tenure.core.policy import Role
from tenure.people.actions import change_member, issue_token, revoke_token
from tenure.people.models import ApiToken, Member


def client_with(secret: str) -> Client:
    return Client(headers={"authorization": f"Bearer {secret}"})


def status(client: Client) -> int:
    return client.get("/api/v1/members/me").status_code


@pytest.fixture
def token(alice: Member) -> tuple[ApiToken, str]:
    return issue_token(name="test", may_write=True, by=alice)


def test_a_revoked_token_is_refused_at_the_next_request(token: tuple[ApiToken, str], alice: Member) -> None:
    client = client_with(token[1])
    assert status(client) == 200
    revoke_token(token=token[0], by=alice)
    assert status(client) == 401


def test_a_disabled_member_is_refused_at_the_next_request(
    token: tuple[ApiToken, str], alice: Member, administrator: Member
) -> None:
    signed_in = Client()
    signed_in.force_login(alice)
    change_member(member=alice, changes={"is_active": False}, by=administrator)
    assert (status(client_with(token[1])), status(signed_in)) == (401, 401)


def test_an_expired_token_is_refused(token: tuple[ApiToken, str]) -> None:
    ApiToken.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert status(client_with(token[1])) == 401
    ApiToken.objects.update(expires_at=timezone.now() + timedelta(minutes=1))
    assert status(client_with(token[1])) == 200


def test_a_demoted_member_loses_what_the_role_gave(
    token: tuple[ApiToken, str], alice: Member, administrator: Member
) -> None:
    change_member(member=alice, changes={"role": Role.VIEWER}, by=administrator)
    answer = client_with(token[1]).post("/api/v1/accounts", {"name": "X"}, "application/json")
    assert answer.status_code == 403


@pytest.mark.parametrize("shown", ["", "Bearer", "Bearer ", "Bearer tenure_x", "Basic YTpi", "bearer x y", "tenure_x"])
def test_what_is_no_token_is_refused_even_beside_a_session(shown: str, alice: Member) -> None:
    client = Client(headers={"authorization": shown})
    if shown:
        client.force_login(alice)
    answer = client.get("/api/v1/members/me")
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")


def test_the_scheme_is_read_in_any_case(token: tuple[ApiToken, str]) -> None:
    assert status(Client(headers={"authorization": f"bearer {token[1]}"})) == 200


def test_a_browser_session_with_its_csrf_token_may_write(alice: Member) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)
    client.cookies["csrftoken"] = "a" * 32
    answer = client.post(
        "/api/v1/accounts", '{"name": "Neu AG"}', "application/json", headers={"x-csrftoken": "a" * 32}
    )
    assert answer.status_code == 201


@pytest.mark.parametrize("path", ["", "nothing", "accounts/x", "accounts/1/nothing"])
def test_an_unknown_address_is_a_problem_too(path: str) -> None:
    answer = Client().get(f"/api/v1/{path}")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_a_wrong_method_says_which_are_right() -> None:
    answer = Client().put("/api/v1/accounts")
    assert (answer.status_code, answer["Content-Type"]) == (405, "application/problem+json")
    assert set(answer["Allow"].split(", ")) == {"GET", "POST"}
