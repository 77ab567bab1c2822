"""What the accounts of a ranking bought month by month and in the two periods of growth, as known when it was made.

Lists show it of fifty accounts at once, whose orders of two years are thousands. It is kept with the ranking like every
other number of a list, and by each process in the ranking's order: a row of it is found by the standing's rank.
"""

import zlib
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np

from tenure.analytics.reranking import Places
from tenure.commerce.queries import last_complete_month, revenue_trends
from tenure.insight.models import RankedFacts, Ranking, Standing

MONTHS = 12
RECENT, EARLIER = MONTHS, MONTHS + 1
COLUMNS = MONTHS + 2
CENTS = 100


def sales_of(ranking: Ranking) -> Places | None:
    """A row for each account in order of rank, in cents: its last 12 complete months, then both periods of growth.

    None for a ranking from before it was kept.
    """
    return _sales(ranking.pk, ranking.inputs_hash)


@lru_cache(maxsize=3)
def _sales(ranking_id: int, _inputs_hash: str) -> Places | None:
    kept = RankedFacts.objects.filter(ranking_id=ranking_id).values_list("sales", flat=True).first()
    return None if kept is None else unpacked(bytes(kept))


def packed(sales: Places) -> bytes:
    """The table in few bytes: most accounts buy little."""
    return zlib.compress(sales.astype("<i8").tobytes(), level=1)


def unpacked(kept: bytes) -> Places:
    """The table again."""
    return np.frombuffer(zlib.decompress(kept), dtype="<i8").reshape(-1, COLUMNS)


def trends(ranking: Ranking, standings: Sequence[Standing]) -> dict[int, list[float]]:
    """The revenue of each standing's account in each of the last months, oldest first; none for who bought nothing."""
    sales = sales_of(ranking)
    if sales is None:
        numbers = [standing.account_id for standing in standings]
        found = revenue_trends(numbers, until=last_complete_month(ranking.as_of), months=MONTHS)
        return {account: [float(value) for value in values] for account, values in found.items()}
    rows = ((standing.account_id, sales[standing.rank - 1, :MONTHS]) for standing in standings)
    return {account: (row / CENTS).tolist() for account, row in rows if row.any()}


def growth_sums(sales: Places, ranks: Iterable[int]) -> dict[str, float]:
    """The revenue of the accounts with these ranks in the two periods that growth compares."""
    chosen = sales[np.fromiter(ranks, dtype=np.int64) - 1]
    recent, earlier = chosen[:, RECENT].sum(), chosen[:, EARLIER].sum()
    return {"recent": recent / CENTS, "earlier": earlier / CENTS}
