"""Four engagements at different levels: one too long in negotiation, one gone back, one set up now, one that runs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from tenure.accounts.models import Account
from tenure.analytics.engagement import Criterion, Level
from tenure.growth.actions.engagement import begin_engagement, judge_criterion, move_engagement
from tenure.growth.models import Engagement
from tenure.people.models import Member

MET = {
    Criterion.NEED_HEARD: "The operations director, at the kick-off",
    Criterion.USERS_MET: "Two evenings with the shift leaders",
    Criterion.DECIDERS_KNOWN: "The board of the decision",
    Criterion.SOLUTION_SHOWN: "Trial of the seals: two stops instead of nine",
    Criterion.MEANS_CHECKED: "Pays within 30 days since 2021",
    Criterion.OFFER_MADE: "Offer of three variants",
    Criterion.LIMITS_SET: "Table of the sales office",
    Criterion.TERMS_AGREED: "Minutes of the second round",
    Criterion.CONTRACT_SIGNED: "Signed by both, filed",
    Criterion.PROMISES_TOLD: "Handover in the joint meeting",
    Criterion.ONBOARDING_RUNS: "Started on the day of the signature",
    Criterion.BOTH_NAMED: "Named planner here, plant director there",
    Criterion.DELIVERED: "Note of delivery",
    Criterion.ACCEPTED: "Protocol of acceptance",
    Criterion.FIRST_VALUE: "First month without a stop",
    Criterion.MEASURED: "Stops a month, before and since",
    Criterion.REVIEW_DATED: "In the plan's review",
    Criterion.VALUE_AGREED: "48,000 a year, accepted",
    Criterion.FAULTS_OWNED: "Two late pallets, Logistics mends it",
    Criterion.NEXT_AGREED: "Goes on for three years",
    Criterion.RUNS_ALONE: "Service takes the calls",
}


@dataclass(frozen=True)
class Story:
    """An engagement that began so many days ago, and its moves: so many days ago to a level, with a reason or none."""

    name: str
    began: int
    moves: tuple[tuple[int, Level, str], ...]
    met: tuple[Criterion, ...]
    not_met: Mapping[Criterion, str] = field(default_factory=dict)


ALL = tuple(MET)
LONG = Story(
    "Second filling line", 250, ((96, Level.NEGOTIATION, ""),), ALL[: ALL.index(Criterion.TERMS_AGREED)],
    {Criterion.TERMS_AGREED: "Finance wants leasing instead of a price"},
)  # fmt: skip
BACK = Story(
    "Energy of the pumps", 170,
    (
        (120, Level.NEGOTIATION, ""),
        (64, Level.IMPLEMENTATION, "The plant could not wait for the signature"),
        (18, Level.NEGOTIATION, "Their new finance director asks for other terms"),
    ),
    ALL[: ALL.index(Criterion.CONTRACT_SIGNED)],
)  # fmt: skip
SETTLED = Story(
    "Service of line 1", 420,
    ((360, Level.NEGOTIATION, ""), (310, Level.IMPLEMENTATION, ""), (220, Level.REVIEW, ""),
     (190, Level.EXPLOITATION, "")),
    ALL,
)  # fmt: skip
BEGUN = Story(
    "Spare parts on site", 140, ((90, Level.NEGOTIATION, ""), (41, Level.IMPLEMENTATION, "")),
    ALL[: ALL.index(Criterion.DELIVERED)],
)  # fmt: skip


def tell_engagement(story: Story, *, account: Account, today: date, by: Member) -> Engagement:
    """Let an engagement of the account have gone the story's way, as of today."""
    began = today - timedelta(days=story.began)
    engagement = begin_engagement(account=account, by=by, name=story.name, owner=account.owner, started_on=began)
    said = {
        **{one: {"answer": "met", "evidence": MET[one]} for one in story.met},
        **{one: {"answer": "not_met", "evidence": why} for one, why in story.not_met.items()},
    }
    for criterion, answer in said.items():
        judge_criterion(engagement=engagement, criterion=criterion, changes=answer, by=by)
    for ago, level, reason in story.moves:
        on = today - timedelta(days=ago)
        move_engagement(engagement=engagement, to=level, by=by, reason=reason, on=on)
    return engagement
