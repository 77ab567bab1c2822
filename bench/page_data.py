"""Fill a database for the pages: `python -m bench.page_data ACCOUNTS CONTACTS ORDERS`.

Besides accounts and contacts there are products, orders of two years with a line each, a ranking of all accounts, and
the members who will look: a director and account managers with a hundred accounts each. Prints the members' session
keys as one line of JSON, the director's first.
"""

import json
import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import django

from bench.api_data import SEED, START, Row, account_rows, contact_rows, record, write

PRODUCTS = 40
MANAGERS = 7
TEAM = 100
LAST_DAY = date(2026, 3, 31)


def product_rows(chance: random.Random) -> Iterator[Row]:
    """Forty things to order."""
    for number in range(1, PRODUCTS + 1):
        yield {
            **record(number, chance),
            "code": f"P{number:03}",
            "name": f"Product {number}",
            "family": f"Family {number % 5}",
            "unit": "pc",
            "list_price": number * 10,
            "cost": number * 6,
            "currency": "EUR",
            "discontinued": False,
            "deleted_at": None,
        }


def order_rows(count: int, accounts: int, chance: random.Random) -> Iterator[Row]:
    """So many orders, spread unevenly over accounts and days."""
    for number in range(1, count + 1):
        yield {
            **record(number, chance),
            # The product of two draws gives few accounts many orders, as in life.
            "account_id": int(chance.random() * chance.random() * accounts) + 1,
            "number": f"O{number}",
            "ordered_on": LAST_DAY - timedelta(days=chance.randrange(730)),
            "requested_on": None,
            "confirmed_on": None,
            "currency": "EUR",
            "rate": 1,
            "state": "delivered",
        }


def line_rows(count: int, chance: random.Random) -> Iterator[Row]:
    """One position for each order."""
    for number in range(1, count + 1):
        revenue = chance.randrange(1_000, 2_000_000) / 100
        yield {
            "id": number,
            "order_id": number,
            "position": 1,
            "product_id": chance.randrange(1, PRODUCTS + 1),
            "description": "",
            "quantity": 1,
            "unit_price": revenue,
            "discount": 0,
            "revenue": revenue,
            "cost": round(revenue * 0.7, 2),
        }


def team_rows(managers: list[int], accounts: int, chance: random.Random) -> Iterator[Row]:
    """Each account manager on the team of a hundred accounts."""
    number = 0
    for manager in managers:
        for account in sorted(chance.sample(range(1, accounts + 1), TEAM)):
            number += 1
            yield {
                "id": number,
                "account_id": account,
                "member_id": manager,
                "role": "member",
                "valid_from": START,
                "valid_to": None,
            }


def session_key(member: Any) -> str:
    """A session of the member's, as signing in would make it."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(member.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = member.get_session_auth_hash()
    session.save()
    return str(session.session_key)


def main(arguments: list[str]) -> None:
    """Make the tables, the members, the rows and the ranking; print the sessions."""
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from tenure.core.policy import Role
    from tenure.insight.actions.ranking import compute_ranking
    from tenure.insight.actions.season import publish_season
    from tenure.people.actions import create_member

    accounts, contacts, orders = (int(argument) for argument in arguments)
    call_command("migrate", verbosity=0)
    director = create_member(email="bench@example.com", name="Bench", role=Role.DIRECTOR, by=None)
    managers = [
        create_member(email=f"bench{number}@example.com", name=f"Bench {number}", role=Role.ACCOUNT_MANAGER, by=None)
        for number in range(MANAGERS)
    ]
    chance = random.Random(SEED)
    write("accounts_account", account_rows(accounts, chance, director.pk))
    write("accounts_contact", contact_rows(contacts, accounts, chance))
    write("commerce_product", product_rows(chance))
    write("commerce_order", order_rows(orders, accounts, chance))
    write("commerce_orderline", line_rows(orders, chance))
    write("accounts_teammember", team_rows([member.pk for member in managers], accounts, chance))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    compute_ranking(by=director)
    publish_season(name="2026", by=director)
    compute_ranking(by=director)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(json.dumps([session_key(member) for member in (director, *managers)]))


if __name__ == "__main__":
    main(sys.argv[1:])
