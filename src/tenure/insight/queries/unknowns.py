"""What is not known yet, what difference it could make, and who could say."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tenure.accounts.models import Account, TeamMember
from tenure.analytics.criteria import Criterion
from tenure.analytics.portfolio import MEASURES
from tenure.analytics.reranking import Flags
from tenure.assessments.models import RatingQuestion
from tenure.assessments.queries import RATING_PREFIX, answered_since, question_codes
from tenure.core.policy import EDITORS
from tenure.insight.queries.preview import Trial
from tenure.people.models import Member

SHOWN = 25
MOST_TO_RATE = 50


@dataclass(frozen=True)
class Gap:
    """A criterion that is unknown for some accounts: for how many, and for how many of them the grade hangs on it.

    `reach` is how many points of 10 an answer could add to an account's score. `question` is None where no person is
    asked: facts are missing, such as a cost.
    """

    criterion: Criterion
    accounts: int
    provisional: int
    reach: float
    question: RatingQuestion | None


@dataclass(frozen=True)
class OpenAccount:
    """An account of which something is unknown: between which scores it may lie, and who of its team could say."""

    account: Account
    rank: int
    label: str
    level: int
    low: float
    high: float
    provisional: bool
    missing: tuple[Criterion, ...]
    could_answer: tuple[Member, ...]

    @property
    def range(self) -> float:
        """How many points of 10 depend on what is unknown."""
        return self.high - self.low


def gaps(trial: Trial) -> list[Gap]:
    """The criteria that are unknown for some of the accounts that the member sees, the one that matters most first."""
    unknown = np.isnan(trial.board.scores) & trial.visible[:, None]
    open_grades = (unknown & trial.result.provisional[:, None]).sum(axis=0)
    counts, total = unknown.sum(axis=0), sum(trial.weights)
    names = question_codes(criterion.measure for criterion in trial.scored.criteria)
    questions = {RATING_PREFIX + one.code: one for one in RatingQuestion.objects.filter(code__in=names)}
    columns = zip(trial.scored.criteria, counts, open_grades, trial.weights, strict=True)
    found = [
        Gap(criterion, int(count), int(open_), 10 * weight / total, questions.get(criterion.measure))
        for criterion, count, open_, weight in columns
        if count
    ]
    unasked = [_unrated(trial, criterion) for criterion in _left_out(trial)]
    return sorted([*found, *unasked], key=lambda gap: (-gap.provisional, -gap.reach * gap.accounts))


def _left_out(trial: Trial) -> list[Criterion]:
    """Criteria of which nothing at all is known, so that the ranking leaves them out."""
    scored = {criterion.code for criterion in trial.scored.criteria}
    return [criterion for criterion in trial.rules.criteria if criterion.code not in scored]


def _unrated(trial: Trial, criterion: Criterion) -> Gap:
    code = criterion.measure.removeprefix(RATING_PREFIX)
    question = None if criterion.measure in MEASURES else RatingQuestion.objects.filter(code=code).first()
    total = sum(one.weight for one in trial.rules.criteria)
    return Gap(criterion, int(trial.visible.sum()), 0, 10 * criterion.weight / total, question)


def open_accounts(trial: Trial, *, limit: int = SHOWN) -> list[OpenAccount]:
    """The accounts whose grade hangs most on what is unknown: provisional ones first, the widest range next."""
    unknown = np.isnan(trial.board.scores).any(axis=1) & trial.visible
    return _open(trial, _first(trial, unknown, limit))


def unrated_accounts(trial: Trial, question: RatingQuestion, *, limit: int = SHOWN) -> list[OpenAccount]:
    """The accounts that nobody has rated in a question yet, those first whose grade hangs most on it.

    Accounts that were rated after the ranking was made are left out.
    """
    columns = {criterion.measure: place for place, criterion in enumerate(trial.scored.criteria)}
    column = columns.get(RATING_PREFIX + question.code)
    unknown = trial.visible if column is None else np.isnan(trial.board.scores[:, column]) & trial.visible
    rows = _first(trial, unknown, limit + MOST_TO_RATE)
    done = answered_since(question, [int(trial.scored.accounts[row]) for row in rows])
    return _open(trial, [row for row in rows if int(trial.scored.accounts[row]) not in done][:limit])


def _first(trial: Trial, chosen: Flags, limit: int) -> list[int]:
    result = trial.result
    order = np.lexsort((result.rank, result.low - result.high, ~result.provisional))
    return [int(row) for row in order[chosen[order]][:limit]]


def _open(trial: Trial, rows: Sequence[int]) -> list[OpenAccount]:
    numbers = [int(trial.scored.accounts[row]) for row in rows]
    accounts = Account.objects.visible_to(trial.member).select_related("owner").in_bulk(numbers)
    teams = _teams(list(accounts))
    result = trial.result
    return [
        OpenAccount(
            account=accounts[number],
            rank=int(result.rank[row]),
            label=trial.labels[result.level[row]],
            level=int(result.level[row]),
            low=float(result.low[row]),
            high=float(result.high[row]),
            provisional=bool(result.provisional[row]),
            missing=_missing(trial, row),
            could_answer=tuple(sorted(teams.get(number, []), key=lambda one: one.pk != accounts[number].owner_id)),
        )
        for row, number in zip(rows, numbers, strict=True)
        if number in accounts
    ]


def _missing(trial: Trial, row: int) -> tuple[Criterion, ...]:
    unknown = np.isnan(trial.board.scores[row])
    own = [one for one, missing in zip(trial.scored.criteria, unknown, strict=True) if missing]
    return (*own, *_left_out(trial))


def _teams(accounts: Sequence[int]) -> dict[int, list[Member]]:
    """Who of each account's team may rate it."""
    today = TeamMember.objects.filter(
        account__in=accounts, valid_to=None, member__is_active=True, member__role__in=EDITORS
    )
    found: dict[int, list[Member]] = {}
    for assignment in today.select_related("member").order_by("valid_from", "pk"):
        found.setdefault(assignment.account_id, []).append(assignment.member)
    return found
