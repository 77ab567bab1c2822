"""The portfolio as a board: a column for each grade, the best accounts of each on top."""

from dataclasses import dataclass

from tenure.core.policy import Actor
from tenure.insight.league_view import LeagueView
from tenure.insight.models import Ranking, Standing
from tenure.insight.queries.league import LISTED
from tenure.insight.queries.listing import chosen

CARDS = 12


@dataclass(frozen=True)
class Tier:
    """A grade with its first accounts by rank, `cut` being the score it begins at; `more` when there are others."""

    grade: str
    label: str
    place: int
    cut: float | None
    places: int | None
    is_key: bool
    standings: list[Standing]
    more: bool


def tiers(ranking: Ranking, member: Actor, view: LeagueView) -> list[Tier]:
    """The grades from the best to the last; one query for each, however many accounts they hold."""
    rows = chosen(ranking, member, view).select_related("account__owner").only(*LISTED).order_by("rank")
    key_levels = ranking.scheme["key_levels"]
    found = []
    for position, (level, label) in enumerate(zip(ranking.scheme["levels"], ranking.labels, strict=False)):
        cards = list(rows.filter(grade=level["code"])[: CARDS + 1])
        found.append(
            Tier(
                grade=level["code"], label=label, place=position + 1, cut=level["cut"], places=level["places"],
                is_key=position < key_levels, standings=cards[:CARDS], more=len(cards) > CARDS,
            )
        )  # fmt: skip
    return found
