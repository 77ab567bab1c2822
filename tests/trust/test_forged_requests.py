"""Forms work from our own pages only, looking changes nothing, and cookies stay with the browser and our own site."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tenure.core.doors import views
from tenure.people.actions import issue_sign_in_link
from tests.api.operations import WRITES, send
from tests.trust import pages
from tests.trust.counting import Count
from tests.trust.pages import Page
from tests.trust.rows import taken_back
from tests.trust.stage import Principal, Stage

ELSEWHERE = "https://elsewhere.example"


def forgeries(stage: Stage) -> Iterator[tuple[str, Client]]:
    """Signed-in browsers that are made to send a form by somebody else, in the ways in which that is tried."""
    token = "a" * 32
    for how, cookie, headers in (
        ("without a token", "", {}),
        ("with another's token", token, {"HTTP_X_CSRFTOKEN": "b" * 32}),
        ("from elsewhere", token, {"HTTP_X_CSRFTOKEN": token, "HTTP_ORIGIN": ELSEWHERE}),
        ("from nowhere", token, {"HTTP_X_CSRFTOKEN": token, "HTTP_ORIGIN": "null"}),
    ):
        client = stage.client(Principal("administrator", "session"), guarded=True)
        client.defaults.update(headers)
        if cookie:
            client.cookies[settings.CSRF_COOKIE_NAME] = cookie
        yield how, client


def writing_pages() -> list[Page]:
    """The pages that are ours to guard: all but those of the API, which sees to it itself where a session asks."""
    return [page for page in pages.pages() if not page.pattern.startswith("api/")]


@pytest.mark.sqlite
def test_no_page_takes_a_forged_form(stage: Stage, count: Count) -> None:
    taken, cases = [], 0
    for page in writing_pages():
        for how, client in forgeries(stage):
            for method, form in pages.tries(page):
                if method == "POST":
                    cases += 1
                    with taken_back() as written:
                        status = pages.ask(client, page, method, form, stage.at["owned"]).status_code
                    if status not in (403, 405) or written.rows:
                        taken.append(f"{page} {how}: {status}, {written.rows} rows written")
    count(forged_forms=cases)
    assert taken == []


@pytest.mark.sqlite
def test_no_operation_takes_a_session_without_the_proof_that_it_is_ours(stage: Stage, count: Count) -> None:
    client = stage.client(Principal("administrator", "session"), guarded=True)
    taken = []
    for case in WRITES:
        with taken_back() as written:
            status = send(client, case, stage.at["owned"]).status_code
        if status != 403 or written.rows:
            taken.append(f"{case.operation}: {status}, {written.rows} rows written")
    count(forged_forms=len(WRITES))
    assert taken == []


def test_no_page_is_excused_from_the_proof_that_a_form_is_ours() -> None:
    excused = [address for address, view in views() if getattr(view, "csrf_exempt", False)]
    # Uploads are: what they send is bounded first, and the proof asked for behind that (see the forged forms above).
    assert [address for address in excused if not address.startswith("api/v1/")] == ["imports/new/"]


def test_looking_changes_nothing(stage: Stage) -> None:
    changed = []
    for page in pages.pages():
        client = stage.client(Principal("administrator", "session"))
        with taken_back() as written:
            pages.ask(client, page, "GET", {}, stage.at["owned"])
        if written.rows:
            changed.append(f"{page}: {written.rows} rows")
    assert changed == []


@pytest.mark.parametrize("name", [settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME])
def test_cookies_stay_out_of_scripts_and_other_sites(name: str, stage: Stage, settings: Any) -> None:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    cookie = _cookies(stage)[name]
    assert (cookie["httponly"], cookie["samesite"], cookie["secure"]) == (True, "Lax", True)
    assert cookie["domain"] == ""


def _cookies(stage: Stage) -> Any:
    client, key = Client(), issue_sign_in_link(member=stage.members["owner"], by=None)
    client.get("/sign-in", {"key": key})
    client.post("/sign-in", {"key": key})
    return client.cookies
