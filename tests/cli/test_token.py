"""`tenure token`: secrets are shown once, and everybody ends their own tokens only."""

import pytest
from django.test import Client

from tenure.people.actions import issue_token
from tenure.people.models import ApiToken, Member
from tests.cli.runner import Tenure

pytestmark = pytest.mark.django_db


def status_of(secret: str) -> int:
    code: int = Client(headers={"authorization": f"Bearer {secret}"}).get("/api/v1/members/me").status_code
    return code


def test_an_issued_token_works_acts_for_the_member_named_and_is_shown_once(
    tenure: Tenure, administrator: Member, alice: Member
) -> None:
    said = tenure("token", "issue", "--name", "export", "--days", "30", "--as", alice.email)
    sentence, secret = said.out.strip().splitlines()
    token = ApiToken.objects.get()
    assert sentence.startswith(f"Token {token.pk} acts for {alice.name} and may only read.")
    assert (token.member, token.may_write, token.expires_at is None) == (alice, False, False)
    assert status_of(secret) == 200
    assert secret not in tenure("token", "list").out
    assert secret not in tenure("token", "list", "--json").out


def test_only_with_write_may_a_token_write(tenure: Tenure, administrator: Member) -> None:
    tenure("token", "issue", "--name", "import", "--write")
    assert ApiToken.objects.get().may_write


def test_a_revoked_token_is_refused_from_the_next_request_on(
    tenure: Tenure, administrator: Member, alice: Member
) -> None:
    token, secret = issue_token(name="old", may_write=False, by=alice)
    assert tenure("token", "revoke", str(token.pk)).out == f"Token {token.pk} (old) is revoked.\n"
    assert status_of(secret) == 401
    assert [row["revoked_at"] is None for row in tenure("token", "list", "--json").json] == [False]


def test_a_strangers_token_is_neither_listed_nor_revoked(tenure: Tenure, alice: Member, bob: Member) -> None:
    token, secret = issue_token(name="own", may_write=False, by=alice)
    answer = tenure("token", "revoke", str(token.pk), "--as", bob.email)
    assert (answer.code, answer.err) == (
        2,
        f"There is no token {token.pk} that you may revoke; `tenure token list` shows those.\n",
    )
    assert tenure("token", "list", "--json", "--as", bob.email).json == []
    assert status_of(secret) == 200


@pytest.mark.parametrize("days", ["0", "3651", "x", "-1"])
def test_a_lifetime_out_of_bounds_is_refused(tenure: Tenure, administrator: Member, days: str) -> None:
    answer = tenure("token", "issue", "--name", "export", f"--days={days}")
    assert (answer.code, ApiToken.objects.count()) == (2, 0)
    assert "must be 1 to 3650" in answer.err


def test_a_disabled_member_gets_no_token(tenure: Tenure, administrator: Member, alice: Member) -> None:
    Member.objects.filter(pk=alice.pk).update(is_active=False)
    answer = tenure("token", "issue", "--name", "export", "--as", alice.email)
    assert (answer.code, ApiToken.objects.count()) == (2, 0)
