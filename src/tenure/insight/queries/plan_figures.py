"""What the system knows of an account for its plan: live on the page, frozen with each version."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from tenure.accounts.choices import KEY_SENIORITY
from tenure.accounts.models import Account, Commitment
from tenure.analytics.board.evaluation import Evaluation, evaluate
from tenure.analytics.board.position import STANDARD, reaches
from tenure.analytics.plans.balance import Evidence, Share
from tenure.insight.queries.league import standing_of
from tenure.relationships.models import Decision
from tenure.relationships.queries import BoardOn, board_on, decision_to_show

SEVERAL = 2


@dataclass(frozen=True)
class KeyPerson:
    """Somebody of theirs who decides or prepares decisions, and how many of ours have a line to them."""

    number: int
    name: str
    title: str
    lines: int


@dataclass(frozen=True)
class PlanFigures:
    """Figures of an account on a day; what is unknown is None. `known_by_two` counts people of the board."""

    figures: dict[str, Any]
    decision: Decision | None
    key_people: list[KeyPerson]
    promises: list[Commitment]
    share: Share


def plan_figures(account: Account, today: date) -> PlanFigures:
    """Read them; as many queries for a large account as for a small one. Only for who may see plans."""
    decision = decision_to_show(Decision.objects.of_account(account.pk))
    board = board_on(decision, today) if decision else None
    judged = evaluate(board.board) if board and board.board.people else None
    lines = _lines(board)
    people = _key_people(board, lines)
    promises = list(Commitment.objects.still_open().filter(account=account).select_related("owner").order_by("due_on"))
    figures = {
        "as_of": today.isoformat(),
        **_standing(account),
        **_board(decision, judged),
        "key_people": [f"{one.name}: {one.lines}" for one in people],
        "open_promises": len(promises),
        "overdue_promises": sum(one.due_on < today for one in promises),
    }
    known = sum(count >= SEVERAL for count in lines.values())
    return PlanFigures(figures, decision, people, promises, Share(Evidence.KNOWN_BY_TWO, known, len(lines)))


def _standing(account: Account) -> dict[str, Any]:
    standing = standing_of(account)
    if standing is None:
        return dict.fromkeys(("grade", "score", "rank", "revenue", "margin", "growth", "currency"))
    return {
        "grade": standing.label,
        "score": None if standing.score is None else round(standing.score, 2),
        "rank": standing.rank,
        "revenue": str(standing.revenue),
        "margin": None if standing.margin is None else str(standing.margin),
        "growth": None if standing.growth is None else round(standing.growth, 4),
        "currency": standing.ranking.currency,
    }


def _board(decision: Decision | None, judged: Evaluation | None) -> dict[str, Any]:
    return {
        "decision": decision.name if decision else None,
        "board_score": round(judged.score.position, 1) if judged else None,
    }


def _lines(board: BoardOn | None) -> dict[str, int]:
    """How many of ours have a line to each person of the board."""
    if board is None:
        return {}
    strong = [tie.person for tie in board.board.ties if reaches(tie.strength, STANDARD.line)]
    return {person.id: strong.count(person.id) for person in board.board.people}


def _key_people(board: BoardOn | None, lines: dict[str, int]) -> list[KeyPerson]:
    if board is None:
        return []
    people = [
        KeyPerson(contact.pk, contact.name, contact.title, lines.get(code, 0))
        for code, contact in board.contacts.items()
        if (contact.seniority or 0) >= KEY_SENIORITY
    ]
    return sorted(people, key=lambda one: (one.lines, one.name))
