"""What every test may use: the cast, and the rules about which tests run on which engine and what may be skipped."""

import gc
import os
import sys
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from django.db import connection

from tenure.accounts.models import Account
from tenure.people.models import Member
from tests.cast import enter, open_account
from tests.postgres import empty_database
from tests.trust.counting import Count, counter, summary
from tools import machine

# Tests start processes and servers of their own; what those find must be the real settings, in the tests' home.
os.environ["DJANGO_SETTINGS_MODULE"] = "tenure.settings"

# As in the server (wsgi.py): what tests leave behind is looked for often and briefly.
gc.set_threshold(5_000, 50, 100)

DATABASE_FIXTURES = {"db", "transactional_db", "database_url"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL run what touches data and nothing else; on either leave out what is about the other alone."""
    on_postgres = connection.vendor == "postgresql"
    wanted = [item for item in items if (touches_data(item) if on_postgres else not needs_postgres(item))]
    config.hook.pytest_deselected(items=[item for item in items if item not in wanted])
    items[:] = wanted


def needs_postgres(item: pytest.Item) -> bool:
    """Whether the test is about PostgreSQL alone."""
    return item.get_closest_marker("postgres") is not None


def needs_sqlite(item: pytest.Item) -> bool:
    """Whether the test is about SQLite alone."""
    return item.get_closest_marker("sqlite") is not None


def touches_data(item: pytest.Item) -> bool:
    """Whether what the test shows could depend on the database engine."""
    fixtures = set(getattr(item, "fixturenames", ()))
    if needs_sqlite(item):
        return False
    return needs_postgres(item) or bool(item.get_closest_marker("django_db")) or bool(fixtures & DATABASE_FIXTURES)


@pytest.fixture(scope="module", autouse=True)
def _nothing_remembered() -> None:
    """Forget what is kept of rankings: in a database that is taken back their numbers come again with other facts."""
    modules = [module for name, module in sys.modules.items() if name.startswith("tenure.insight")]
    for held in [held for module in modules for held in vars(module).values()]:
        if hasattr(held, "cache_clear"):
            held.cache_clear()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what this machine cannot run, with the reason."""
    if item.get_closest_marker("browser") and not machine.chromium():
        pytest.skip("no Chromium is installed")
    if item.get_closest_marker("spark") and not machine.java():
        pytest.skip("no Java of release 17 or later is installed")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many doors, callers and things were tried together."""
    line = summary(terminalreporter)
    if line:
        terminalreporter.write_line(line)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where CI is set nothing may be skipped: a skipped test has failed."""
    report = yield
    if os.environ.get("CI") and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.longrepr = f"CI skips nothing. {reason}"
    return report


@pytest.fixture
def count(record_property: Callable[[str, object], None]) -> Count:
    """Adds to the line at the end of the run."""
    return counter(record_property)


@pytest.fixture
def database_url(tmp_path: Path) -> Iterator[str]:
    """A new, empty database of the engine under test, for tests that start processes of their own."""
    with empty_database(connection.vendor, tmp_path) as url:
        yield url


@pytest.fixture
def administrator(db: None) -> Member:
    """Manages members and settings, sees everything."""
    return enter("administrator")


@pytest.fixture
def director(db: None) -> Member:
    """Leads sales and sees every account."""
    return enter("director")


@pytest.fixture
def alice(db: None) -> Member:
    """An account manager, who owns the account."""
    return enter("alice")


@pytest.fixture
def bob(db: None) -> Member:
    """An account manager on the team of Alice's account."""
    return enter("bob")


@pytest.fixture
def charlie(db: None) -> Member:
    """An account manager who has nothing to do with Alice's account and must see nothing of it."""
    return enter("charlie")


@pytest.fixture
def viewer(db: None) -> Member:
    """May look at what they are on the team of, and change nothing."""
    return enter("viewer")


@pytest.fixture
def account(alice: Member, bob: Member) -> Account:
    """Alice's account, with Bob on its team."""
    return open_account(alice, bob)
