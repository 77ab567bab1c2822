"""What a criteria set would make of the portfolio, without ranking it for good."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tenure.accounts.models import Account
from tenure.analytics import unusable
from tenure.analytics.criteria import Criterion, GradeScheme
from tenure.analytics.reranking import NOT_HELD, Board, Cause, Flags, Places, Reranked, main_causes, rerank
from tenure.assessments.rules import SelectionRules
from tenure.core.policy import Actor
from tenure.core.wording import said_lazily
from tenure.insight.choices import Movement
from tenure.insight.models import Ranking
from tenure.insight.queries.boards import Scored, board_of, ranked_frame, rows_visible_to, scored_by
from tenure.insight.queries.rankings import criteria_of
from tenure.insight.wording import notices_told

SHOWN = 25
MOVERS = 5
MOVERS_AMONG = 100
MOST_SHOWN = 500


@dataclass(frozen=True)
class PreviewRow:
    """Where an account would come out, and where it stands; `level` 0 is the best grade.

    `movement` compares with the last season and is empty without one; `cause` says why it changed places and is None
    where it kept its place or nothing pulled.
    """

    account: Account
    rank: int
    former_rank: int
    level: int
    label: str
    former_grade: str
    score: float | None
    low: float
    high: float
    provisional: bool
    movement: str
    cause: Cause | None

    @property
    def climbed(self) -> int:
        """How many places up, negative for down."""
        return self.former_rank - self.rank


@dataclass(frozen=True)
class GradeTotal:
    """How many accounts would hold a grade, and how many hold it as things stand."""

    code: str
    label: str
    is_key: bool
    place: int
    accounts: int
    former_accounts: int

    @property
    def change(self) -> int:
        """How many more than now."""
        return self.accounts - self.former_accounts


@dataclass(frozen=True)
class Preview:
    """The portfolio by other rules, as far as the member sees it; `criteria` are those that have a say here."""

    ranking: Ranking
    criteria: tuple[Criterion, ...]
    shares: Mapping[str, float]
    grades: tuple[GradeTotal, ...]
    moves: Mapping[Movement, int]
    provisional: int
    rows: tuple[PreviewRow, ...]
    movers: tuple[PreviewRow, ...]
    notices: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Outcome:
    """What comes out of a ranking's facts by some rules, the same for everybody; what follows from it is kept by it."""

    scored: Scored
    board: Board
    weights: tuple[float, ...]
    result: Reranked


@dataclass(frozen=True)
class Trial:
    """A ranking tried with other rules: the board, how it was weighed, what came out, and for whom."""

    ranking: Ranking
    rules: SelectionRules
    labels: tuple[str, ...]
    outcome: Outcome
    member: Actor
    visible: Flags

    @property
    def scored(self) -> Scored:
        """The accounts' scores in each criterion."""
        return self.outcome.scored

    @property
    def board(self) -> Board:
        """The scores and held grades, ready to be ranked."""
        return self.outcome.board

    @property
    def weights(self) -> tuple[float, ...]:
        """One for each column of the scores."""
        return self.outcome.weights

    @property
    def result(self) -> Reranked:
        """Where each account comes out."""
        return self.outcome.result

    @cached_property
    def has_season(self) -> bool:
        """Whether any grade is held from a season before."""
        return bool((self.board.held != NOT_HELD).any())

    @cached_property
    def movements(self) -> Places:
        """For each account how many grades it rises (above 0) or falls against the grade it held; 0 without one."""
        held = self.board.held
        return np.where(held == NOT_HELD, 0, held - self.result.level)


def weighed(rules: SelectionRules, weights: Mapping[str, float]) -> SelectionRules:
    """The rules with other weights, by code; criteria that are not named keep theirs."""
    criteria = tuple(replace(one, weight=weights.get(one.code, one.weight)) for one in rules.criteria)
    return replace(rules, criteria=criteria)


def try_rules(ranking: Ranking, rules: SelectionRules, labels: tuple[str, ...], member: Actor) -> Trial:
    """Rank the facts of a ranking by other rules; some milliseconds for ten thousand accounts.

    The facts stay those of the ranking: its day, its window. Raises ValidationError for rules that cannot rank.
    """
    try:
        outcome = _outcome(ranking, ranking.inputs_hash, bool(ranking.published_at), rules.criteria, rules.scheme)
    except ValueError as error:
        raise ValidationError(said_lazily(str(error), unusable.SENTENCES)) from error
    return Trial(ranking, rules, labels, outcome, member, rows_visible_to(member, outcome.scored.accounts))


# The pages of the studio ask for one outcome again and again; like the facts it can never be out of date.
@lru_cache(maxsize=4)
def _outcome(
    ranking: Ranking,
    _inputs_hash: str,
    # A season compares with the grades that it gave itself.
    _is_season: bool,
    criteria: tuple[Criterion, ...],
    scheme: GradeScheme,
) -> Outcome:
    scored = scored_by(ranking, criteria)
    weights = scored.weights(criteria)
    board = board_of(ranking, scored, scheme)
    return Outcome(scored, board, tuple(weights), rerank(board, weights, scheme))


def preview(
    ranking: Ranking, rules: SelectionRules, labels: tuple[str, ...], member: Actor, *, limit: int = SHOWN
) -> Preview:
    """What would change: who moves, the first accounts by the new order, how many hold which grade.

    It asks the database as often for many accounts as for few. Raises ValidationError for rules that cannot rank.
    """
    trial = try_rules(ranking, rules, labels, member)
    total = sum(trial.weights)
    pairs = zip(trial.scored.criteria, trial.weights, strict=True)
    first = _first_rows(trial, min(max(limit, 1), MOST_SHOWN))
    movers = _moved_most(trial)
    shown = {row.account.pk: row for row in preview_rows(trial, [*first, *movers])}
    accounts = trial.scored.accounts
    return Preview(
        ranking=ranking,
        criteria=trial.scored.criteria,
        shares={criterion.code: weight / total for criterion, weight in pairs},
        grades=_totals(trial),
        moves=moves(trial),
        provisional=int((trial.result.provisional & trial.visible).sum()),
        rows=tuple(shown[accounts[row]] for row in first if accounts[row] in shown),
        movers=tuple(shown[accounts[row]] for row in movers if accounts[row] in shown),
        notices=(*notices_told(trial.scored.notices), *_window_notice(trial)),
    )


