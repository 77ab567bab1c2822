from django.apps import AppConfig


class RelationshipsConfig(AppConfig):
    name = "tenure.relationships"
    label = "relationships"
