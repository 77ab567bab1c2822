"""`tenure people`: the people of the accounts that the acting member sees, and when they were last spoken with."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils import timezone
from rich.table import Table

from tenure.accounts.choices import ContactFunction
from tenure.cli.acting import acting_member, add_member_argument, refused_in_a_sentence
from tenure.cli.league_table import FAINT, console_on
from tenure.core.audit import field_values
from tenure.insight.queries.contacts import ContactFilter, ContactOrder, Met, Of, Person, contacts_page
from tenure.people.models import Member

SHOWN = 30
FIELDS = (
    "id", "account", "name", "title", "function", "seniority", "email", "phone", "mobile", "left_on", "last_met_at",
)  # fmt: skip


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("--find", metavar="TEXT", default="", help="by name, title, e-mail address or account")
    parser.add_argument("--key", action="store_true", help="only who decides or prepares decisions")
    parser.add_argument("--function", choices=[one.value for one in ContactFunction], help="only of this function")
    parser.add_argument("--level", type=int, choices=range(1, 6), help="only of this level, 5 for the board")
    parser.add_argument("--not-met", action="store_true", help="only whom nobody has met for 60 days, or ever")
    parser.add_argument("--of", choices=[Of.KEY.value, Of.MINE.value], help="only of key accounts, or of one's own")
    parser.add_argument("--left", action="store_true", help="who has left, too")
    parser.add_argument("--sort", choices=[one.value for one in ContactOrder], default="name", help="the order")
    parser.add_argument("--json", action="store_true", help="print all of them as JSON")
    add_member_argument(parser)


@refused_in_a_sentence()
def run(args: Namespace) -> int:
    """Print who is asked for."""
    member, today = acting_member(args), timezone.localdate()
    wanted = ContactFilter(
        text=args.find,
        key=args.key,
        function=ContactFunction(args.function) if args.function else None,
        seniority=args.level,
        met=Met.COLD if args.not_met else Met.ANY,
        of=Of(args.of or ""),
        with_left=args.left,
        order=ContactOrder(args.sort),
    )
    if args.json:
        records = [_record(one) for one in _all(member, wanted, today)]
        json.dump({"people": records}, sys.stdout, indent=2, ensure_ascii=False)
        sys.stdout.write("\n")
    else:
        _print(member, wanted, today)
    return 0


def _all(member: Member, wanted: ContactFilter, today: date) -> Iterator[Person]:
    after: int | None = 0
    while after is not None:
        page = contacts_page(member, wanted, today, after=after)
        yield from page.people
        after = page.next_after


def _record(person: Person) -> dict[str, Any]:
    values = field_values(person.contact, FIELDS)
    told = {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
    grade = person.grade[1] if person.grade else None
    return {**told, "account_name": person.contact.account.name, "grade": grade, "met_by": person.met_by}


def _print(member: Member, wanted: ContactFilter, today: date) -> None:
    console = console_on(sys.stdout)
    page = contacts_page(member, wanted, today, limit=SHOWN)
    table = Table("Name", "Title", "Account", "Last spoken with", box=None, header_style=FAINT)
    for one in page.people:
        table.add_row(one.contact.name, one.contact.title, one.contact.account.name, _met(one))
    console.print(table if page.people else "Nobody fits what you asked for.")
    if page.next_after is not None:
        console.print("More are not shown; --json shows all.", style=FAINT)


def _met(person: Person) -> str:
    if person.contact.last_met_at is None:
        return "never"
    day = timezone.localdate(person.contact.last_met_at)
    return f"{day} {person.met_by}".rstrip()
