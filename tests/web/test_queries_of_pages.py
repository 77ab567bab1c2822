"""No page asks the database once for each of its rows: one row of a list costs as many queries as all of them."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.test import Client
from django.utils import timezone

from bench.page_kinds import PAGES, Page
from tenure.accounts.actions.contact import create_contact
from tenure.accounts.actions.interaction import create_interaction
from tenure.accounts.actions.team import add_team_member
from tenure.accounts.models import Account
from tenure.core.policy import Role
from tenure.insight.models import Ranking, Standing
from tenure.insight.queries import current_ranking
from tenure.people.actions import create_member
from tenure.people.models import Member
from tests.queries import queries_of
from tests.web.company import Company, make_company
from tests.web.conftest import SignIn
from tests.web.test_studio import make_draft

pytestmark = pytest.mark.django_db

Ask = Callable[[Page], None]
TEXTS = {"part_of_name": "a", "text": "no", "weight": "7"}
NAMED = ("{account}", "{contact}", "{interaction}", "{group}", "{last", "{done}", "{tried}")
LISTS = [page for page in PAGES if page.who == "members" and not any(name in page.address for name in NAMED)]
ACCOUNTS = [page for page in PAGES if "/accounts/{account}/" in page.address]


def reader(company: Company, place: int, accounts: list[Account]) -> Member:
    """Somebody who sees these accounts and no others."""
    email = f"reader{place}@example.com"
    member = create_member(email=email, name=f"Reader {place}", role=Role.ACCOUNT_MANAGER, by=None)
    for account in accounts:
        add_team_member(account=account, member=member, by=company.director)
    return member


def wrong(few: Ask, many: Ask, pages: list[Page]) -> list[str]:
    """The pages that cost more queries when there is much to show than when there is little."""
    found = []
    for page in pages:
        for ask in (few, many):
            ask(page)
        asked = len(queries_of(partial(few, page))), len(queries_of(partial(many, page)))
        if asked[1] > asked[0]:
            found.append(f"{page.name}: {asked[0]} queries for few, {asked[1]} for many")
    return found


def asking(client: Client, company: Company, account: Account | None = None) -> Ask:
    """Asks for a page, of that account where a page is of one; it has to be there."""
    places = {"set": make_draft(company).pk, "season": Ranking.objects.exclude(published_at=None).get().pk}

    def ask(page: Page) -> None:
        address = page.address.format(**TEXTS, **places, account=account.pk if account else 0)
        assert client.get(address, headers=dict(page.headers)).status_code in {200, 302}, address

    return ask


def one_of_each(company: Company) -> list[Account]:
    """As few accounts as give every list a row: one of the country, the names and each movement that is asked for."""
    ranking = current_ranking()
    movements = dict(Standing.objects.filter(ranking=ranking).values_list("account", "movement"))
    fits: list[Callable[[Account], bool]] = [
        lambda one: one.country == "Poland",
        lambda one: TEXTS["text"] in one.name.lower(),
        lambda one: one.name.lower().startswith(TEXTS["part_of_name"]),
        *[partial(lambda movement, one: movements.get(one.pk) == movement, kind) for kind in set(movements.values())],
    ]
    firsts = [next(filter(fit, company.accounts)) for fit in fits]
    return list(dict.fromkeys(firsts))


def test_a_list_costs_as_many_queries_with_one_row_as_with_all(sign_in: SignIn) -> None:
    company = make_company(accounts=12)
    some = one_of_each(company)
    assert len(some) <= len(company.accounts) / 2
    few, many = reader(company, 1, some), reader(company, 2, company.accounts)
    assert wrong(asking(sign_in(few), company), asking(sign_in(many), company), LISTS) == []


def live(account: Account, times: int, company: Company) -> None:
    """So many people, and as many talks with each of them."""
    by = company.director
    for place in range(times):
        contact = create_contact(account=account, by=by, name=f"Contact {place}", seniority=4)
        for days in range(times):
            at = timezone.now() - timedelta(days=days + 1)
            create_interaction(
                account=account, by=by, members=[by], contacts=[contact], kind="meeting", subject="Prices", at=at
            )


def test_an_account_costs_as_many_queries_with_one_of_each_as_with_five(sign_in: SignIn) -> None:
    company = make_company(accounts=12)
    one, five = company.accounts[1], company.accounts[3]
    live(one, 1, company)
    live(five, 5, company)
    client = sign_in(company.director)
    assert wrong(asking(client, company, one), asking(client, company, five), ACCOUNTS) == []
