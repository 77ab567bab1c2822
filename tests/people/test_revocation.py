"""Whatever lets a member in ends with what it hangs on: each kind of credential, each event, at the next request."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import Client

from tenure.core.policy import Role
from tenure.people.actions import (
    change_member,
    end_other_sessions,
    end_session,
    invite_member,
    issue_calendar_feed,
    issue_password_link,
    issue_sign_in_link,
    issue_token,
    revoke_calendar_feed,
    revoke_invitation,
    revoke_token,
    set_password,
)
from tenure.people.models import ApiToken, Invitation, Member, MemberSession

pytestmark = pytest.mark.django_db

PASSWORD = "quiet harbour lantern"


@dataclass(frozen=True)
class Held:
    """A director and everything that the director, or who the director invited, could show to be let in."""

    member: Member
    credentials: dict[str, Callable[[], bool]]


@pytest.fixture
def held(director: Member) -> Held:
    set_password(member=director, password=PASSWORD)
    browser = Client()
    browser.force_login(director)
    script = Client(headers={"authorization": f"Bearer {issue_token(name='x', may_write=True, by=director)[1]}"})
    _, feed = issue_calendar_feed(by=director)
    reset = issue_password_link(member=director)
    link = issue_sign_in_link(member=director, by=None)
    _, invited = invite_member(email="guest@example.com", role=Role.ACCOUNT_MANAGER, by=director)
    return Held(
        director,
        {
            "session": lambda: browser.get("/settings/").status_code == 200,
            "token": lambda: script.get("/api/v1/members/me").status_code == 200,
            "calendar feed": lambda: Client().get(f"/calendar/{feed}.ics").status_code == 200,
            "sign-in link": lambda: Client().post("/sign-in", {"key": link}).status_code == 302,
            "password link": lambda: Client().get("/new-password", {"key": reset}).status_code == 200,
            "invitation": lambda: Client().get("/invitation", {"key": invited}).status_code == 200,
        },
    )


def disable(member: Member, by: Member) -> None:
    change_member(member=member, changes={"is_active": False}, by=by)


def disable_and_enable(member: Member, by: Member) -> None:
    disable(member, by)
    change_member(member=member, changes={"is_active": True}, by=by)


def change_password(member: Member, by: Member) -> None:
    set_password(member=member, password="another harbour lantern")


def raise_role(member: Member, by: Member) -> None:
    change_member(member=member, changes={"role": Role.ADMINISTRATOR}, by=by)


def lower_role(member: Member, by: Member) -> None:
    change_member(member=member, changes={"role": Role.VIEWER}, by=by)


def rename(member: Member, by: Member) -> None:
    change_member(member=member, changes={"name": "Dora D."}, by=by)


def end_token(member: Member, by: Member) -> None:
    revoke_token(token=ApiToken.objects.get(member=member, revoked_at=None), by=by)


def take_back_invitation(member: Member, by: Member) -> None:
    revoke_invitation(invitation=Invitation.objects.get(), by=by)


def sign_out_everywhere(member: Member, by: Member) -> None:
    end_other_sessions(by=member, keep="")


def end_each_session(member: Member, by: Member) -> None:
    for session in MemberSession.objects.filter(member=member):
        end_session(session=session, by=member)


def end_feed(member: Member, by: Member) -> None:
    revoke_calendar_feed(by=member)


def make_another_feed(member: Member, by: Member) -> None:
    issue_calendar_feed(by=member)


ALL = {"session", "token", "calendar feed", "sign-in link", "password link", "invitation"}


@pytest.mark.parametrize(
    ("event", "ended"),
    [
        (disable, ALL),
        (disable_and_enable, ALL),
        (change_password, {"session", "token", "calendar feed", "sign-in link", "password link"}),
        # Rights are read at each request; what was made for smaller rights must not grow.
        (raise_role, {"token", "calendar feed", "sign-in link", "password link"}),
        # Nobody may take up what the inviter could not offer any more.
        (lower_role, {"sign-in link", "password link", "invitation"}),
        (rename, set()),
        (end_token, {"token"}),
        (end_feed, {"calendar feed"}),
        (make_another_feed, {"calendar feed"}),
        (take_back_invitation, {"invitation"}),
        (sign_out_everywhere, {"session"}),
        (end_each_session, {"session"}),
    ],
)
@pytest.mark.parametrize("credential", sorted(ALL))
def test_what_lets_a_member_in_ends_with_what_it_hangs_on(
    held: Held, administrator: Member, credential: str, event: Callable[[Member, Member], None], ended: set[str]
) -> None:
    event(held.member, administrator)
    assert held.credentials[credential]() is (credential not in ended)


def test_before_anything_happens_all_of_it_lets_in(held: Held) -> None:
    assert {name: lets_in() for name, lets_in in held.credentials.items()} == dict.fromkeys(ALL, True)


def test_a_lowered_member_acts_by_the_new_role_at_the_next_request(director: Member, administrator: Member) -> None:
    browser = Client()
    browser.force_login(director)
    assert browser.post("/members/invite", {"email": "a@example.com", "role": "viewer"}).status_code == 200
    lower_role(director, administrator)
    assert browser.post("/members/invite", {"email": "b@example.com", "role": "viewer"}).status_code == 403
    assert not Invitation.objects.filter(email="b@example.com").exists()


def test_nobody_ends_anothers_session(alice: Member, bob: Member) -> None:
    theirs = Client()
    theirs.force_login(alice)
    mine = Client()
    mine.force_login(bob)
    session = MemberSession.objects.get(member=alice)
    assert mine.post(f"/settings/sessions/{session.pk}").status_code == 404
    assert theirs.get("/settings/").status_code == 200
