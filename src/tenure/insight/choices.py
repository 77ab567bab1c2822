from enum import StrEnum


class Movement(StrEnum):
    """How an account's grade compares with the last published season's."""

    NEW = "new"
    PROMOTED = "promoted"
    RELEGATED = "relegated"
    HELD = "held"


def movement_choices() -> list[tuple[str, str]]:
    return [(movement.value, movement.value.capitalize()) for movement in Movement]
