"""What holds for every page: nothing inline, a strict policy, one look for errors, a line in the log."""

import json
import logging
import re
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client

from tenure.people.models import Member
from tenure.web.middleware import CONTENT_SECURITY_POLICY
from tests.web.company import make_company
from tests.web.conftest import SignIn

TEMPLATES = Path(__file__).parents[2] / "src" / "tenure" / "web" / "templates"
PAGES = [
    "/portfolio/", "/portfolio/not-key/", "/portfolio/movers/", "/accounts/", "/accounts/{account}/", "/find?q=nord",
    "/find", "/help", "/shortcuts", "/notifications/", "/settings/preferences",
]  # fmt: skip
# Our own files and data that nothing runs are the only scripts.
SCRIPT = r"<script(?![^>]*\ssrc=\"/static/built/|[^>]*\stype=\"application/json\")"
TAG = re.compile(r"{%.*?%}", re.DOTALL)
INLINE = re.compile(rf"<style|{SCRIPT}|\sstyle=|\son\w+=|javascript:", re.IGNORECASE)


@pytest.mark.parametrize("template", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.name)
def test_no_template_holds_script_or_style(template: Path) -> None:
    # What stands in a tag of the template language is no attribute of the page.
    assert INLINE.findall(TAG.sub("", template.read_text(encoding="utf-8"))) == []


@pytest.mark.django_db
def test_every_page_carries_the_policy_and_stays_out_of_caches(sign_in: SignIn) -> None:
    company = make_company(accounts=2)
    client = sign_in(company.director)
    for page in PAGES:
        response = client.get(page.format(account=company.accounts[0].pk))
        assert response.status_code == 200
        assert response["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
        assert response["Cache-Control"] == "private, no-store"
        assert INLINE.findall(response.content.decode()) == []


def test_the_policy_allows_nothing_unsafe() -> None:
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert CONTENT_SECURITY_POLICY.startswith("default-src 'none'")


@pytest.mark.django_db
def test_an_unknown_page_is_said_in_our_own_look(client: Client) -> None:
    response = client.get("/nothing-here")
    assert response.status_code == 404
    assert "There is no such page, or you may not see it." in response.content.decode()


def test_a_fault_is_said_in_our_own_look_without_asking_anything() -> None:
    assert "the log has the details" in render_to_string("500.html")


@pytest.mark.django_db
def test_a_request_leaves_one_line_that_holds_no_secret(
    sign_in: SignIn, alice: Member, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    client = sign_in(alice)
    with caplog.at_level(logging.INFO, logger="tenure.web"):
        response = client.get("/accounts/?q=geheim")
    lines: list[Any] = [record.msg for record in caplog.records if record.name == "tenure.web"]
    (line,) = lines
    assert {name: line[name] for name in ("event", "method", "path", "status", "member")} == {
        "event": "request",
        "method": "GET",
        "path": "/accounts/",
        "status": 200,
        "member": alice.pk,
    }
    assert response["X-Request-ID"] == line["request"]
    assert line["milliseconds"] > 0
    assert "geheim" not in json.dumps(line)


@pytest.mark.django_db
def test_a_member_reads_numbers_in_their_language(sign_in: SignIn) -> None:
    company = make_company(accounts=1)
    company.director.language = "de"
    company.director.save()
    html = sign_in(company.director).get("/portfolio/not-key/").content.decode()
    assert '<html lang="de"' in html
    assert "Portfolio" in html


@pytest.mark.django_db
def test_a_language_that_is_not_spoken_changes_nothing(sign_in: SignIn, alice: Member) -> None:
    alice.language = "xx"
    alice.save()
    assert '<html lang="en"' in sign_in(alice).get("/accounts/").content.decode()


@pytest.mark.django_db
def test_health_is_told_to_everybody_and_nothing_else(client: Client) -> None:
    response = client.get("/health")
    assert (response.status_code, response.json()) == (200, {"database": "reachable", "migrations": "applied"})
