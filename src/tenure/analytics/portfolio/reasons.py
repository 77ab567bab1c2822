"""One sentence per account that says in plain words why it has its grade, built for all accounts at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from string import Formatter

import narwhals as nw

from tenure.analytics.criteria import TOP_SCORE, Criterion
from tenure.analytics.portfolio.frames import Frame, IntoAnyFrame, lazy
from tenure.analytics.portfolio.scoring import broken_limits, contribution_column, score_column

WEAK_BELOW = TOP_SCORE / 2
"""A criterion below the middle of the scale is a weakness worth naming."""


@dataclass(frozen=True)
class Phrases:
    """The words of a reason; another language is another one of these.

    A sentence is the parts that apply, joined and closed. In braces stand grade, score, a criterion with its score
    (`first`, `second`, `weakest`), a list of names (`names`), a number (`place`) with its ordinal `suffix`.
    """

    joint: str = "; "
    end: str = "."
    list_joint: str = ", "
    decimal_mark: str = "."
    lead_two: str = "{grade} at {score} of 10: {first} and {second} lead"
    lead_one: str = "{grade} at {score} of 10: {first} leads"
    despite: str = "qualifies despite {weakest}"
    short_two: str = "{grade} at {score} of 10: held back most by {first} and {second}"
    short_one: str = "{grade} at {score} of 10: held back most by {first}"
    at_best: str = "{grade} at {score} of 10: nothing holds it back"
    no_score: str = "{grade}: nothing is known yet that could be scored"
    turned_away: str = "the places above are taken"
    kept_out: str = "kept out by the limit on {names}"
    unknown: str = "not known: {names}"
    provisional: str = "provisional until more is known"
    sales: str = "{place}{suffix} by sales"
    suffix_first: str = "st"
    suffix_second: str = "nd"
    suffix_third: str = "rd"
    suffix_other: str = "th"
    suffix_teens: str = "th"


ENGLISH = Phrases()


def explain(
    graded: IntoAnyFrame, criteria: Sequence[Criterion], labels: Sequence[str], phrases: Phrases = ENGLISH
) -> Frame:
    """Add to every graded account the label of its grade and the reason for it.

    - label: the word for the level, from `labels` (one for each, best first);
    - strongest, second: the codes that contribute most; missing: the code that costs most, weight * (10 - score);
    - despite: for key accounts the codes, comma-separated, of their weaknesses, null for none: contribution below the
      account's average and score below 5 (METHODS 2.1, compensation rule; the 5 keeps even profiles free of "despite");
    - reason: one sentence. A key account hears what leads and what it qualifies despite, any other one what holds it
      back most; both hear what is unknown, whether that makes the grade provisional, and their place by sales.
    """
    frame = _with_choices(lazy(graded), criteria).with_columns(label=_pick("level", labels))
    codes = [criterion.code for criterion in criteria]
    return frame.with_columns(
        *(_pick(_CHOICE[name], codes).alias(name) for name in ("strongest", "second", "missing")),
        despite=_despite(criteria),
        reason=_sentence(criteria, phrases),
    ).drop(*_CHOICE.values())


_CHOICE = {name: f"{name} position" for name in ("strongest", "second", "missing", "missing second", "weakest")}
"""Helper columns: the position in the list of criteria of the one chosen for each role, null for none."""


def _with_choices(frame: Frame, criteria: Sequence[Criterion]) -> Frame:
    """Choose the criteria that a sentence may name; of equal ones the first listed."""
    gained = [nw.col(contribution_column(c.code)) for c in criteria]
    lost = [(TOP_SCORE - nw.col(score_column(c.code))) * c.weight for c in criteria]
    worst = [nw.when(weak).then(0.0 - nw.col(score_column(c.code))) for c, weak in _weaknesses(criteria)]
    frame = _with_greatest(frame, _CHOICE["strongest"], gained, above=0.0)
    frame = _with_greatest(frame, _CHOICE["second"], gained, but=_CHOICE["strongest"], above=0.0)
    frame = _with_greatest(frame, _CHOICE["missing"], lost, above=0.0)
    frame = _with_greatest(frame, _CHOICE["missing second"], lost, but=_CHOICE["missing"], above=0.0)
    return _with_greatest(frame, _CHOICE["weakest"], worst)


def _with_greatest(
    frame: Frame, name: str, values: Sequence[nw.Expr], *, but: str | None = None, above: float | None = None
) -> Frame:
    """Add the position of the greatest known value, leaving out one position, and values not above a bound."""
    allowed = [value if but is None else _unless(but, index, value) for index, value in enumerate(values)]
    greatest = nw.max_horizontal(*allowed, nw.lit(None, dtype=nw.Float64))
    position = nw.lit(None, dtype=nw.Int64)
    for index in reversed(range(len(values))):
        chosen = allowed[index] == nw.col("greatest")
        position = (
            nw.when(chosen if above is None else chosen & (nw.col("greatest") > above)).then(index).otherwise(position)
        )
    return frame.with_columns(greatest=greatest).with_columns(position.cast(nw.Int64).alias(name)).drop("greatest")


def _unless(column: str, position: int, value: nw.Expr) -> nw.Expr:
    """Return the value except where the column holds this position (null holds none)."""
    return nw.when((nw.col(column) != position).fill_null(True)).then(value)


def _weaknesses(criteria: Sequence[Criterion]) -> list[tuple[Criterion, nw.Expr]]:
    """Pair each criterion with whether it is a weakness that a key account qualifies despite."""
    known = reduce(add, (_is_known(c).cast(nw.Int64) for c in criteria), nw.lit(0))
    average = nw.col("score") / known
    return [
        (
            c,
            nw.col("key")
            & (nw.col(score_column(c.code)) < WEAK_BELOW)
            & (nw.col(contribution_column(c.code)) < average),
        )
        for c in criteria
    ]


def _is_known(criterion: Criterion) -> nw.Expr:
    return ~nw.col(score_column(criterion.code)).is_null()


def _pick(column: str, words: Sequence[str]) -> nw.Expr:
    """Turn a position into its word; null and positions without a word become null."""
    return _pick_from(nw.col(column), [nw.lit(word) for word in words])


def _pick_from(position: nw.Expr, values: Sequence[nw.Expr]) -> nw.Expr:
    picked = nw.lit(None, dtype=nw.String) if not values else nw.when(position == 0).then(values[0])
    for index, value in enumerate(values[1:], start=1):
        picked = nw.when(position == index).then(value).otherwise(picked)
    return picked


def _despite(criteria: Sequence[Criterion]) -> nw.Expr:
    return _listed([nw.when(weak).then(nw.lit(c.code)) for c, weak in _weaknesses(criteria)], ",")


def _listed(words: Sequence[nw.Expr], joint: str) -> nw.Expr:
    """Join the words that apply; null when none does."""
    if not words:
        return nw.lit(None, dtype=nw.String)
    joined = nw.concat_str(*words, separator=joint, ignore_nulls=True)
    return nw.when(joined != "").then(joined)


def _sentence(criteria: Sequence[Criterion], phrases: Phrases) -> nw.Expr:
    """Join the parts that apply to each account, in a fixed order, and close the sentence."""
    unknown = _listed([nw.when(~_is_known(c)).then(nw.lit(c.name)) for c in criteria], phrases.list_joint)
    limits = [nw.when(limit).then(nw.lit(c.name)) for c in criteria for limit in broken_limits(c)]
    weakest = _named(_CHOICE["weakest"], criteria, phrases)
    parts = (
        _head(criteria, phrases),
        fill(phrases.despite, weakest=weakest),
        nw.when(nw.col("turned_away")).then(nw.lit(phrases.turned_away)),
        fill(phrases.kept_out, names=_listed(limits, phrases.list_joint)) if limits else None,
        fill(phrases.unknown, names=unknown),
        nw.when(nw.col("provisional")).then(nw.lit(phrases.provisional)),
        fill(phrases.sales, place=nw.col("rank_by_sales").cast(nw.String), suffix=_suffix(phrases)),
    )
    told = [part for part in parts if part is not None]
    return nw.concat_str(nw.concat_str(*told, separator=phrases.joint, ignore_nulls=True), nw.lit(phrases.end))


def _head(criteria: Sequence[Criterion], phrases: Phrases) -> nw.Expr:
    """Say grade, score and what decided them: the leading criteria of a key account, the missing ones of another."""
    grade, score = nw.col("label"), one_decimal(nw.col("score"), phrases.decimal_mark)
    leads = nw.col("key") & ~nw.col(_CHOICE["strongest"]).is_null()
    first, second = (
        _named_at(nw.when(leads).then(nw.col(_CHOICE[lead])).otherwise(nw.col(_CHOICE[lack])), criteria, phrases)
        for lead, lack in (("strongest", "missing"), ("second", "missing second"))
    )
    words = {"grade": grade, "score": score, "first": first, "second": second}
    key = nw.when(leads)
    two = key.then(fill(phrases.lead_two, **words)).otherwise(fill(phrases.short_two, **words))
    one = key.then(fill(phrases.lead_one, **words)).otherwise(fill(phrases.short_one, **words))
    return nw.coalesce(two, one, fill(phrases.at_best, **words), fill(phrases.no_score, **words))


def fill(template: str, **words: nw.Expr) -> nw.Expr:
    """Put a word for each account into a template's braces; null where a word it names is null."""
    pieces: list[nw.Expr] = []
    for text, field, _, _ in Formatter().parse(template):
        pieces += [nw.lit(text)] if text else []
        pieces += [] if field is None else [words[field]]
    return nw.concat_str(*pieces)


