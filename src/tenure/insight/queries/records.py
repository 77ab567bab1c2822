"""Rankings and standings as plain records: the same keys for commands, exports and the interface."""

from typing import Any

from tenure.analytics.service import Tally
from tenure.core.policy import Actor
from tenure.insight.models import Ranking, Standing
from tenure.insight.queries.explanation import Explanation
from tenure.insight.queries.restricted import criteria_as_seen_by
from tenure.insight.queries.sensitivity import Neighbour, Sensitivity, WeightChange
from tenure.insight.queries.service import AccountService
from tenure.insight.wording import notices_told


def ranking_record(ranking: Ranking, member: Actor) -> dict[str, Any]:
    """What a ranking was made with, as far as the member may know."""
    return {
        "season": ranking.name or None,
        "as_of": ranking.as_of.isoformat(),
        "window": ranking.window,
        "currency": ranking.currency,
        "criteria": criteria_as_seen_by(member, ranking.criteria),
        "scheme": ranking.scheme,
        "labels": ranking.labels,
        "notices": notices_told(ranking.notices),
    }


def standing_record(standing: Standing) -> dict[str, Any]:
    """Where an account stands, and why; null where unknown."""
    account = standing.account
    return {
        "account": account.pk,
        "external_id": account.external_id or None,
        "name": account.name,
        "rank": standing.rank,
        "rank_by_sales": standing.rank_by_sales,
        "score": standing.score,
        "low": standing.low,
        "high": standing.high,
        "completeness": standing.completeness,
        "grade": standing.grade,
        "label": standing.label,
        "is_key": standing.is_key,
        "provisional": standing.provisional,
        "knocked_out": standing.knocked_out,
        "previous_grade": standing.previous_grade or None,
        "movement": standing.movement or None,
        "measures": standing.measures,
        "contributions": standing.contributions,
        "reason": standing.reason,
    }


def explanation_record(explained: Explanation, firmness: Sensitivity) -> dict[str, Any]:
    """One account's standing taken apart, with what would change its grade."""
    critical = firmness.most_critical
    return {
        **standing_record(explained.standing),
        "as_of": explained.ranking.as_of.isoformat(),
        "criteria": [vars(row) for row in explained.criteria],
        "unknown": list(explained.unknown),
        "rise": vars(explained.rise) if explained.rise else None,
        "fall": vars(explained.fall) if explained.fall else None,
        "sensitivity": {
            "holds": firmness.holds,
            "shares": dict(firmness.shares),
            "grade_changes": [vars(change) for change in firmness.grade_changes],
            "most_critical": critical.code if critical else None,
            "above": _neighbour_record(firmness.above),
            "below": _neighbour_record(firmness.below),
        },
    }


def tally_record(counted: Tally) -> dict[str, Any]:
    """How often a promise was kept."""
    return {"kept": counted.kept, "broken": counted.broken, "unknown": counted.unknown, "share": counted.share}


def service_record(found: AccountService) -> dict[str, Any]:
    """How it stands with what one account is promised."""
    return {
        "label": found.label,
        "contact": found.contact.value,
        "last_contact": found.last_contact.isoformat() if found.last_contact else None,
        "delivery": tally_record(found.delivery),
    }


def _neighbour_record(neighbour: Neighbour | None) -> dict[str, Any] | None:
    if neighbour is None:
        return None
    changes: list[WeightChange] = list(neighbour.changes)
    account = neighbour.standing.account
    return {"account": account.pk, "name": account.name, "changes": [vars(change) for change in changes]}
