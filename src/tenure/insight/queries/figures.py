"""The portfolio in a handful of figures, as far as a member sees it."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, Sum

from tenure.core.policy import Actor
from tenure.insight.choices import Movement
from tenure.insight.models import Ranking, Standing


@dataclass(frozen=True)
class GradeCount:
    """How many of the accounts hold a grade."""

    grade: str
    label: str
    is_key: bool
    accounts: int


@dataclass(frozen=True)
class PortfolioFigures:
    """What the ranked accounts come to; money in the ranking's currency, over its window."""

    grades: list[GradeCount]
    accounts: int
    key_accounts: int
    revenue: Decimal
    key_revenue: Decimal
    promoted: int
    relegated: int
    provisional: int

    @property
    def key_share(self) -> float | None:
        """The key accounts' part of all revenue; None while there is none."""
        return float(self.key_revenue / self.revenue) if self.revenue > 0 else None

    @property
    def key_part(self) -> float | None:
        """The key accounts' part of all accounts; None while there is none."""
        return self.key_accounts / self.accounts if self.accounts else None


def portfolio_figures(member: Actor, ranking: Ranking) -> PortfolioFigures:
    """Count and add up the ranking's accounts that the member sees, grade by grade, in one query."""
    standings = Standing.objects.visible_to(member).filter(ranking=ranking)
    rows = list(
        standings.values("grade", "label", "is_key")
        .annotate(
            accounts=Count("pk"),
            turnover=Sum("revenue"),
            promoted=Count("pk", filter=Q(movement=Movement.PROMOTED)),
            relegated=Count("pk", filter=Q(movement=Movement.RELEGATED)),
            open=Count("pk", filter=Q(provisional=True)),
        )
        .order_by("grade")
    )
    key = [row for row in rows if row["is_key"]]
    return PortfolioFigures(
        grades=[GradeCount(row["grade"], row["label"], row["is_key"], row["accounts"]) for row in rows],
        accounts=sum(row["accounts"] for row in rows),
        key_accounts=sum(row["accounts"] for row in key),
        revenue=sum((row["turnover"] for row in rows), Decimal()),
        key_revenue=sum((row["turnover"] for row in key), Decimal()),
        promoted=sum(row["promoted"] for row in rows),
        relegated=sum(row["relegated"] for row in rows),
        provisional=sum(row["open"] for row in rows),
    )
