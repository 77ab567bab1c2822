from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "tenure.people"
    label = "people"
