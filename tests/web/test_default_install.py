"""What a new installation is like before anybody has configured anything, and how its cookies and forms are guarded."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tenure import settings as installation
from tenure.people.actions import issue_sign_in_link, set_password
from tenure.people.models import Member

PASSWORD = "quiet harbour lantern"
LOOK = """
import json, django
django.setup()
from django.conf import settings
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tenure.cli.preparing import ensure_administrator
from tenure.people.models import ApiToken, Member, SignInLink
ensure_administrator()
print(json.dumps({
    "debug": settings.DEBUG, "key": settings.SECRET_KEY, "hosts": settings.ALLOWED_HOSTS,
    "passwords": [member.has_usable_password() for member in Member.objects.all()],
    "tokens": ApiToken.objects.count(), "links": SignInLink.objects.count(),
    "bypass": getattr(settings, "MFA_TOTP_INSECURE_BYPASS_CODE", None),
    "insecure_origin": getattr(settings, "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN", False),
    "mail": settings.EMAIL_BACKEND,
}))
"""
KNOWN_PASSWORDS = ("admin", "password", "tenure", "changeme", "administrator", "")


def installed(home: Path) -> dict[str, Any]:
    """What a fresh home holds after the first start, without any variable of ours."""
    environment = {"TENURE_HOME": str(home), "DJANGO_SETTINGS_MODULE": "tenure.settings", "PATH": "/usr/bin:/bin",
                   "PYTHONPATH": ":".join(sys.path)}  # fmt: skip
    done = subprocess.run([sys.executable, "-c", LOOK], env=environment, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.sqlite
def test_a_default_installation_has_no_known_password_or_key_and_does_not_debug(tmp_path: Path) -> None:
    first, second = installed(tmp_path / "one"), installed(tmp_path / "two")
    keys = {found.pop("key") for found in (first, second)}
    assert len(keys) == 2
    assert min(map(len, keys)) >= 50
    assert (
        first
        == second
        == {
            "debug": False,
            "hosts": ["127.0.0.1", "localhost", "[::1]"],
            "passwords": [False],
            "tokens": 0,
            "links": 0,
            "bypass": None,
            "insecure_origin": False,
            "mail": "django.core.mail.backends.dummy.EmailBackend",
        }
    )
    assert {path.stat().st_mode & 0o077 for path in (tmp_path / "one", tmp_path / "one" / "secret_key")} == {0}


@pytest.mark.django_db
@pytest.mark.parametrize("password", KNOWN_PASSWORDS)
def test_no_usual_password_signs_the_administrator_in(administrator: Member, password: str) -> None:
    client = Client()
    client.post("/sign-in", {"login": administrator.email, "password": password})
    assert client.get("/settings/").status_code == 302


def test_nobody_can_sign_up() -> None:
    names = {pattern.name for pattern in patterns(get_resolver().url_patterns)}
    assert {name for name in names if name and "signup" in name} == set()


def patterns(found: list[Any]) -> list[URLPattern]:
    """Every address there is."""
    flat: list[URLPattern] = []
    for each in found:
        flat += patterns(each.url_patterns) if isinstance(each, URLResolver) else [each]
    return flat


def test_passwords_are_kept_by_a_slow_hash() -> None:
    # The tests' own settings use a fast one; the installation's are Django's.
    assert not hasattr(installation, "PASSWORD_HASHERS")
    assert PBKDF2PasswordHasher.iterations >= 600_000


# Forms and cookies

FORMS = [
    "/sign-in", "/sign-in/passkey", "/sign-in/company", "/sign-out", "/forgotten", "/new-password", "/invitation",
    "/members/invite", "/members/1", "/members/1/link", "/members/1/second-factors", "/invitations/1/resend",
    "/invitations/1/revoke", "/settings/", "/settings/sessions/others", "/settings/sessions/1", "/settings/tokens",
    "/settings/tokens/1", "/settings/password", "/settings/password/first", "/settings/app", "/settings/app/off",
    "/settings/recovery-codes/new", "/settings/passkeys/add", "/settings/passkeys/1/remove",
    "/settings/passkeys/1/edit", "/confirm/password", "/confirm/code", "/confirm/passkey", "/sign-in/code",
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("forged", ["no token", "another's token", "another origin"])
@pytest.mark.parametrize("path", FORMS)
def test_a_form_of_another_site_is_refused(administrator: Member, path: str, forged: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(administrator)
    headers = {"origin": "https://evil.example"} if forged == "another origin" else {}
    if forged != "no token":
        client.cookies["csrftoken"] = "a" * 32
    token = {"no token": "", "another's token": "b" * 32, "another origin": "a" * 32}[forged]
    answer = client.post(path, {"csrfmiddlewaretoken": token, "email": "x@example.com"}, headers=headers)
    assert answer.status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("secure", [True, False])
def test_cookies_stay_with_us(settings: Any, alice: Member, secure: bool) -> None:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = secure
    client = Client()
    client.get("/sign-in")
    client.post("/sign-in", {"key": issue_sign_in_link(member=alice, by=None)})
    cookies = {name: client.cookies[name] for name in ("sessionid", "csrftoken")}
    for cookie in cookies.values():
        assert (bool(cookie["secure"]), bool(cookie["httponly"]), cookie["samesite"]) == (secure, True, "Lax")
        assert cookie["domain"] == ""


@pytest.mark.django_db
def test_signing_in_by_password_gives_a_new_session(alice: Member) -> None:
    set_password(member=alice, password=PASSWORD)
    client = Client()
    session = client.session
    session["left"] = "by somebody else"
    session.save()
    client.cookies["sessionid"] = session.session_key or ""
    client.post("/sign-in", {"login": alice.email, "password": PASSWORD})
    assert client.session.session_key != session.session_key
    assert client.get("/settings/").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/sign-out", "/settings/sessions/others", "/members/invite", "/sign-in/company"])
def test_following_a_link_changes_nothing(alice: Member, path: str) -> None:
    client = Client()
    client.force_login(alice)
    assert client.get(path).status_code == 405
