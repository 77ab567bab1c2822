"""The facts of a ranking as arrays, kept by each process, so that other weights and rules can be tried on them at once.

What is kept is known by the ranking and the hash of its inputs and can never be out of date; a process without it reads
it again. Frames are loaded by the functions that need them: no web process should wait for them at its start.
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import narwhals as nw
import numpy as np

from tenure.accounts.queries import numbers_seen
from tenure.analytics.criteria import Criterion, GradeScheme
from tenure.analytics.portfolio import MEASURES, propose_anchors, score, score_column
from tenure.analytics.portfolio.frames import cents
from tenure.analytics.reranking import NOT_HELD, Board, Flags, Numbers, Places
from tenure.assessments.queries import RATING_PREFIX
from tenure.core.policy import Actor, sees_every_account
from tenure.insight.models import RankedFacts, Ranking, Standing

if TYPE_CHECKING:
    import polars as pl

# fmt: off
RESULTS = (
    "account", "rank", "rank_by_sales", "grade", "score", "low", "high", "provisional", "knocked_out",
    "previous_grade",
)
# fmt: on
UNIT_WEIGHT = 1.0


def ranked_frame(ranking: Ranking) -> "pl.DataFrame":
    """One row per ranked account in order of rank: raw measures, where it came out, and `previous_grade`.

    The previous grade is the one held before: the last season's, so for a season itself the grades that it gave.
    """
    import polars as pl

    frame = _stored_frame(ranking.pk, ranking.inputs_hash)
    return frame.with_columns(previous_grade=pl.col("grade")) if ranking.published_at else frame


@lru_cache(maxsize=2)
def _stored_frame(ranking_id: int, _inputs_hash: str) -> "pl.DataFrame":
    import polars as pl

    packed = RankedFacts.objects.filter(ranking_id=ranking_id).values_list("frame", flat=True).first()
    return _from_standings(ranking_id) if packed is None else pl.read_ipc(bytes(packed))


def _from_standings(ranking_id: int) -> "pl.DataFrame":
    """The same from the standings themselves, for rankings from before their facts were kept; slower."""
    import polars as pl

    names = ["account_id", *RESULTS[1:]]
    rows = list(Standing.objects.filter(ranking_id=ranking_id).order_by("rank").values(*names, "measures"))
    columns = sorted({name for row in rows for name in row["measures"]} | set(MEASURES))
    results = {name: [row[own] for row in rows] for name, own in zip(RESULTS, names, strict=True)}
    measures = [pl.Series(name, [row["measures"].get(name) for row in rows], dtype=pl.Float64) for name in columns]
    floats = [pl.col(name).cast(pl.Float64) for name in ("score", "low", "high")]
    return pl.DataFrame(results).with_columns(*measures, *floats)


@dataclass(frozen=True, eq=False)
class Scored:
    """The accounts of a ranking scored by some criteria, whatever those weigh; rows as in `ranked_frame`.

    `criteria` are those that tell accounts apart, with their anchors; `silent` holds the codes of those that only keep
    a limit and have no say; `notices` says what was left out and why.
    """

    criteria: tuple[Criterion, ...]
    silent: frozenset[str]
    notices: tuple[str, ...]
    accounts: Places
    revenue: Numbers
    scores: Numbers
    knocked_out: Flags

    def weights(self, criteria: tuple[Criterion, ...]) -> list[float]:
        """What these criteria weigh here: in the order of the scores' columns, nothing for those without a say."""
        given = {criterion.code: criterion.weight for criterion in criteria}
        return [0.0 if one.code in self.silent else given[one.code] for one in self.criteria]


def scored_by(ranking: Ranking, criteria: tuple[Criterion, ...]) -> Scored:
    """Score the ranking's accounts by these criteria; equal criteria with other weights share one result.

    Raises ValueError for criteria that cannot be scored.
    """
    weightless = tuple(replace(criterion, weight=UNIT_WEIGHT, name=criterion.name) for criterion in criteria)
    return _scored(ranking.pk, ranking.inputs_hash, weightless)


@lru_cache(maxsize=6)
def _scored(ranking_id: int, inputs_hash: str, criteria: tuple[Criterion, ...]) -> Scored:
    import polars as pl

    frame = _with_unrated(_stored_frame(ranking_id, inputs_hash), criteria)
    anchored = propose_anchors(frame.drop(set(RESULTS) - {"account"}), criteria)
    scored = score(frame.drop(set(RESULTS) - {"account"}), anchored.criteria).collect().to_native()
    columns = [pl.col(score_column(criterion.code)).fill_null(np.nan) for criterion in anchored.criteria]
    return Scored(
        criteria=anchored.criteria,
        silent=frozenset(criterion.code for criterion in anchored.criteria if not criterion.weight),
        notices=anchored.notices,
        accounts=frame["account"].to_numpy(),
        revenue=nw.from_native(scored).select(cents(nw.col("revenue")))["revenue"].to_numpy(),
        scores=scored.select(columns).to_numpy().reshape(frame.height, len(columns)),
        knocked_out=scored["knocked_out"].to_numpy(),
    )


def _with_unrated(frame: "pl.DataFrame", criteria: tuple[Criterion, ...]) -> "pl.DataFrame":
    """Add the questions that nobody had been asked when the ranking was made: unknown for everybody."""
    import polars as pl

    asked = {criterion.measure for criterion in criteria if criterion.measure.startswith(RATING_PREFIX)}
    return frame.with_columns(pl.lit(None, dtype=pl.Float64).alias(name) for name in sorted(asked - set(frame.columns)))


def board_of(ranking: Ranking, scored: Scored, scheme: GradeScheme) -> Board:
    """Scores and held grades, ready to be ranked by any weights."""
    codes = tuple(level.code for level in scheme.levels)
    return _board(ranking, ranking.inputs_hash, bool(ranking.published_at), scored, codes)


# A board sorts its accounts by revenue once, and whoever moves a weight asks for the same one again and again.
@lru_cache(maxsize=6)
def _board(ranking: Ranking, _inputs_hash: str, _is_season: bool, scored: Scored, codes: tuple[str, ...]) -> Board:
    import polars as pl

    positions = {code: place for place, code in enumerate(codes)}
    held = ranked_frame(ranking)["previous_grade"].replace_strict(positions, default=NOT_HELD, return_dtype=pl.Int64)
    return Board(
        scored.accounts, scored.revenue, scored.scores, scored.knocked_out, held.fill_null(NOT_HELD).to_numpy()
    )


def rows_visible_to(member: Actor, accounts: Places) -> Flags:
    """Which rows are of accounts that the member sees; one query, none for leaders.

    A leader's trashed accounts count until the next ranking; whoever shows a row fetches its account and sees it gone.
    """
    if sees_every_account(member):
        return np.ones(len(accounts), dtype=bool)
    return np.isin(accounts, np.fromiter(numbers_seen(member), dtype=np.int64))
