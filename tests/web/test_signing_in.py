"""The ways in besides the link, and what stands against guessing, replaying and forging."""

import re
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from tenure.core.jobs import Job
from tenure.core.models import AuditEntry, JobRun
from tenure.people.actions import change_member, issue_password_link, issue_sign_in_link, set_password
from tenure.people.jobs import mail_password_link
from tenure.people.models import Member, MemberSession, SignInLink
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db

PASSWORD = "quiet harbour lantern"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PERIOD = 30


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def alice_with_password(alice: Member) -> Member:
    return set_password(member=alice, password=PASSWORD)


@pytest.fixture
def alice_with_app(alice_with_password: Member) -> Member:
    TOTP.activate(alice_with_password, SECRET)
    RecoveryCodes.activate(alice_with_password)
    return alice_with_password


def guess(client: Client, email: str, password: str, **headers: Any) -> int:
    return client.post("/sign-in", {"login": email, "password": password}, **headers).status_code


def is_in(client: Client) -> bool:
    return client.get("/settings/").status_code == 200


def code(steps: int = 0) -> str:
    """The code that the app shows now, or showed or will show so many periods away."""
    return str(format_hotp_value(hotp_value(SECRET, int(time.time()) // PERIOD + steps)))


def past_the_edge() -> None:
    """Wait until a period has some seconds left, so that a code does not change between two lines."""
    while time.time() % PERIOD > PERIOD - 5:
        time.sleep(0.5)


# By password


@pytest.mark.parametrize("email", ["alice@example.com", "ALICE@example.com"])
def test_the_right_password_signs_in(alice_with_password: Member, email: str) -> None:
    client = Client()
    answer = client.post("/sign-in", {"login": email, "password": PASSWORD})
    assert (answer.status_code, answer["Location"], is_in(client)) == (302, "/", True)


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("alice@example.com", "wrong harbour lantern"),
        ("alice@example.com", ""),
        ("nobody@example.com", PASSWORD),
        ("bob@example.com", ""),
        ("bob@example.com", "!"),
    ],
)
def test_a_wrong_password_and_an_unknown_address_are_answered_alike(
    alice_with_password: Member, bob: Member, email: str, password: str
) -> None:
    client = Client()
    answer = client.post("/sign-in", {"login": email, "password": password})
    assert answer.status_code == 200
    assert not is_in(client)
    if password:
        assert "The email address and/or password you specified are not correct." in answer.content.decode()


def test_a_disabled_members_password_lets_nobody_in(alice_with_password: Member, administrator: Member) -> None:
    change_member(member=alice_with_password, changes={"is_active": False}, by=administrator)
    client = Client()
    assert guess(client, "alice@example.com", PASSWORD) == 403
    assert not is_in(client)


def test_the_page_one_wanted_is_where_one_comes_to_and_nowhere_else(alice_with_password: Member) -> None:
    for wanted, reached in [("/accounts/", "/accounts/"), ("https://evil.example/", "/"), ("//evil.example", "/")]:
        data = {"login": "alice@example.com", "password": PASSWORD, "next": wanted}
        assert Client().post("/sign-in", data)["Location"] == reached


def test_guessing_at_one_member_ends_after_five_tries_whoever_guesses(alice_with_password: Member) -> None:
    for number in range(10):
        guess(Client(REMOTE_ADDR=f"10.0.0.{number}"), "alice@example.com", f"guess number {number}")
    client = Client(REMOTE_ADDR="10.0.1.1")
    answer = client.post("/sign-in", {"login": "alice@example.com", "password": PASSWORD})
    assert "Too many failed login attempts" in answer.content.decode()
    assert not is_in(client)


def test_the_right_password_among_two_hundred_guesses_from_everywhere_is_not_found(alice_with_password: Member) -> None:
    guesses = [f"guess number {number}" for number in range(200)]
    guesses[5] = PASSWORD
    for number, password in enumerate(guesses):
        client = Client(REMOTE_ADDR=f"10.0.{number // 100}.{number % 100}")
        guess(client, "alice@example.com", password)
        assert not is_in(client)


def test_one_address_may_not_try_everybody(alice_with_password: Member) -> None:
    answers = [Client().post("/sign-in", {"login": f"m{n}@example.com", "password": "x" * 12}) for n in range(12)]
    assert "Too many failed login attempts" in answers[-1].content.decode()


def test_a_password_is_long_uncommon_and_not_ones_name(sign_in: SignIn, alice: Member) -> None:
    client = sign_in(alice)
    for weak in ("short", "password1234", "alice@example.com", "123456789012"):
        assert client.post("/settings/password/first", {"password1": weak, "password2": weak}).status_code == 200
    assert not Member.objects.get(pk=alice.pk).has_usable_password()


def test_setting_a_password_keeps_this_session_and_ends_the_others(sign_in: SignIn, alice: Member) -> None:
    here, there = sign_in(alice), sign_in(alice)
    answer = here.post("/settings/password/first", {"password1": PASSWORD, "password2": PASSWORD})
    assert (answer.status_code, is_in(here), is_in(there)) == (302, True, False)
    assert MemberSession.objects.filter(member=alice).count() == 1
    assert AuditEntry.objects.filter(noun="member", thing_id=alice.pk, verb="set password").exists()


def test_changing_the_password_asks_for_the_old_one(sign_in: SignIn, alice_with_password: Member) -> None:
    client = sign_in(alice_with_password)
    new = {"password1": "another harbour lantern", "password2": "another harbour lantern"}
    client.post("/settings/password", {"oldpassword": "wrong", **new})
    assert Member.objects.get(pk=alice_with_password.pk).check_password(PASSWORD)
    assert client.post("/settings/password", {"oldpassword": PASSWORD, **new}).status_code == 302
    assert Member.objects.get(pk=alice_with_password.pk).check_password("another harbour lantern")
    assert is_in(client)


# By a code from an app


@pytest.mark.parametrize("by", ["password", "link"])
def test_with_an_app_neither_password_nor_link_is_enough(alice_with_app: Member, by: str) -> None:
    past_the_edge()
    client = Client()
    data = {"login": alice_with_app.email, "password": PASSWORD}
    if by == "link":
        data = {"key": issue_sign_in_link(member=alice_with_app, by=None)}
    answer = client.post("/sign-in", data)
    assert (answer["Location"], is_in(client)) == ("/sign-in/code", False)
    client.post("/sign-in/code", {"code": code()})
    assert is_in(client)


def asked_for_a_code(member: Member) -> Client:
    client = Client()
    client.post("/sign-in", {"login": member.email, "password": PASSWORD})
    return client


@pytest.mark.parametrize("steps", [-3, -2, -1, 1, 2, 3])
def test_a_code_of_another_half_minute_is_refused(alice_with_app: Member, steps: int) -> None:
    past_the_edge()
    client = asked_for_a_code(alice_with_app)
    client.post("/sign-in/code", {"code": code(steps)})
    assert not is_in(client)


def test_a_code_works_once(alice_with_app: Member) -> None:
    past_the_edge()
    first, second = asked_for_a_code(alice_with_app), asked_for_a_code(alice_with_app)
    shown = code()
    for client in (first, second):
        client.post("/sign-in/code", {"code": shown})
    assert (is_in(first), is_in(second)) == (True, False)


def test_a_recovery_code_works_once(alice_with_app: Member) -> None:
    owned = Authenticator.objects.get(user=alice_with_app, type=Authenticator.Type.RECOVERY_CODES)
    (spare, *_) = owned.wrap().get_unused_codes()
    first, second = asked_for_a_code(alice_with_app), asked_for_a_code(alice_with_app)
    for client in (first, second):
        client.post("/sign-in/code", {"code": spare})
    assert (is_in(first), is_in(second)) == (True, False)


def test_guessing_at_codes_ends(alice_with_app: Member) -> None:
    past_the_edge()
    client = asked_for_a_code(alice_with_app)
    for number in range(10):
        client.post("/sign-in/code", {"code": f"{number:06}"})
    client.post("/sign-in/code", {"code": code()})
    assert not is_in(client)


@pytest.mark.parametrize("sent", ["", " ", "0" * 5, "0" * 7, "abcdef", "０" * 6, "\x00" * 6, "-00001"])
def test_what_is_no_code_is_refused_without_a_fault(alice_with_app: Member, sent: str) -> None:
    client = asked_for_a_code(alice_with_app)
    assert client.post("/sign-in/code", {"code": sent}).status_code == 200
    assert not is_in(client)


def test_the_step_of_the_code_cannot_be_walked_around(alice_with_app: Member) -> None:
    client = asked_for_a_code(alice_with_app)
    for page in ("/", "/settings/", "/settings/app", "/settings/passkeys/add", "/settings/secure", "/confirm/code"):
        assert client.get(page)["Location"].startswith("/sign-in")


def test_the_database_alone_makes_no_codes(alice_with_app: Member) -> None:
    assert SECRET not in str(list(Authenticator.objects.values_list("data", flat=True)))


def test_switching_the_app_on_and_off_asks_who_it_is_and_is_recorded(
    sign_in: SignIn, alice_with_password: Member
) -> None:
    client = sign_in(alice_with_password)
    assert client.get("/settings/app")["Location"] == "/confirm/password?next=%2Fsettings%2Fapp"
    client.post("/confirm/password?next=/settings/app", {"password": PASSWORD})
    page = client.get("/settings/app")
    shown = re.search(r"<code>(\w+)</code>", page.content.decode())
    assert shown
    now = format_hotp_value(hotp_value(shown[1], int(time.time()) // PERIOD))
    assert client.post("/settings/app", {"code": now})["Location"] == "/settings/recovery-codes"
    codes = re.findall(r"<code>(\d+)</code>", client.get("/settings/recovery-codes").content.decode())
    assert len(set(codes)) == 10
    assert codes[0] not in client.get("/settings/recovery-codes").content.decode()


def test_an_administrator_takes_lost_factors_off_and_a_colleague_does_not(
    sign_in: SignIn, alice_with_app: Member, administrator: Member, director: Member
) -> None:
    path = f"/members/{alice_with_app.pk}/second-factors"
    assert sign_in(director).post(path).status_code == 403
    assert Authenticator.objects.filter(user=alice_with_app).count() == 2
    assert sign_in(administrator).post(path).status_code == 302
    assert not Authenticator.objects.filter(user=alice_with_app).exists()
    assert AuditEntry.objects.filter(thing_id=alice_with_app.pk, verb="removed second factors").exists()


# By a passkey


NO_PASSKEYS = [
    "",
    "{",
    "{}",
    "[]",
    "null",
    "1",
    '"x"',
    '{"id":"a"}',
    '{"response": {"userHandle": 1}}',
    '{"id":"YQ","rawId":"YQ","type":"public-key","response":{}}',
    '{"id":"YQ","rawId":"YQ","type":"public-key","response":{"clientDataJSON":"e30","authenticatorData":"YQ",'
    '"signature":"YQ","userHandle":"MQ"}}',
]


@pytest.mark.parametrize("sent", NO_PASSKEYS)
def test_what_is_no_passkey_is_refused_without_a_fault(alice: Member, sent: str) -> None:
    client = Client()
    client.get("/sign-in/passkey", headers={"accept": "application/json"})
    assert client.post("/sign-in/passkey", {"credential": sent}).status_code in (302, 200)
    assert not is_in(client)


def test_passkeys_are_made_for_the_configured_host_whatever_the_request_says(settings: Any) -> None:
    settings.TENURE_URL, settings.ALLOWED_HOSTS = "https://kam.example.com", ["*"]
    answer = Client().get("/sign-in/passkey", headers={"accept": "application/json", "host": "evil.example"})
    assert answer.json()["request_options"]["publicKey"]["rpId"] == "kam.example.com"


# A forgotten password


@pytest.fixture
def with_mail(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def asked_to_reset(email: str, **headers: Any) -> str:
    answer = Client(**headers).post("/forgotten", {"email": email})
    assert answer.status_code == 200
    return re.sub(r'csrf\S+" value="\S+"|data-csrf="\S+"', "", answer.content.decode()).replace(email, "ADDRESS")


def test_members_and_strangers_are_answered_alike_and_ask_the_database_alike(with_mail: None, alice: Member) -> None:
    assert asked_to_reset("alice@example.com") == asked_to_reset("nobody@example.com")
    jobs = JobRun.objects.filter(kind="password-mail")
    assert [job.arguments for job in jobs.order_by("pk")] == [
        {"email": "alice@example.com"},
        {"email": "nobody@example.com"},
    ]


def test_only_a_members_address_gets_a_mail_and_its_link_names_the_configured_address(
    with_mail: None, alice: Member, settings: Any
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    for email in ("alice@example.com", "nobody@example.com"):
        Client(headers={"host": "evil.example", "x-forwarded-host": "evil.example"}).post(
            "/forgotten", {"email": email}
        )
    for job in JobRun.objects.filter(kind="password-mail"):
        mail_password_link(Job(pk=job.pk, arguments=job.arguments, requested_by_id=None, attempt=1))
    (sent,) = mail.outbox
    assert sent.to == ["alice@example.com"]
    (link,) = re.findall(r"http\S+", str(sent.body))
    assert link.startswith("http://127.0.0.1:8000/new-password?key=")


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "evil.example:8000",
        "127.0.0.1@evil.example",
        "localhost:8000#@x",
        ".",
        "",
    ],
)
def test_a_request_for_another_host_is_refused(with_mail: None, alice: Member, host: str, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
    answer = Client(headers={"host": host}).post("/forgotten", {"email": "alice@example.com"})
    assert answer.status_code == 400
    assert not JobRun.objects.exists()


def test_a_password_link_works_once_and_within_the_hour(alice_with_password: Member) -> None:
    old = issue_password_link(member=alice_with_password)
    key = issue_password_link(member=alice_with_password)
    new = {"password": "another harbour lantern"}
    assert Client().post("/new-password", {"key": old, **new}).status_code == 403
    assert Client().post("/new-password", {"key": key, "password": "short"}).status_code == 422
    assert Client().post("/new-password", {"key": key, **new}).status_code == 302
    assert Client().post("/new-password", {"key": key, "password": "a third harbour lantern"}).status_code == 403
    assert Member.objects.get(pk=alice_with_password.pk).check_password("another harbour lantern")
    late = issue_password_link(member=alice_with_password)
    assert SignInLink.objects.get(used_at=None).expires_at <= timezone.now() + timedelta(hours=1)
    SignInLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert Client().get("/new-password", {"key": late}).status_code == 403


def test_a_link_for_one_purpose_is_none_for_the_other(alice: Member) -> None:
    sign_in_key, reset_key = issue_sign_in_link(member=alice, by=None), ""
    assert Client().get("/new-password", {"key": sign_in_key}).status_code == 403
    reset_key = issue_password_link(member=alice)
    assert Client().post("/sign-in", {"key": reset_key}).status_code == 403


def test_asking_again_and_again_is_limited(with_mail: None) -> None:
    answers = [Client().post("/forgotten", {"email": "alice@example.com"}).status_code for _ in range(8)]
    assert answers == [200] * 5 + [429] * 3


def test_without_mail_one_is_told_whom_to_ask(settings: Any, alice: Member) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    assert "Ask an administrator" in Client().post("/forgotten", {"email": "alice@example.com"}).content.decode()
    assert not JobRun.objects.exists()
