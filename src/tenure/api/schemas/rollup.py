from datetime import date
from decimal import Decimal

from tenure.api.schemas.fields import Out


class TreeFiguresOut(Out):
    """Revenue, margin and orders; the margin is null where a cost is unknown."""

    revenue: Decimal
    margin: Decimal | None
    orders: int


class RollupOut(Out):
    """An account's figures for itself and over its tree, from `start` (null: all time) to `end`.

    The tree is the account with all below it that you see; `groups`, `units` and `sites` count those below. What you
    may not see, and what lies in the trash, is neither summed nor counted.
    """

    start: date | None
    end: date
    currency: str
    own: TreeFiguresOut
    tree: TreeFiguresOut
    groups: int
    units: int
    sites: int
