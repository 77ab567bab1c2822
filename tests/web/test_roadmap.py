"""The page of a roadmap and its forms: written without scripts, accepted, taken back, shown to the client in part."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tenure.accounts.actions.contact import create_contact
from tenure.accounts.models import Account
from tenure.growth.actions.roadmap import add_client_thing
from tenure.growth.models import Benefit, Expectation, RoadmapEntry
from tenure.people.models import Member
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(sign_in: SignIn, alice: Member) -> Client:
    return sign_in(alice)


@pytest.fixture
def home(account: Account) -> str:
    return f"/accounts/{account.pk}"


def test_what_is_agreed_is_written_accepted_and_shown(
    client: Client, home: str, account: Account, alice: Member
) -> None:
    contact = create_contact(account=account, by=alice, name="Ida Holm")
    entry = {"name": "Audit of line 2", "kind": "milestone", "due_on": "2030-06-01", "contact": contact.pk}
    assert client.post(f"{home}/roadmap-entries/new", entry).status_code == 302
    client.post(f"{home}/expectations/new", {"name": "Answers within a day", "client_visible": "on"})
    client.post(f"{home}/benefits/new", {"name": "Fewer stops", "amount": "1200", "currency": "EUR"})
    today = timezone.localdate().isoformat()
    for noun, model in (("expectations", Expectation), ("benefits", Benefit)):
        thing = model.objects.get()
        said = {"accepted_by": contact.pk, "accepted_on": today}
        assert client.post(f"/{noun}/{thing.pk}/accept", said).status_code == 302
    page = client.get(f"{home}/roadmap/").content.decode()
    shared = client.get(f"{home}/roadmap/?shared=1").content.decode()
    assert all(words in page for words in ("Audit of line 2", "Answers within a day", "Fewer stops", "1,200"))
    assert [words in shared for words in ("Audit of line 2", "Answers within a day", "Fewer stops")] == [
        False, True, False,
    ]  # fmt: skip
    assert RoadmapEntry.objects.get().contact == contact


def test_refusals_stand_in_the_form(client: Client, home: str) -> None:
    refused = client.post(f"{home}/benefits/new", {"name": "Fewer stops", "amount": "5"})
    assert (refused.status_code, "in which currency" in refused.content.decode()) == (422, True)
    assert not Benefit.objects.exists()


def test_the_second_of_two_sees_both(client: Client, home: str) -> None:
    client.post(f"{home}/expectations/new", {"name": "Answers"})
    thing = Expectation.objects.get()
    first = {"name": "Answers in a day", "initial-name": "Answers", "version": thing.version}
    client.post(f"/expectations/{thing.pk}/edit", first)
    lost = client.post(f"/expectations/{thing.pk}/edit", {**first, "name": "Answers in an hour"})
    assert lost.status_code == 409
    assert all(words in lost.content.decode() for words in ("Answers in a day", "Answers in an hour"))


def test_each_act_is_taken_back(client: Client, home: str) -> None:
    client.post(f"{home}/expectations/new", {"name": "Answers"})
    thing = Expectation.objects.get()
    client.post(f"/expectations/{thing.pk}/remove")
    assert "Answers" not in client.get(f"{home}/roadmap/?shared=").content.decode().partition("What they expect")[2]
    client.post(f"/expectations/{thing.pk}/restore")
    assert Expectation.objects.get().deleted_at is None
    client.post(f"/expectations/{thing.pk}/unaccept")
    assert Expectation.objects.get().accepted_on is None


def test_strangers_see_nothing_and_viewers_write_nothing(
    sign_in: SignIn, client: Client, home: str, charlie: Member, director: Member, viewer: Member
) -> None:
    client.post(f"{home}/expectations/new", {"name": "Answers"})
    thing = Expectation.objects.get()
    addresses = (f"{home}/roadmap/", f"/expectations/{thing.pk}/edit", f"/expectations/{thing.pk}/accept")
    assert [sign_in(charlie).get(address).status_code for address in addresses] == [404, 404, 404]
    assert sign_in(viewer).post(f"{home}/expectations/new", {"name": "x"}).status_code == 403
    assert Expectation.objects.count() == 1


def test_the_way_is_drawn_on_a_line_of_days_and_said_in_words(
    client: Client, home: str, account: Account, alice: Member
) -> None:
    today = timezone.localdate()
    for name, kind, days, seen in (
        ("Trial", "phase", 30, True), ("Accepted", "milestone", -3, True), ("Our own date", "message", 9, False),
    ):  # fmt: skip
        fields = {"kind": kind, "due_on": today + timedelta(days=days), "client_visible": seen}
        begins = {"starts_on": today - timedelta(days=30)} if kind == "phase" else {}
        add_client_thing(RoadmapEntry, account=account, by=alice, name=name, **fields, **begins)
    page = client.get(f"{home}/roadmap/").content.decode()
    assert [page.count(shape) for shape in ('class="way-bar" x', 'd="M0-9', '<circle class="way-diamond" cx="')] == [
        1, 1, 2,
    ]  # fmt: skip
    assert "overdue" in page
    shared = client.get(f"{home}/roadmap/?shared=1").content.decode()
    assert ("Trial" in shared, "Our own date" in shared) == (True, False)
