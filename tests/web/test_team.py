"""The pages of who does what and of the calendar: said without scripts, refusals in the form, warnings in words."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tenure.accounts.actions.commitment import make_commitment
from tenure.accounts.actions.contact import create_contact
from tenure.accounts.actions.interaction import create_interaction
from tenure.accounts.actions.responsibility import set_parts
from tenure.accounts.choices import WorkArea, WorkPart
from tenure.accounts.models import Account, Responsibility
from tenure.growth.actions.roadmap import add_client_thing
from tenure.growth.models import RoadmapEntry
from tenure.people.models import Member
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(sign_in: SignIn, alice: Member) -> Client:
    return sign_in(alice)


@pytest.fixture
def home(account: Account) -> str:
    return f"/accounts/{account.pk}"


def test_who_does_what_is_said_and_shown(client: Client, home: str, alice: Member, bob: Member) -> None:
    page = client.get(f"{home}/team/").content.decode()
    assert "6 areas of the work have nobody who answers for them" in page
    form = client.get(f"{home}/team/delivery").content.decode()
    assert f'name="member_{bob.pk}"' in form
    said = {f"member_{alice.pk}": "accountable", f"member_{bob.pk}": "responsible"}
    assert client.post(f"{home}/team/delivery", said).status_code == 302
    page = client.get(f"{home}/team/").content.decode()
    assert all(words in page for words in ("5 areas of the work", "Accountable", "Responsible", "nobody answers"))
    assert Responsibility.objects.held().count() == 2


def test_two_who_would_answer_are_refused_in_the_form(client: Client, home: str, alice: Member, bob: Member) -> None:
    refused = client.post(f"{home}/team/billing", {f"member_{one.pk}": "accountable" for one in (alice, bob)})
    assert (refused.status_code, "One alone is accountable" in refused.content.decode()) == (422, True)
    assert not Responsibility.objects.exists()


def test_the_second_of_two_is_told(client: Client, home: str, account: Account, alice: Member) -> None:
    set_parts(account=account, area=WorkArea.PLAN, parts={alice.pk: WorkPart.ACCOUNTABLE}, by=alice)
    stale = {f"member_{alice.pk}": "informed", f"initial-member_{alice.pk}": ""}
    lost = client.post(f"{home}/team/plan", stale)
    assert (lost.status_code, "meanwhile" in lost.content.decode()) == (409, True)
    assert Responsibility.objects.held().get().part == "accountable"


def test_there_are_only_the_areas_that_there_are(client: Client, home: str) -> None:
    assert client.get(f"{home}/team/gossip").status_code == 404


def test_the_calendar_warns_in_words(client: Client, home: str, account: Account, alice: Member, bob: Member) -> None:
    assert "Nobody is called by two of ours" in client.get(f"{home}/calendar/").content.decode()
    today = timezone.localdate()
    ida = create_contact(account=account, by=alice, name="Ida Holm", seniority=5)
    create_contact(account=account, by=alice, name="Uwe Kern", seniority=4)
    create_interaction(
        account=account, by=alice, kind="call", subject="Prices", at=timezone.now(), members=[alice], contacts=[ida]
    )
    for owner, days in ((alice, 2), (bob, 3)):
        make_commitment(
            account=account, by=alice, text="Call them", owner=owner, to_contact=ida, due_on=today + timedelta(days)
        )
    add_client_thing(RoadmapEntry, account=account, by=alice, name="Audit of line 2", due_on=today + timedelta(8))
    page = client.get(f"{home}/calendar/").content.decode()
    for words in (
        "two at once", "is to hear from Alice Owner", "Nothing is planned with Uwe Kern", "Audit of line 2",
        "This week", "Prices",
    ):  # fmt: skip
        assert words in page


def test_strangers_see_nothing_and_viewers_change_nothing(
    sign_in: SignIn, home: str, charlie: Member, viewer: Member, alice: Member
) -> None:
    addresses = (f"{home}/team/", f"{home}/team/plan", f"{home}/calendar/")
    assert [sign_in(charlie).get(address).status_code for address in addresses] == [404, 404, 404]
    assert sign_in(viewer).post(f"{home}/team/plan", {f"member_{alice.pk}": "informed"}).status_code == 403
    assert not Responsibility.objects.exists()
