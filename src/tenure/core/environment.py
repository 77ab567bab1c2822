"""Where Tenure keeps its data and how it reads its configuration. Imported by the settings, before Django is ready."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import platformdirs

SECONDS_BEFORE_OPENING_ANEW = 600
PREPARED_AFTER = 3


class ConfigurationError(Exception):
    """A setting cannot be used; the message is one sentence for the person who set it."""


def tenure_home(environ: Mapping[str, str]) -> Path:
    """The folder that holds the database, the files and the secret key; made, private to its owner, when missing."""
    home = Path(environ.get("TENURE_HOME") or platformdirs.user_data_path("tenure")).expanduser().absolute()
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigurationError(
            f"TENURE_HOME names {home}, which cannot be used as a folder ({error.strerror}); name a writable folder."
        ) from error
    return home


def secret_key(home: Path, environ: Mapping[str, str]) -> str:
    """The key that signs sessions: TENURE_SECRET_KEY, or a random one made at the first start and kept in the home."""
    given = environ.get("TENURE_SECRET_KEY")
    if given:
        return given
    path = home / "secret_key"
    # O_EXCL lets exactly one of several first starts write; the others read what it wrote.
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(50))
    return path.read_text(encoding="ascii").strip()


def database_from_url(url: str, home: Path, sqlite_options: dict[str, Any]) -> dict[str, Any]:
    """Django's DATABASES entry for DATABASE_URL: empty for SQLite in the home, sqlite:///PATH, or postgresql://...

    >>> database_from_url("postgresql://kam:s%40fe@127.0.0.1:5433/tenure", Path("/home"), {})["PASSWORD"]
    's@fe'
    >>> database_from_url("", Path("/data"), {})["NAME"]
    '/data/tenure.sqlite3'
    >>> database_from_url("mysql://x/y", Path("/data"), {})
    Traceback (most recent call last):
    ...
    tenure.core.environment.ConfigurationError: DATABASE_URL starts with mysql://; known: sqlite:///, postgresql://.
    """
    parts = urlsplit(url)
    if not url or parts.scheme == "sqlite":
        name = unquote(parts.path[1:]) if url else str(home / "tenure.sqlite3")
        # Opening the file and setting it up anew for every request would cost more than most requests do. Statistics
        # are read when it is opened, so that is done now and then.
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": name,
            "CONN_MAX_AGE": SECONDS_BEFORE_OPENING_ANEW,
            "OPTIONS": sqlite_options,
        }
    if parts.scheme not in ("postgres", "postgresql"):
        raise ConfigurationError(f"DATABASE_URL starts with {parts.scheme}://; known: sqlite:///, postgresql://.")
    # Who uses SQLite need not have PostgreSQL's driver in working order.
    from tenure.core.postgresql_cursor import KnowingCursor

    given = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "pool": True,
            # A query that comes again is planned a few times and then known; for that its values have to come apart.
            "server_side_binding": True,
            "cursor_factory": KnowingCursor,
            # Compiling a query, which pages do not gain from, takes longer than most pages.
            "options": "-c statement_timeout=60000 -c lock_timeout=20000 -c jit=off",
            **given,
            "prepare_threshold": prepared_after(given.get("prepare_threshold", "")),
        },
    }


def prepared_after(said: str) -> int | None:
    """After how many times PostgreSQL keeps the plan of a query; None, for a pooler that cannot keep it, by `none`.

    >>> prepared_after(""), prepared_after("10"), prepared_after("none")
    (3, 10, None)
    >>> prepared_after("often")
    Traceback (most recent call last):
    ...
    tenure.core.environment.ConfigurationError: prepare_threshold in DATABASE_URL is 'often'; give a number or none.
    """
    if said == "none":
        return None
    if said and not said.isdecimal():
        raise ConfigurationError(f"prepare_threshold in DATABASE_URL is {said!r}; give a number or none.")
    return int(said) if said else PREPARED_AFTER


def mail_from_url(url: str) -> dict[str, Any]:
    """Django's mail settings for TENURE_MAIL_URL: smtps:// (encrypted from the start), smtp+starttls:// or smtp://.

    Without an address no mail is sent.

    >>> mail = mail_from_url("smtps://kam:s%40fe@mail.example.com")
    >>> mail["EMAIL_HOST"], mail["EMAIL_PORT"], mail["EMAIL_HOST_PASSWORD"], mail["EMAIL_USE_SSL"]
    ('mail.example.com', 465, 's@fe', True)
    >>> mail_from_url("")["EMAIL_BACKEND"]
    'django.core.mail.backends.dummy.EmailBackend'
    >>> mail_from_url("imap://x")
    Traceback (most recent call last):
    ...
    tenure.core.environment.ConfigurationError: TENURE_MAIL_URL starts with imap://; known: smtps, smtp+starttls, smtp.
    """
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    parts = urlsplit(url)
    ports = {"smtps": 465, "smtp+starttls": 587, "smtp": 25}
    if parts.scheme not in ports:
        raise ConfigurationError(f"TENURE_MAIL_URL starts with {parts.scheme}://; known: {', '.join(ports)}.")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or ports[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp+starttls",
        "EMAIL_TIMEOUT": 10,
    }


def company_sign_in(environ: Mapping[str, str]) -> list[dict[str, Any]]:
    """allauth's description of the company's own sign-in (OpenID Connect); empty where TENURE_OIDC_ISSUER is not set.

    >>> company_sign_in({})
    []
    >>> [app] = company_sign_in({"TENURE_OIDC_ISSUER": "https://id.example.com/", "TENURE_OIDC_CLIENT_ID": "tenure"})
    Traceback (most recent call last):
    ...
    tenure.core.environment.ConfigurationError: TENURE_OIDC_ISSUER is set, but TENURE_OIDC_SECRET is not; set both.
    """
    issuer = environ.get("TENURE_OIDC_ISSUER", "").rstrip("/")
    if not issuer:
        return []
    for name in ("TENURE_OIDC_CLIENT_ID", "TENURE_OIDC_SECRET"):
        if not environ.get(name):
            raise ConfigurationError(f"TENURE_OIDC_ISSUER is set, but {name} is not; set both.")
    return [
        {
            "provider_id": "company",
            "name": environ.get("TENURE_OIDC_NAME") or urlsplit(issuer).hostname or issuer,
            "client_id": environ["TENURE_OIDC_CLIENT_ID"],
            "secret": environ["TENURE_OIDC_SECRET"],
            "settings": {"server_url": issuer, "oauth_pkce_enabled": True},
        }
    ]


def role_of_newcomers(environ: Mapping[str, str]) -> str:
    """The role of who comes by the company's sign-in uninvited: TENURE_OIDC_NEW_MEMBERS; empty, they stay outside.

    >>> role_of_newcomers({}), role_of_newcomers({"TENURE_OIDC_NEW_MEMBERS": "viewer"})
    ('', 'viewer')
    >>> role_of_newcomers({"TENURE_OIDC_NEW_MEMBERS": "boss"})
    Traceback (most recent call last):
    ...
    tenure.core.environment.ConfigurationError: TENURE_OIDC_NEW_MEMBERS is 'boss'; known: viewer, account_manager.
    """
    role = environ.get("TENURE_OIDC_NEW_MEMBERS", "")
    if role not in ("", "viewer", "account_manager"):
        raise ConfigurationError(f"TENURE_OIDC_NEW_MEMBERS is {role!r}; known: viewer, account_manager.")
    return role
