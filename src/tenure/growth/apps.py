from django.apps import AppConfig


class GrowthConfig(AppConfig):
    name = "tenure.growth"
    label = "growth"
