"""A substring index over products' names, codes and families: FTS5 trigrams on SQLite, pg_trgm on PostgreSQL."""

import django.db.models.deletion
from django.db import migrations, models

STROKES = {"ß": "ss", "ẞ": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "æ": "ae", "Æ": "ae", "œ": "oe"}
COLUMNS = ("name", "code", "family")
NAMES = ", ".join(COLUMNS)
INDEX = "commerce_product_search"


def plain(column):
    for letter, letters in STROKES.items():
        column = f"replace({column}, '{letter}', '{letters}')"
    return column


def texts(row):
    return ", ".join(plain(row + name) for name in COLUMNS)


VIEW = ", ".join(f"{plain(name)} AS {name}" for name in COLUMNS)
CHANGED = " OR ".join(f"old.{name} <> new.{name}" for name in COLUMNS)
FORGET = f"INSERT INTO {INDEX}({INDEX}, rowid, {NAMES}) VALUES ('delete', old.id, {texts('old.')});"
REMEMBER = f"INSERT INTO {INDEX}(rowid, {NAMES}) VALUES (new.id, {texts('new.')});"


def sqlite(tokenizer):
    return [
        f"CREATE VIEW {INDEX}_text AS SELECT id, {VIEW} FROM commerce_product",
        f"""CREATE VIRTUAL TABLE {INDEX} USING fts5({NAMES},
            content='{INDEX}_text', content_rowid='id', tokenize='{tokenizer}')""",
        f"INSERT INTO {INDEX}({INDEX}) VALUES ('rebuild')",
        f"CREATE TRIGGER {INDEX}_insert AFTER INSERT ON commerce_product BEGIN {REMEMBER} END",
        f"CREATE TRIGGER {INDEX}_delete AFTER DELETE ON commerce_product BEGIN {FORGET} END",
        f"""CREATE TRIGGER {INDEX}_update AFTER UPDATE OF {NAMES} ON commerce_product
            WHEN {CHANGED} BEGIN {FORGET} {REMEMBER} END""",
    ]


SQLITE_BACK = [
    *(f"DROP TRIGGER {INDEX}_{event}" for event in ("update", "delete", "insert")),
    f"DROP TABLE {INDEX}",
    f"DROP VIEW {INDEX}_text",
]
POSTGRESQL = [
    """ALTER TABLE commerce_product ADD COLUMN search_text text
        GENERATED ALWAYS AS (tenure_fold(' ' || name || ' ' || code || ' ' || family)) STORED""",
    "CREATE INDEX product_search ON commerce_product USING gin (search_text gin_trgm_ops)",
]
POSTGRESQL_BACK = ["ALTER TABLE commerce_product DROP COLUMN search_text"]


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        statements = POSTGRESQL
    else:
        version = schema_editor.connection.Database.sqlite_version_info
        statements = sqlite("trigram remove_diacritics 1" if version >= (3, 45, 0) else "trigram")
    for statement in statements:
        schema_editor.execute(statement, None)


def backwards(apps, schema_editor):
    for statement in POSTGRESQL_BACK if schema_editor.connection.vendor == "postgresql" else SQLITE_BACK:
        schema_editor.execute(statement, None)


class Migration(migrations.Migration):
    # The folding function and the extensions come with the accounts' index.
    dependencies = [("commerce", "0001_initial"), ("accounts", "0002_search_index")]
    operations = [
        migrations.RunPython(forwards, backwards),
        # Only lets queries join the index; the table is made above.
        migrations.CreateModel(
            name="ProductSearch",
            fields=[
                (
                    "product",
                    models.OneToOneField(
                        db_column="rowid",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="search",
                        serialize=False,
                        to="commerce.product",
                    ),
                ),
                ("text", models.TextField(db_column="commerce_product_search")),
            ],
            options={"db_table": "commerce_product_search", "managed": False},
        ),
    ]
