"""The floor of the API's bench: one query for 50 rows on the same database, as JSON, and nothing else at all."""

import json
import os
import threading
from collections.abc import Callable, Iterable
from typing import Any

COLUMNS = (
    "id, version, created_at, updated_at, name, kind, level, type, parent_id, owner_id, industry, legal_id, street, "
    "postcode, city, region, country, phone, email, website, employees, turnover, currency, customer_since, source, "
    "external_id"
)
QUERY = f"SELECT {COLUMNS} FROM accounts_account WHERE deleted_at IS NULL ORDER BY name, id LIMIT 50"
NAMES = COLUMNS.split(", ")
URL = os.environ["DATABASE_URL"]
local = threading.local()


def connect() -> Any:
    """A connection of this thread's own, kept open."""
    if URL.startswith("sqlite"):
        import pysqlite3

        return pysqlite3.connect(URL.removeprefix("sqlite:///"))
    import psycopg

    return psycopg.connect(URL, autocommit=True)


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer every request with the first 50 accounts by name."""
    if not hasattr(local, "connection"):
        local.connection = connect()
    rows = local.connection.execute(QUERY).fetchall()
    body = json.dumps({"items": [dict(zip(NAMES, row, strict=True)) for row in rows]}, default=str).encode()
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]
