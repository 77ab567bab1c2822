"""A substring index over names and cities without case and accents: FTS5 trigrams on SQLite, pg_trgm on PostgreSQL."""

import django.db.models.deletion
from django.db import migrations, models

# Letters that are not a plain letter with an accent, which the trigram tokenizer takes off by itself (`core.text.fold`).
STROKES = {"ß": "ss", "ẞ": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "æ": "ae", "Æ": "ae", "œ": "oe"}


def plain(column):
    for letter, letters in STROKES.items():
        column = f"replace({column}, '{letter}', '{letters}')"
    return column


OLD = f"old.id, {plain('old.name')}, {plain('old.city')}"
NEW = f"new.id, {plain('new.name')}, {plain('new.city')}"
FORGET = f"INSERT INTO accounts_account_search(accounts_account_search, rowid, name, city) VALUES ('delete', {OLD});"
REMEMBER = f"INSERT INTO accounts_account_search(rowid, name, city) VALUES ({NEW});"


def sqlite(has_diacritics):
    tokenizer = "trigram remove_diacritics 1" if has_diacritics else "trigram"
    return [
        # The index reads its text from this view when it is rebuilt, so that it equals what the triggers keep.
        f"""CREATE VIEW accounts_account_search_text AS
            SELECT id, {plain('name')} AS name, {plain('city')} AS city FROM accounts_account""",
        f"""CREATE VIRTUAL TABLE accounts_account_search USING fts5(name, city,
            content='accounts_account_search_text', content_rowid='id', tokenize='{tokenizer}')""",
        "INSERT INTO accounts_account_search(accounts_account_search) VALUES ('rebuild')",
        f"CREATE TRIGGER accounts_account_search_insert AFTER INSERT ON accounts_account BEGIN {REMEMBER} END",
        f"CREATE TRIGGER accounts_account_search_delete AFTER DELETE ON accounts_account BEGIN {FORGET} END",
        f"""CREATE TRIGGER accounts_account_search_update AFTER UPDATE OF name, city ON accounts_account
            WHEN old.name <> new.name OR old.city <> new.city BEGIN {FORGET} {REMEMBER} END""",
    ]


SQLITE_BACK = [
    "DROP TRIGGER accounts_account_search_update",
    "DROP TRIGGER accounts_account_search_delete",
    "DROP TRIGGER accounts_account_search_insert",
    "DROP TABLE accounts_account_search",
    "DROP VIEW accounts_account_search_text",
]
POSTGRESQL = [
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE EXTENSION IF NOT EXISTS unaccent",
    # unaccent alone may change with its dictionary, so PostgreSQL does not store or index it; ours is fixed.
    """CREATE FUNCTION tenure_fold(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
        $$ SELECT lower(public.unaccent('public.unaccent'::regdictionary, $1)) $$""",
    # Stored, for folding a text again to check a match costs more than finding it.
    """ALTER TABLE accounts_account ADD COLUMN search_text text
        GENERATED ALWAYS AS (tenure_fold(name || ' ' || city)) STORED""",
    "CREATE INDEX account_search ON accounts_account USING gin (search_text gin_trgm_ops)",
    # By code point, as SQLite does: the index then serves beginnings and the order alike, whatever the server's locale.
    'ALTER TABLE accounts_account ALTER COLUMN name_key TYPE varchar(200) COLLATE "C"',
]
POSTGRESQL_BACK = [
    "ALTER TABLE accounts_account ALTER COLUMN name_key TYPE varchar(200)",
    "ALTER TABLE accounts_account DROP COLUMN search_text",
    "DROP FUNCTION tenure_fold(text)",
]


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        statements = POSTGRESQL
    else:
        version = schema_editor.connection.Database.sqlite_version_info
        statements = sqlite(has_diacritics=version >= (3, 45, 0))
    for statement in statements:
        schema_editor.execute(statement, None)


def backwards(apps, schema_editor):
    back = POSTGRESQL_BACK if schema_editor.connection.vendor == "postgresql" else SQLITE_BACK
    for statement in back:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [
        migrations.RunPython(forwards, backwards),
        # Only lets queries join the index; the table is made above.
        migrations.CreateModel(
            name="AccountSearch",
            fields=[
                (
                    "account",
                    models.OneToOneField(
                        db_column="rowid",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="search",
                        serialize=False,
                        to="accounts.account",
                    ),
                ),
                ("text", models.TextField(db_column="accounts_account_search")),
            ],
            options={"db_table": "accounts_account_search", "managed": False},
        ),
    ]
