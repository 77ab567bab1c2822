"""Each contact has beside them when they were last spoken with; told from the interactions, so again gives the same."""

from django.db import migrations, models
from django.db.models import OuterRef, Subquery

MET_BY = ("call", "meeting", "visit")


def of_present(name, *fields):
    return models.Index(fields=fields, condition=models.Q(deleted_at=None), name=name)


def write_last_met(apps, schema_editor):
    Contact, Interaction = (apps.get_model("accounts", name) for name in ("Contact", "Interaction"))
    links = Interaction.contacts.through.objects
    spoken = Interaction.objects.filter(contacts=OuterRef("pk"), kind__in=MET_BY, deleted_at=None)
    latest = Subquery(spoken.order_by("-at").values("at")[:1])
    Contact.objects.filter(pk__in=links.order_by().values("contact_id")).update(last_met_at=latest)


class Migration(migrations.Migration):

    dependencies = [("accounts", "0011_interactions_without_steps")]

    operations = [
        migrations.AddField("contact", "last_met_at", models.DateTimeField(blank=True, editable=False, null=True)),
        migrations.RunPython(write_last_met, migrations.RunPython.noop),
        # Made when the column is full, the indexes are made once.
        migrations.AddIndex("contact", of_present("contact_by_function", "function", "name", "id")),
        migrations.AddIndex("contact", of_present("contact_by_seniority", "seniority", "name", "id")),
        migrations.AddIndex("contact", of_present("contact_by_last_met", "last_met_at", "id")),
    ]
