"""Fill a database with many accounts and contacts: `python -m bench.api_data ACCOUNTS CONTACTS`; prints a token.

Rows are written set by set past the models, for they are only there to be looked for.
"""

import random
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from typing import Any

import django

SEED = 20_260_331
# fmt: off
FIRST_HALVES = (
    "Nord", "Süd", "Ost", "West", "Blau", "Grün", "Silber", "Gold", "Alpen", "Hansa", "Rhein", "Elb", "Donau", "Havel",
    "Falken", "Linden", "Eichen", "Birken", "Stein", "Sand", "Berg", "Tal", "See", "Wald", "Feld", "Brunn", "Quell",
)
SECOND_HALVES = (
    "hafen", "werk", "bau", "glas", "stahl", "papier", "druck", "mühle", "hof", "garten", "kontor", "technik",
    "chemie", "optik", "textil", "möbel", "reifen", "pumpen", "kabel", "logistik", "foods", "medien", "pharma",
    "energie",
)
# fmt: on
FORMS = ("GmbH", "AG", "KG", "SE", "Ltd", "S.A.", "B.V.")
COUNTRIES = ("Germany", "France", "Austria", "Poland", "Spain", "Italy", "Sweden", "Portugal", "Norway", "Ireland")
WEIGHTS = (30, 15, 12, 10, 9, 8, 6, 5, 3, 2)
CITIES = ("Bremen", "Köln", "Łódź", "Lyon", "Graz", "Porto", "Malmö", "Cork", "Turin", "Bilbao", "Kraków", "Leipzig")
KINDS = ("customer", "customer", "customer", "prospect", "partner", "competitor")
FIRST = ("Anna", "Jürgen", "Maria", "Piotr", "Chloé", "Lars", "Inés", "Marco", "Aoife", "Zoë", "Tomasz", "Greta")
LAST = ("Schmidt", "Müller", "Dupont", "Kowalski", "García", "Rossi", "Larsson", "Murphy", "Weiß", "Novák", "Silva")
START = datetime(2024, 1, 1, tzinfo=UTC)

Row = dict[str, Any]


def account_rows(count: int, chance: random.Random, owner: int) -> Iterator[Row]:
    """So many accounts with names of two halves, a number and a legal form."""
    from tenure.core.text import name_key

    for number in range(1, count + 1):
        half, other = chance.choice(FIRST_HALVES), chance.choice(SECOND_HALVES)
        name = f"{half}{other} {chance.choice(LAST)} {number % 977} {chance.choice(FORMS)}"
        yield {
            **record(number, chance),
            "name": name,
            "name_key": name_key(name),
            "kind": chance.choice(KINDS),
            "level": "unit",
            "type": "",
            "parent_id": None,
            "owner_id": owner,
            "industry": other.capitalize(),
            "legal_id": f"HRB {number}",
            "street": f"{half}straße {number % 200}",
            "postcode": f"{number % 100_000:05}",
            "city": chance.choice(CITIES),
            "region": "",
            "country": chance.choices(COUNTRIES, WEIGHTS)[0],
            "phone": f"+49 89 {number:07}",
            "email": f"info{number}@example.com",
            "website": f"https://www{number}.example.com",
            "employees": chance.choice((None, chance.randrange(1, 50_000))),
            "turnover": chance.choice((None, chance.randrange(10_000, 10_000_000_000) / 100)),
            "currency": "EUR",
            "customer_since": chance.choice((None, date(2000, 1, 1) + timedelta(days=chance.randrange(9000)))),
            "deleted_at": None,
        }


def contact_rows(count: int, accounts: int, chance: random.Random) -> Iterator[Row]:
    """So many people, spread evenly over the accounts."""
    for number in range(1, count + 1):
        name = f"{chance.choice(FIRST)} {chance.choice(LAST)}"
        yield {
            **record(number, chance),
            "account_id": number % accounts + 1,
            "name": name,
            "salutation": "",
            "title": "Head of Procurement",
            "function": "procurement",
            "seniority": chance.randrange(1, 6),
            "department": "Purchasing",
            "email": f"person{number}@example.com",
            "phone": f"+49 89 {number:07}",
            "mobile": "",
            "language": "de",
            "left_on": None,
            "deleted_at": None,
        }


def record(number: int, chance: random.Random) -> Row:
    """What every record carries."""
    made = START + timedelta(seconds=chance.randrange(60_000_000))
    origin = {"source": "bench", "external_id": str(number)}
    return {"id": number, "created_at": made, "updated_at": made, "version": 1, **origin}


def write(table: str, rows: Iterator[Row]) -> None:
    """Put all rows into the table as the engine does it fastest."""
    from django.db import connection, transaction

    first = next(rows)
    columns = ", ".join(first)
    rows = chain([first], rows)
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(tuple(row.values()))
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")
        else:
            marks = ", ".join("?" * len(first))
            statement = f"INSERT INTO {table} ({columns}) VALUES ({marks})"
            # Django's own cursor would look into each statement for its marks.
            cursor.connection.cursor().executemany(statement, (_as_stored(row) for row in rows))


def _as_stored(row: Row) -> tuple[Any, ...]:
    return tuple(
        value.replace(tzinfo=None).isoformat(" ") if isinstance(value, datetime) else value for value in row.values()
    )


def main(arguments: list[str]) -> None:
    """Make the tables, a director with a token, and the rows; print the token."""
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from tenure.core.policy import Role
    from tenure.people.actions import create_member, issue_token

    accounts, contacts = int(arguments[0]), int(arguments[1])
    call_command("migrate", verbosity=0)
    director = create_member(email="bench@example.com", name="Bench", role=Role.DIRECTOR, by=None)
    _, secret = issue_token(name="bench", may_write=True, by=director)
    chance = random.Random(SEED)
    write("accounts_account", account_rows(accounts, chance, director.pk))
    write("accounts_contact", contact_rows(contacts, accounts, chance))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(secret)


if __name__ == "__main__":
    main(sys.argv[1:])
