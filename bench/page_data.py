"""Fill a database for the pages: `python -m bench.page_data ACCOUNTS CONTACTS ORDERS`.

Besides accounts and contacts there are groups with units, products, orders of two years with a line each, what was
talked about, files, changes, ratings, a season and the ranking after it, and the members who will look: a director and
account managers with a hundred accounts each. Prints one line of JSON: each member's session key and accounts, the
director's first, and the numbers of the things that addresses name.
"""

import json
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import django

from bench.api_data import SEED, START, Row, account_rows, contact_rows, record, write

PRODUCTS = 40
MANAGERS = 7
TEAM = 100
# Every so many accounts one is a group of the units that follow it.
GROUP_EVERY, UNITS = 100, 8
TALKS_PER_ACCOUNT = 3
AT_ONCE = 10_000
FILES, RATED = 2_000, 3_000
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


def teams(accounts: int, managers: Sequence[int], chance: random.Random) -> dict[int, list[int]]:
    """The accounts of each account manager: a hundred each, every account in one team at most."""
    numbers = chance.sample(range(1, accounts + 1), TEAM * len(managers))
    return {manager: sorted(numbers[place * TEAM :][:TEAM]) for place, manager in enumerate(managers)}


def owned_rows(rows: Iterator[Row], team_of: Mapping[int, Sequence[int]]) -> Iterator[Row]:
    """The accounts with their owners, some of them groups with the units below."""
    owners = {account: manager for manager, accounts in team_of.items() for account in accounts}
    for row in rows:
        group, place = divmod(row["id"] - 1, GROUP_EVERY)
        place_in_tree = {"level": "group"} if place == 0 else {}
        if 0 < place <= UNITS:
            place_in_tree = {"parent_id": group * GROUP_EVERY + 1}
        yield {**row, "owner_id": owners.get(row["id"], row["owner_id"]), **place_in_tree}


def team_rows(team_of: Mapping[int, Sequence[int]]) -> Iterator[Row]:
    """Each account manager on the team of their own accounts."""
    owned = [(manager, account) for manager, accounts in team_of.items() for account in accounts]
    for number, (manager, account) in enumerate(owned, 1):
        yield {
            "id": number,
            "account_id": account,
            "member_id": manager,
            "role": "owner",
            "valid_from": START,
            "valid_to": None,
        }


def talk_rows(accounts: int, members: Sequence[int], chance: random.Random) -> Iterator[Row]:
    """Three calls, meetings and mails with each account."""
    for number in range(1, accounts * TALKS_PER_ACCOUNT + 1):
        yield {
            **record(number, chance),
            "account_id": number % accounts + 1,
            "kind": chance.choice(("call", "meeting", "visit", "mail")),
            "direction": "",
            "at": START + timedelta(seconds=chance.randrange(70_000_000)),
            "subject": chance.choice(("Prices of next year", "Late delivery", "Visit to the plant", "New contact")),
            "notes": "They ask for an offer by the end of the month and want to see the new line. " * 3,
            "recorded_by_id": chance.choice(members),
            "deleted_at": None,
        }


def commitment_rows(accounts: int, members: Sequence[int], chance: random.Random) -> Iterator[Row]:
    """What came from every fifth talk: two in three are still open."""
    talks = range(5, accounts * TALKS_PER_ACCOUNT + 1, 5)
    for number, talk in enumerate(talks, 1):
        due, is_open = LAST_DAY + timedelta(days=chance.randrange(-60, 60)), number % 3 > 0
        yield {
            **record(number, chance),
            "account_id": talk % accounts + 1,
            "kind": "task",
            "text": "Send the offer",
            "owner_id": members[number % len(members)],
            "contact_id": None,
            "department": chance.choice(("", "Logistics", "Engineering")),
            "to_member_id": None,
            "to_contact_id": None,
            "due_on": due,
            "first_due_on": due,
            "slips": 0,
            "state": "open" if is_open else "kept",
            "settled_on": None if is_open else due,
            "outcome": "",
            "client_visible": False,
            "effort_hours": None,
            "interaction_id": talk,
            "origin": "interaction",
            "deleted_at": None,
        }


def talked_rows(column: str, accounts: int, others: Sequence[int]) -> Iterator[Row]:
    """Who was there: one of `others` at each talk."""
    for number in range(1, accounts * TALKS_PER_ACCOUNT + 1):
        yield {"id": number, "interaction_id": number, column: others[number % len(others)]}


