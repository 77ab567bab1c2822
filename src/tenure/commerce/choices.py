from enum import StrEnum


class OrderState(StrEnum):
    OPEN = "open"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"


def order_state_choices() -> list[tuple[str, str]]:
    return [(state.value, state.value.capitalize()) for state in OrderState]
