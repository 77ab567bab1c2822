"""Ranks and grades: who comes first, which level that earns, and whether the answer could still change."""

from collections.abc import Sequence
from functools import reduce
from itertools import pairwise
from operator import or_

import narwhals as nw

from tenure.analytics import unusable
from tenure.analytics.criteria import GradeScheme, Level
from tenure.analytics.portfolio.frames import Frame, IntoAnyFrame, cents, lazy

_NO_SCORE = 1.0
_LEVEL, _HELD = "level", "held level"


def grade(scored: IntoAnyFrame, scheme: GradeScheme, previous: IntoAnyFrame | None = None) -> Frame:
    """Rank every account and give it the best level whose cut it meets and which has a free place.

    Accounts come in order of score; equal scores by revenue in cents, then by account code; without a score last.
    Places fill in that order. Who meets no cut, finds no place, has no score or is knocked out gets the last level.

    `previous` (account, grade) are the grades held until now. Around each cut an account that was above it stays
    until its score < cut - h, and one that was below it rises from score >= cut + h (h the scheme's hysteresis);
    one without a held grade meets the cut as it stands. Places know no hysteresis.

    Adds: rank and rank_by_sales (1 is first), grade (the level's code), `level` (its position, 0 is best), key (the
    level holds key accounts), turned_away (a better level was earned and full), provisional (the interval low..high
    spans a cut, or the last score that still found a place in a full level). Source: METHODS 2.1.

    >>> import polars as pl
    >>> scored = pl.DataFrame({"account": ["Elm", "Fir"], "revenue": [5.0, 9.0], "score": [7.139, 3.22],
    ...                        "low": [5.14, 3.22], "high": [7.94, 3.22], "knocked_out": [False, False]})
    >>> graded = grade(scored, GradeScheme((Level("key", cut=6.0), Level("other")))).collect().to_native()
    >>> graded.select("account", "rank", "rank_by_sales", "grade", "provisional").sort("rank").rows()
    [('Elm', 1, 2, 'key', True), ('Fir', 2, 1, 'other', False)]

    Raises ValueError for a scheme without levels, with doubled codes, or with cuts that do not fall.
    """
    check_scheme(scheme)
    ranked = _with_ranks(lazy(scored))
    held = _with_held_level(ranked, scheme.levels, previous)
    placed = _with_level(held, scheme)
    bounded = _with_last_places(placed, scheme)
    return bounded.with_columns(
        grade=_code(scheme.levels),
        key=nw.col(_LEVEL) < min(scheme.key_levels, len(scheme.levels) - 1),
        turned_away=_turned_away(scheme),
        provisional=_provisional(scheme),
    ).drop(_HELD, *_place_columns(scheme))


def check_scheme(scheme: GradeScheme) -> None:
    """Refuse, with one sentence, a scheme that cannot grade."""
    codes = [level.code for level in scheme.levels]
    cuts = [level.cut for level in scheme.levels if level.cut is not None]
    if not codes or len(set(codes)) < len(codes):
        raise ValueError(unusable.BAD_LEVELS.format(codes=codes))
    if any(not left > right for left, right in pairwise(cuts)):
        raise ValueError(unusable.CUTS_OUT_OF_ORDER.format(cuts=cuts))
    if places := [level.places for level in scheme.levels if level.places is not None and level.places < 0]:
        raise ValueError(unusable.BAD_PLACES.format(places=places[0]))


def _with_ranks(frame: Frame) -> Frame:
    """Number the accounts by score and by sales.

    On Spark a numbering sends every row through one partition, so only the account and its keys go and are joined back.
    """
    keys = frame.select(
        "account",
        nw.when(nw.col("score").is_null()).then(_NO_SCORE).otherwise(0.0 - nw.col("score")).alias("by_score"),
        (0.0 - cents(nw.col("revenue"))).alias("by_sales"),
    )
    ranks = keys.with_row_index("rank", order_by=["by_score", "by_sales", "account"])
    ranks = ranks.with_row_index("rank_by_sales", order_by=["by_sales", "account"])
    one_based = [(nw.col(name).cast(nw.Int64) + 1).alias(name) for name in ("rank", "rank_by_sales")]
    return frame.join(ranks.select("account", *one_based), on="account", how="left")


def _with_held_level(frame: Frame, levels: Sequence[Level], previous: IntoAnyFrame | None) -> Frame:
    """Add the position of the grade held until now; null for an account without one or with a code no longer used."""
    if previous is None:
        return frame.with_columns(nw.lit(None, dtype=nw.Int64).alias(_HELD))
    position = nw.lit(None, dtype=nw.Int64)
    for index, level in enumerate(levels):
        position = nw.when(nw.col("grade") == level.code).then(index).otherwise(position)
    held = lazy(previous).select("account", position.cast(nw.Int64).alias(_HELD))
    return frame.join(held, on="account", how="left")


