"""`tenure member add`, `list`, `disable`, `enable`, `link` and `factors`: colleagues, on the server's own terminal."""

import json
import sys
from argparse import ArgumentParser, Namespace

from rich.table import Table

from tenure.cli.acting import acting_member, add_member_argument, refused_in_a_sentence
from tenure.cli.errors import CommandError
from tenure.cli.league_table import console_on
from tenure.core.policy import Role
from tenure.people.actions import change_member, create_member, issue_sign_in_link, remove_second_factors
from tenure.people.models import Member
from tenure.people.queries import sign_in_url


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the six subcommands."""
    commands = parser.add_subparsers(
        dest="member_command", required=True, metavar="add|list|disable|enable|link|factors"
    )
    add = commands.add_parser("add", help="add a member and print the link by which they sign in")
    add.add_argument("--name", required=True, help="the member's full name")
    add.add_argument("--role", required=True, choices=[role.value for role in Role], help="what they may do")
    add.add_argument("--title", default="", help="their position")
    listing = commands.add_parser("list", help="list the members")
    listing.add_argument("--json", action="store_true", help="print JSON")
    disable = commands.add_parser("disable", help="sign a member out for good; their tokens end")
    enable = commands.add_parser("enable", help="let a disabled member sign in again")
    link = commands.add_parser("link", help="print a link that signs a member in once within a day")
    factors = commands.add_parser(
        "factors", help="take lost second factors off a member: app, recovery codes, passkeys"
    )
    for command in (add, disable, enable, link, factors):
        command.add_argument("email", metavar="EMAIL", help="the member's e-mail address")
    for command in (add, listing, disable, enable, link, factors):
        add_member_argument(command)


@refused_in_a_sentence()
def run(args: Namespace) -> int:
    """Do what the subcommand says."""
    by = acting_member(args)
    commands = {"add": _add, "list": _list, "disable": _disable, "enable": _enable, "link": _link, "factors": _factors}
    commands[args.member_command](args, by)
    return 0


def _add(args: Namespace, by: Member) -> None:
    member = create_member(email=args.email, name=args.name, role=Role(args.role), title=args.title, by=by)
    print(f"{member.name} is a member as {_words(member.role)}.")
    _print_link(member, by)


def _list(args: Namespace, by: Member) -> None:
    members = Member.objects.visible_to(by).order_by("name", "pk")
    if args.json:
        fields = ("email", "name", "role", "title", "is_active")
        json.dump(list(members.values(*fields)), sys.stdout, indent=2, ensure_ascii=False)
        sys.stdout.write("\n")
        return
    table = Table("Name", "E-mail", "Role", "", box=None, pad_edge=False, header_style="bold")
    for member in members:
        table.add_row(member.name, member.email, _words(member.role), "" if member.is_active else "disabled")
    console_on(sys.stdout).print(table)


def _disable(args: Namespace, by: Member) -> None:
    member = change_member(member=_named(args.email, by), changes={"is_active": False}, by=by)
    print(f"{member.name} is disabled: sessions, links and tokens have ended.")


def _enable(args: Namespace, by: Member) -> None:
    member = change_member(member=_named(args.email, by), changes={"is_active": True}, by=by)
    print(f"{member.name} may sign in again; `tenure member link {member.email}` prints a link.")


def _link(args: Namespace, by: Member) -> None:
    member = _named(args.email, by)
    if not member.is_active:
        raise CommandError(f"{member.name} is disabled; `tenure member enable {member.email}` comes first.")
    _print_link(member, by)


def _factors(args: Namespace, by: Member) -> None:
    member = remove_second_factors(member=_named(args.email, by), by=by)
    print(f"{member.name} has no second factor now and may set up another.")


def _print_link(member: Member, by: Member) -> None:
    print("This link signs in once, within a day:")
    print(sign_in_url(issue_sign_in_link(member=member, by=by)))


def _named(email: str, by: Member) -> Member:
    found: Member | None = Member.objects.visible_to(by).filter(email=email.strip().lower()).first()
    if found is None:
        raise CommandError(f"No member has the e-mail address {email!r}; `tenure member list` shows those there are.")
    return found


def _words(role: str) -> str:
    return role.replace("_", " ")
