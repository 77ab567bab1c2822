"""What lists show of a standing, as plain values: equal lines look equal, so a line's drawing can be kept by it."""

from dataclasses import dataclass
from decimal import Decimal

from tenure.insight.models import Standing
from tenure.people.models import Member


@dataclass(frozen=True)
class OwnerLine:
    """Who owns an account, by name and initials."""

    name: str
    initials: str


@dataclass(frozen=True)
class AccountLine:
    """What a list shows of an account; `kind` is the word for it."""

    pk: int
    name: str
    city: str
    country: str
    kind: str
    owner: OwnerLine | None


@dataclass(frozen=True)
class StandingLine:
    """A standing's own fields, as far as lists show them, and its account's."""

    account: AccountLine
    rank: int
    rank_by_sales: int
    label: str
    movement: str
    score: float | None
    low: float | None
    high: float | None
    completeness: float
    provisional: bool
    revenue: Decimal
    margin: Decimal | None
    growth: float | None
    reason: str


OWN = tuple(name for name in StandingLine.__dataclass_fields__ if name != "account")


def standing_line(standing: Standing) -> StandingLine:
    """The standing as plain values; its account and owner are to be loaded with it."""
    account = standing.account
    shown = AccountLine(
        account.pk, account.name, account.city, account.country, account.get_kind_display(), _owner_line(account.owner)
    )
    return StandingLine(account=shown, **{name: getattr(standing, name) for name in OWN})


def _owner_line(owner: Member | None) -> OwnerLine | None:
    return OwnerLine(owner.name, owner.initials) if owner else None
