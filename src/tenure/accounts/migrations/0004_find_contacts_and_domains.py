"""The substring index also covers accounts' domains, and contacts by name, e-mail address and title."""

import django.db.models.deletion
from django.db import migrations, models

STROKES = {"ß": "ss", "ẞ": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "æ": "ae", "Æ": "ae", "œ": "oe"}
# What nearly every address begins with would only lengthen the index.
OF_EVERY_ADDRESS = ("https://", "http://", "www.")

ACCOUNT = {"name": "{row}name", "city": "{row}city", "website": "{row}website"}
for beginning in OF_EVERY_ADDRESS:
    ACCOUNT["website"] = f"replace({ACCOUNT['website']}, '{beginning}', '')"
CONTACT = {"name": "{row}name", "email": "{row}email", "title": "{row}title"}
ACCOUNT_BEFORE = {"name": "{row}name", "city": "{row}city"}


def plain(expression):
    for letter, letters in STROKES.items():
        expression = f"replace({expression}, '{letter}', '{letters}')"
    return expression


def indexed(columns, row):
    return ", ".join(plain(expression.format(row=row)) for expression in columns.values())


def sqlite_made(table, columns, tokenizer):
    names, index = ", ".join(columns), f"{table}_search"
    changed = " OR ".join(f"old.{name} <> new.{name}" for name in columns)
    forget = f"INSERT INTO {index}({index}, rowid, {names}) VALUES ('delete', old.id, {indexed(columns, 'old.')});"
    remember = f"INSERT INTO {index}(rowid, {names}) VALUES (new.id, {indexed(columns, 'new.')});"
    view = ", ".join(f"{plain(text.format(row=''))} AS {name}" for name, text in columns.items())
    return [
        f"CREATE VIEW {index}_text AS SELECT id, {view} FROM {table}",
        f"""CREATE VIRTUAL TABLE {index} USING fts5({names},
            content='{index}_text', content_rowid='id', tokenize='{tokenizer}')""",
        f"INSERT INTO {index}({index}) VALUES ('rebuild')",
        f"CREATE TRIGGER {index}_insert AFTER INSERT ON {table} BEGIN {remember} END",
        f"CREATE TRIGGER {index}_delete AFTER DELETE ON {table} BEGIN {forget} END",
        f"""CREATE TRIGGER {index}_update AFTER UPDATE OF {names} ON {table}
            WHEN {changed} BEGIN {forget} {remember} END""",
    ]


def sqlite_dropped(table):
    triggers = [f"DROP TRIGGER {table}_search_{event}" for event in ("update", "delete", "insert")]
    return [*triggers, f"DROP TABLE {table}_search", f"DROP VIEW {table}_search_text"]


def postgresql_made(table, columns, index):
    # A space before each, so that one pattern finds the beginning of any word.
    text = " || ".join(f"' ' || {expression.format(row='')}" for expression in columns.values())
    return [
        f"ALTER TABLE {table} ADD COLUMN search_text text GENERATED ALWAYS AS (tenure_fold({text})) STORED",
        f"CREATE INDEX {index} ON {table} USING gin (search_text gin_trgm_ops)",
    ]


def postgresql_dropped(table):
    return [f"ALTER TABLE {table} DROP COLUMN search_text"]


def execute(schema_editor, on_sqlite, on_postgresql):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in on_postgresql if is_postgresql else on_sqlite:
        schema_editor.execute(statement, None)


def tokenizer_of(schema_editor):
    version = getattr(schema_editor.connection.Database, "sqlite_version_info", (0,))
    return "trigram remove_diacritics 1" if version >= (3, 45, 0) else "trigram"


def forwards(apps, schema_editor):
    tokenizer = tokenizer_of(schema_editor)
    execute(
        schema_editor,
        [
            *sqlite_dropped("accounts_account"),
            *sqlite_made("accounts_account", ACCOUNT, tokenizer),
            *sqlite_made("accounts_contact", CONTACT, tokenizer),
        ],
        [
            *postgresql_dropped("accounts_account"),
            *postgresql_made("accounts_account", ACCOUNT, "account_search"),
            *postgresql_made("accounts_contact", CONTACT, "contact_search"),
        ],
    )


def backwards(apps, schema_editor):
    tokenizer = tokenizer_of(schema_editor)
    execute(
        schema_editor,
        [
            *sqlite_dropped("accounts_contact"),
            *sqlite_dropped("accounts_account"),
            *sqlite_made("accounts_account", ACCOUNT_BEFORE, tokenizer),
        ],
        [
            *postgresql_dropped("accounts_contact"),
            *postgresql_dropped("accounts_account"),
            *postgresql_made("accounts_account", ACCOUNT_BEFORE, "account_search"),
        ],
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_list_orders")]
    operations = [
        migrations.RunPython(forwards, backwards),
        # Only lets queries join the index; the table is made above.
        migrations.CreateModel(
            name="ContactSearch",
            fields=[
                (
                    "contact",
                    models.OneToOneField(
                        db_column="rowid",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="search",
                        serialize=False,
                        to="accounts.contact",
                    ),
                ),
                ("text", models.TextField(db_column="accounts_contact_search")),
            ],
            options={"db_table": "accounts_contact_search", "managed": False},
        ),
    ]
