"""What a page answers while the database is busy: 503 in the house's look, with what was entered to be sent again."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test import Client

from tenure.accounts.models import Account
from tenure.people.models import Member
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db


def busy(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """A database that reads, and does not get to write."""
    if sql.startswith(("INSERT", "UPDATE")):
        raise OperationalError("database is locked")
    return execute(sql, params, many, context)


def silent(*_: Any) -> Any:
    """A database that does not answer at all."""
    raise OperationalError("canceling statement due to statement timeout")


def patient(client: Client) -> Client:
    """The client, shown the page that a failure is answered with instead of the failure."""
    client.raise_request_exception = False
    return client


def test_a_form_that_finds_the_database_busy_is_kept_to_be_sent_again(
    account: Account, sign_in: SignIn, alice: Member
) -> None:
    client, address = patient(sign_in(alice)), f"/accounts/{account.pk}/contacts/new"
    entered = {"name": 'Ida "Icke" Holm', "title": "Buyer"}
    with connection.execute_wrapper(busy):
        refused = client.post(address, entered)
    page = refused.content.decode()
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "2")
    assert f'action="{address}"' in page
    assert 'name="name" value="Ida &quot;Icke&quot; Holm"' in page
    assert "Try again" in page
    assert client.post(address, entered).status_code == 302


def test_a_page_that_could_not_be_read_leads_to_itself(account: Account, sign_in: SignIn, alice: Member) -> None:
    client = patient(sign_in(alice))
    with connection.execute_wrapper(silent):
        refused = client.get("/portfolio/?q=a&grade=x")
    assert refused.status_code == 503
    assert 'href="/portfolio/?q=a&amp;grade=x"' in refused.content.decode()


@pytest.mark.parametrize(
    "carried", [{"password": "swordfish-9"}, {"file": SimpleUploadedFile("a.csv", b"swordfish-9")}]
)
def test_secrets_and_files_are_not_written_into_the_page(
    account: Account, sign_in: SignIn, alice: Member, carried: dict[str, Any]
) -> None:
    client = patient(sign_in(alice))
    with connection.execute_wrapper(silent):
        refused = client.post(f"/accounts/{account.pk}/edit", {"name": "x", **carried})
    assert refused.status_code == 503
    assert "swordfish" not in refused.content.decode()
    assert "send it again" in refused.content.decode()


def test_what_broke_on_our_side_is_no_busy_database(account: Account, sign_in: SignIn, alice: Member) -> None:
    def broken(*_: Any) -> Any:
        raise RuntimeError("a programmer's mistake")

    client = patient(sign_in(alice))
    with connection.execute_wrapper(broken):
        refused = client.get("/portfolio/")
    assert refused.status_code == 500
    assert "Something broke on our side" in refused.content.decode()
