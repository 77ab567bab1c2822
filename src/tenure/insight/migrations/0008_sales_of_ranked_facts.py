from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("insight", "0007_current_ranking_made_anew"),
    ]

    operations = [
        migrations.AddField(
            model_name="rankedfacts",
            name="sales",
            field=models.BinaryField(null=True),
        ),
    ]
