"""Who may invite whom, and what an invitation's link is worth."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from tenure.core.models import AuditEntry
from tenure.core.policy import Role
from tenure.people.actions import accept_invitation, invite_member, resend_invitation
from tenure.people.models import Invitation, Member

pytestmark = pytest.mark.django_db

PASSWORD = "quiet harbour lantern"
EVERY_ROLE = set(Role)


@pytest.mark.parametrize(
    ("inviter", "allowed"),
    [
        (Role.ADMINISTRATOR, EVERY_ROLE),
        (Role.DIRECTOR, {Role.VIEWER, Role.ACCOUNT_MANAGER}),
        (Role.ACCOUNT_MANAGER, set()),
        (Role.VIEWER, set()),
    ],
)
@pytest.mark.parametrize("role", list(Role))
def test_who_may_invite_whom(alice: Member, inviter: Role, allowed: set[Role], role: Role) -> None:
    alice.role = inviter
    alice.save()
    if role in allowed:
        assert invite_member(email="Guest@Example.com", role=role, by=alice)[0].email == "guest@example.com"
        return
    with pytest.raises(PermissionDenied):
        invite_member(email="guest@example.com", role=role, by=alice)
    assert not Invitation.objects.exists()


def test_a_second_invitation_is_refused_in_one_sentence(director: Member) -> None:
    invite_member(email="guest@example.com", role=Role.VIEWER, by=director)
    with pytest.raises(ValidationError) as refused:
        invite_member(email="guest@example.com", role=Role.VIEWER, by=director)
    assert refused.value.messages == ["This address has an open invitation already; send that one again."]


def test_who_accepts_is_a_member_signed_in_with_the_role_offered(director: Member) -> None:
    _, secret = invite_member(email="guest@example.com", role=Role.ACCOUNT_MANAGER, by=director)
    browser = Client()
    assert "Dora Director invites you" in browser.get("/invitation", {"key": secret}).content.decode()
    answer = browser.post("/invitation", {"key": secret, "name": "Greta Guest", "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    guest = Member.objects.get(email="guest@example.com")
    assert (guest.name, guest.role, guest.check_password(PASSWORD)) == ("Greta Guest", "account_manager", True)
    assert browser.get("/settings/").status_code == 200
    assert Invitation.objects.get().member == guest
    verbs = list(AuditEntry.objects.filter(noun="invitation").order_by("pk").values_list("verb", flat=True))
    assert verbs == ["invited", "accepted"]


def test_without_a_password_one_is_led_to_make_a_passkey(director: Member) -> None:
    _, secret = invite_member(email="guest@example.com", role=Role.VIEWER, by=director)
    browser = Client()
    answer = browser.post("/invitation", {"key": secret, "name": "Greta Guest", "password": ""})
    assert answer["Location"] == "/settings/secure"
    assert "/settings/passkeys/add" in browser.get("/settings/secure").content.decode()


def test_a_link_works_once(director: Member) -> None:
    _, secret = invite_member(email="guest@example.com", role=Role.VIEWER, by=director)
    accept_invitation(secret=secret, name="Greta", password=PASSWORD)
    with pytest.raises(PermissionDenied):
        accept_invitation(secret=secret, name="Somebody", password=PASSWORD)
    assert Client().get("/invitation", {"key": secret}).status_code == 403


def test_a_weak_password_or_an_empty_name_leaves_the_link_as_it_was(director: Member) -> None:
    _, secret = invite_member(email="guest@example.com", role=Role.VIEWER, by=director)
    for data in ({"name": "Greta", "password": "short"}, {"name": " ", "password": PASSWORD}):
        assert Client().post("/invitation", {"key": secret, **data}).status_code == 422
    assert not Member.objects.filter(email="guest@example.com").exists()
    assert accept_invitation(secret=secret, name="Greta", password=PASSWORD).name == "Greta"


def test_a_link_ends_after_a_week_and_lives_again_when_it_is_sent_again(director: Member) -> None:
    invitation, old = invite_member(email="guest@example.com", role=Role.VIEWER, by=director)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert Client().get("/invitation", {"key": old}).status_code == 403
    new = resend_invitation(invitation=invitation, by=director)
    assert [Client().get("/invitation", {"key": key}).status_code for key in (old, new)] == [403, 200]


def test_an_address_is_invited_once_and_a_members_never(director: Member, alice: Member) -> None:
    invite_member(email="guest@example.com", role=Role.VIEWER, by=director)
    for address in ("GUEST@example.com", alice.email, "no address"):
        with pytest.raises(ValidationError):
            invite_member(email=address, role=Role.VIEWER, by=director)
    assert Invitation.objects.count() == 1


def test_the_database_holds_no_secret(director: Member) -> None:
    _, secret = invite_member(email="guest@example.com", role=Role.VIEWER, by=director)
    rows = [*Invitation.objects.values(), *AuditEntry.objects.values()]
    assert secret not in str(rows)


def test_a_director_cannot_touch_an_invitation_beyond_their_power(director: Member, administrator: Member) -> None:
    invitation, secret = invite_member(email="boss@example.com", role=Role.ADMINISTRATOR, by=administrator)
    browser = Client()
    browser.force_login(director)
    for act in ("resend", "revoke"):
        assert browser.post(f"/invitations/{invitation.pk}/{act}").status_code == 404
    assert "boss@example.com" not in browser.get("/members/").content.decode()
    assert Client().get("/invitation", {"key": secret}).status_code == 200


def test_the_link_is_mailed_with_the_configured_address(
    settings: object, director: Member, django_capture_on_commit_callbacks: object
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        _, secret = invite_member(email="guest@example.com", role=Role.VIEWER, by=director)
    (sent,) = mail.outbox
    assert sent.to == ["guest@example.com"]
    assert re.findall(r"http\S+", str(sent.body)) == [f"http://127.0.0.1:8000/invitation?key={secret}"]
