from datetime import date
from decimal import Decimal

from tenure.accounts.choices import AccountLevel
from tenure.api.schemas.fields import In, Key, Out, examples


class TreeFiguresOut(Out):
    """Revenue, margin and orders; the margin is null where a cost is unknown."""

    revenue: Decimal
    margin: Decimal | None
    orders: int


class CountryFiguresOut(Out):
    """A country of a tree, empty where none is noted, and what its accounts bring together."""

    country: str
    accounts: int
    revenue: Decimal
    orders: int


class UnitFiguresOut(Out):
    """An account of a tree: what it brings by itself, who owns it and who answers for the whole there, by name."""

    account: int
    name: str
    level: AccountLevel
    country: str
    owner: str
    manager: str
    revenue: Decimal
    orders: int


class AccountTreeOut(Out):
    """A whole customer by country and by unit; `is_cut` where there are more units than the 100 that bring most."""

    start: date | None
    end: date
    currency: str
    countries: list[CountryFiguresOut]
    units: list[UnitFiguresOut]
    is_cut: bool


class GlobalManagerIn(In):
    """Who answers for the account and all below it; null for nobody."""

    model_config = examples({"member": 7})

    member: Key | None


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
