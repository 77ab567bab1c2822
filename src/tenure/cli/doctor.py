"""`tenure doctor`: what is configured, which versions run, and what is unsafe."""

import json
import os
import platform
import shutil
import stat
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.utils import timezone
from rich.console import Console
from rich.table import Table

from tenure import __version__
from tenure.core.choices import JobState
from tenure.core.health import database_error, pending_migrations
from tenure.core.models import JobRun
from tenure.core.policy import Role
from tenure.core.sqlite_driver import sqlite_version, wal_is_safe
from tenure.core.worker import living_workers
from tenure.people.mail import sends_mail
from tenure.people.models import Member

PACKAGES = (
    "django",
    "django-allauth",
    "django-ninja",
    "django-tasks-db",
    "granian",
    "polars",
    "narwhals",
    "psycopg",
    "pysqlite3",
)
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
OTHERS = stat.S_IRWXG | stat.S_IRWXO
LITTLE_SPACE = 1_000_000_000
SHORT_KEY = 32

OK, NOTE, UNSAFE = "ok", "note", "unsafe"
STYLES = {OK: "green", NOTE: "yellow", UNSAFE: "bold red"}


@dataclass(frozen=True)
class Finding:
    """One thing looked at: its value, how it was judged, and for a note or something unsafe what to do about it."""

    topic: str
    value: str
    verdict: str = OK
    advice: str = ""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: Namespace) -> int:
    """Look at everything and print it; exit code 1 when something is unsafe."""
    findings = list(examine())
    safe = all(finding.verdict != UNSAFE for finding in findings)
    if args.json:
        print(json.dumps({"safe": safe, "findings": [asdict(finding) for finding in findings]}, indent=2))
    else:
        _print_table(findings, safe=safe)
    return 0 if safe else 1


def _print_table(findings: list[Finding], *, safe: bool) -> None:
    table = Table(box=None, show_header=False, pad_edge=False)
    for finding in findings:
        words = f"{finding.value}\n{finding.advice}" if finding.advice else finding.value
        table.add_row(finding.topic, f"[{STYLES[finding.verdict]}]{finding.verdict}[/]", words)
    console = Console(highlight=False)
    console.print(table)
    console.print("Nothing unsafe was found." if safe else "Something is unsafe: see above.")


def examine() -> Iterator[Finding]:
    """Everything that is looked at, in the order it is shown; the database only as far as it answers."""
    yield from _program()
    yield from _configuration()
    yield from _sign_in()
    yield from _folder(settings.HOME)
    problem = database_error()
    if problem:
        yield Finding("database", problem, UNSAFE, "It does not answer; check DATABASE_URL and the server.")
        return
    yield from (_postgresql() if connection.vendor == "postgresql" else _sqlite())
    pending = pending_migrations()
    if pending:
        yield Finding("tables", f"{len(pending)} migrations are pending", NOTE, "`tenure run` applies them.")
        return
    yield Finding("tables", "up to date")
    yield from _members()
    yield from _jobs()


def _program() -> Iterator[Finding]:
    yield Finding("Tenure", __version__)
    yield Finding("Python", f"{platform.python_version()} ({sys.executable})")
    yield Finding("packages", ", ".join(f"{name} {_version(name)}" for name in PACKAGES))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "(missing)"


def _configuration() -> Iterator[Finding]:
    if settings.DEBUG:
        yield Finding("debugging", "on", UNSAFE, "Error pages show inner details to everybody; unset TENURE_DEBUG.")
    else:
        yield Finding("debugging", "off")
    address = urlsplit(settings.TENURE_URL)
    if address.scheme != "https" and address.hostname not in LOOPBACK:
        advice = "Sessions travel unencrypted; serve it behind https and say so in TENURE_URL."
        yield Finding("address", settings.TENURE_URL, UNSAFE, advice)
    else:
        yield Finding("address", settings.TENURE_URL)
    hosts = ", ".join(settings.ALLOWED_HOSTS)
    if "*" in settings.ALLOWED_HOSTS:
        yield Finding("host names", hosts, UNSAFE, "Any name is answered; list yours in TENURE_HOSTS.")
    else:
        yield Finding("host names", hosts)


