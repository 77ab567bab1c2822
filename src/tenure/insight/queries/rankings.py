"""Which ranking is shown, and which ones were published as seasons."""

from django.db.models import QuerySet

from tenure.accounts.models import Account
from tenure.insight.models import Ranking, Standing


def current_ranking() -> Ranking | None:
    """The ranking that pages show: the unpublished one, else the last season, else None before the first ranking."""
    return Ranking.objects.filter(is_current=True).first() or last_season()


def seasons() -> QuerySet[Ranking]:
    """Every published ranking, the latest first."""
    return Ranking.objects.exclude(published_at=None).order_by("-published_at", "-id")


def last_season() -> Ranking | None:
    """The season that today's grades are compared with, or None before the first was published."""
    return seasons().first()


def grade_history(account: Account) -> list[Standing]:
    """Where the account stood in each published season, the latest first; the season is loaded with it."""
    standings = Standing.objects.filter(account=account).exclude(ranking__published_at=None)
    return list(standings.select_related("ranking").order_by("-ranking__published_at", "-ranking_id"))
