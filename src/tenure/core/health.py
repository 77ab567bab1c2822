"""Whether this installation can work: its database answers and has every table the program expects."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor


def database_error() -> str:
    """Why the database cannot be asked anything, in the driver's words; empty when it answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        return str(error).strip() or type(error).__name__
    return ""


def pending_migrations() -> list[str]:
    """The migrations that were not applied yet, in their order, as app.name."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]
