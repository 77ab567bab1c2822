from datetime import date, datetime

from tenure.api.schemas.fields import In, Name60, Out, Text500, examples
from tenure.api.schemas.portfolio import RankingOut
from tenure.insight.choices import Movement


class SeasonOut(Out):
    """A ranking that was published under a name and never changes again."""

    id: int
    name: str
    note: str
    as_of: date
    window: str
    currency: str
    computed_at: datetime
    published_at: datetime
    published_by_name: str


class SeasonPage(Out):
    """A page of seasons, the latest first, and the cursor of the next."""

    items: list[SeasonOut]
    next: str | None


class SeasonDetail(RankingOut):
    """A season with what the accounts that you see came to."""

    note: str


class SeasonIn(In):
    """The name under which the current ranking is published, and a note."""

    model_config = examples({"name": "2026"})

    name: Name60
    note: Text500 = ""


class PastGradeOut(Out):
    """Where an account stood in a season."""

    season: str
    as_of: date
    published_at: datetime
    rank: int
    rank_by_sales: int
    score: float | None
    grade: str
    label: str
    is_key: bool
    movement: Movement | None
    reason: str


class GradeHistory(Out):
    """An account's grades, the latest season first."""

    items: list[PastGradeOut]
