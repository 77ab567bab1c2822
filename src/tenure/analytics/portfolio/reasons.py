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
    - strongest, second: the codes that contribute most, no weakness among them; missing: the code that costs most,
      weight * (10 - score);
    - despite: for key accounts the codes, comma-separated, of their weaknesses, null for none: contribution below the
      account's average and score below 5 (METHODS 2.1, compensation rule; the 5 keeps even profiles free of "despite");
    - reason: one sentence, in which criteria without weight have no say. A key account hears what leads and what it
      qualifies despite, any other one what holds it back most; both hear what is unknown, whether that makes the grade
      provisional, and their place by sales.
    """
    counted = [criterion for criterion in criteria if criterion.weight > 0]
    codes = [criterion.code for criterion in counted]
    said = _with_choices(lazy(graded), counted).with_columns(
        *(_pick(_CHOICE[name], codes).alias(name) for name in ("strongest", "second", "missing")),
        *_said(counted, phrases),
        label=_pick("level", labels),
        despite=_listed([nw.when(weak).then(nw.lit(c.code)) for c, weak in _weaknesses(counted)], ","),
    )
    return said.with_columns(reason=_sentence(criteria, phrases)).drop(*_CHOICE.values(), *_SAID.values())


_CHOICE = {name: f"{name} position" for name in ("strongest", "second", "missing", "missing second", "weakest")}
"""Helper columns: the position in the list of criteria of the one chosen for each role, null for none."""

_SAID = {name: f"{name} said" for name in ("score", "first", "second", "weakest", "unknown")}
"""Helper columns: words that more than one template may use, null where there is nothing to say."""


def _with_choices(frame: Frame, criteria: Sequence[Criterion]) -> Frame:
    """Choose the criteria that a sentence may name; of equal ones the first listed."""
    gained = [nw.col(contribution_column(c.code)) for c in criteria]
    able = [nw.when(~weak).then(_points_of(c)) for c, weak in _weaknesses(criteria)]
    lost = [(TOP_SCORE - nw.col(score_column(c.code))) * c.weight for c in criteria]
    worst = [nw.when(weak).then(TOP_SCORE - nw.col(score_column(c.code))) for c, weak in _weaknesses(criteria)]
    frame = _with_greatest(frame, _CHOICE["strongest"], gained)
    frame = _with_greatest(frame, _CHOICE["second"], able, but=_CHOICE["strongest"])
    frame = _with_greatest(frame, _CHOICE["missing"], lost)
    frame = _with_greatest(frame, _CHOICE["missing second"], lost, but=_CHOICE["missing"])
    return _with_greatest(frame, _CHOICE["weakest"], worst)


def _with_greatest(frame: Frame, name: str, values: Sequence[nw.Expr], *, but: str | None = None) -> Frame:
    """Add the position of the greatest value above zero, leaving out the position that another column holds."""
    allowed = [value if but is None else _unless(but, index, value) for index, value in enumerate(values)]
    greatest = nw.max_horizontal(*allowed, nw.lit(0.0))
    position: nw.Expr = nw.lit(None, dtype=nw.Int64)
    for index, value in reversed(list(enumerate(allowed))):
        position = nw.when((nw.col("greatest") > 0) & (value == nw.col("greatest"))).then(index).otherwise(position)
    return frame.with_columns(greatest=greatest).with_columns(position.cast(nw.Int64).alias(name)).drop("greatest")


def _unless(column: str, position: int, value: nw.Expr) -> nw.Expr:
    """Return the value except where the column holds this position (null holds none)."""
    return nw.when((nw.col(column) != position).fill_null(True)).then(value)


def _weaknesses(criteria: Sequence[Criterion]) -> list[tuple[Criterion, nw.Expr]]:
    """Pair each criterion with whether it is a weakness that a key account qualifies despite.

    The average contribution is the score divided by the number of known criteria.
    """
    known = reduce(add, (_is_known(c).cast(nw.Int64) for c in criteria), nw.lit(0))
    return [
        (c, nw.col("key") & (_score_of(c) < WEAK_BELOW) & (_points_of(c) * known < nw.col("score"))) for c in criteria
    ]


def _score_of(criterion: Criterion) -> nw.Expr:
    return nw.col(score_column(criterion.code))


def _points_of(criterion: Criterion) -> nw.Expr:
    return nw.col(contribution_column(criterion.code))


def _is_known(criterion: Criterion) -> nw.Expr:
    return ~_score_of(criterion).is_null()


def _pick(column: str, words: Sequence[str]) -> nw.Expr:
    """Turn a position into its word; null and positions without a word become null."""
    return _pick_from(nw.col(column), [nw.lit(word) for word in words], nw.String)


def _pick_from(position: nw.Expr, values: Sequence[nw.Expr], kind: type[nw.String] | type[nw.Float64]) -> nw.Expr:
    picked: nw.Expr = nw.lit(None, dtype=kind)
    for index, value in enumerate(values):
        picked = nw.when(position == index).then(value).otherwise(picked)
    return picked


def _listed(words: Sequence[nw.Expr], joint: str) -> nw.Expr:
    """Join the words that apply; null when none does."""
    if not words:
        return nw.lit(None, dtype=nw.String)
    joined = nw.concat_str(*words, separator=joint, ignore_nulls=True)
    return nw.when(joined != "").then(joined)


def _said(criteria: Sequence[Criterion], phrases: Phrases) -> list[nw.Expr]:
    """Put into words the score, the unknown, and the criteria to name: what leads a key account, what others lack."""
    unknown = [nw.when(~_is_known(c)).then(nw.lit(c.name)) for c in criteria]
    roles = {
        "first": _leads_or(_CHOICE["strongest"], _CHOICE["missing"]),
        "second": _leads_or(_CHOICE["second"], _CHOICE["missing second"]),
        "weakest": nw.col(_CHOICE["weakest"]),
    }
    return [
        *(_named(position, criteria, phrases).alias(_SAID[role]) for role, position in roles.items()),
        one_decimal(nw.col("score"), phrases.decimal_mark).alias(_SAID["score"]),
        _listed(unknown, phrases.list_joint).alias(_SAID["unknown"]),
    ]


def _leads() -> nw.Expr:
    return nw.col("key") & ~nw.col(_CHOICE["strongest"]).is_null()


def _leads_or(lead: str, lack: str) -> nw.Expr:
    return nw.when(_leads()).then(nw.col(lead)).otherwise(nw.col(lack))


def _named(position: nw.Expr, criteria: Sequence[Criterion], phrases: Phrases) -> nw.Expr:
    """Say the criterion at a position with its score, as in "recency 2.0"."""
    name = _pick_from(position, [nw.lit(f"{criterion.name} ") for criterion in criteria], nw.String)
    value = _pick_from(position, [_score_of(criterion) for criterion in criteria], nw.Float64)
    return nw.concat_str(name, one_decimal(value, phrases.decimal_mark))


def _sentence(criteria: Sequence[Criterion], phrases: Phrases) -> nw.Expr:
    """Join the parts that apply to each account, in a fixed order, and close the sentence."""
    limits = [nw.when(limit).then(nw.lit(c.name)) for c in criteria for limit in broken_limits(c)]
    parts = (
        _head(phrases),
        fill(phrases.despite, weakest=nw.col(_SAID["weakest"])),
        nw.when(nw.col("turned_away")).then(nw.lit(phrases.turned_away)),
        fill(phrases.kept_out, names=_listed(limits, phrases.list_joint)),
        fill(phrases.unknown, names=nw.col(_SAID["unknown"])),
        nw.when(nw.col("provisional")).then(nw.lit(phrases.provisional)),
        fill(phrases.sales, place=nw.col("rank_by_sales").cast(nw.String), suffix=_suffix(phrases)),
    )
    return nw.concat_str(nw.concat_str(*parts, separator=phrases.joint, ignore_nulls=True), nw.lit(phrases.end))


def _head(phrases: Phrases) -> nw.Expr:
    """Say grade, score and what decided them, by the first template whose words are all there."""
    words = {name: nw.col(_SAID[name]) for name in ("score", "first", "second")} | {"grade": nw.col("label")}
    lead_two, lead_one, short_two, short_one, at_best, no_score = (
        fill(template, **words)
        for template in (
            phrases.lead_two,
            phrases.lead_one,
            phrases.short_two,
            phrases.short_one,
            phrases.at_best,
            phrases.no_score,
        )
    )
    lead, short = nw.coalesce(lead_two, lead_one), nw.coalesce(short_two, short_one)
    return nw.coalesce(nw.when(_leads()).then(lead).otherwise(short), at_best, no_score)


def fill(template: str, **words: nw.Expr) -> nw.Expr:
    """Put a word for each account into a template's braces; null where a word it names is null.

    Raises ValueError for a template that asks for a word it is not given.
    """
    pieces: list[nw.Expr] = []
    for text, field, _, _ in Formatter().parse(template):
        if field is not None and field not in words:
            raise ValueError(f"The template {template!r} asks for {field!r}; there are: {', '.join(words)}.")
        pieces += [nw.lit(text)] if text else []
        pieces += [] if field is None else [words[field]]
    return nw.concat_str(*pieces)


def one_decimal(score: nw.Expr, mark: str) -> nw.Expr:
    """Write a score with one decimal, halves up, from whole numbers, since engines print floats differently."""
    tenths = (score * 10.0 + 0.5).floor().cast(nw.Int64)
    return nw.concat_str((tenths // 10).cast(nw.String), nw.lit(mark), (tenths % 10).cast(nw.String))


def _suffix(phrases: Phrases) -> nw.Expr:
    """Choose the ending of a place's ordinal number: 1st, 2nd, 3rd, 4th, 11th, 21st."""
    place = nw.col("rank_by_sales")
    suffix: nw.Expr = nw.lit(phrases.suffix_other)
    for digit, ending in ((3, phrases.suffix_third), (2, phrases.suffix_second), (1, phrases.suffix_first)):
        suffix = nw.when(place % 10 == digit).then(nw.lit(ending)).otherwise(suffix)
    return nw.when((place % 100 >= 11) & (place % 100 <= 13)).then(nw.lit(phrases.suffix_teens)).otherwise(suffix)
