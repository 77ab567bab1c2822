from typing import Annotated

from pydantic import Field

from tenure.api.schemas.fields import Code10, Count, In, Key, Line200, Name60, Out, Score, Text500, examples
from tenure.api.schemas.ratings import RatingOut
from tenure.insight.choices import Movement

MOST_RATED = 200
Places = Annotated[dict[Code10, Count | None], Field(min_length=1, max_length=20)]


class RefusalCauseOut(Out):
    """The criterion that moved an account most; shares are of 1, scores of 10, null where unknown."""

    criterion: str
    share_before: float
    share_now: float
    score_before: float | None
    score_now: float | None
    usual: float


class PreviewRowOut(Out):
    """Where an account would come out, and where it stands."""

    account: int
    name: str
    rank: int
    former_rank: int
    grade: str
    label: str
    former_grade: str
    score: float | None
    low: float
    high: float
    provisional: bool
    movement: Movement | None
    cause: RefusalCauseOut | None


class GradeTotalOut(Out):
    """How many accounts would hold a grade, and how many hold it."""

    grade: str
    label: str
    is_key: bool
    accounts: int
    former_accounts: int


class MovesOut(Out):
    """How many accounts rise, fall, hold their grade or are new against the last season."""

    new: int
    promoted: int
    relegated: int
    held: int


class PreviewOut(Out):
    """What a set would make of the portfolio as far as you see it; `shares` are what its criteria weigh, of 1."""

    ranking: int
    shares: dict[str, float]
    grades: list[GradeTotalOut]
    moves: MovesOut
    provisional: int
    notices: list[str]
    movers: list[PreviewRowOut]
    rows: list[PreviewRowOut]


class FirstChangeOut(Out):
    """The share of all weights at which the first grade changes; `account` is null where you may not see it."""

    share: float
    account: int | None
    label_from: str
    label_to: str


class WeightBarOut(Out):
    """How many grades hang on one weight, and the exact weights of the first changes."""

    criterion: str
    share: float
    relative: float | None
    when_less: int
    when_more: int
    lower: FirstChangeOut | None
    upper: FirstChangeOut | None


class FirmnessOut(Out):
    """An account near a line, and the share of plausible weightings that give it each grade."""

    account: int
    name: str
    rank: int
    label: str
    score: float
    distance: float
    holds: float
    shares: dict[str, float]


class SwingsOut(Out):
    """What hangs on the weights; counts are for a weight `factor` times less and more."""

    factor: float
    draws: int
    looked_at: int
    criteria: list[WeightBarOut]
    near: list[FirmnessOut]


class GapOut(Out):
    """A criterion that is unknown for some accounts; `question` is what to rate, null where facts are missing."""

    criterion: str
    accounts: int
    provisional: int
    reach: float
    question: str | None


class OpenAccountOut(Out):
    """An account of which something is unknown, and the members who could say."""

    account: int
    name: str
    rank: int
    label: str
    low: float
    high: float
    provisional: bool
    missing: list[str]
    could_answer: list[int]


class UnknownsOut(Out):
    """What is not known, the criterion and the account that matter most first."""

    criteria: list[GapOut]
    accounts: list[OpenAccountOut]


class MoveOut(Out):
    """An account that changes its grade, and why."""

    account: int
    name: str
    rank: int
    label_from: str
    label_to: str
    reason: str


class ChangesOut(Out):
    """What publishing would change against the last season."""

    moves: MovesOut
    key_accounts: int
    accounts: int
    promoted: list[MoveOut]
    relegated: list[MoveOut]


class PlacesIn(In):
    """Places by the codes of grades; null for no limit."""

    model_config = examples({"places": {"a": 12, "b": None}})

    places: Places


class PublishIn(In):
    """The name and a note of the season."""

    model_config = examples({"name": "2027", "note": "Growth counts more"})

    name: Name60
    note: Text500 = ""


class OneRatingIn(In):
    """One account's score and what it rests on."""

    account: Key
    score: Score
    evidence: Text500 = ""


class RatingsIn(In):
    """The answers to one question for several accounts; all are kept or none."""

    model_config = examples({"question": "access", "ratings": [{"account": 1, "score": "7.5"}]})

    question: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,40}$")]
    ratings: Annotated[list[OneRatingIn], Field(min_length=1, max_length=MOST_RATED)]


class RatingsOut(Out):
    """What was kept."""

    items: list[RatingOut]


class RaterOut(Out):
    """One rater's latest word."""

    rater: int
    score: str


class DisagreementOut(Out):
    """An account whose raters are four of ten points apart or more."""

    account: int
    name: Line200
    question: str
    median: float
    low: float
    high: float
    ratings: list[RaterOut]


class Disagreements(Out):
    """Where raters disagree, the widest first."""

    items: list[DisagreementOut]
