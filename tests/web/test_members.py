"""The members page and everybody's own settings: who sees what, who may what, and nothing changes for who may not."""

from typing import Any

import pytest
from django.test import Client

from tenure.core.policy import Role
from tenure.people.actions import create_member, issue_sign_in_link, issue_token
from tenure.people.models import ApiToken, Invitation, Member, MemberSession
from tenure.people.queries import members_page
from tests.api.contents import contents
from tests.queries import queries_of
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db

PAGES = ["/members/", "/settings/", "/settings/sign-in", "/settings/secure", "/settings/sessions", "/settings/tokens",
         "/settings/passkeys", "/settings/password/first", "/settings/app", "/settings/passkeys/add"]  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_every_member_has_the_page_and_strangers_sign_in_first(page: str, sign_in: SignIn, viewer: Member) -> None:
    assert sign_in(viewer).get(page).status_code == 200
    assert Client().get(page)["Location"].startswith("/sign-in?next=")


def acts(member: Member, invitation: Invitation) -> list[tuple[str, dict[str, Any]]]:
    return [
        ("/members/invite", {"email": "new@example.com", "role": "administrator"}),
        (f"/members/{member.pk}", {"version": member.version, "role": "administrator"}),
        (f"/members/{member.pk}", {"version": member.version, "is_active": "0"}),
        (f"/members/{member.pk}/link", {}),
        (f"/members/{member.pk}/second-factors", {}),
        (f"/invitations/{invitation.pk}/resend", {}),
        (f"/invitations/{invitation.pk}/revoke", {}),
    ]


@pytest.fixture
def invitation(administrator: Member) -> Invitation:
    client = Client()
    client.force_login(administrator)
    client.post("/members/invite", {"email": "guest@example.com", "role": "administrator"})
    return Invitation.objects.get()


@pytest.mark.parametrize("role", [Role.VIEWER, Role.ACCOUNT_MANAGER, Role.DIRECTOR])
def test_who_is_no_administrator_changes_nobody(
    role: Role, sign_in: SignIn, alice: Member, bob: Member, invitation: Invitation
) -> None:
    Member.objects.filter(pk=bob.pk).update(role=role)
    client = sign_in(bob)
    before = contents()
    for path, data in acts(alice, invitation):
        assert client.post(path, data).status_code in (403, 404, 422), path
    assert contents() == before


def test_an_administrator_changes_role_disables_and_enables(
    sign_in: SignIn, administrator: Member, alice: Member
) -> None:
    client = sign_in(administrator)
    assert client.post(f"/members/{alice.pk}", {"version": 1, "role": "director"}).status_code == 302
    assert client.post(f"/members/{alice.pk}", {"version": 2, "is_active": "0"}).status_code == 302
    alice.refresh_from_db()
    assert (alice.role, alice.is_active) == ("director", False)
    assert client.post(f"/members/{alice.pk}", {"version": 3, "is_active": "1"}).status_code == 302
    alice.refresh_from_db()
    assert alice.is_active


def test_a_change_over_anothers_change_shows_both(sign_in: SignIn, administrator: Member, alice: Member) -> None:
    client = sign_in(administrator)
    client.post(f"/members/{alice.pk}", {"version": 1, "role": "director"})
    answer = client.post(f"/members/{alice.pk}", {"version": 1, "role": "viewer"})
    assert answer.status_code == 409
    assert "now director" in answer.content.decode()
    assert "you asked for viewer" in answer.content.decode()


def test_the_last_administrator_stays(sign_in: SignIn, administrator: Member) -> None:
    answer = sign_in(administrator).post(f"/members/{administrator.pk}", {"version": 1, "role": "viewer"})
    assert answer.status_code == 422
    assert "Somebody must stay administrator" in answer.content.decode()


def test_the_link_is_shown_to_the_inviter_once(sign_in: SignIn, administrator: Member) -> None:
    client = sign_in(administrator)
    answer = client.post("/members/invite", {"email": "guest@example.com", "role": "viewer"})
    assert "http://127.0.0.1:8000/invitation?key=" in answer.content.decode()
    page = client.get("/members/").content.decode()
    assert "guest@example.com" in page
    assert "key=" not in page


