"""The doctor names what is unsafe, and only that makes it complain."""

import json
from argparse import Namespace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from tenure.cli import doctor
from tenure.cli.doctor import NOTE, OK, UNSAFE, Finding, examine
from tenure.core.choices import JobState
from tenure.core.models import JobRun
from tenure.core.worker import beat
from tenure.people.models import Member

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _private_home(settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    tmp_path.chmod(0o700)


def found(topic: str) -> Finding:
    """What is said about a topic."""
    return next(finding for finding in examine() if finding.topic == topic)


def test_a_fresh_installation_is_safe(capsys: pytest.CaptureFixture[str]) -> None:
    if connection.vendor == "postgresql" and found("database role").verdict == UNSAFE:
        pytest.skip("the tests' PostgreSQL role is a superuser, which the doctor rightly calls unsafe")
    assert doctor.run(Namespace(json=True)) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["safe"] is True
    assert {finding["topic"] for finding in answer["findings"]} >= {"Tenure", "Python", "database", "tables", "workers"}


def test_what_is_unsafe_is_marked_and_sets_the_exit_code(settings: Any, capsys: pytest.CaptureFixture[str]) -> None:
    settings.DEBUG = True
    assert doctor.run(Namespace(json=False)) == 1
    said = " ".join(capsys.readouterr().out.split())
    assert "debugging unsafe" in said
    assert "unset TENURE_DEBUG" in said


@pytest.mark.parametrize(
    ("url", "verdict"),
    [
        ("http://127.0.0.1:8000", OK),
        ("http://localhost", OK),
        ("http://[::1]:8000", OK),
        ("https://kam.example.com", OK),
        ("http://kam.example.com", UNSAFE),
        ("http://192.168.1.4:8000", UNSAFE),
    ],
)
def test_an_address_for_others_must_be_encrypted(settings: Any, url: str, verdict: str) -> None:
    settings.TENURE_URL = url
    assert found("address").verdict == verdict


@pytest.mark.parametrize(("mode", "verdict"), [(0o700, OK), (0o750, UNSAFE), (0o701, UNSAFE)])
def test_a_home_that_others_may_enter_is_unsafe(tmp_path: Path, mode: int, verdict: str) -> None:
    tmp_path.chmod(mode)
    assert found("home").verdict == verdict


def test_an_open_key_is_unsafe_only_where_others_reach_it(tmp_path: Path) -> None:
    key = tmp_path / "secret_key"
    key.write_text("x")
    key.chmod(0o644)
    assert found("secret key").verdict == OK
    tmp_path.chmod(0o755)
    assert found("secret key").verdict == UNSAFE


def test_a_short_key_and_a_star_for_host_names_are_unsafe(settings: Any) -> None:
    settings.SECRET_KEY, settings.ALLOWED_HOSTS = "short", ["*"]
    assert (found("secret key").verdict, found("host names").verdict) == (UNSAFE, UNSAFE)


@pytest.mark.sqlite
def test_an_sqlite_without_the_fix_is_noted_with_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    assert found("journal").verdict == OK
    monkeypatch.setattr(doctor, "sqlite_version", lambda: (3, 40, 1))
    assert found("journal").verdict == NOTE
    assert "lacks the fix" in found("journal").advice


def test_no_worker_no_administrator_and_parked_jobs_are_noted(alice: Member) -> None:
    JobRun.objects.create(kind="import", state=JobState.PARKED)
    notes = {topic: found(topic) for topic in ("workers", "members", "jobs")}
    assert {finding.verdict for finding in notes.values()} == {NOTE}
    assert notes["jobs"].value == "0 waiting, 1 parked"


def test_a_worker_that_was_seen_lately_is_named() -> None:
    beat("here:1", timezone.now() - timedelta(hours=1))
    beat("here:2", timezone.now())
    assert found("workers") == Finding("workers", "here:2")
