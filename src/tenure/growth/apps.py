from django.apps import AppConfig

from tenure.accounts.signals import owners_changed


class GrowthConfig(AppConfig):
    name = "tenure.growth"
    label = "growth"

    def ready(self) -> None:
        """No assignment ends without a handover."""
        from tenure.growth.actions.handover_opening import hand_over

        owners_changed.connect(hand_over, dispatch_uid="handovers of accounts that change hands")
