"""`tenure member`: administrators add and disable, a link signs in once."""

import pytest
from django.test import Client

from tenure.core.policy import Role
from tenure.people.actions import issue_token
from tenure.people.models import Member, SignInLink
from tests.cli.runner import Answer, Tenure

pytestmark = pytest.mark.django_db


def sign_in(said: Answer) -> int:
    """Use the link that the command printed."""
    key = said.out.strip().splitlines()[-1].partition("key=")[2]
    code: int = Client().post("/sign-in", {"key": key}).status_code
    return code


def test_an_added_member_signs_in_by_the_printed_link_once(tenure: Tenure, administrator: Member) -> None:
    said = tenure("member", "add", "Nora@Example.com", "--name", "Nora New", "--role", "account_manager")
    assert said.out.startswith("Nora New is a member as account manager.\n")
    made = Member.objects.get(email="nora@example.com")
    assert (made.role, made.is_active, made.has_usable_password()) == (Role.ACCOUNT_MANAGER, True, False)
    assert [sign_in(said), sign_in(said)] == [302, 403]


def test_a_disabled_members_tokens_and_links_end_and_come_back_by_a_new_link_only(
    tenure: Tenure, administrator: Member, alice: Member
) -> None:
    _, secret = issue_token(name="export", may_write=False, by=alice)
    link = tenure("member", "link", alice.email)
    assert tenure("member", "disable", alice.email).code == 0
    client = Client(headers={"authorization": f"Bearer {secret}"})
    assert (client.get("/api/v1/members/me").status_code, sign_in(link)) == (401, 403)
    assert "comes first" in tenure("member", "link", alice.email).err
    tenure("member", "enable", alice.email)
    assert client.get("/api/v1/members/me").status_code == 401
    assert sign_in(tenure("member", "link", alice.email)) == 302


def test_the_list_says_who_is_disabled(tenure: Tenure, administrator: Member, alice: Member) -> None:
    tenure("member", "disable", alice.email)
    assert [(row["email"], row["is_active"]) for row in tenure("member", "list", "--json").json] == [
        (administrator.email, True),
        (alice.email, False),
    ]
    assert "disabled" in tenure("member", "list").out


def test_only_administrators_add_disable_and_link(tenure: Tenure, director: Member, alice: Member) -> None:
    refused = [
        tenure("member", "add", "x@example.com", "--name", "X", "--role", "viewer", "--as", director.email),
        tenure("member", "disable", alice.email, "--as", director.email),
        tenure("member", "link", alice.email, "--as", director.email),
    ]
    assert [answer.code for answer in refused] == [2, 2, 2]
    assert {answer.err for answer in refused} == {"As director you may not manage members.\n"}
    assert (Member.objects.filter(is_active=False).count(), SignInLink.objects.count()) == (0, 0)


def test_the_last_administrator_stays(tenure: Tenure, administrator: Member) -> None:
    answer = tenure("member", "disable", administrator.email)
    assert answer.code == 2
    assert "Somebody must stay administrator" in answer.err
    administrator.refresh_from_db()
    assert administrator.is_active


def test_an_unknown_address_is_named(tenure: Tenure, administrator: Member) -> None:
    answer = tenure("member", "link", "nobody@example.com")
    assert (answer.code, "'nobody@example.com'" in answer.err) == (2, True)
