from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "tenure.assessments"
    label = "assessments"
