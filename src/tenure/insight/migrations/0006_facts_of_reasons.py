from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("insight", "0005_growth_of_standings"),
    ]

    operations = [
        migrations.RenameField("standing", "reason", "kept_reason"),
        migrations.AlterField("standing", "kept_reason", models.CharField(blank=True, default="", max_length=500)),
        migrations.AddField("standing", "said", models.JSONField(default=dict)),
    ]
