import tenure.accounts.choices
from django.db import migrations, models

# SQLite would make the tables anew, which the views and triggers of the search index forbid; with a default of the
# database's own a column is added to a table that stays.
ADD = "ALTER TABLE {table} ADD COLUMN time_zone varchar(40) DEFAULT '' NOT NULL"
DROP = "ALTER TABLE {table} DROP COLUMN time_zone"


def added(model):
    """The column of a model, added and known to Django."""
    table = f"accounts_{model}"
    return migrations.SeparateDatabaseAndState(
        database_operations=[migrations.RunSQL(ADD.format(table=table), DROP.format(table=table))],
        state_operations=[
            migrations.AddField(
                model_name=model,
                name="time_zone",
                field=models.CharField(blank=True, db_default="", default="", max_length=40),
            ),
        ],
    )


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0013_responsibilities"),
    ]

    operations = [
        added("account"),
        added("contact"),
        migrations.AlterField(
            model_name="teammember",
            name="role",
            field=models.CharField(
                choices=tenure.accounts.choices.team_role_choices,
                default=tenure.accounts.choices.TeamRole["MEMBER"],
                max_length=16,
            ),
        ),
        migrations.AddConstraint(
            model_name="teammember",
            constraint=models.UniqueConstraint(
                condition=models.Q(("role", "global_manager"), ("valid_to", None)),
                fields=("account",),
                name="team_one_global_manager_at_a_time",
            ),
        ),
    ]