def _sign_in() -> Iterator[Finding]:
    company = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    ways = ["password", "app codes", "passkeys", *(f"company sign-in ({app['name']})" for app in company)]
    yield Finding("signing in", ", ".join(ways))
    for app in company:
        yield _company_sign_in(app["settings"]["server_url"])
    if not sends_mail():
        yield Finding("mail", "none", NOTE, "Links are shown on the screen alone; TENURE_MAIL_URL names a mail server.")
    elif not (settings.EMAIL_USE_SSL or settings.EMAIL_USE_TLS) and settings.EMAIL_HOST not in LOOPBACK:
        advice = "Links that let people in travel unencrypted; use smtps:// or smtp+starttls:// in TENURE_MAIL_URL."
        yield Finding("mail", settings.EMAIL_HOST, UNSAFE, advice)
    else:
        yield Finding("mail", settings.EMAIL_HOST)
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    if settings.SECURE and not proxies:
        advice = "Behind a proxy all failed sign-ins count as its own; say in TENURE_PROXIES how many stand in front."
        yield Finding("proxies", "none", NOTE, advice)
    else:
        yield Finding("proxies", str(proxies or "none"))


def _company_sign_in(issuer: str) -> Finding:
    address, role = urlsplit(issuer), settings.TENURE_OIDC_NEW_MEMBERS
    if address.scheme != "https" and address.hostname not in LOOPBACK:
        return Finding("company sign-in", issuer, UNSAFE, "Whoever sits between can be anybody; use https.")
    if role:
        return Finding("company sign-in", issuer, NOTE, f"Everybody it knows becomes {role} at the first sign-in.")
    return Finding("company sign-in", f"{issuer}, for members only")


def _folder(home: Path) -> Iterator[Finding]:
    yield _private("home", home, f"chmod 700 {home}")
    key = home / "secret_key"
    if len(settings.SECRET_KEY) < SHORT_KEY:
        advice = f"It has {len(settings.SECRET_KEY)} characters; give TENURE_SECRET_KEY at least {SHORT_KEY}."
        yield Finding("secret key", "too short", UNSAFE, advice)
    elif os.environ.get("TENURE_SECRET_KEY"):
        yield Finding("secret key", "from TENURE_SECRET_KEY")
    else:
        yield _private("secret key", key, f"chmod 600 {key}")
    free = shutil.disk_usage(home).free
    advice = "The disk is nearly full." if free < LITTLE_SPACE else ""
    yield Finding("free space", f"{free / 1e9:.1f} GB", NOTE if advice else OK, advice)


def _private(topic: str, path: Path, remedy: str) -> Finding:
    """A path that only its owner may use, itself or because of the folder it lies in; an absent one is safe."""
    if path.exists() and _open_to_others(path) and (path.is_dir() or _open_to_others(path.parent)):
        return Finding(topic, str(path), UNSAFE, f"Others on this machine may use it: {remedy}")
    return Finding(topic, str(path))


def _open_to_others(path: Path) -> bool:
    return bool(stat.S_IMODE(path.stat().st_mode) & OTHERS)


def _sqlite() -> Iterator[Finding]:
    text = ".".join(map(str, sqlite_version()))
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        mode = cursor.fetchone()[0]
    name = str(connection.settings_dict["NAME"])
    yield Finding("database", f"SQLite {text}, {name}")
    if wal_is_safe(sqlite_version()):
        yield Finding("journal", f"{mode}; this SQLite carries the fix of the write-ahead log's reset bug")
    else:
        advice = "This SQLite lacks the fix of the write-ahead log's reset bug: safe, but readers wait for writers."
        yield Finding("journal", mode, NOTE, advice)
    yield _private("database file", Path(name), f"chmod 600 {name}")


def _postgresql() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('server_version'), current_user, rolsuper, rolcreaterole, rolbypassrls"
            " FROM pg_roles WHERE rolname = current_user"
        )
        server, role, *powers = cursor.fetchone()
    yield Finding("database", f"PostgreSQL {server}, {connection.settings_dict['NAME']}")
    if any(powers):
        advice = "It may do more than Tenure needs; use an ordinary role that owns only this database."
        yield Finding("database role", f"{role}, a superuser" if powers[0] else role, UNSAFE, advice)
    else:
        yield Finding("database role", f"{role}, an ordinary role")


def _members() -> Iterator[Finding]:
    active = Member.objects.active()
    administrators = active.filter(role=Role.ADMINISTRATOR).count()
    value = f"{active.count()} active, {administrators} of them administrators"
    advice = "" if administrators else "`tenure run` makes the first one."
    yield Finding("members", value, OK if administrators else NOTE, advice)


def _jobs() -> Iterator[Finding]:
    names = ", ".join(worker.name for worker in living_workers(timezone.now()))
    if names:
        yield Finding("workers", names)
    else:
        yield Finding("workers", "none", NOTE, "Background jobs wait; start `tenure run` or `tenure worker`.")
    waiting = JobRun.objects.filter(state=JobState.QUEUED).count()
    parked = JobRun.objects.filter(state=JobState.PARKED).count()
    advice = "Parked jobs ended their process three times; the log says how." if parked else ""
    yield Finding("jobs", f"{waiting} waiting, {parked} parked", NOTE if parked else OK, advice)
