"""Write beside each contact when they were last spoken with; again gives the same."""

from django.db import migrations
from django.db.models import OuterRef, Subquery

MET_BY = ("call", "meeting", "visit")


def write_last_met(apps, schema_editor):
    Contact, Interaction = (apps.get_model("accounts", name) for name in ("Contact", "Interaction"))
    links = Interaction.contacts.through.objects
    spoken = Interaction.objects.filter(contacts=OuterRef("pk"), kind__in=MET_BY, deleted_at=None)
    latest = Subquery(spoken.order_by("-at").values("at")[:1])
    Contact.objects.filter(pk__in=links.order_by().values("contact_id")).update(last_met_at=latest)


class Migration(migrations.Migration):

    dependencies = [("accounts", "0012_contacts_last_met")]

    operations = [migrations.RunPython(write_last_met, migrations.RunPython.noop)]
