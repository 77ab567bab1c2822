from enum import StrEnum

from tenure.analytics.wording import pgettext_noop
from tenure.core.choices import named


class OrderState(StrEnum):
    OPEN = "open"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"


# For the catalogues: the words of the choices below, in their contexts.
WORDS = (
    pgettext_noop("state of an order", "Open"), pgettext_noop("state of an order", "Delivered"),
    pgettext_noop("state of an order", "Cancelled"),
)  # fmt: skip


def order_state_choices() -> list[tuple[str, str]]:
    return named(OrderState, "state of an order")
