"""Handovers on pages: listed, told, met, received and accepted without scripts, and nothing of it for strangers."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tenure.accounts.actions.account import assign_owner, create_account
from tenure.accounts.actions.contact import create_contact
from tenure.accounts.actions.interaction import create_interaction
from tenure.accounts.models import Account
from tenure.analytics.handover import HandoverState
from tenure.growth.models import Handover, HandoverItem
from tenure.people.models import Member
from tests.queries import queries_of
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true", "HX-Target": "drawer-body"}


@pytest.fixture
def handover(account: Account, director: Member, charlie: Member) -> Handover:
    """Alice's account goes to Charlie."""
    assign_owner(account=account, owner=charlie, by=director)
    return Handover.objects.get()


def page(client: Client, handover: Handover) -> str:
    return client.get(f"/handovers/{handover.pk}/").content.decode()


def test_an_account_is_handed_over_from_the_first_word_to_the_closing(
    handover: Handover, account: Account, sign_in: SignIn, alice: Member, charlie: Member, director: Member
) -> None:
    giver, receiver, home = sign_in(alice), sign_in(charlie), f"/handovers/{handover.pk}"
    met = create_interaction(account=account, by=alice, subject="Joint visit", kind="visit")
    contact = create_contact(account=account, by=alice, name="Ida Holm")
    told = giver.post(f"{home}/items/style", {"note": "Mails only", "done": "on"})
    assert (told.status_code, told.headers["Location"]) == (302, f"{home}/")
    assert "Mails only" in page(receiver, handover)
    assert "Take it over" not in page(receiver, handover)
    assert giver.post(f"{home}/meeting", {"meeting": met.pk}).status_code == 302
    assert "Take it over" in page(receiver, handover)
    assert "Waiting for Charlie" in page(giver, handover)
    receiver.post(f"{home}/receive")
    assert giver.get(f"{home}/").status_code == 404
    today = timezone.localdate().isoformat()
    said = {"accepted_by": contact.pk, "accepted_on": today, "client_words": "We know each other"}
    receiver.post(f"{home}/accept", said)
    assert "We know each other" in page(receiver, handover)
    long_ago = timezone.localdate() - timedelta(days=91)
    Handover.objects.update(received_on=long_ago, accepted_on=long_ago)
    assert "End the watch" in page(receiver, handover)
    receiver.post(f"{home}/close", {"outcome": "Nobody was lost"})
    assert "Nobody was lost" in page(receiver, handover)


def test_what_is_refused_stands_in_the_form_or_in_a_toast(handover: Handover, sign_in: SignIn, charlie: Member) -> None:
    client, home = sign_in(charlie), f"/handovers/{handover.pk}"
    empty = client.post(f"{home}/accept", {})
    assert empty.status_code == 422
    early = client.post(f"{home}/close", {"outcome": "x"})
    assert "begins once the client" in early.content.decode()
    client.post(f"{home}/receive")
    assert "Meet the client together first" in page(client, handover)
    assert Handover.objects.get().state == HandoverState.OPEN


def test_the_second_of_two_who_tell_the_same_sees_both(handover: Handover, sign_in: SignIn, charlie: Member) -> None:
    client, address = sign_in(charlie), f"/handovers/{handover.pk}/items/style"
    client.post(address, {"note": "Brief"})
    seen = HandoverItem.objects.get().version
    client.post(address, {"note": "By mail", "initial-note": "Brief", "version": seen})
    lost = client.post(address, {"note": "By telephone", "initial-note": "Brief", "version": seen}, headers=HTMX)
    assert lost.status_code == 409
    assert "By telephone" in lost.content.decode()
    assert "By mail" in lost.content.decode()
    assert HandoverItem.objects.get().note == "By mail"


def test_a_form_is_a_page_of_its_own_and_a_part_for_the_drawer(
    handover: Handover, sign_in: SignIn, charlie: Member
) -> None:
    client, address = sign_in(charlie), f"/handovers/{handover.pk}/items/deal"
    assert "<html" in client.get(address).content.decode()
    assert "<html" not in client.get(address, headers=HTMX).content.decode()
    assert client.get(f"/handovers/{handover.pk}/items/nonsense").status_code == 404


def test_a_step_is_taken_back_by_the_toast(
    handover: Handover, account: Account, sign_in: SignIn, alice: Member
) -> None:
    client, met = sign_in(alice), create_interaction(account=account, by=alice, subject="Visit", kind="visit")
    client.post(f"/handovers/{handover.pk}/meeting", {"meeting": met.pk})
    assert f"/handovers/{handover.pk}/back" in page(client, handover)
    client.post(f"/handovers/{handover.pk}/back")
    assert Handover.objects.get().meeting is None


def test_a_sale_is_handed_over_by_hand(account: Account, sign_in: SignIn, alice: Member, director: Member) -> None:
    client = sign_in(alice)
    assert "never handed over" in client.get(f"/accounts/{account.pk}/handover/").content.decode()
    client.post(f"/accounts/{account.pk}/handover/new", {"from_member": director.pk, "kind": "sale"})
    assert Handover.objects.get().from_member == director
    again = client.post(f"/accounts/{account.pk}/handover/new", {"from_member": director.pk, "kind": "sale"})
    assert again.status_code == 422


def test_viewers_and_strangers_see_no_handover(
    handover: Handover, account: Account, sign_in: SignIn, viewer: Member, bob: Member, alice: Member
) -> None:
    stranger = Member.objects.create(email="s@example.com", name="Sven", role="account_manager")
    addresses = (f"/handovers/{handover.pk}/", f"/accounts/{account.pk}/handover/")
    assert [sign_in(stranger).get(address).status_code for address in addresses] == [404, 404]
    assert [sign_in(viewer).get(address).status_code for address in addresses] == [403, 403]
    assert account.name not in sign_in(stranger).get("/handovers/?all=1").content.decode()
    assert account.name not in sign_in(bob).get("/handovers/").content.decode()
    assert account.name in sign_in(bob).get("/handovers/?all=1").content.decode()


def test_leaders_see_those_that_run_and_others_are_told_where_they_are(
    handover: Handover, account: Account, sign_in: SignIn, bob: Member, director: Member
) -> None:
    assert account.name in sign_in(director).get("/handovers/").content.decode()
    mine = sign_in(director).get("/handovers/?show=mine").content.decode()
    assert account.name not in mine
    assert 'href="?show=running"' in mine
    assert "See those that run" in sign_in(bob).get("/handovers/").content.decode()
    Handover.objects.update(state=HandoverState.WITHDRAWN, closed_on=timezone.localdate())
    assert "See those that ended" in sign_in(director).get("/handovers/").content.decode()
    assert account.name in sign_in(director).get("/handovers/?show=all").content.decode()
    Handover.objects.all().delete()
    assert "opens by itself" in sign_in(director).get("/handovers/?show=nonsense").content.decode()


def test_the_list_takes_as_many_queries_for_many_as_for_one(
    handover: Handover, sign_in: SignIn, charlie: Member, director: Member, alice: Member
) -> None:
    client = sign_in(charlie)
    client.get("/handovers/")
    one = queries_of(lambda: client.get("/handovers/"))
    for number in range(3):
        made = create_account(by=alice, name=f"Konto {number}")
        assign_owner(account=made, owner=charlie, by=director)
    assert len(queries_of(lambda: client.get("/handovers/"))) == len(one)
