"""Who would rise and who would fall if a trial were published, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import narwhals as nw
import numpy as np

from tenure.analytics.portfolio import contribution_column, explain, score_column
from tenure.core.wording import grade_label
from tenure.insight.choices import Movement
from tenure.insight.queries.boards import ranked_frame
from tenure.insight.queries.preview import PreviewRow, Trial, moves, preview_rows
from tenure.insight.wording import phrases, spoken

if TYPE_CHECKING:
    import polars as pl

SHOWN = 50


@dataclass(frozen=True)
class Move:
    """An account that changes its grade: from which, and in one sentence why it has the new one."""

    row: PreviewRow
    label_from: str
    reason: str


@dataclass(frozen=True)
class SeasonChanges:
    """What publishing would change against the last season, as far as the member sees it; key accounts and all."""

    moves: Mapping[Movement, int]
    promoted: tuple[Move, ...]
    relegated: tuple[Move, ...]
    key_accounts: int
    accounts: int


def season_changes(trial: Trial, *, limit: int = SHOWN) -> SeasonChanges:
    """The accounts that rise and fall, those of the best rank first, and how many there are of each."""
    key_levels = min(trial.rules.scheme.key_levels, len(trial.rules.scheme.levels) - 1)
    return SeasonChanges(
        moves=moves(trial),
        promoted=tuple(_moved(trial, trial.movements > 0, limit)),
        relegated=tuple(_moved(trial, trial.movements < 0, limit)),
        key_accounts=int(((trial.result.level < key_levels) & trial.visible).sum()),
        accounts=int(trial.visible.sum()),
    )


def _moved(trial: Trial, chosen: np.typing.NDArray[np.bool_], limit: int) -> list[Move]:
    order = trial.result.order
    rows = [int(row) for row in order[(chosen & trial.visible)[order]][:limit]]
    reasons = reasons_of(trial, rows)
    places = {int(trial.scored.accounts[row]): row for row in rows}
    return [
        Move(shown, trial.labels[trial.board.held[places[shown.account.pk]]], reasons[places[shown.account.pk]])
        for shown in preview_rows(trial, rows)
    ]


def reasons_of(trial: Trial, rows: Sequence[int]) -> dict[int, str]:
    """The sentence that each row would have in a ranking by these rules, in the active language."""
    if not rows:
        return {}
    # Loaded here because no web process should wait for frames at its start.
    import polars as pl

    graded = pl.concat([_facts(trial, rows), _results(trial, rows)], how="horizontal")
    pairs = zip(trial.scored.criteria, trial.weights, strict=True)
    weighed = [replace(criterion, weight=weight) for criterion, weight in pairs]
    labels = [grade_label(label) for label in trial.labels]
    explained = explain(nw.from_native(graded), spoken(weighed), labels, phrases()).collect().to_native()
    return dict(zip(rows, explained["reason"].to_list(), strict=True))


def _facts(trial: Trial, rows: Sequence[int]) -> "pl.DataFrame":
    """The raw measures, which limits are checked against, and the rank by sales."""
    frame = ranked_frame(trial.ranking)[list(rows)]
    mine = {"rank", "score", "low", "high", "provisional", "grade", "knocked_out", "previous_grade"}
    return frame.drop(mine)


def _results(trial: Trial, rows: Sequence[int]) -> "pl.DataFrame":
    import polars as pl

    result, chosen = trial.result, list(rows)
    key_levels = min(trial.rules.scheme.key_levels, len(trial.rules.scheme.levels) - 1)
    columns: dict[str, object] = {
        name: getattr(result, name)[chosen] for name in ("rank", "level", "low", "high", "provisional", "turned_away")
    }
    columns["score"] = _nullable(result.score[chosen])
    columns["key"] = result.level[chosen] < key_levels
    columns["knocked_out"] = trial.board.knocked_out[chosen]
    for place, (criterion, weight) in enumerate(zip(trial.scored.criteria, trial.weights, strict=True)):
        scores = trial.board.scores[chosen, place]
        known = np.where(result.known[chosen] > 0, result.known[chosen], np.nan)
        columns[score_column(criterion.code)] = _nullable(scores)
        columns[contribution_column(criterion.code)] = _nullable(scores * weight / known)
    return pl.DataFrame(columns)


def _nullable(values: np.typing.NDArray[np.float64]) -> "pl.Series":
    """Unknown is null to frames, NaN to arrays."""
    import polars as pl

    return pl.Series(values).fill_nan(None)
