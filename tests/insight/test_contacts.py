"""The list of people: each sees their own, every order goes on where the page before ended, and nothing grows."""

from collections.abc import Callable
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.utils import timezone

from tenure.accounts.actions.account import create_account
from tenure.accounts.actions.contact import create_contact
from tenure.accounts.actions.interaction import create_interaction
from tenure.accounts.choices import ContactFunction
from tenure.accounts.models import Account, Contact
from tenure.insight.actions.ranking import compute_ranking
from tenure.insight.models import Standing
from tenure.insight.queries import contacts as listed
from tenure.insight.queries.contacts import ContactFilter, ContactOrder, Met, Of, contacts_page
from tenure.people.models import Member
from tests.insight.facts import make_portfolio, make_year
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db

NAMES = ("Anna Weiß", "Piotr Kowalski", "Anna Weiß", "Zoë Novák", "Émile Dupont", "Lars Berg")
FUNCTIONS = (ContactFunction.FINANCE, ContactFunction.IT)
EVERYTHING = [
    ContactFilter(
        key=key, function=function, met=met, of=of, with_left=left, order=order, descending=descending
    )
    for key, function, met, of, left, order, descending in product(
        (False, True), (None, ContactFunction.FINANCE), Met, (Of.ALL, Of.MINE), (False, True), ContactOrder,
        (False, True),
    )
]  # fmt: skip


@pytest.fixture
def crowd(account: Account, alice: Member, director: Member) -> list[Contact]:
    """People at two accounts of Alice's, one of which has a namesake that is nobody's."""
    accounts = [account, create_account(by=alice, name="Adler AG"), create_account(by=director, name="Adler AG")]
    made = []
    for number in range(24):
        fields: dict[str, Any] = {
            "name": NAMES[number % len(NAMES)],
            "function": FUNCTIONS[number % 2],
            "seniority": (None, 2, 4, 5, 3)[number % 5],
            "left_on": timezone.localdate() if number % 7 == 0 else None,
        }
        one = create_contact(account=accounts[number % 3], by=director, **fields)
        if number % 3:
            at = timezone.now() - timedelta(days=(1, 90, 90, 30)[number % 4])
            create_interaction(account=one.account, by=director, contacts=[one], at=at, kind="call", subject="Prices")
        made.append(Contact.objects.select_related("account").get(pk=one.pk))
    return made


def page_after_page(member: Member, wanted: ContactFilter, limit: int) -> list[int]:
    found: list[int] = []
    after = 0
    while True:
        page = contacts_page(member, wanted, timezone.localdate(), after=after, limit=limit)
        found += [person.contact.pk for person in page.people]
        if page.next_after is None:
            return found
        after = page.next_after


def as_python_says(crowd: list[Contact], wanted: ContactFilter, member: Member) -> list[int]:
    cold = listed.since(timezone.localdate())
    fits = [
        one
        for one in crowd
        if (wanted.with_left or one.left_on is None)
        and (not wanted.key or (one.seniority or 0) >= 4)
        and (wanted.function is None or one.function == wanted.function)
        and (wanted.met != Met.NEVER or one.last_met_at is None)
        and (wanted.met != Met.COLD or one.last_met_at is None or one.last_met_at < cold)
        and (wanted.of != Of.MINE or one.account.owner_id == member.pk)
    ]
    if wanted.order == ContactOrder.MET:
        known = sorted(((one.last_met_at, one.pk) for one in fits if one.last_met_at), reverse=wanted.descending)
        return [pk for _, pk in known] + sorted(one.pk for one in fits if one.last_met_at is None)
    keys: dict[ContactOrder, Callable[[Contact], Any]] = {
        ContactOrder.NAME: lambda one: (one.name, one.pk),
        ContactOrder.ACCOUNT: lambda one: (one.account.name, one.account_id, one.name, one.pk),
    }
    return [one.pk for one in sorted(fits, key=keys[wanted.order], reverse=wanted.descending)]


