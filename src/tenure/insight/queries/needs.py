"""What waits for a member: a handful of findings, the most urgent first, each answered by one act."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum

from django.db.models import Q

from tenure.analytics.board.monitoring import WatchKind
from tenure.assessments.queries import RATING_PREFIX
from tenure.core.policy import Actor, may, sees_every_account
from tenure.core.written import written_once
from tenure.insight.choices import Movement
from tenure.insight.models import BoardNotice, Ranking, Standing
from tenure.insight.models.board_notice import BoardNoticeQuerySet
from tenure.insight.models.standing import StandingQuerySet
from tenure.relationships.choices import DecisionState

MOST = 5
# No kind of finding takes more of the places while another kind waits.
MOST_OF_A_KIND = 2
LOOKED_AT = 3
NOTICES_LOOKED_AT = 24


class Need(IntEnum):
    """What can be found, the most urgent first."""

    UNOWNED = 1
    REFUSED_ROWS = 2
    THREATENED = 3
    LEFT = 4
    RELEGATED = 5
    UNCOVERED = 6
    DRIFTING = 7
    UNRATED = 8
    OVERBOOKED = 9
    STALE = 10


WATCHED = {
    WatchKind.MATE_DANGER: Need.THREATENED,
    WatchKind.CHECK: Need.THREATENED,
    WatchKind.HANGING: Need.THREATENED,
    WatchKind.LEFT: Need.LEFT,
    WatchKind.UNCOVERED: Need.UNCOVERED,
    WatchKind.DRIFTING: Need.DRIFTING,
    WatchKind.OVERBOOKED: Need.OVERBOOKED,
    WatchKind.STALE: Need.STALE,
}


@dataclass(frozen=True)
class Finding:
    """Something that waits. `thing` is the number of the account or import, `name` what it is called.

    `detail` is the name of the criterion to rate, or how many rows were refused; `weight` is the revenue at stake.
    What a board warns of comes as its `notice`.
    """

    need: Need
    thing: int
    name: str
    detail: str = ""
    weight: Decimal = Decimal()
    notice: BoardNotice | None = None


def most_needed(findings: Iterable[Finding], most: int = MOST) -> list[Finding]:
    """At most so many findings: the most urgent kinds first, in each the most revenue, no kind crowding out others.

    >>> found = [Finding(Need.UNRATED, n, "", weight=Decimal(n)) for n in range(5)] + [Finding(Need.RELEGATED, 9, "")]
    >>> [(finding.need.name, finding.thing) for finding in most_needed(found, most=4)]
    [('RELEGATED', 9), ('UNRATED', 4), ('UNRATED', 3), ('UNRATED', 2)]
    """
    waiting = sorted(findings, key=_urgency)
    seen: Counter[Need] = Counter()
    first: list[Finding] = []
    later: list[Finding] = []
    for finding in waiting:
        seen[finding.need] += 1
        (first if seen[finding.need] <= MOST_OF_A_KIND else later).append(finding)
    return sorted([*first, *later][:most], key=_urgency)


def _urgency(finding: Finding) -> tuple[int, Decimal, int]:
    return finding.need, -finding.weight, finding.thing


def account_findings(member: Actor, ranking: Ranking) -> list[Finding]:
    """What waits about the accounts that the member owns; for leaders about all of them."""
    return [*_unowned(member, ranking), *_relegated(member, ranking), *_unrated(member, ranking)]


def board_findings(member: Actor) -> list[Finding]:
    """What the boards of the accounts that the member owns warn of, for leaders of all of them; one query.

    Nothing for who may not see how people are judged.
    """
    return [
        Finding(WATCHED[WatchKind(one.kind)], one.account_id or 0, one.account.name if one.account else "", notice=one)
        for one in _first_notices(member)
    ]


def _unowned(member: Actor, ranking: Ranking) -> list[Finding]:
    """Key accounts that nobody owns, for those who may give them to somebody."""
    if not may(member, "account.assign"):
        return []
    grades = tuple(level["code"] for level in ranking.scheme["levels"][: ranking.scheme["key_levels"]])
    return [_finding(Need.UNOWNED, standing) for standing in _first_unowned(member, ranking.pk, grades)]


def _relegated(member: Actor, ranking: Ranking) -> list[Finding]:
    """Accounts that have come down since the last season."""
    return [_finding(Need.RELEGATED, standing) for standing in _first_relegated(member, ranking.pk)]


def _unrated(member: Actor, ranking: Ranking) -> list[Finding]:
    """Accounts whose grade is provisional because nobody has given a rating."""
    asked = {one["code"]: one["name"] for one in ranking.criteria if one["measure"].startswith(RATING_PREFIX)}
    if not asked or not may(member, "rating.give"):
        return []
    found = _first_provisional(member, ranking.pk)
    unknown = {one: [name for code, name in asked.items() if one.scores.get(code) is None] for one in found}
    return [_finding(Need.UNRATED, standing, names[0]) for standing, names in unknown.items() if names]


@written_once
def _first_unowned(member: Actor, ranking: int, grades: tuple[str, ...]) -> StandingQuerySet:
    return _first(_mine(member, ranking).filter(grade__in=grades, is_key=True, account__owner=None))


@written_once
def _first_relegated(member: Actor, ranking: int) -> StandingQuerySet:
    return _first(_mine(member, ranking).filter(movement=Movement.RELEGATED))


@written_once
def _first_provisional(member: Actor, ranking: int) -> StandingQuerySet:
    return _first(_mine(member, ranking).filter(provisional=True))


@written_once
def _first_notices(member: Actor) -> BoardNoticeQuerySet:
    seen: BoardNoticeQuerySet = BoardNotice.objects.visible_to(member)
    still_open = seen.filter(Q(account=None) | Q(decision__state=DecisionState.OPEN.value))
    if not sees_every_account(member):
        still_open = still_open.filter(Q(account=None) | Q(account__owner_id=member.pk))
    told = still_open.select_related("account", "decision", "contact", "member").only(
        "kind", "since", "value", "account__name", "decision__name", "contact__name", "member__name"
    )
    return told.order_by("urgency", "since", "pk")[:NOTICES_LOOKED_AT]


def _mine(member: Actor, ranking: int) -> StandingQuerySet:
    seen: StandingQuerySet = Standing.objects.visible_to(member).filter(ranking_id=ranking)
    return seen if sees_every_account(member) else seen.filter(account__owner_id=member.pk)


def _first(standings: StandingQuerySet) -> StandingQuerySet:
    told = standings.select_related("account").only("rank", "revenue", "scores", "account__name")
    return told.order_by("rank")[:LOOKED_AT]


def _finding(need: Need, standing: Standing, detail: str = "") -> Finding:
    return Finding(need, standing.account_id, standing.account.name, detail, standing.revenue)
