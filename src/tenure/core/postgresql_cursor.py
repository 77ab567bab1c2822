"""How queries are handed to PostgreSQL."""

from typing import Any

from django.db.backends.postgresql.base import ServerBindingCursor
from psycopg import ClientCursor

# A query of more values comes but once, as when rows are written by the thousand; 65,535 is what PostgreSQL takes.
MOST_APART = 1_000


class KnowingCursor(ServerBindingCursor):
    """Hands values over apart from the text, so that PostgreSQL knows a text that comes again; many values in it."""

    connection: Any

    def execute(self, query: Any, params: Any = None, **options: Any) -> Any:
        """Execute the query, as psycopg's own cursors do."""
        if params is not None and len(params) > MOST_APART:
            query, params = ClientCursor(self.connection).mogrify(query, params), None
        return super().execute(query, params, **options)  # type: ignore[misc] # the stubs know no psycopg
