from django.db import migrations
from django.db.models import FloatField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast


def take_growth_out(apps, schema_editor):
    """Growth stood among the other measures; a list cannot be put into order by what is inside them."""
    standings = apps.get_model("insight", "Standing").objects.filter(growth=None)
    standings.update(growth=Cast(KT("measures__growth"), FloatField()))


class Migration(migrations.Migration):

    dependencies = [
        ("insight", "0004_league_orders_saved_views_bulk_changes"),
    ]

    operations = [migrations.RunPython(take_growth_out, migrations.RunPython.noop)]
