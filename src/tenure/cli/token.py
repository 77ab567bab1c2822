"""`tenure token issue`, `list` and `revoke`: bearer tokens for scripts, on the server's own terminal."""

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import timedelta
from typing import Any

from rich.table import Table

from tenure.cli.acting import acting_member, add_member_argument, refused_in_a_sentence
from tenure.cli.errors import CommandError
from tenure.cli.league_table import console_on
from tenure.cli.portfolio_table import day
from tenure.people.actions import issue_token, revoke_token
from tenure.people.models import ApiToken, Member
from tenure.people.queries import tokens_managed_by

MOST_DAYS = 3650


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the three subcommands."""
    commands = parser.add_subparsers(dest="token_command", required=True, metavar="issue|list|revoke")
    issue = commands.add_parser("issue", help="make a token; its secret is shown this once")
    issue.add_argument("--name", required=True, help="what it is for, as in nightly export")
    issue.add_argument("--write", action="store_true", help="let it change things; else it may only read")
    issue.add_argument("--days", type=_days, metavar="N", help="for how long it is good; else until it is revoked")
    listing = commands.add_parser("list", help="list the tokens you may revoke")
    listing.add_argument("--json", action="store_true", help="print JSON")
    revoke = commands.add_parser("revoke", help="end a token")
    revoke.add_argument("token", type=int, metavar="NUMBER", help="the token's number, as listed")
    for command in (issue, listing, revoke):
        add_member_argument(command)


def _days(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 4 and 1 <= int(text) <= MOST_DAYS):
        raise ArgumentTypeError(f"must be 1 to {MOST_DAYS}, but {text!r} was given")
    return int(text)


@refused_in_a_sentence()
def run(args: Namespace) -> int:
    """Issue, list or revoke."""
    member = acting_member(args)
    {"issue": _issue, "list": _list, "revoke": _revoke}[args.token_command](args, member)
    return 0


def _issue(args: Namespace, member: Member) -> None:
    lifetime = timedelta(days=args.days) if args.days else None
    token, secret = issue_token(name=args.name, may_write=args.write, lifetime=lifetime, by=member)
    rights = "read and write" if token.may_write else "only read"
    print(f"Token {token.pk} acts for {member.name} and may {rights}. Keep its secret: it is not shown again.")
    print(secret)


def _list(args: Namespace, member: Member) -> None:
    tokens = tokens_managed_by(member).select_related("member").order_by("pk")
    if args.json:
        json.dump([_record(token) for token in tokens], sys.stdout, indent=2, ensure_ascii=False)
        sys.stdout.write("\n")
        return
    table = Table("Token", "Name", "Member", "May", "Until", box=None, pad_edge=False, header_style="bold")
    for token in tokens:
        rights = "read and write" if token.may_write else "read"
        table.add_row(str(token.pk), token.name, token.member.email, rights, _until(token))
    console_on(sys.stdout).print(table)


def _record(token: ApiToken) -> dict[str, Any]:
    moments = {name: getattr(token, name) for name in ("created_at", "expires_at", "revoked_at")}
    return {
        "token": token.pk,
        "name": token.name,
        "member": token.member.email,
        "may_write": token.may_write,
        **{name: moment and moment.isoformat() for name, moment in moments.items()},
    }


def _until(token: ApiToken) -> str:
    if token.revoked_at:
        return f"revoked {day(token.revoked_at)}"
    return day(token.expires_at) if token.expires_at else "it is revoked"


def _revoke(args: Namespace, member: Member) -> None:
    token = tokens_managed_by(member).filter(pk=args.token).first()
    if token is None:
        raise CommandError(f"There is no token {args.token} that you may revoke; `tenure token list` shows those.")
    revoke_token(token=token, by=member)
    print(f"Token {token.pk} ({token.name}) is revoked.")
