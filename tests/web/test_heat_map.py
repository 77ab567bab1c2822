"""The heat map: who knows whom, and many ties set by hand at once, taken back at once."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from tenure.accounts.actions.contact import create_contact
from tenure.accounts.actions.team import add_team_member
from tenure.accounts.models import Account, Contact
from tenure.core.models import AuditEntry
from tenure.people.models import Member
from tenure.relationships.actions.tie import override_tie
from tenure.relationships.models import TieOverride
from tests.queries import queries_of
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db
BEFORE = timezone.localdate() - timedelta(days=30)


@pytest.fixture
def people(account: Account, alice: Member) -> list[Contact]:
    return [create_contact(account=account, by=alice, name=name, seniority=5) for name in ("Dahl", "Eide", "Foss")]


@pytest.fixture
def client(sign_in: SignIn, alice: Member) -> Client:
    return sign_in(alice)


@pytest.fixture
def address(account: Account) -> str:
    return f"/accounts/{account.pk}/heat-map/"


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def held() -> dict[str, str]:
    """The strengths by hand that hold, by who they are to."""
    return {row.contact.name: str(row.strength) for row in TieOverride.objects.filter(valid_to=None)}


def test_each_tie_stands_with_its_number_word_and_shade(
    client: Client, address: str, people: list[Contact], alice: Member
) -> None:
    override_tie(member=alice, contact=people[0], by=alice, strength=Decimal("0.65"), reason="At school together")
    page = shown(client, address)
    assert '<td class="heat-3">' in page
    assert '0.65*<span class="unseen"> good</span>' in page
    assert "one thread" in page


def test_many_ties_are_set_with_one_reason_and_taken_back_at_once(
    client: Client, address: str, people: list[Contact], alice: Member
) -> None:
    override_tie(
        member=alice,
        contact=people[0],
        by=alice,
        strength=Decimal("0.2"),
        reason="Met once",
        valid_from=BEFORE,
        depth=2,
    )
    ties = [f"{alice.pk}-{contact.pk}" for contact in people]
    page = client.post(address, {"ties": ties, "strength": "0.6", "reason": "Workshop"}, follow=True).content.decode()
    assert "3 ties set by hand." in page
    assert held() == {"Dahl": "0.60", "Eide": "0.60", "Foss": "0.60"}
    assert TieOverride.objects.get(contact=people[0], valid_to=None).depth == 2
    assert AuditEntry.objects.filter(noun="tieoverride", verb="said").count() == 4
    first = TieOverride.objects.filter(valid_to=None).order_by("pk").first()
    assert first is not None
    client.post(f"/tie-overrides/{first.pk}/undo-all")
    assert held() == {"Dahl": "0.20"}


def test_what_says_so_already_stays_as_it_is(
    client: Client, address: str, people: list[Contact], alice: Member
) -> None:
    row = override_tie(member=alice, contact=people[0], by=alice, strength=Decimal("0.6"), reason="Workshop")
    sent = {"ties": [f"{alice.pk}-{people[0].pk}"], "strength": "0.6", "reason": "Workshop"}
    assert "It says so already." in client.post(address, sent, follow=True).content.decode()
    assert list(TieOverride.objects.all()) == [row]


def test_nothing_ticked_no_reason_and_strangers_are_refused(
    client: Client, address: str, people: list[Contact], alice: Member
) -> None:
    tie = f"{alice.pk}-{people[0].pk}"
    for sent in (
        {"strength": "0.6", "reason": "Workshop"},
        {"ties": [tie], "strength": "0.6", "reason": " "},
        {"ties": [tie], "strength": "1.6", "reason": "Workshop"},
        {"ties": [f"{alice.pk}-999999"], "strength": "0.6", "reason": "Workshop"},
    ):
        assert client.post(address, sent).status_code == 422
    assert not TieOverride.objects.exists()


def test_setting_many_asks_as_often_as_setting_one(
    client: Client, address: str, people: list[Contact], alice: Member
) -> None:
    ties = [f"{alice.pk}-{contact.pk}" for contact in people]

    def asked(chosen: list[str], reason: str) -> int:
        sent = {"ties": chosen, "strength": "0.6", "reason": reason}
        return len(queries_of(lambda: client.post(address, sent)))

    asked(ties, "Workshop")
    assert asked(ties[:1], "Lunch") == asked(ties, "Dinner")


def test_the_map_asks_as_often_for_many_contacts_as_for_one(
    client: Client, address: str, people: list[Contact], account: Account, alice: Member
) -> None:
    shown(client, address)
    asked = len(queries_of(lambda: shown(client, address)))
    for number in range(5):
        contact = create_contact(account=account, by=alice, name=f"Contact {number}")
        override_tie(member=alice, contact=contact, by=alice, strength=Decimal("0.4"), reason="Met")
    assert len(queries_of(lambda: shown(client, address))) == asked


def test_a_viewer_reads_the_map_and_ticks_nothing(
    sign_in: SignIn, viewer: Member, account: Account, director: Member, address: str, people: list[Contact]
) -> None:
    add_team_member(account=account, member=viewer, by=director)
    client = sign_in(viewer)
    assert 'type="checkbox"' not in shown(client, address)
    assert client.post(address, {}).status_code == 403


def test_an_account_without_people_says_so(client: Client, address: str) -> None:
    assert "Nobody at this account is known yet." in shown(client, address)
