from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "tenure.integrations.imports"
    label = "imports"
