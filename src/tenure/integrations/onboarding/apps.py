from django.apps import AppConfig


class OnboardingConfig(AppConfig):
    name = "tenure.integrations.onboarding"
    label = "onboarding"
