"""The company's own sign-in: whom it lets in, and that it lets nobody in whom it does not vouch for."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from tenure.core.environment import company_sign_in
from tenure.people.actions import change_member, set_password
from tenure.people.models import Member
from tests.web.service import CLIENT, Service, running_service

pytestmark = pytest.mark.django_db

ALICE = {"sub": "7", "email": "alice@example.com", "email_verified": True, "name": "Alice"}


@pytest.fixture
def service(settings: Any) -> Iterator[Service]:
    with running_service() as running:
        running.person = dict(ALICE)
        variables = {
            "TENURE_OIDC_ISSUER": running.issuer,
            "TENURE_OIDC_CLIENT_ID": CLIENT,
            "TENURE_OIDC_SECRET": "a secret between the two",
            "TENURE_OIDC_NAME": "Nordhaven",
        }
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": company_sign_in(variables)}}
        yield running


def sent_away(client: Client, **data: str) -> dict[str, str]:
    """What the service is asked, as the browser carries it there."""
    answer = client.post("/sign-in/company", data)
    assert answer.status_code == 302
    return {name: values[0] for name, values in parse_qs(urlsplit(answer["Location"]).query).items()}


def come_back(client: Client, **changed: str) -> Any:
    asked = sent_away(client)
    return client.get("/sign-in/company/back", {"state": asked["state"], "code": "c", **changed})


def is_in(client: Client) -> bool:
    return client.get("/settings/").status_code == 200


def test_the_page_offers_it_and_lets_the_browser_go_there(service: Service) -> None:
    answer = Client().get("/sign-in")
    assert "Sign in with Nordhaven" in answer.content.decode()
    assert f"form-action 'self' {service.issuer};" in answer["Content-Security-Policy"]


def test_without_configuration_there_is_no_such_way(alice: Member) -> None:
    assert "/sign-in/company" not in Client().get("/sign-in").content.decode()
    assert (Client().post("/sign-in/company").status_code, Client().get("/sign-in/company/back").status_code) == (
        404,
        404,
    )


def test_the_service_sends_people_back_to_the_configured_address_with_proof_that_they_left(
    service: Service, settings: Any
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    asked = sent_away(Client(headers={"host": "evil.example"}))
    assert asked["redirect_uri"] == "http://127.0.0.1:8000/sign-in/company/back"
    assert len(asked["state"]) >= 16
    assert asked["code_challenge_method"] == "S256"


def test_a_member_with_the_verified_address_comes_in_and_is_known_by_number_from_then_on(
    service: Service, alice: Member
) -> None:
    client = Client()
    assert come_back(client).status_code == 302
    assert is_in(client)
    service.person = {"sub": "7", "email": "renamed@example.com", "email_verified": True}
    again = Client()
    come_back(again)
    assert is_in(again)
    assert SocialAccount.objects.get().user == alice


def test_it_leaves_the_members_password_as_it_is(service: Service, alice: Member) -> None:
    set_password(member=alice, password="quiet harbour lantern")
    come_back(Client())
    assert Member.objects.get(pk=alice.pk).check_password("quiet harbour lantern")


@pytest.mark.parametrize("verified", [False, None, "false", "true", "True", 1, 0, "", []])
def test_an_address_that_is_not_said_to_be_verified_lets_nobody_in(
    service: Service, alice: Member, verified: Any
) -> None:
    service.person = {**ALICE, "email_verified": verified}
    client = Client()
    assert come_back(client).status_code == 403
    assert not is_in(client)


@pytest.mark.parametrize("person", [{"sub": "8"}, {"sub": "8", "email": "", "email_verified": True},
                                    {"sub": "8", "email": "stranger@example.com", "email_verified": True}])  # fmt: skip
def test_who_is_no_member_stays_outside_and_becomes_none(
    service: Service, alice: Member, person: dict[str, Any]
) -> None:
    service.person = person
    client = Client()
    assert come_back(client).status_code == 403
    assert not is_in(client)
    assert Member.objects.count() == 1


def test_where_it_is_configured_a_newcomer_becomes_a_member_of_that_role(service: Service, settings: Any) -> None:
    settings.TENURE_OIDC_NEW_MEMBERS = "viewer"
    service.person = {"sub": "9", "email": "New@example.com", "email_verified": True, "name": "Nora New"}
    client = Client()
    come_back(client)
    assert is_in(client)
    assert Member.objects.values_list("email", "name", "role").get() == ("new@example.com", "Nora New", "viewer")


def test_a_disabled_member_stays_outside(service: Service, alice: Member, administrator: Member) -> None:
    change_member(member=alice, changes={"is_active": False}, by=administrator)
    client = Client()
    assert come_back(client).status_code == 403
    assert not is_in(client)


@pytest.mark.parametrize(
    "wrong",
    [{"iss": "https://evil.example"}, {"aud": "another client"}, {"exp": 1}, {"aud": []}],
)
def test_a_token_of_somebody_elses_is_refused(service: Service, alice: Member, wrong: dict[str, Any]) -> None:
    service.token = wrong
    client = Client()
    assert come_back(client).status_code == 403
    assert not is_in(client)


@pytest.mark.parametrize("changed", [{"state": "x"}, {"state": ""}, {"error": "access_denied", "code": ""}])
def test_who_did_not_leave_from_here_does_not_come_back(
    service: Service, alice: Member, changed: dict[str, str]
) -> None:
    client = Client()
    assert come_back(client, **changed).status_code == 403
    assert not is_in(client)


def test_a_way_back_belongs_to_the_browser_that_left_and_works_once(service: Service, alice: Member) -> None:
    left, other = Client(), Client()
    asked = sent_away(left)
    way_back = {"state": asked["state"], "code": "c"}
    assert other.get("/sign-in/company/back", way_back).status_code == 403
    assert left.get("/sign-in/company/back", way_back).status_code == 302
    left.post("/sign-out")
    assert left.get("/sign-in/company/back", way_back).status_code == 403


def test_a_code_that_the_service_refuses_lets_nobody_in(service: Service, alice: Member) -> None:
    service.refuses = True
    client = Client()
    assert come_back(client).status_code == 403
    assert not is_in(client)


def test_an_identity_is_never_linked_to_whoever_is_signed_in(service: Service, bob: Member) -> None:
    client = Client()
    client.force_login(bob)
    asked = sent_away(client, process="connect")
    client.get("/sign-in/company/back", {"state": asked["state"], "code": "c"})
    assert not SocialAccount.objects.exists()
