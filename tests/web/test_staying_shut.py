"""What keeps a default installation shut: no sign-up, a slow hash, a new session for everybody who comes in."""

from typing import Any

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tenure import settings as installation
from tenure.people.actions import set_password
from tenure.people.models import Member

PASSWORD = "quiet harbour lantern"


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
