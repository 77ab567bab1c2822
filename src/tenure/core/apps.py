from django.apps import AppConfig
from django.core.checks import register


class CoreConfig(AppConfig):
    name = "tenure.core"
    label = "core"

    def ready(self) -> None:
        """Have every door checked whenever Django checks itself."""
        from tenure.core.doors import check_doors

        register(check_doors, "doors")
