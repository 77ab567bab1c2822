from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from tenure.analytics.criteria import Direction, Normalisation
from tenure.api.schemas.fields import Day, In, Out, examples
from tenure.insight.choices import Movement

OwnPack = Literal["football", "olympic", "airline", "own"]
# Empty for what the organisation has chosen.
LabelPack = Literal["", OwnPack]


class AnchorOut(Out):
    """A raw value and the score of 0 to 10 that it deserves."""

    value: float
    score: float


class KnockOutOut(Out):
    """The limits beyond which an account gets the last grade."""

    minimum: float | None
    maximum: float | None


class CriterionOut(Out):
    """A weighted question asked of every account; `measure` is one from facts or `rating:CODE`."""

    code: str
    name: str
    measure: str
    weight: float
    direction: Direction
    normalisation: Normalisation
    anchors: list[AnchorOut]
    knock_out: KnockOutOut | None
    objective: str


class GradeLevelOut(Out):
    """A step of the grade scheme, best first: by cut on the score, by places, by both, or by neither for the rest."""

    code: str
    cut: float | None
    places: int | None


class GradeSchemeOut(Out):
    """The levels, how far beyond a cut a held grade changes, and how many levels hold key accounts."""

    levels: list[GradeLevelOut]
    hysteresis: float
    key_levels: int


class GradeCountOut(Out):
    """How many of the accounts that you see hold a grade."""

    grade: str
    label: str
    is_key: bool
    accounts: int


class KeyShareOut(Out):
    """What the key accounts hold, beside the guide of 5 % of the accounts; shares are of 1."""

    accounts: int
    key_accounts: int
    guide_accounts: int
    revenue_share: float | None
    margin_share: float | None
    margin_known: float


class FiguresOut(Out):
    """What the accounts that you see come to; money in the ranking's currency."""

    grades: list[GradeCountOut]
    accounts: int
    key_accounts: int
    revenue: Decimal
    key_revenue: Decimal
    growth: float | None
    key_share: KeyShareOut
    completeness: float
    promoted: int
    relegated: int
    provisional: int


class RankingOut(Out):
    """The portfolio as it was ranked: by which criteria, into which grades. `season` is null until it is published."""

    id: int
    season: str | None
    as_of: date
    window: str
    currency: str
    criteria: list[CriterionOut]
    scheme: GradeSchemeOut
    labels: list[str]
    notices: list[str]
    computed_at: datetime
    published_at: datetime | None
    published_by_name: str
    figures: FiguresOut


class StandingOut(Out):
    """Where an account stands, and why; null where unknown."""

    account: int
    external_id: str | None
    name: str
    rank: int
    rank_by_sales: int
    score: float | None
    low: float | None
    high: float | None
    completeness: float
    grade: str
    label: str
    is_key: bool
    provisional: bool
    knocked_out: bool
    previous_grade: str | None
    movement: Movement | None
    measures: dict[str, float | None]
    contributions: dict[str, float | None]
    reason: str


class StandingPage(Out):
    """A page of standings in order of rank, and the cursor of the next."""

    items: list[StandingOut]
    next: str | None


class MoversOut(Out):
    """The accounts whose rank by score differs most from their rank by sales."""

    better_than_sales: list[StandingOut]
    worse_than_sales: list[StandingOut]


class CriterionRowOut(Out):
    """One criterion's part in a score; `weight` is its share of all weights, `despite` marks what is forgiven."""

    code: str
    name: str
    measure: str
    weight: float
    value: float | None
    score: float | None
    contribution: float | None
    unknown: bool
    despite: bool
    objective: str


class CutOut(Out):
    """The next grade up or down, the score at which it is reached, and how far away that is."""

    grade: str
    label: str
    score: float
    distance: float


class WeightChangeOut(Out):
    """The weight of a criterion, as a share of 1, at which something changes; `label` is the grade it leads to."""

    code: str
    name: str
    weight: float
    swap_weight: float
    relative_percent: float | None
    label: str


class NeighbourOut(Out):
    """The account one place up or down, and the weights at which the two change places."""

    account: int
    name: str
    changes: list[WeightChangeOut]


class SensitivityOut(Out):
    """How firm a grade is: the share of plausible weightings in which it holds, and what would change it."""

    holds: float | None
    shares: dict[str, float]
    grade_changes: list[WeightChangeOut]
    most_critical: str | None
    above: NeighbourOut | None
    below: NeighbourOut | None


class ExplanationOut(StandingOut):
    """A standing taken apart: what each criterion adds, what is unknown, and what would change the grade."""

    as_of: date
    criteria: list[CriterionRowOut]
    unknown: list[str]
    rise: CutOut | None
    fall: CutOut | None
    sensitivity: SensitivityOut


class RankingIn(In):
    """The day as of which to rank; null for that of the last order."""

    model_config = examples({"as_of": "2026-03-31"})

    as_of: Day | None = None


class RelabelIn(In):
    """The words for the grades: a label pack, "own" for the criteria set's, or "" for the organisation's choice."""

    model_config = examples({"label_pack": "olympic"})

    label_pack: LabelPack
