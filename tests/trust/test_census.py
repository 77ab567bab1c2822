"""Nothing is left out: every door says which act it takes and is tried, every template is shown by a test."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import Client
from django.test.signals import template_rendered
from django.urls import path

import tenure
from tenure.api.api import document_json
from tenure.assessments.models import CriteriaSet, RatingQuestion
from tenure.cli.main import COMMANDS
from tenure.core.doors import door
from tenure.core.policy import RULES
from tenure.growth.models import PlanReview, ReviewFinding, ReviewValue
from tenure.insight.league_view import COLUMNS
from tenure.insight.models import Ranking, Standing
from tenure.settings import TENURE_JOBS
from tenure.web.templatetags.kept import forget
from tenure.web.views.account import PARTS
from tests.api.operations import CASES
from tests.trust import pages
from tests.trust.counting import Count
from tests.trust.pages import Page
from tests.trust.rows import taken_back
from tests.trust.stage import Principal, Stage
from tests.web.company import make_company
from tests.web.import_stages import show_every_stage

PACKAGE = Path(tenure.__file__).parent
OPERATIONS = [operation for methods in json.loads(document_json())["paths"].values() for operation in methods.values()]


def forgotten(_: HttpRequest) -> HttpResponse:
    return HttpResponse("Whoever wrote this has said nothing.")


urlpatterns = [path("forgotten/", forgotten)]


def test_every_door_says_which_act_it_takes(count: Count) -> None:
    assert run_checks(tags=["doors"]) == []
    assert [operation["operationId"] for operation in OPERATIONS if operation["x-policy"] not in RULES] == []
    assert [operation["operationId"] for operation in OPERATIONS if not operation["security"]] == []
    count(doors=len(OPERATIONS) + len(pages.pages()) + len(COMMANDS) + len(TENURE_JOBS))


def test_every_operation_is_tried() -> None:
    assert {operation["operationId"] for operation in OPERATIONS} == {case.operation for case in CASES}


def test_a_view_that_says_nothing_stops_the_start_with_what_to_write(settings: Any) -> None:
    settings.ROOT_URLCONF = __name__
    (error,) = run_checks(tags=["doors"])
    assert error.msg == f"The view {__name__}.forgotten at /forgotten/ does not say which act of the policy it takes."
    assert '@door("account.see")' in (error.hint or "")


def test_a_job_that_says_nothing_stops_the_start(settings: Any) -> None:
    settings.TENURE_JOBS = {"forgotten": f"{__name__}.forgotten"}
    assert [error.id for error in run_checks(tags=["doors"])] == ["tenure.E002"]


def test_an_act_without_a_rule_is_a_mistake_of_whoever_wrote_it() -> None:
    with pytest.raises(ValueError, match=r"'acount\.see' is no act of the policy"):
        door("acount.see")


# What only shows with a password, an app, a passkey or a link in hand: tests/web/test_signing_in.py, test_members.py,
# tests/people and tests/browser/test_passkeys.py show these.
# Signing in, and what is refused in a form of the account's page (tests/web/test_account_editing.py).
SHOWN_BY_TESTS_OF_THEIR_OWN = (
    "account/", "mfa/", "people/", "429.html", "accounts/fact_conflict.html", "accounts/filing_page.html",
    "accounts/rating_form.html", "accounts/rating_page.html",
)  # fmt: skip


def templates() -> set[str]:
    """The names of all our templates but those that have tests of their own."""
    folders = PACKAGE.glob("*/templates")
    names = {str(file.relative_to(folder)) for folder in folders for file in folder.rglob("*.html")}
    return {name for name in names if not name.startswith(SHOWN_BY_TESTS_OF_THEIR_OWN)}


@pytest.fixture
def shown() -> Iterator[set[str]]:
    """The names of the templates that were rendered since; what was drawn before is forgotten."""
    forget()
    names: set[str] = set()

    def note(template: Any, **_: Any) -> None:
        names.add(template.name)

    template_rendered.connect(note)
    yield names
    template_rendered.disconnect(note)


def look_at_everything(stage: Stage, who: str, numbers: Mapping[str, int]) -> None:
    """Open every page, as a whole and as htmx asks for it, and send every form, also an empty one."""
    for page in pages.pages():
        client = stage.client(Principal(who, "session"))
        for method, form in with_an_empty_form(page):
            for headers in ({}, {"HTTP_HX_REQUEST": "true"}):
                client.defaults.update(headers)
                with taken_back():
                    pages.ask(client, page, method, form, numbers)
                    if has_something_to_say(client):
                        client.get("/kit/drawer")


def with_an_empty_form(page: Page) -> list[tuple[str, Mapping[str, Any]]]:
    """The page's tries and, where it has a form, that form with nothing in it."""
    tries = list(pages.tries(page))
    return [*tries, ("POST", {})] if len(tries) > 1 and ("POST", {}) not in tries else tries


