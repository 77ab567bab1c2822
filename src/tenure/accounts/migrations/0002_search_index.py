"""A substring index over names and cities: FTS5 trigrams kept by triggers on SQLite, pg_trgm on PostgreSQL."""

from django.db import migrations

SQLITE = [
    """CREATE VIRTUAL TABLE accounts_account_search USING fts5(
        name, city, content='accounts_account', content_rowid='id', tokenize='trigram', detail='full')""",
    """CREATE TRIGGER accounts_account_search_insert AFTER INSERT ON accounts_account BEGIN
        INSERT INTO accounts_account_search(rowid, name, city) VALUES (new.id, new.name, new.city); END""",
    """CREATE TRIGGER accounts_account_search_delete AFTER DELETE ON accounts_account BEGIN
        INSERT INTO accounts_account_search(accounts_account_search, rowid, name, city)
        VALUES ('delete', old.id, old.name, old.city); END""",
    """CREATE TRIGGER accounts_account_search_update AFTER UPDATE OF name, city ON accounts_account BEGIN
        INSERT INTO accounts_account_search(accounts_account_search, rowid, name, city)
        VALUES ('delete', old.id, old.name, old.city);
        INSERT INTO accounts_account_search(rowid, name, city) VALUES (new.id, new.name, new.city); END""",
]
SQLITE_BACK = [
    "DROP TRIGGER accounts_account_search_update",
    "DROP TRIGGER accounts_account_search_delete",
    "DROP TRIGGER accounts_account_search_insert",
    "DROP TABLE accounts_account_search",
]
POSTGRESQL = [
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX account_name_trigrams ON accounts_account USING gin (upper(name) gin_trgm_ops)",
    "CREATE INDEX account_city_trigrams ON accounts_account USING gin (upper(city) gin_trgm_ops)",
]
POSTGRESQL_BACK = ["DROP INDEX account_city_trigrams", "DROP INDEX account_name_trigrams"]


def run(statements):
    def apply(apps, schema_editor):
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement)

    return apply


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [
        migrations.RunPython(
            run({"sqlite": SQLITE, "postgresql": POSTGRESQL}),
            run({"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK}),
        )
    ]
