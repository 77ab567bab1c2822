"""The page of a whole customer, and the time there beside its people."""

import pytest
from django.test import Client

from tenure.accounts.actions.account import change_account, create_account
from tenure.accounts.actions.contact import create_contact
from tenure.accounts.models import Account
from tenure.people.models import Member
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(account: Account) -> str:
    return f"/accounts/{account.pk}"


def test_the_whole_customer_and_who_answers_for_it(
    sign_in: SignIn, director: Member, account: Account, home: str, bob: Member
) -> None:
    create_account(by=director, name="Lyon", country="France", parent=account)
    client = sign_in(director)
    assert f"{home}/tree/" in client.get(f"{home}/").content.decode()
    assert client.post(f"{home}/tree/manager", {"member": bob.pk}).status_code == 302
    page = client.get(f"{home}/tree/").content.decode()
    assert all(words in page for words in ("Lyon", "France", "Bob Team", "By country"))
    assert "Bob Team" in client.get(f"{home}/tree/manager").content.decode()
    assert client.post(f"{home}/tree/manager", {"member": "999999"}).status_code == 422


def test_only_leaders_assign_and_strangers_see_nothing(
    sign_in: SignIn, alice: Member, charlie: Member, home: str
) -> None:
    assert sign_in(alice).get(f"{home}/tree/").status_code == 200
    assert sign_in(alice).get(f"{home}/tree/manager").status_code == 403
    assert sign_in(charlie).get(f"{home}/tree/").status_code == 404


def test_the_time_there_stands_beside_people(sign_in: SignIn, alice: Member, account: Account, home: str) -> None:
    client: Client = sign_in(alice)
    change_account(account=account, changes={"country": "Canada"}, by=alice)
    ida = create_contact(account=account, by=alice, name="Ida Holm")
    assert "local-time" not in client.get(f"/contacts/{ida.pk}").content.decode()
    refused = client.post(f"/contacts/{ida.pk}", {"name": "Ida Holm", "time_zone": "Tokyo"})
    assert (refused.status_code, "is no time zone" in refused.content.decode()) == (422, True)
    assert client.post(f"/contacts/{ida.pk}", {"name": "Ida Holm", "time_zone": "Asia/Tokyo"}).status_code == 302
    for address in (f"/contacts/{ida.pk}", f"{home}/?part=people", f"{home}/brief/"):
        page = client.get(address).content.decode()
        assert 'title="Asia/Tokyo"' in page
        assert "at work" in page


def test_an_assumed_zone_says_so(sign_in: SignIn, alice: Member, account: Account, home: str) -> None:
    change_account(account=account, changes={"country": "Germany"}, by=alice)
    assert "Europe/Berlin, assumed from the country" in sign_in(alice).get(f"{home}/brief/").content.decode()
