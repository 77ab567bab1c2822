"""What `tenure run` sees to before it serves: tables, somebody who may sign in, something to look at."""

import os

from django.conf import settings
from django.core.checks import run_checks
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection

from tenure.accounts.models import Account
from tenure.cli.demo import load
from tenure.cli.errors import CommandError
from tenure.cli.portfolio_table import print_portfolio
from tenure.core.errors import error_sentences
from tenure.core.health import database_error, pending_migrations
from tenure.core.policy import Role
from tenure.insight.actions.ranking import compute_ranking
from tenure.insight.queries import current_ranking, league, portfolio_figures
from tenure.people.actions import create_member, issue_sign_in_link
from tenure.people.models import Member
from tenure.people.queries import first_administrator, sign_in_url

ADMINISTRATOR = "admin@localhost"
SHOWN = 12


def prepare(*, demo: bool) -> str:
    """Make everything ready, saying what is done, and return the link by which the first administrator signs in."""
    require_front_end()
    refuse_undeclared_doors()
    say(f"Data in {settings.HOME}, {_database_words()}.")
    apply_migrations()
    administrator = ensure_administrator()
    if demo:
        load_demo(administrator)
    show_portfolio(administrator)
    return sign_in_url(issue_sign_in_link(member=administrator, by=None))


def require_front_end() -> None:
    """CommandError while the pages' styles and scripts have not been built; an installed wheel holds them."""
    manifest = settings.BUILT / "manifest.json"
    if not manifest.exists():
        raise CommandError(f"The front end is not built, for there is no {manifest}; run 'make setup' first.")


def refuse_undeclared_doors() -> None:
    """CommandError while a page, an operation or a job does not say which act of the policy it takes."""
    for error in run_checks(tags=["doors"]):
        raise CommandError(f"{error.msg} {error.hint}")


def say(sentence: str) -> None:
    """Tell the person at the terminal, at once even when the output is a pipe."""
    print(sentence, flush=True)


def _database_words() -> str:
    if connection.vendor == "postgresql":
        return f"PostgreSQL {connection.settings_dict['NAME']}"
    return "SQLite"


def apply_migrations() -> None:
    """Bring the tables to what this version expects; CommandError when the database cannot be reached."""
    problem = database_error()
    if problem:
        raise CommandError(f"The database does not answer ({problem}); check DATABASE_URL.")
    pending = pending_migrations()
    if pending:
        say(f"Bringing the database up to date ({len(pending)} steps) ...")
        call_command("migrate", verbosity=0, interactive=False)


def ensure_administrator() -> Member:
    """The first administrator; made from TENURE_ADMIN, an e-mail address, while there are no members at all."""
    administrator = first_administrator()
    if administrator:
        return administrator
    if Member.objects.exists():
        raise CommandError("No active member is an administrator; make one in the database before you run Tenure.")
    email = os.environ.get("TENURE_ADMIN", ADMINISTRATOR)
    try:
        made = create_member(email=email, name="Administrator", role=Role.ADMINISTRATOR, by=None)
    except ValidationError as error:
        sentence = f"TENURE_ADMIN is {email!r}, which is not an e-mail address ({' '.join(error_sentences(error))})"
        raise CommandError(f"{sentence}; give one.") from error
    say(f"Made the first administrator, {made.email}.")
    return made


def load_demo(administrator: Member) -> None:
    """Load the sample company, unless there are accounts already."""
    if Account.objects.exists():
        return
    say("Loading the sample company ...")
    load(administrator)


def show_portfolio(member: Member) -> None:
    """Print the top of the graded portfolio; nothing while there are no accounts."""
    ranking = current_ranking()
    if ranking is None and Account.objects.exists():
        ranking = compute_ranking(by=member)
    if ranking:
        figures = portfolio_figures(member, ranking)
        print_portfolio(figures, ranking, league(member, limit=SHOWN).standings, total=figures.accounts)
