from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("insight", "0005_growth_of_standings"),
    ]

    operations = [
        migrations.AddField(
            model_name="rankedfacts",
            name="sales",
            field=models.BinaryField(null=True),
        ),
    ]
