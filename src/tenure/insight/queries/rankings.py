"""Which ranking is shown, and which ones were published as seasons."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, QuerySet

from tenure.accounts.choices import AccountKind
from tenure.accounts.models import Account
from tenure.accounts.models.account import AccountQuerySet
from tenure.analytics.criteria import Anchor, Criterion, Direction, GradeScheme, KnockOut, Level, Normalisation
from tenure.core.written import written_once
from tenure.insight.choices import Movement
from tenure.insight.models import Ranking, Standing

RANKED_KINDS = (AccountKind.CUSTOMER, AccountKind.PROSPECT)


def ranked_accounts() -> AccountQuerySet:
    """The accounts that are ranked: customers and prospects that are not in the trash."""
    accounts: AccountQuerySet = Account.objects.present().filter(kind__in=RANKED_KINDS)
    return accounts


def current_ranking() -> Ranking | None:
    """The ranking that pages show: the unpublished one, else the last season, else None before the first ranking."""
    return next(iter(_current() or _last_season()), None)


def seasons() -> QuerySet[Ranking]:
    """Every published ranking, the latest first."""
    return Ranking.objects.exclude(published_at=None).order_by("-published_at", "-id")


def last_season() -> Ranking | None:
    """The season that today's grades are compared with, or None before the first was published."""
    return next(iter(_last_season()), None)


@written_once
def _current() -> QuerySet[Ranking, Ranking]:
    return Ranking.objects.filter(is_current=True)


@written_once
def _last_season() -> QuerySet[Ranking, Ranking]:
    return seasons()[:1]


def grade_history(account: Account) -> list[Standing]:
    """Where the account stood in each published season, the latest first; the season is loaded with it."""
    return _grade_history(account.pk)


@written_once
def _grade_history(account: int) -> QuerySet[Standing, Standing]:
    standings = Standing.objects.filter(account_id=account).exclude(ranking__published_at=None)
    return standings.select_related("ranking").order_by("-ranking__published_at", "-ranking_id")


def criteria_of(ranking: Ranking) -> tuple[Criterion, ...]:
    """The criteria the ranking was scored by, with the anchors they had."""
    return tuple(_criterion(values) for values in ranking.criteria)


def scheme_of(ranking: Ranking) -> GradeScheme:
    """The grade scheme the ranking was graded by."""
    levels = tuple(Level(**level) for level in ranking.scheme["levels"])
    return GradeScheme(levels, hysteresis=ranking.scheme["hysteresis"], key_levels=ranking.scheme["key_levels"])


def _criterion(values: Mapping[str, Any]) -> Criterion:
    return Criterion(
        **{
            **values,
            "direction": Direction(values["direction"]),
            "normalisation": Normalisation(values["normalisation"]),
            "anchors": tuple(Anchor(**anchor) for anchor in values["anchors"]),
            "knock_out": KnockOut(**values["knock_out"]) if values["knock_out"] else None,
        }
    )


def moves_of(ranking: Ranking) -> dict[Movement, int]:
    """How many accounts were promoted, relegated, held their grade or are new."""
    counts = dict(ranking.standings.values_list("movement").annotate(accounts=Count("pk")).order_by())
    return {movement: counts.get(movement.value, 0) for movement in Movement}
