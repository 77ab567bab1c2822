"""`tenure commitments`: what is owed on the accounts that the acting member sees, overdue first, and what was kept."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils import timezone
from rich.table import Table

from tenure.accounts.models import Commitment, CommitmentQuerySet
from tenure.accounts.queries import kept_rate_of
from tenure.accounts.queries.ledger import PAGE, LedgerFilter, Shown, ledger_page
from tenure.analytics.commitments import KeptRate
from tenure.cli.acting import acting_member, add_member_argument, refused_in_a_sentence
from tenure.cli.errors import CommandError
from tenure.cli.explain import find_account
from tenure.cli.league_table import FAINT, console_on
from tenure.core.audit import field_values
from tenure.people.models import Member

SHOWN = 30
FIELDS = (
    "id", "account", "kind", "text", "owner", "contact", "department", "to_member", "to_contact", "due_on",
    "first_due_on", "slips", "state", "settled_on", "outcome", "client_visible", "origin",
)  # fmt: skip


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("--overdue", action="store_true", help="only what is open and past its day")
    parser.add_argument("--account", metavar="ACCOUNT", help="of this account: number, external id or name")
    parser.add_argument("--owner", metavar="EMAIL", help="owed by this member")
    parser.add_argument("--json", action="store_true", help="print all of them as JSON, with the kept rate")
    add_member_argument(parser)


@refused_in_a_sentence()
def run(args: Namespace) -> int:
    """Print what is open, by its day."""
    member, today = acting_member(args), timezone.localdate()
    rows: CommitmentQuerySet = Commitment.objects.visible_to(member)
    if args.account:
        rows = rows.filter(account=find_account(args.account, member))
    if args.owner:
        rows = rows.owed_by(_owner(args.owner, member))
    wanted = LedgerFilter(shown=Shown.OVERDUE if args.overdue else Shown.OPEN)
    rate = kept_rate_of(rows.ours(), today)
    if args.json:
        records = [_record(one, today) for one in _all(rows, wanted, today)]
        json.dump({"commitments": records, "kept": rate_record(rate)}, sys.stdout, indent=2, ensure_ascii=False)
        sys.stdout.write("\n")
    else:
        _print(rows, wanted, today, rate)
    return 0


def rate_record(rate: KeptRate) -> dict[str, Any]:
    """A kept rate as JSON has it; `rate`, `low` and `high` are null where there is not enough data."""
    low, high = rate.interval or (None, None)
    return {**vars(rate), "due": rate.due, "rate": rate.rate, "low": low, "high": high}


def _owner(email: str, member: Member) -> Member:
    found: Member | None = Member.objects.visible_to(member).filter(email=email.strip().lower()).first()
    if found is None:
        raise CommandError(f"You know no member with the e-mail address {email!r}; name one who has.")
    return found


def _all(rows: CommitmentQuerySet, wanted: LedgerFilter, today: date) -> Iterator[Commitment]:
    after: int | None = 0
    while after is not None:
        page = ledger_page(rows, wanted, today, after=after)
        yield from page.commitments
        after = page.next_after


def _record(commitment: Commitment, today: date) -> dict[str, Any]:
    values = field_values(commitment, FIELDS)
    told = {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
    return {**told, "status": commitment.status_on(today).value}


def _print(rows: CommitmentQuerySet, wanted: LedgerFilter, today: date, rate: KeptRate) -> None:
    console = console_on(sys.stdout)
    page = ledger_page(rows, wanted, today, limit=min(SHOWN, PAGE))
    table = Table("Until", "What", "Account", "Who", box=None, header_style=FAINT)
    for one in page.commitments:
        who = one.owner or one.contact
        day = f"{one.due_on}{' overdue' if one.due_on < today else ''}"
        table.add_row(day, one.text, one.account.name, who.name if who else "nobody yet")
    console.print(table if page.commitments else "Nothing of this kind is owed.")
    if page.next_after is not None:
        console.print("More are not shown; --json shows all.", style=FAINT)
    console.print(_rate_words(rate), style=FAINT)


def _rate_words(rate: KeptRate) -> str:
    if rate.rate is None:
        return f"Kept by us: not enough data, {rate.due} were due."
    return f"Kept by us: {rate.rate:.0%}, {rate.kept} of {rate.due} due; slipped {rate.slipped}, missed {rate.missed}."