def _cut_as_held(cut: float, *, index: int, hysteresis: float) -> nw.Expr:
    """Return a level's cut as it stands for each account: lower for who was above it, higher for who was below."""
    held, lower, higher = nw.col(_HELD), nw.lit(cut - hysteresis), nw.lit(cut + hysteresis)
    return nw.when(held <= index).then(lower).when(held > index).then(higher).otherwise(nw.lit(cut))


def _with_level(frame: Frame, scheme: GradeScheme) -> Frame:
    """Fill the levels from the best down; those with places take the first of their candidates by rank."""
    last = len(scheme.levels) - 1
    frame = frame.with_columns(nw.lit(None, dtype=nw.Int64).alias(_LEVEL))
    for index, level in enumerate(scheme.levels[:last]):
        taken = candidate = _candidate(scheme, index)
        if level.places is not None:
            frame = frame.with_columns(candidate.alias(_candidates(index)))
            count = nw.when(nw.col(_candidates(index))).then(1).otherwise(0).cum_sum().over(order_by="rank")
            taken = nw.col(_candidates(index)) & (count <= level.places)
        frame = frame.with_columns(nw.when(taken).then(index).otherwise(nw.col(_LEVEL)).cast(nw.Int64).alias(_LEVEL))
    return frame.with_columns(nw.col(_LEVEL).fill_null(last))


def _candidates(index: int) -> str:
    return f"candidate {index}"


def _last_placed(index: int) -> str:
    return f"last placed {index}"


def _limited(scheme: GradeScheme) -> list[int]:
    """Positions of the levels with a number of places; the last level takes everybody left and has no limit."""
    return [index for index, level in enumerate(scheme.levels[:-1]) if level.places is not None]


def _place_columns(scheme: GradeScheme) -> list[str]:
    return [name for index in _limited(scheme) for name in (_candidates(index), _last_placed(index))]


def _candidate(scheme: GradeScheme, index: int) -> nw.Expr:
    """Who is still without a level, has a score, is not knocked out and meets the level's cut where there is one."""
    free = nw.col(_LEVEL).is_null() & ~nw.col("knocked_out") & ~nw.col("score").is_null()
    cut = scheme.levels[index].cut
    if cut is None:
        return free
    return free & (nw.col("score") >= _cut_as_held(cut, index=index, hysteresis=scheme.hysteresis)).fill_null(False)


def _with_last_places(frame: Frame, scheme: GradeScheme) -> Frame:
    """Add, for each level with places, the score of the last account placed if others had to be turned away."""
    limited = _limited(scheme)
    if not limited:
        return frame
    last_scores = []
    for index in limited:
        candidate = nw.col(_candidates(index))
        turned_away = nw.when(candidate & (nw.col(_LEVEL) > index)).then(1).otherwise(0).max()
        placed = nw.when(candidate & (nw.col(_LEVEL) == index)).then(nw.col("score")).min()
        last_scores.append(nw.when(turned_away > 0).then(placed).alias(_last_placed(index)))
    return frame.join(frame.select(*last_scores), how="cross")


def _turned_away(scheme: GradeScheme) -> nw.Expr:
    """Tell whether an account was a candidate for a level that had no place left."""
    full = [nw.col(_candidates(index)) & (nw.col(_LEVEL) > index) for index in _limited(scheme)]
    return reduce(or_, full, nw.lit(False))


def _provisional(scheme: GradeScheme) -> nw.Expr:
    """Tell whether what is unknown could move an account over a bound; the knocked out stay where they are."""
    spans = [_spans(bound) for index in range(len(scheme.levels) - 1) for bound in _bounds(scheme, index)]
    return reduce(or_, spans, nw.lit(False)) & ~nw.col("knocked_out")


def _spans(bound: nw.Expr) -> nw.Expr:
    return ((nw.col("low") < bound) & (bound <= nw.col("high"))).fill_null(False)


def _bounds(scheme: GradeScheme, index: int) -> list[nw.Expr]:
    """The score that decides about a level: its cut, or the last placed score once that is the higher of the two."""
    level = scheme.levels[index]
    cut = None if level.cut is None else _cut_as_held(level.cut, index=index, hysteresis=scheme.hysteresis)
    if level.places is None:
        return [] if cut is None else [cut]
    placed = nw.col(_last_placed(index))
    return [placed if cut is None else nw.when(placed > cut).then(placed).otherwise(cut)]


def _code(levels: Sequence[Level]) -> nw.Expr:
    """Name the level at each position."""
    code = nw.lit(levels[-1].code)
    for index, level in enumerate(levels[:-1]):
        code = nw.when(nw.col(_LEVEL) == index).then(nw.lit(level.code)).otherwise(code)
    return code
