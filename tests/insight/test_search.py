"""What a few letters find, for whom, and in which order."""

import pytest
from django.db import connection

from tenure.accounts.actions.account import assign_owner, change_account, create_account, trash_account
from tenure.accounts.actions.contact import change_contact, create_contact
from tenure.accounts.actions.seen import note_seen
from tenure.accounts.actions.trash import trash_thing
from tenure.accounts.choices import MOST_SEEN
from tenure.accounts.models import Account, SeenAccount
from tenure.accounts.search import seen_lately
from tenure.commerce.actions.product import change_product, create_product, trash_product
from tenure.commerce.models import Product
from tenure.insight.search import Noun, find
from tenure.people.models import Member
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db


def names(member: Member, text: str, limit: int = 20) -> list[str]:
    return [hit.name for hit in find(member, text, limit)]


@pytest.fixture
def company(director: Member, alice: Member) -> dict[str, Account]:
    """Accounts whose names differ by how much of "nord" they have, with people and products."""
    made = {
        name: create_account(by=director, owner=None, name=name, **fields)
        for name, fields in {
            "Nord": {},
            "Nordhafen Werft": {"city": "Bremen", "website": "https://www.nordhafen.example/de"},
            "Müller Nordglas": {},
            "Konordia Bau": {"city": "Łódź"},
            "Südglas": {"city": "Nordhorn"},
        }.items()
    }
    create_contact(account=made["Südglas"], by=director, name="Jürgen Weiß", email="j.weiss@sued.example", title="CFO")
    create_product(by=director, name="Nordlicht lamp", code="NL-20", family="Lamps")
    return made


def test_better_fits_come_first(company: dict[str, Account], director: Member) -> None:
    expected = ["Nord", "Nordhafen Werft", "Nordlicht lamp", "Südglas", "Müller Nordglas", "Konordia Bau"]
    assert names(director, "nord") == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("muller", "Müller Nordglas"),
        ("MÜLLER nordgl", "Müller Nordglas"),
        ("nordglas müller", "Müller Nordglas"),
        ("lodz", "Konordia Bau"),
        ("nordhafen.example", "Nordhafen Werft"),
        ("ordhaf", "Nordhafen Werft"),
        ("weiss", "Jürgen Weiß"),
        ("jurgen w", "Jürgen Weiß"),
        ("j.weiss@sued.example", "Jürgen Weiß"),
        ("weiß cfo", "Jürgen Weiß"),
        ("nl-20", "Nordlicht lamp"),
        ("lamps", "Nordlicht lamp"),
    ],
)
def test_case_accents_order_and_place_of_the_words_do_not_matter(
    company: dict[str, Account], director: Member, text: str, found: str
) -> None:
    assert names(director, text) == [found]


@pytest.mark.parametrize("text", ["nordhaven", "nordhfaen", "ordhafen", "nordhhafen", "nrodhafen", "nordhafe werfd"])
def test_one_slip_in_a_word_still_finds(company: dict[str, Account], director: Member, text: str) -> None:
    assert names(director, text)[0] == "Nordhafen Werft"


def test_misspelt_names_count_only_where_nothing_fits(company: dict[str, Account], director: Member) -> None:
    create_account(by=director, name="Mueller Bau")
    create_account(by=director, name="Muellar Bau")
    assert names(director, "mueller") == ["Mueller Bau"]


@pytest.mark.parametrize("text", ["", "   ", "&%$", '"', "^*:()", "xyzzy", "a" * 100, "nord" * 25, "% _", "\\", "'--"])
def test_what_means_nothing_finds_nothing_and_breaks_nothing(
    company: dict[str, Account], director: Member, text: str
) -> None:
    assert names(director, text) == []


def test_what_a_member_may_not_see_is_not_found(
    company: dict[str, Account], alice: Member, viewer: Member, charlie: Member, director: Member
) -> None:
    assert names(alice, "nord") == ["Nordlicht lamp"]
    assign_owner(account=company["Südglas"], owner=alice, by=director)
    assert names(alice, "glas") == ["Südglas"]
    assert names(alice, "weiß") == ["Jürgen Weiß"]
    assert names(charlie, "weiß") == names(viewer, "weiß") == []