def test_the_members_page_asks_as_often_for_many_members_as_for_one(sign_in: SignIn, administrator: Member) -> None:
    client = sign_in(administrator)

    def more() -> None:
        for number in range(5):
            email = f"m{number}@example.com"
            create_member(email=email, name=f"Member {number}", role=Role.VIEWER, by=None)
            client.post("/members/invite", {"email": f"i{number}@example.com", "role": "viewer"})

    def few() -> object:
        return client.get("/members/")

    few()
    asked = len(queries_of(few))
    more()
    assert len(queries_of(few)) == asked


def test_members_come_in_pages_by_name(administrator: Member) -> None:
    for number in range(5):
        create_member(email=f"m{number}@example.com", name="Same Name", role=Role.VIEWER, by=None)
    seen, after = [], None
    while True:
        page = members_page(administrator, after=after, limit=2)
        seen += [member.pk for member in page.members]
        after = page.next_after
        if after is None:
            break
    assert seen == list(Member.objects.order_by("name", "pk").values_list("pk", flat=True))


def test_one_changes_ones_own_name_and_language(sign_in: SignIn, viewer: Member, administrator: Member) -> None:
    data = {"version": 1, "name": "Vera V.", "title": "Controller", "language": "de"}
    client = sign_in(viewer)
    assert client.post("/settings/", data).status_code == 302
    viewer.refresh_from_db()
    assert (viewer.name, viewer.title, viewer.language, viewer.role) == ("Vera V.", "Controller", "de", "viewer")
    assert client.post("/settings/", {**data, "name": "Vera"}).status_code == 409


def test_a_session_is_listed_with_its_device_and_only_its_network(sign_in: SignIn, alice: Member) -> None:
    agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    client = Client(HTTP_USER_AGENT=agent, REMOTE_ADDR="192.0.2.77")
    client.post("/sign-in", {"key": issue_sign_in_link(member=alice, by=None)})
    page = client.get("/settings/sessions").content.decode()
    assert "Firefox on Linux" in page
    assert "192.0.2.x" in page
    assert "192.0.2.77" not in str(list(MemberSession.objects.values()))
    assert str(client.session.session_key) not in page


def test_one_signs_other_browsers_out(sign_in: SignIn, alice: Member) -> None:
    here, there, third = sign_in(alice), sign_in(alice), sign_in(alice)
    theirs = MemberSession.objects.get(session_id=there.session.session_key)
    assert here.post(f"/settings/sessions/{theirs.pk}").status_code == 302
    assert [client.get("/settings/").status_code for client in (here, there, third)] == [200, 302, 200]
    here.post("/settings/sessions/others")
    assert [client.get("/settings/").status_code for client in (here, third)] == [200, 302]


def test_a_tokens_secret_is_shown_once_and_revoking_ends_it(sign_in: SignIn, alice: Member) -> None:
    client = sign_in(alice)
    answer = client.post("/settings/tokens", {"name": "nightly", "days": "30"})
    token = ApiToken.objects.get()
    assert "tenure_" in answer.content.decode()
    assert 'value="tenure_' not in client.get("/settings/tokens").content.decode()
    assert token.expires_at is not None
    assert not token.may_write
    assert client.post(f"/settings/tokens/{token.pk}").status_code == 302
    token.refresh_from_db()
    assert token.revoked_at is not None


def test_nobody_revokes_anothers_token(sign_in: SignIn, alice: Member, administrator: Member) -> None:
    token, _ = issue_token(name="x", may_write=False, by=alice)
    assert sign_in(administrator).post(f"/settings/tokens/{token.pk}").status_code == 404
    token.refresh_from_db()
    assert token.revoked_at is None


@pytest.mark.parametrize("page", ["/settings/sessions", "/settings/tokens"])
def test_a_settings_page_asks_as_often_for_many_rows_as_for_one(sign_in: SignIn, alice: Member, page: str) -> None:
    client = sign_in(alice)
    issue_token(name="one", may_write=False, by=alice)

    def ask() -> object:
        return client.get(page)

    ask()
    asked = len(queries_of(ask))
    for _ in range(4):
        sign_in(alice)
        issue_token(name="more", may_write=False, by=alice)
    assert len(queries_of(ask)) == asked