@pytest.mark.parametrize("few", [1000, 2])
@pytest.mark.parametrize("limit", [3, 5])
def test_every_order_of_every_choice_shows_everybody_once_page_after_page(
    crowd: list[Contact], director: Member, alice: Member, limit: int, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("FEW", "FEW_OF_ALL"):
        monkeypatch.setattr(listed, name, few)
    hers = [one for one in crowd if one.account.owner_id == alice.pk]
    for wanted in EVERYTHING[limit + few % 7 :: 7]:
        assert page_after_page(director, wanted, limit) == as_python_says(crowd, wanted, director), wanted
        assert page_after_page(alice, wanted, limit) == as_python_says(hers, wanted, alice), wanted


def test_strangers_and_the_disabled_see_nobody(
    crowd: list[Contact], alice: Member, bob: Member, charlie: Member
) -> None:
    at_hers = [one.pk for one in crowd if one.account.name == "Blauer See Delikatessen" and one.left_on is None]
    assert sorted(page_after_page(bob, ContactFilter(), 50)) == sorted(at_hers)
    for wanted in (ContactFilter(), ContactFilter(text="anna"), ContactFilter(of=Of.KEY)):
        assert page_after_page(charlie, wanted, 50) == []
    alice.is_active = False
    assert page_after_page(alice, ContactFilter(), 50) == []


@pytest.mark.parametrize("few", [1000, 2])
@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("weiss", {"Anna Weiß"}),
        ("ann wei", {"Anna Weiß"}),
        ("kowalksi", {"Piotr Kowalski"}),
        ("emile", {"Émile Dupont"}),
        ("z", {"Zoë Novák"}),
        ("adler", set(NAMES) - {"Zoë Novák"}),
        ("xyzzyq", set()),
        ("&", set()),
    ],
)
def test_people_are_found_by_what_begins_like_them_misspelt_and_by_their_account(
    crowd: list[Contact], director: Member, text: str, names: set[str], few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("FEW", "FEW_OF_ALL"):
        monkeypatch.setattr(listed, name, few)
    found = contacts_page(director, ContactFilter(text=text, with_left=True), timezone.localdate()).people
    assert {person.contact.name for person in found} == names
    if text == "adler":
        assert {person.contact.account.name for person in found} == {"Adler AG"}


def test_people_of_key_accounts_come_with_their_grade_and_who_spoke_last(
    account: Account, alice: Member, bob: Member, director: Member
) -> None:
    maria = create_contact(account=account, by=alice, name="Maria Lindqvist")
    create_interaction(account=account, by=alice, contacts=[maria], kind="call", subject="Hello", members=[alice])
    create_interaction(account=account, by=alice, contacts=[maria], kind="call", subject="Prices", members=[bob, alice])
    wanted = ContactFilter(of=Of.KEY)
    assert contacts_page(alice, wanted, timezone.localdate()).people == [], "nothing is ranked yet"
    make_year(account, 650_000)
    make_portfolio(12)
    ranking = compute_ranking(by=director)
    Standing.objects.filter(ranking=ranking).update(is_key=False)
    assert contacts_page(director, wanted, timezone.localdate()).people == []
    Standing.objects.filter(ranking=ranking, account=account).update(is_key=True, grade="a", label="Premier")
    for member in (alice, director):
        (person,) = contacts_page(member, wanted, timezone.localdate()).people
        assert (person.contact, person.grade, person.met_by) == (
            maria, ("a", "Premier", person.grade and person.grade[2]), "Alice Owner, Bob Team",
        )  # fmt: skip


@pytest.mark.parametrize("order", list(ContactOrder))
def test_it_asks_as_often_for_many_people_as_for_one(
    crowd: list[Contact], director: Member, alice: Member, order: ContactOrder
) -> None:
    today = timezone.localdate()
    wanted = ContactFilter(function=ContactFunction.FINANCE, order=order)
    for one in crowd:
        create_interaction(account=one.account, by=director, contacts=[one], kind="call", subject="Prices")
    for member in (alice, director):
        assert_same_queries(
            lambda: contacts_page(member, wanted, today, limit=1),  # noqa: B023
            lambda: contacts_page(member, wanted, today, limit=5),  # noqa: B023
        )