def test_who_is_disabled_finds_nothing(company: dict[str, Account], director: Member) -> None:
    director.is_active = False
    assert names(director, "nord") == []


def test_what_is_in_the_trash_is_not_found(company: dict[str, Account], director: Member) -> None:
    trash_thing(thing=company["Südglas"].contacts.get(), by=director)
    assert names(director, "weiß") == []
    trash_account(account=company["Nord"], by=director)
    (lamp,) = find(director, "lamp")
    trash_product(product=Product.objects.get(pk=lamp.id), by=director)
    assert names(director, "lamp") == []
    assert "Nord" not in names(director, "nord")


def test_the_index_follows_every_change(company: dict[str, Account], director: Member) -> None:
    contact = company["Südglas"].contacts.get()
    change_contact(contact=contact, changes={"name": "Zoë Ångström", "email": "", "title": "Chair"}, by=director)
    change_account(account=company["Nord"], changes={"website": "polarstern.example"}, by=director)
    product = Product.objects.get(name="Nordlicht lamp")
    change_product(product=product, changes={"code": "Q-77"}, by=director)
    assert names(director, "angstrom") == names(director, "chair") == ["Zoë Ångström"]
    assert names(director, "weiss") == names(director, "nl-20") == []
    assert names(director, "polarstern") == ["Nord"]
    assert names(director, "q-77") == ["Nordlicht lamp"]


def test_of_equals_what_one_owns_or_saw_lately_comes_first(director: Member) -> None:
    accounts = [create_account(by=director, owner=None, name=f"Hafen {letter}") for letter in "ABCD"]
    assert names(director, "hafen") == ["Hafen A", "Hafen B", "Hafen C", "Hafen D"]
    note_seen(account=accounts[3], by=director)
    assign_owner(account=accounts[2], owner=director, by=director)
    assert names(director, "hafen") == ["Hafen C", "Hafen D", "Hafen A", "Hafen B"]


def test_what_is_near_is_found_among_any_number_of_namesakes(director: Member) -> None:
    crowd = create_account(by=director, name="Crowd")
    for _ in range(70):
        create_contact(account=crowd, by=director, name="Ana Schmidt")
    mine = create_account(by=director, owner=director, name="Mine")
    wanted = create_contact(account=mine, by=director, name="Ana Schmidt")
    assert find(director, "ana schmidt", 1)[0].id == wanted.pk


def test_seen_accounts_are_the_last_few_and_only_those_still_visible(alice: Member, director: Member) -> None:
    accounts = [create_account(by=alice, name=f"Account {number}") for number in range(MOST_SEEN + 2)]
    for account in [*accounts, accounts[5]]:
        note_seen(account=account, by=alice)
    assert SeenAccount.objects.filter(member=alice).count() == MOST_SEEN
    trash_account(account=accounts[-1], by=director)
    assert seen_lately(alice, limit=3) == [accounts[5], accounts[-2]]


def test_a_search_asks_as_often_for_many_as_for_few(company: dict[str, Account], director: Member) -> None:
    assert_same_queries(lambda: find(director, "konordia"), lambda: find(director, "nord"))


def test_a_contact_names_its_account_and_a_product_has_none(company: dict[str, Account], director: Member) -> None:
    (person,), (lamp,) = find(director, "weiß"), find(director, "lamp")
    assert (person.noun, person.account, person.detail) == (Noun.CONTACT, company["Südglas"].pk, "CFO, Südglas")
    assert (lamp.noun, lamp.account, lamp.detail) == (Noun.PRODUCT, None, "NL-20, Lamps")


@pytest.mark.sqlite
def test_every_index_has_its_triggers() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        triggers = {name for (name,) in cursor.fetchall()}
    tables = ("accounts_account", "accounts_contact", "commerce_product")
    assert {f"{table}_search_{event}" for table in tables for event in ("insert", "update", "delete")} <= triggers


def test_two_letters_find_people_by_their_names(company: dict[str, Account], director: Member) -> None:
    assert names(director, "jü") == ["Jürgen Weiß"]
