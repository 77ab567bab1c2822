from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "tenure.people"
    label = "people"

    def ready(self) -> None:
        """Listen to what the sign-in libraries tell."""
        from tenure.people import receivers  # noqa: F401