def _named(column: str, criteria: Sequence[Criterion], phrases: Phrases) -> nw.Expr:
    return _named_at(nw.col(column), criteria, phrases)


def _named_at(position: nw.Expr, criteria: Sequence[Criterion], phrases: Phrases) -> nw.Expr:
    """Say the criterion at a position with its score, as in "recency 2.0"."""
    name = _pick_from(position, [nw.lit(f"{criterion.name} ") for criterion in criteria])
    value = _pick_from(position, [nw.col(score_column(criterion.code)) for criterion in criteria])
    return nw.concat_str(name, one_decimal(value.cast(nw.Float64), phrases.decimal_mark))


def one_decimal(score: nw.Expr, mark: str) -> nw.Expr:
    """Write a score with one decimal, halves up, from whole numbers, since engines print floats differently."""
    tenths = (score * 10.0 + 0.5).floor().cast(nw.Int64)
    return nw.concat_str((tenths // 10).cast(nw.String), nw.lit(mark), (tenths % 10).cast(nw.String))


def _suffix(phrases: Phrases) -> nw.Expr:
    """Choose the ending of a place's ordinal number: 1st, 2nd, 3rd, 4th, 11th, 21st."""
    place = nw.col("rank_by_sales")
    suffix = nw.lit(phrases.suffix_other)
    for digit, ending in ((3, phrases.suffix_third), (2, phrases.suffix_second), (1, phrases.suffix_first)):
        suffix = nw.when(place % 10 == digit).then(nw.lit(ending)).otherwise(suffix)
    return nw.when((place % 100 >= 11) & (place % 100 <= 13)).then(nw.lit(phrases.suffix_teens)).otherwise(suffix)
