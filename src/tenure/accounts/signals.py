"""News of accounts for the apps above."""

from dataclasses import dataclass

from django.dispatch import Signal


@dataclass(frozen=True)
class OwnerChange:
    """An account (by number) went from one owner to another; None is nobody."""

    account: int
    before: int | None
    after: int | None


# Sent in the transaction in which the day changes on which a contact has left; with `contact`.
contact_left = Signal()
# Sent in the transaction in which accounts get another owner; with `changes` (OwnerChange) and `by`, who assigned them.
owners_changed = Signal()
