from django.db import migrations


def forget_inputs(apps, schema_editor):
    """The sentences of the current ranking were kept in English: the next one replaces it even if nothing changed."""
    apps.get_model("insight", "Ranking").objects.filter(is_current=True).update(inputs_hash="")


class Migration(migrations.Migration):

    dependencies = [
        ("insight", "0006_facts_of_reasons"),
    ]

    operations = [migrations.RunPython(forget_inputs, migrations.RunPython.noop)]
