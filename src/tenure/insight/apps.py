from django.apps import AppConfig

from tenure.accounts.signals import contact_left


class InsightConfig(AppConfig):
    name = "tenure.insight"
    label = "insight"

    def ready(self) -> None:
        """Hear of what cannot wait for the night."""
        from tenure.insight.actions.board_snapshots import queue_boards_of

        contact_left.connect(queue_boards_of, dispatch_uid="boards of who has left")
