"""The people of all accounts on one page: for whoever sees the account, narrowed and ordered by the address alone."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tenure.accounts.actions.account import create_account
from tenure.accounts.actions.contact import create_contact
from tenure.accounts.actions.interaction import create_interaction
from tenure.accounts.actions.team import add_team_member
from tenure.accounts.models import Account, Contact
from tenure.insight.queries import contacts as listed
from tenure.people.models import Member
from tests.queries import assert_same_queries
from tests.relationships.golden import Golden
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def maria(account: Account, alice: Member) -> Contact:
    return create_contact(
        account=account, by=alice, name="Maria Lindqvist", title="Head of Procurement", function="procurement",
        seniority=4, email="maria@example.com", mobile="+49 171 23 45",
    )  # fmt: skip


def shown(client: Client, address: str = "/people/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_owner_and_team_see_them_and_a_stranger_sees_one_sentence_and_one_button(
    sign_in: SignIn, maria: Contact, alice: Member, bob: Member, charlie: Member
) -> None:
    for member in (alice, bob):
        page = shown(sign_in(member))
        assert f"/contacts/{maria.pk}" in page
        assert 'href="mailto:maria@example.com"' in page
        assert 'href="tel:+491712345"' in page
        assert f"/accounts/{maria.account_id}/log" in page
    page = shown(sign_in(charlie))
    assert "Maria" not in page
    assert "is known yet" in page
    assert "Maria" not in shown(sign_in(charlie), "/people/?q=maria")


def test_a_viewer_reads_them_and_finds_nothing_to_add_or_log(
    sign_in: SignIn, maria: Contact, viewer: Member, alice: Member
) -> None:
    assert "come with the accounts whose team you are on" in shown(sign_in(viewer))
    add_team_member(account=maria.account, member=viewer, by=alice)
    client = sign_in(viewer)
    page = shown(client)
    assert "Maria Lindqvist" in page
    assert f"/accounts/{maria.account_id}/brief/" in page
    assert f"/accounts/{maria.account_id}/log" not in page
    assert "/contacts/new" not in page
    assert client.get("/contacts/new").status_code == 403


def test_days_and_never_look_different_and_only_who_decides_is_warned_of(
    sign_in: SignIn, maria: Contact, account: Account, alice: Member
) -> None:
    create_contact(account=account, by=alice, name="Jan Berg", function="")
    client = sign_in(alice)
    page = shown(client)
    assert page.count("never</span>") == 2
    assert page.count("is-cold") == 1, "Maria decides"
    assert page.count("unknown</span>") == 3, "Jan's function, level and address"
    at = timezone.now() - timedelta(days=3)
    create_interaction(account=account, by=alice, contacts=[maria], at=at, kind="call", subject="Prices")
    page = shown(client)
    assert "3 days ago</time>" in page
    assert "Alice Owner</span>" in page
    assert "is-cold" not in page


def test_the_address_is_the_view(sign_in: SignIn, maria: Contact, account: Account, alice: Member) -> None:
    left = timezone.localdate()
    create_contact(account=account, by=alice, name="Jan Berg", function="finance", seniority=2)
    create_contact(account=account, by=alice, name="Eva Gone", left_on=left)
    client = sign_in(alice)
    names = ("Maria Lindqvist", "Jan Berg", "Eva Gone")
    for address, expected in {
        "": "Maria Lindqvist, Jan Berg",
        "?key=yes": "Maria Lindqvist",
        "?function=finance": "Jan Berg",
        "?level=2": "Jan Berg",
        "?met=never&left=yes": "Maria Lindqvist, Jan Berg, Eva Gone",
        "?of=mine": "Maria Lindqvist, Jan Berg",
        "?of=key": "",
        "?q=lindqvits": "Maria Lindqvist",
        "?q=blauer": "Maria Lindqvist, Jan Berg",
        "?function=nonsense&level=9&met=x&of=y&sort=password&after=z&key=maybe": "Maria Lindqvist, Jan Berg",
    }.items():
        page = shown(client, f"/people/{address}")
        assert ", ".join(name for name in names if name in page) == expected, address
    page = shown(client, "/people/?q=nobody+is+called+that")
    assert "Nobody fits what you asked for." in page


def test_a_page_goes_on_where_the_one_before_ended_in_the_same_view(
    sign_in: SignIn, account: Account, alice: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tenure.web.views.contacts.contacts_page", lambda *asked, **named: listed.contacts_page(
        *asked, **named, limit=2
    ))  # fmt: skip
    made = [create_contact(account=account, by=alice, name=f"Person {number}") for number in range(3)]
    client = sign_in(alice)
    page = shown(client, "/people/?sort=-name&of=mine")
    following = f"sort=-name&amp;of=mine&amp;after={made[1].pk}"
    assert following in page
    rest = shown(client, f"/people/?{following.replace('&amp;', '&')}")
    assert ("Person 0" in rest, "Person 1" in rest) == (True, False)


def test_many_people_cost_as_many_queries_as_one(
    sign_in: SignIn, maria: Contact, account: Account, alice: Member, director: Member
) -> None:
    for number in range(4):
        other = create_account(by=alice, name=f"Account {number}")
        one = create_contact(account=other, by=alice, name=f"Jan Berg {number}", function="finance")
        create_interaction(account=other, by=alice, contacts=[one], kind="call", subject="Prices")
    create_interaction(account=account, by=alice, contacts=[maria], kind="call", subject="Prices")
    for member in (alice, director):
        client = sign_in(member)
        few, many = ("/people/?function=procurement", "/people/?function=finance")
        assert_same_queries(lambda: shown(client, few), lambda: shown(client, many))  # noqa: B023


def test_how_people_are_judged_is_not_told_here(sign_in: SignIn, golden: Golden, alice: Member) -> None:
    page = shown(sign_in(alice))
    assert golden.contacts["dahl"].name in page
    for word in ("tance", "sponsor", "supporter", "opponent", "power"):
        assert word not in page.split("<main", 1)[1].lower()


def test_a_new_person_begins_with_the_account_they_are_at(
    sign_in: SignIn, account: Account, alice: Member, charlie: Member
) -> None:
    client = sign_in(alice)
    add = f"/accounts/{account.pk}/contacts/new"
    assert add in shown(client, "/contacts/new")
    assert add in shown(client, "/contacts/new?q=delikatessen")
    assert "No account that you see" in shown(client, "/contacts/new?q=xyzzyq")
    assert add not in shown(sign_in(charlie), "/contacts/new?q=delikatessen")
    part = client.get("/contacts/new", headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith("<article")


def test_who_saves_in_the_drawer_comes_back_to_the_list(sign_in: SignIn, maria: Contact, alice: Member) -> None:
    client = sign_in(alice)
    here = {"HX-Request": "true", "HX-Current-URL": "http://testserver/people/?key=yes"}
    drawer = client.get(f"/contacts/{maria.pk}", headers=here).content.decode()
    assert 'name="next" value="/people/?key=yes"' in drawer
    body = {"name": "Maria Berg", "version": maria.version, "next": "/people/?key=yes", "initial-name": maria.name}
    saved = client.post(f"/contacts/{maria.pk}", body, headers={"HX-Request": "true"})
    assert (saved.status_code, saved.headers["HX-Redirect"]) == (204, "/people/?key=yes")
    again = {**body, "name": "Maria Lind", "version": maria.version + 1, "next": "https://example.org/"}
    hostile = client.post(f"/contacts/{maria.pk}", again)
    assert hostile.headers["Location"].startswith(f"/accounts/{maria.account_id}/")


def test_the_palette_and_the_way_above_a_person_lead_to_the_list(
    sign_in: SignIn, maria: Contact, alice: Member
) -> None:
    client = sign_in(alice)
    assert 'href="/people/"' in client.get("/find?q=people", headers={"HX-Request": "true"}).content.decode()
    assert '<a class="quiet" href="/people/">' in shown(client, f"/contacts/{maria.pk}")
