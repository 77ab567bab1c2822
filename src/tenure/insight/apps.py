from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "tenure.insight"
    label = "insight"