def has_something_to_say(client: Client) -> bool:
    """Whether something waits to be said by whatever is opened next."""
    waiting = client.cookies.get("messages")
    return bool(waiting and waiting.value)


def look_at_every_part(viewer: Client, account: int) -> None:
    """What can stand in the middle of an account's page."""
    for part in PARTS:
        assert viewer.get(f"/accounts/{account}/", {"part": part}).status_code == 200


def look_at_every_column(viewer: Client) -> None:
    """What can stand in a row of the portfolio."""
    assert viewer.get("/portfolio/", {"columns": ",".join(COLUMNS)}).status_code == 200


def look_at_a_departure(reader: Client, numbers: Mapping[str, int]) -> None:
    """The board as it would be without one of theirs, which an address asks for by its query."""
    board = f"/accounts/{numbers['account']}/board/"
    assert reader.get(board, {"without": f"contact:{numbers['contact']}"}).status_code == 200


def look_at_refusals(viewer: Client) -> None:
    """The pages that say no: bad request, forbidden, forged form, unknown address, our own fault, busy."""
    viewer.get("/", headers={"host": "elsewhere.example"})
    viewer.post("/portfolio/rank")
    Client(enforce_csrf_checks=True).post("/sign-in", {"key": "x"})
    viewer.get("/nothing-here")
    # A toast shows on the page after the one that said it, or beside a part of one.
    for headers in ({}, {"hx-request": "true"}):
        viewer.post("/kit/toast")
        viewer.get("/kit", headers=headers)
    render_to_string("500.html")
    render_to_string("503.html")


def look_at_a_coming_review(client: Client, account: int) -> None:
    """The reviews of a plan while none has begun."""
    with transaction.atomic():
        ReviewFinding.objects.all().delete()
        ReviewValue.objects.all().delete()
        PlanReview.objects.all().delete()
        assert client.get(f"/accounts/{account}/review/").status_code == 200
        transaction.set_rollback(True)


def look_at_the_choice_of_a_template(client: Client, account: int) -> None:
    """Before an onboarding is started its template is chosen."""
    assert client.get(f"/accounts/{account}/onboarding/new").status_code == 200


@pytest.mark.sqlite
def test_every_template_is_shown(stage: Stage, shown: set[str], count: Count) -> None:
    viewer = stage.client(Principal("viewer", "session"))
    look_at_refusals(viewer)
    RatingQuestion.objects.all().delete()
    company = make_company(accounts=6)
    numbers = {**stage.at["owned"], "account": company.accounts[0].pk}
    look_at_everything(stage, "director", numbers)
    look_at_everything(stage, "other account manager", stage.at["others"])
    look_at_every_part(stage.client(Principal("director", "session")), company.accounts[0].pk)
    look_at_every_column(stage.client(Principal("director", "session")))
    show_every_stage(stage.client(Principal("director", "session")))
    look_at_a_departure(stage.client(Principal("director", "session")), stage.at["owned"])
    look_at_a_coming_review(stage.client(Principal("director", "session")), stage.at["owned"]["account"])
    look_at_the_choice_of_a_template(stage.client(Principal("director", "session")), stage.at["owned"]["account"])
    Standing.objects.all().delete()
    Ranking.objects.all().delete()
    look_at_everything(stage, "administrator", stage.at["owned"])
    CriteriaSet.objects.all().delete()
    look_at_everything(stage, "viewer", stage.at["owned"])
    assert templates() - shown == set()
    count(templates=len(templates()))
