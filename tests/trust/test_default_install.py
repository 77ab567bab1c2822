"""What somebody gets who installs Tenure and sets nothing: no known key, no known password, nothing that tells."""

import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tenure.cli.preparing import ensure_administrator
from tenure.people.models import Member
from tests.architecture.source import committed_files, place
from tests.trust.counting import Count

ASK = """
import json
from tenure import settings
names = ("DEBUG", "SECRET_KEY", "ALLOWED_HOSTS", "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE",
         "CSRF_COOKIE_HTTPONLY", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE")
print(json.dumps({name: getattr(settings, name, None) for name in names}))
"""
# What other systems are delivered with, and what is tried first.
KNOWN_PASSWORDS = (
    "", "admin", "administrator", "tenure", "password", "passw0rd", "changeme", "change me", "secret", "demo", "test",
    "root", "letmein", "welcome", "12345678", "admin@localhost", "Admin123!", "tenure123", "default", "guest",
)  # fmt: skip
SECRETS = {
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
    "a token of ours": re.compile(r"\btenure_[A-Za-z0-9_-]{43}\b"),
    "a token of a code host": re.compile(r"\b(ghp|gho|glpat|github_pat)[_-][A-Za-z0-9_]{20,}"),
    "a key of a cloud": re.compile(r"\bAKIA[0-9A-Z]{16}\b"),
    "a key in the settings": re.compile(r"SECRET_KEY\s*=\s*[\"'][^\"']{12,}"),
}


def settings_of(home: Path, **environment: str) -> dict[str, Any]:
    """What a new process takes from an environment that says where to live and nothing else."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("TENURE_", "DJANGO_", "DATABASE"))}
    given = {**own, "TENURE_HOME": str(home), **environment}
    done = subprocess.run([sys.executable, "-c", ASK], env=given, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_nothing_is_told_about_faults_and_nobody_else_is_answered(tmp_path: Path) -> None:
    found = settings_of(tmp_path / "home")
    assert found["DEBUG"] is False
    assert found["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost", "[::1]"]


def test_every_installation_has_a_key_of_its_own_and_keeps_it(tmp_path: Path) -> None:
    first, again, other = (settings_of(tmp_path / name)["SECRET_KEY"] for name in ("one", "one", "two"))
    assert first == again != other
    assert len(first) >= 64
    assert len(set(first)) > 20


def test_the_key_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    home = tmp_path / "home"
    settings_of(home)
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert stat.S_IMODE((home / "secret_key").stat().st_mode) == 0o600


def test_cookies_are_secure_where_the_address_is(tmp_path: Path) -> None:
    found = settings_of(tmp_path / "home", TENURE_URL="https://kam.example.com")
    assert (found["SESSION_COOKIE_SECURE"], found["CSRF_COOKIE_SECURE"]) == (True, True)
    assert (found["SESSION_COOKIE_HTTPONLY"], found["SESSION_COOKIE_SAMESITE"]) == (True, "Lax")


@pytest.mark.django_db
def test_the_first_administrator_has_no_password_that_could_be_guessed(count: Count) -> None:
    made = ensure_administrator()
    assert list(Member.objects.all()) == [made]
    assert not made.has_usable_password()
    assert [password for password in KNOWN_PASSWORDS if made.check_password(password)] == []
    count(known_passwords=len(KNOWN_PASSWORDS))


def test_no_secret_is_committed() -> None:
    texts = {place(path): path.read_text(encoding="utf-8", errors="replace") for path in committed_files()}
    assert [
        (where, what) for where, text in texts.items() for what, secret in SECRETS.items() if secret.search(text)
    ] == []
