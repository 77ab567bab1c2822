from django.apps import AppConfig


class CommerceConfig(AppConfig):
    name = "tenure.commerce"
    label = "commerce"
