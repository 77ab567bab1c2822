from django.db import migrations, models


def of_present(name, *fields):
    return models.Index(fields=fields, condition=models.Q(deleted_at=None), name=name)


class Migration(migrations.Migration):

    dependencies = [("accounts", "0011_interactions_without_steps")]

    operations = [
        migrations.AddField("contact", "last_met_at", models.DateTimeField(blank=True, editable=False, null=True)),
        migrations.AddIndex("contact", of_present("contact_by_function", "function", "name", "id")),
        migrations.AddIndex("contact", of_present("contact_by_seniority", "seniority", "name", "id")),
        migrations.AddIndex("contact", of_present("contact_by_last_met", "last_met_at", "id")),
    ]
