"""What lists show of a standing, as plain values: equal lines look equal, so a line's drawing can be kept by it.

A line holds what was read; what is made of it, such as a sentence, is made when the line is drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tenure.accounts.choices import account_kind_choices
from tenure.insight.models import Ranking, Standing
from tenure.insight.models.standing import StandingQuerySet
from tenure.insight.wording import Told
from tenure.people.models.member import initials_of


@dataclass(frozen=True)
class OwnerLine:
    """Who owns an account."""

    name: str

    @property
    def initials(self) -> str:
        """Two letters at most, where there is no room for the name."""
        return initials_of(self.name)


@dataclass(frozen=True)
class AccountLine:
    """What a list shows of an account."""

    pk: int
    name: str
    city: str
    country: str
    kind: str
    owner: OwnerLine | None

    @property
    def kind_name(self) -> str:
        """The word for its kind."""
        return str(dict(account_kind_choices())[self.kind])


@dataclass(frozen=True)
class StandingLine:
    """A standing's own fields, as far as lists show them, and its account's."""

    account: AccountLine
    grade: str
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
    told: Told


OWN = tuple(name for name in StandingLine.__dataclass_fields__ if name not in {"account", "told"})
ITS_ACCOUNTS = ("account_id", *(f"account__{name}" for name in ("name", "city", "country", "kind", "owner__name")))
OF_ITS_REASON = ("turned_away", "said", "kept_reason")


def standing_line(standing: Standing) -> StandingLine:
    """The standing as plain values; its account and owner are to be loaded with it."""
    account, owner = standing.account, standing.account.owner
    shown = AccountLine(
        account.pk, account.name, account.city, account.country, account.kind, OwnerLine(owner.name) if owner else None
    )
    return StandingLine(shown, told=standing.told, **{name: getattr(standing, name) for name in OWN})


def standing_lines(standings: StandingQuerySet, ranking: Ranking) -> list[StandingLine]:
    """The same of hundreds of one ranking: read as values, as making a record of each takes twice as long."""
    own, its = len(OWN), len(OWN) + len(ITS_ACCOUNTS)
    rows = standings.values_list(*OWN, *ITS_ACCOUNTS, *OF_ITS_REASON)
    return [_line(ranking, row[:own], row[own:its], *row[its:]) for row in rows]


def _line(
    ranking: Ranking, own: Sequence[Any], account: Sequence[Any], turned_away: bool, said: dict[str, Any], kept: str
) -> StandingLine:
    number, name, city, country, kind, owner = account
    values = dict(zip(OWN, own, strict=True))
    told = Told(
        grade=values["label"],
        score=values["score"],
        place=values["rank_by_sales"],
        turned_away=turned_away,
        provisional=values["provisional"],
        said=tuple(said.items()),
        names=ranking.criterion_names,
        kept=kept,
    )
    return StandingLine(
        AccountLine(number, name, city, country, kind, OwnerLine(owner) if owner else None), told=told, **values
    )
