"""On whose behalf a command on the server's own terminal acts, and how it is refused."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError
from django.utils import translation

from tenure.cli.errors import CommandError
from tenure.core.errors import error_sentences
from tenure.core.health import database_error, pending_migrations
from tenure.people.models import Member
from tenure.people.queries import first_administrator


@contextmanager
def refused_in_a_sentence() -> Iterator[None]:
    """Bad input, forbidden acts and a database not ready become the command's one sentence; also a decorator."""
    try:
        yield
    except (ValidationError, PermissionDenied) as error:
        raise CommandError(" ".join(error_sentences(error))) from error
    except DatabaseError as error:
        sentence = _not_ready()
        if not sentence:
            raise
        raise CommandError(sentence) from error


def _not_ready() -> str:
    """Why no command can work with the database; empty when the fault lies elsewhere."""
    problem = database_error()
    if problem:
        return f"The database does not answer ({problem}); check DATABASE_URL."
    pending = len(pending_migrations())
    return f"The database is {pending} steps behind this version; `tenure run` brings it up to date." if pending else ""


def add_member_argument(parser: ArgumentParser) -> None:
    """Let the command act as another member than the first administrator."""
    parser.add_argument("--as", dest="member", metavar="EMAIL", default="", help="act as this member")


def acting_member(args: Namespace) -> Member:
    """The member named by --as, else the first administrator; CommandError when there is none."""
    if args.member:
        named: Member | None = Member.objects.filter(email=args.member.strip().lower(), is_active=True).first()
        if named is None:
            raise CommandError(f"No active member has the e-mail address {args.member!r}; name one who has.")
        return named
    administrator = first_administrator()
    if administrator is None:
        raise CommandError("There is no administrator yet; `tenure run` makes one.")
    return administrator


def speaking_to(member: Member) -> translation.override:
    """Say reasons in the language that the member chose, else in the installation's own."""
    return translation.override(member.language or settings.LANGUAGE_CODE)