def change_rows(accounts: int, members: Sequence[int], chance: random.Random) -> Iterator[Row]:
    """Two changes of each account in the log."""
    from tenure.core.models import AuditEntry

    # After those that making the members has written.
    last = AuditEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    for number in range(1, accounts * 2 + 1):
        changes = {"city": ["Ulm", "Köln"], "phone": ["", "+49 89 1"]} if number % 2 else {"name": [None, "Adler AG"]}
        yield {
            "id": last + number,
            "at": START + timedelta(seconds=chance.randrange(70_000_000)),
            "actor_id": members[number % len(members)],
            "actor_name": "Bench",
            "verb": "changed" if number % 2 else "created",
            "noun": "account",
            "thing_id": number % accounts + 1,
            "thing_version": 1,
            "account_id": number % accounts + 1,
            "changes": json.dumps(changes),
        }


def file_rows(accounts: Sequence[int], member: int, chance: random.Random) -> Iterator[Row]:
    """Some files; what stands in them is never asked for."""
    for number in range(1, FILES + 1):
        made = {key: value for key, value in record(number, chance).items() if key not in ("source", "external_id")}
        yield {
            **made,
            "account_id": accounts[number % len(accounts)],
            "name": f"Offer {number}.pdf",
            "document_class": "other",
            "direction": "",
            "register_year": None,
            "register_number": None,
            "dated_on": LAST_DAY,
            "note": "",
            "edition": 1,
            "replaces_id": None,
            "storage_name": f"bench-{number}",
            "media_type": "application/pdf",
            "size": 12_345,
            "sha256": "0" * 64,
            "filed_by_id": member,
            "deleted_at": None,
        }


def rating_rows(accounts: Sequence[int], questions: Sequence[int], rater: int, chance: random.Random) -> Iterator[Row]:
    """Some accounts rated in every question."""
    rated = [(account, question) for account in accounts for question in questions]
    for number, (account, question) in enumerate(rated, 1):
        yield {
            "id": number,
            "question_id": question,
            "account_id": account,
            "rater_id": rater,
            "score": chance.randrange(0, 11),
            "evidence": "As we heard at the last visit.",
            "rated_on": LAST_DAY,
        }


def write_facts(accounts: int, contacts: int, orders: int, members: Sequence[Any]) -> dict[int, list[int]]:
    """Every row that people did not make by hand; the accounts of each account manager."""
    from django.db import connection, transaction

    from tenure.accounts.actions.last_met import keep_last_met

    chance = random.Random(SEED)
    director, numbers = members[0].pk, [member.pk for member in members]
    team_of = teams(accounts, numbers[1:], chance)
    owned = [account for team in team_of.values() for account in team]
    write("accounts_account", owned_rows(account_rows(accounts, chance, director), team_of))
    write("accounts_contact", contact_rows(contacts, accounts, chance))
    write("commerce_product", product_rows(chance))
    write("commerce_order", order_rows(orders, accounts, chance))
    write("commerce_orderline", line_rows(orders, chance))
    write("accounts_teammember", team_rows(team_of))
    write("accounts_interaction", talk_rows(accounts, numbers, chance))
    write("accounts_commitment", commitment_rows(accounts, numbers, chance))
    # The person whose number is an account's own number plus one, less one, works there.
    write("accounts_interaction_contacts", talked_rows("contact_id", accounts, range(accounts, contacts)))
    write("accounts_interaction_members", talked_rows("member_id", accounts, numbers))
    # Tables just filled have no statistics yet, and PostgreSQL would walk all talks for each person.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    for begin in range(accounts, contacts, AT_ONCE):
        with transaction.atomic():
            keep_last_met(range(begin, min(begin + AT_ONCE, contacts)))
    write("core_auditentry", change_rows(accounts, numbers, chance))
    write("accounts_document", file_rows(owned, director, chance))
    return team_of


def main(arguments: list[str]) -> None:
    """Make the tables, the members, the rows and what people did with them; print how to look at it."""
    django.setup()
    from django.core.management import call_command

    from bench.page_story import analyse, live_through
    from tenure.core.policy import Role
    from tenure.people.actions import create_member

    call_command("migrate", verbosity=0)
    members = [create_member(email="bench@example.com", name="Bench", role=Role.DIRECTOR, by=None)]
    for number in range(MANAGERS):
        email, name = f"bench{number}@example.com", f"Bench {number}"
        members.append(create_member(email=email, name=name, role=Role.ACCOUNT_MANAGER, by=None))
    accounts, contacts, orders = (int(argument) for argument in arguments)
    team_of = write_facts(accounts, contacts, orders, members)
    analyse()
    print(json.dumps(live_through(members, team_of, accounts)))


if __name__ == "__main__":
    main(sys.argv[1:])
