"""Databases for tests that start processes of their own and so cannot share the test's transaction."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

NAMED_SERVER = "TENURE_TEST_POSTGRES"


@contextmanager
def postgres_database() -> Iterator[str]:
    """The URL of a new, empty database on the tests' PostgreSQL server, dropped afterwards, in use or not."""
    server = os.environ[NAMED_SERVER]
    name = f"tenure_{secrets.token_hex(6)}"
    identifier = sql.Identifier(name)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(identifier))
        try:
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(identifier))


@contextmanager
def empty_database(engine: str, folder: Path) -> Iterator[str]:
    """The URL of a new, empty database of the engine (Django's vendor name): a file in the folder, or on the server."""
    if engine == "postgresql":
        with postgres_database() as url:
            yield url
    else:
        yield f"sqlite:///{folder / 'tenure.sqlite3'}"
