"""The page of advice and trust: noted without scripts, beside what was sold; trust for those alone who may see it."""

import pytest
from django.test import Client
from django.utils import timezone

from tenure.accounts.actions.contact import create_contact
from tenure.accounts.actions.team import add_team_member
from tenure.accounts.models import Account
from tenure.assessments.models import Assessment
from tenure.growth.models import Advice
from tenure.people.models import Member
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(sign_in: SignIn, alice: Member) -> Client:
    return sign_in(alice)


@pytest.fixture
def home(account: Account) -> str:
    return f"/accounts/{account.pk}"


def test_advice_is_noted_and_what_came_of_it(client: Client, home: str, account: Account, alice: Member) -> None:
    assert "Nothing is noted yet" in client.get(f"{home}/adviser/").content.decode()
    today = timezone.localdate().isoformat()
    ida = create_contact(account=account, by=alice, name="Ida Holm")
    new = {"name": "Keep the pumps", "given_on": today, "result": "open", "owner": alice.pk, "contact": ida.pk}
    assert client.post(f"{home}/advice/new", new).status_code == 302
    thing = Advice.objects.get()
    came = {**new, "result": "taken", "outcome": "Two stops fewer", "initial-result": "open", "client_visible": "on"}
    saved = client.post(f"/advice/{thing.pk}/edit", came)
    assert (saved.status_code, saved["Location"]) == (302, f"{home}/adviser/")
    page = client.get(f"{home}/adviser/").content.decode()
    assert all(words in page for words in ("Keep the pumps", "Two stops fewer", "1 of 1", "Sold in 12 months"))
    assert "Two stops fewer" in client.get(f"{home}/roadmap/?shared=1").content.decode()
    client.post(f"/advice/{thing.pk}/remove")
    assert "Keep the pumps" not in client.get(f"{home}/adviser/").content.decode()
    client.post(f"/advice/{thing.pk}/restore")
    assert Advice.objects.get().deleted_at is None


def test_trust_is_what_one_of_theirs_has_said(client: Client, home: str, account: Account, alice: Member) -> None:
    ida = create_contact(account=account, by=alice, name="Ida Holm")
    page = client.get(f"{home}/adviser/").content.decode()
    assert all(words in page for words in ("not enough answers", "Nobody of theirs was asked yet"))
    said = {"credibility": "3", "reliability": "4", "intimacy": "2", "self_orientation": "3"}
    said["held_on"] = timezone.localdate().isoformat()
    assert client.post(f"{home}/adviser/trust", said).status_code == 422
    assert client.post(f"{home}/adviser/trust", {**said, "person": ida.pk}).status_code == 302
    page = client.get(f"{home}/adviser/").content.decode()
    assert all(words in page for words in ("4.50 of 12", "Ida Holm to Alice Owner"))
    assert Assessment.objects.get().side == "theirs"


def test_viewers_see_advice_and_no_trust(
    sign_in: SignIn, home: str, viewer: Member, account: Account, alice: Member
) -> None:
    add_team_member(account=account, member=viewer, by=alice)
    page = sign_in(viewer).get(f"{home}/adviser/")
    assert (page.status_code, "How far they trust us" in page.content.decode()) == (200, False)
    assert sign_in(viewer).post(f"{home}/advice/new", {"name": "x"}).status_code == 403


def test_strangers_see_nothing(sign_in: SignIn, home: str, charlie: Member) -> None:
    addresses = (f"{home}/adviser/", f"{home}/advice/new", f"{home}/adviser/trust")
    assert [sign_in(charlie).get(address).status_code for address in addresses] == [404, 404, 404]
