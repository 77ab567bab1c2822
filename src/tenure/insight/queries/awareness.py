"""What came of an awareness poll, beside the list that was published."""

from collections import defaultdict
from dataclasses import dataclass

from tenure.accounts.models import Account
from tenure.analytics.agreement import Awareness, awareness
from tenure.assessments.models import AwarenessName, AwarenessPoll
from tenure.core.policy import Actor
from tenure.core.text import name_key
from tenure.insight.queries.rankings import last_season

NAMES_SHOWN = 30


@dataclass(frozen=True)
class NameGiven:
    """A name that people gave: by what share of them, and whether it is on the published list.

    `account` is None where nobody knows such an account or the reader may not see it; then `is_key` is unknown too.
    """

    name: str
    share: float
    account: Account | None
    is_key: bool | None


@dataclass(frozen=True)
class AwarenessResult:
    """A poll's answers against the list of the last season; `official` is how many of its accounts counted."""

    poll: AwarenessPoll
    season: str
    official: int
    figures: Awareness
    names: tuple[NameGiven, ...]


def awareness_of(poll: AwarenessPoll, member: Actor) -> AwarenessResult:
    """What members said, taken together; names of accounts that the reader may not see are not told."""
    season = last_season()
    official = _official(poll)
    lists: dict[int, list[str]] = defaultdict(list)
    written: dict[str, str] = {}
    numbers: dict[str, int | None] = {}
    for given in AwarenessName.objects.filter(poll=poll):
        code = str(given.account_id) if given.account_id else name_key(given.name) or given.name
        lists[given.member_id].append(code)
        written.setdefault(code, given.name)
        numbers[code] = given.account_id
    figures = awareness(list(lists.values()), [str(number) for number in official])
    visible = Account.objects.visible_to(member).in_bulk([number for number in numbers.values() if number])
    names = [
        NameGiven(written[code], share, visible.get(number or 0), number in official if number in visible else None)
        for code, share in figures.names
        if (number := numbers[code]) is None or number in visible
    ]
    return AwarenessResult(poll, season.name if season else "", len(official), figures, tuple(names[:NAMES_SHOWN]))


def _official(poll: AwarenessPoll) -> list[int]:
    """The first key accounts of the last season, as many as the poll asked for."""
    season = last_season()
    if season is None:
        return []
    key = season.standings.filter(is_key=True).order_by("rank")
    return list(key.values_list("account_id", flat=True)[: poll.wanted])