def moves(trial: Trial) -> dict[Movement, int]:
    """How many of the accounts that the member sees would rise, fall, stay or be new against the last season."""
    rises = trial.movements[trial.visible]
    new = int((trial.board.held[trial.visible] == NOT_HELD).sum())
    promoted, relegated = int((rises > 0).sum()), int((rises < 0).sum())
    held = len(rises) - new - promoted - relegated
    counts = (new, promoted, relegated, held)
    return dict(zip((Movement.NEW, Movement.PROMOTED, Movement.RELEGATED, Movement.HELD), counts, strict=True))


def preview_rows(trial: Trial, rows: Sequence[int]) -> list[PreviewRow]:
    """The accounts of these rows, in their order, with where they would come out and why; unseen ones are left out."""
    numbers = [int(trial.scored.accounts[row]) for row in rows]
    accounts = Account.objects.visible_to(trial.member).select_related("owner").in_bulk(numbers)
    causes = _causes(trial, rows)
    stood = ranked_frame(trial.ranking).select("rank", "grade")[list(rows)].rows(named=True)
    return [
        _row(trial, row, accounts[number], cause, former)
        for row, number, cause, former in zip(rows, numbers, causes, stood, strict=True)
        if number in accounts
    ]


def _row(trial: Trial, row: int, account: Account, cause: Cause | None, stood: Mapping[str, Any]) -> PreviewRow:
    result, level = trial.result, int(trial.result.level[row])
    return PreviewRow(
        account=account,
        rank=int(result.rank[row]),
        former_rank=stood["rank"],
        level=level,
        label=trial.labels[level],
        former_grade=stood["grade"],
        score=None if np.isnan(result.score[row]) else float(result.score[row]),
        low=float(result.low[row]),
        high=float(result.high[row]),
        provisional=bool(result.provisional[row]),
        movement=_movement(trial, row),
        cause=cause if result.rank[row] != stood["rank"] else None,
    )


def _movement(trial: Trial, row: int) -> str:
    if trial.board.held[row] == NOT_HELD:
        return Movement.NEW.value if trial.has_season else ""
    rise = trial.movements[row]
    return (Movement.PROMOTED if rise > 0 else Movement.RELEGATED if rise < 0 else Movement.HELD).value


def _causes(trial: Trial, rows: Sequence[int]) -> list[Cause | None]:
    """Why each row moved: against the ranking's own criteria, matched by their codes."""
    own = criteria_of(trial.ranking)
    former = scored_by(trial.ranking, own)
    codes = [criterion.code for criterion in trial.scored.criteria]
    known = [criterion.code for criterion in former.criteria]
    columns = tuple(known.index(code) if code in known else None for code in codes)
    weights = former.weights(own)
    before = _matched(former, columns)
    weights_before = [0.0 if column is None else weights[column] for column in columns]
    if not sum(weights_before):
        return [None] * len(rows)
    return main_causes(rows, before, weights_before, trial.board, trial.weights)


@lru_cache(maxsize=4)
def _matched(former: Scored, columns: tuple[int | None, ...]) -> Board:
    """The former scores with one column for each of today's criteria, unknown where there was none."""
    unknown = np.full(len(former.accounts), np.nan)
    scores = np.column_stack([unknown if column is None else former.scores[:, column] for column in columns])
    held = np.full(len(former.accounts), NOT_HELD)
    return Board(former.accounts, former.revenue, scores, former.knocked_out, held)


def _first_rows(trial: Trial, limit: int) -> list[int]:
    order = trial.result.order
    return [int(row) for row in order[trial.visible[order]][:limit]]


def _moved_most(trial: Trial) -> list[int]:
    """Whose rank changes most among those with one of the first hundred places now or then."""
    former = ranked_frame(trial.ranking)["rank"].to_numpy()
    among = trial.visible & (np.minimum(former, trial.result.rank) <= MOVERS_AMONG)
    distance = np.where(among, np.abs(former - trial.result.rank), 0)
    moved = np.flatnonzero(distance)
    return [int(row) for row in moved[np.argsort(-distance[moved], kind="stable")][:MOVERS]]


def _totals(trial: Trial) -> tuple[GradeTotal, ...]:
    levels = trial.rules.scheme.levels
    counts = np.bincount(trial.result.level[trial.visible], minlength=len(levels))
    former = dict(ranked_frame(trial.ranking)["grade"].filter(trial.visible).value_counts().rows())
    key_levels = min(trial.rules.scheme.key_levels, len(levels) - 1)
    return tuple(
        GradeTotal(level.code, label, place < key_levels, place + 1, int(count), former.get(level.code, 0))
        for place, (level, label, count) in enumerate(zip(levels, trial.labels, counts, strict=True))
    )


def _window_notice(trial: Trial) -> tuple[str, ...]:
    """Another window needs the orders themselves, which only a ranking reads."""
    if trial.rules.window == trial.ranking.window:
        return ()
    seen, wanted = trial.ranking.window, trial.rules.window
    sentence = _(
        "These facts are of the window %(seen)s; the criteria ask for %(wanted)s, which shows once you rank by them."
    )
    return (sentence % {"seen": seen, "wanted": wanted},)
