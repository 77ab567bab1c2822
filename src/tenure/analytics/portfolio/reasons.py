"""Why each account has its grade, chosen for all accounts at once, and said in one sentence where a file needs it."""

from collections.abc import Sequence
from functools import reduce
from operator import add
from string import Formatter

import narwhals as nw

from tenure.analytics.criteria import TOP_SCORE, Criterion
from tenure.analytics.portfolio.frames import Frame, IntoAnyFrame, lazy
from tenure.analytics.portfolio.scoring import broken_limits, contribution_column, score_column
from tenure.analytics.wording import ENGLISH, OPENING, PARTS, Clause, Part, Phrases

WEAK_BELOW = TOP_SCORE / 2
"""A criterion below the middle of the scale is a weakness worth naming."""

NAMED = ("first", "second", "weakest")
"""The roles in which a reason names a criterion."""

FACTS = ("leads", *(f"{role}{what}" for role in NAMED for what in ("", "_score")), "limits", "unknown")
"""What a reason says besides label, score and rank: whether something leads, codes of criteria with their scores, and
codes joined by commas; null where there is nothing to say."""


def fact_column(fact: str) -> str:
    """Name the column of one of the facts that a reason says."""
    return f"says {fact}"


def choose(graded: IntoAnyFrame, criteria: Sequence[Criterion], labels: Sequence[str]) -> Frame:
    """Add to every graded account the label of its grade and what the reason for it says (see FACTS).

    - label: the word for the level, from `labels` (one for each, best first);
    - strongest, second: the codes that contribute most, no weakness among them; missing: the code that costs most,
      weight * (10 - score);
    - despite: for key accounts the codes, comma-separated, of their weaknesses, null for none: contribution below the
      account's average and score below 5 (METHODS 2.1, compensation rule; the 5 keeps even profiles free of "despite");
    - the facts, in which criteria without weight have no say: of a key account what leads and what it qualifies
      despite, of any other one what holds it back most; of both which limits keep it out and what is unknown.
    """
    counted = [criterion for criterion in criteria if criterion.weight > 0]
    codes = [criterion.code for criterion in counted]
    chosen = _with_choices(_with_weaknesses(lazy(graded), counted), counted).with_columns(
        *(_pick(_CHOICE[name], codes).alias(name) for name in ("strongest", "second", "missing")),
        *_named(counted),
        _leads().alias(fact_column("leads")),
        _listed([nw.when(limit).then(nw.lit(c.code)) for c, limit in _limits(criteria)], ",").alias(
            fact_column("limits")
        ),
        _listed([nw.when(~_is_known(c)).then(nw.lit(c.code)) for c in counted], ",").alias(fact_column("unknown")),
        label=_pick("level", labels),
        despite=_listed([nw.when(_is_weak(c)).then(nw.lit(c.code)) for c in counted], ","),
    )
    return chosen.drop(*_CHOICE.values(), *map(_weakness_column, counted))


def explain(
    graded: IntoAnyFrame, criteria: Sequence[Criterion], labels: Sequence[str], phrases: Phrases = ENGLISH
) -> Frame:
    """Add what `choose` adds and the reason: `wording.sentence` for every account, without its facts."""
    said = choose(graded, criteria, labels)
    said = said.with_columns(reason=_sentence(criteria, phrases))
    return said.drop(*map(fact_column, FACTS))


_CHOICE = {name: f"{name} position" for name in ("strongest", "second", "missing", "missing second", "weakest")}
"""Helper columns: the position in the list of criteria of the one chosen for each role, null for none."""


def _with_choices(frame: Frame, criteria: Sequence[Criterion]) -> Frame:
    """Choose the criteria that a sentence may name; of equal ones the first listed."""
    gained = [nw.col(contribution_column(c.code)) for c in criteria]
    able = [nw.when(~_is_weak(c)).then(_points_of(c)) for c in criteria]
    lost = [(TOP_SCORE - nw.col(score_column(c.code))) * c.weight for c in criteria]
    worst = [nw.when(_is_weak(c)).then(TOP_SCORE - nw.col(score_column(c.code))) for c in criteria]
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


def _with_weaknesses(frame: Frame, criteria: Sequence[Criterion]) -> Frame:
    """Add for each criterion whether it is a weakness that a key account qualifies despite.

    The average contribution is the score divided by the number of known criteria. Columns of their own, as each is
    asked for several times, and an expression is worked out anew wherever it stands.
    """
    if not criteria:
        return frame
    known = reduce(add, (_is_known(c).cast(nw.Int64) for c in criteria))
    weak = (
        nw.col("key") & (_score_of(c) < WEAK_BELOW) & (_points_of(c) * nw.col("known criteria") < nw.col("score"))
        for c in criteria
    )
    named = [one.alias(_weakness_column(c)) for c, one in zip(criteria, weak, strict=True)]
    return frame.with_columns(known.alias("known criteria")).with_columns(*named).drop("known criteria")


def _weakness_column(criterion: Criterion) -> str:
    return f"{criterion.code} is weak"


def _is_weak(criterion: Criterion) -> nw.Expr:
    return nw.col(_weakness_column(criterion))


def _score_of(criterion: Criterion) -> nw.Expr:
    return nw.col(score_column(criterion.code))


def _points_of(criterion: Criterion) -> nw.Expr:
    return nw.col(contribution_column(criterion.code))


def _is_known(criterion: Criterion) -> nw.Expr:
    return ~_score_of(criterion).is_null()


def _limits(criteria: Sequence[Criterion]) -> list[tuple[Criterion, nw.Expr]]:
    return [(criterion, limit) for criterion in criteria for limit in broken_limits(criterion)]


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


def _named(criteria: Sequence[Criterion]) -> list[nw.Expr]:
    """The criteria to name, with their scores: what leads a key account, what others lack, what is weakest."""
    roles = {
        "first": _leads_or(_CHOICE["strongest"], _CHOICE["missing"]),
        "second": _leads_or(_CHOICE["second"], _CHOICE["missing second"]),
        "weakest": nw.col(_CHOICE["weakest"]),
    }
    codes, scores = [nw.lit(criterion.code) for criterion in criteria], [_score_of(criterion) for criterion in criteria]
    named = [_pick_from(position, codes, nw.String).alias(fact_column(role)) for role, position in roles.items()]
    return named + [
        _pick_from(position, scores, nw.Float64).alias(fact_column(f"{role}_score")) for role, position in roles.items()
    ]


def _leads() -> nw.Expr:
    return nw.col("key") & ~nw.col(_CHOICE["strongest"]).is_null()


def _leads_or(lead: str, lack: str) -> nw.Expr:
    return nw.when(_leads()).then(nw.col(lead)).otherwise(nw.col(lack))


def _sentence(criteria: Sequence[Criterion], phrases: Phrases) -> nw.Expr:
    """Join the parts that apply to each account, in their order, and close the sentence."""
    words, facts = _words(criteria, phrases), _facts()
    parts = (_first(part, words, facts, phrases) for part in PARTS)
    joined = nw.concat_str(*parts, separator=phrases.joint, ignore_nulls=True)
    return nw.concat_str(_first(OPENING, words, facts, phrases), nw.lit(phrases.colon), joined, nw.lit(phrases.end))


def _words(criteria: Sequence[Criterion], phrases: Phrases) -> dict[str, nw.Expr]:
    """Every word that a template may ask for; null where there is nothing to say."""
    unknown = [nw.when(~_is_known(c)).then(nw.lit(c.name)) for c in criteria if c.weight > 0]
    limits = [nw.when(limit).then(nw.lit(c.name)) for c, limit in _limits(criteria)]
    return {
        **{role: _criterion(role, criteria, phrases) for role in NAMED},
        "grade": nw.col("label"),
        "score": one_decimal(nw.col("score"), phrases.decimal_mark),
        "limits": _listed(limits, phrases.list_joint),
        "unknown": _listed(unknown, phrases.list_joint),
        "place": nw.col("rank_by_sales").cast(nw.String),
        "suffix": _suffix(phrases),
    }


def _facts() -> dict[str, nw.Expr]:
    """What has to hold for the clauses that name a fact."""
    return {
        "leads": nw.col(fact_column("leads")),
        "scored": ~nw.col("score").is_null(),
        "turned_away": nw.col("turned_away"),
        "provisional": nw.col("provisional"),
    }


def _criterion(role: str, criteria: Sequence[Criterion], phrases: Phrases) -> nw.Expr:
    """Say the criterion of a role with its score, as in "recency 2.0"."""
    code = nw.col(fact_column(role))
    name: nw.Expr = nw.lit(None, dtype=nw.String)
    for criterion in criteria:
        name = nw.when(code == criterion.code).then(nw.lit(f"{criterion.name} ")).otherwise(name)
    return nw.concat_str(name, one_decimal(nw.col(fact_column(f"{role}_score")), phrases.decimal_mark))


def _first(part: Part, words: dict[str, nw.Expr], facts: dict[str, nw.Expr], phrases: Phrases) -> nw.Expr:
    """The first clause of a part that applies, in words; null where none does."""
    return nw.coalesce(*(_clause(clause, words, facts, phrases) for clause in part))


def _clause(clause: Clause, words: dict[str, nw.Expr], facts: dict[str, nw.Expr], phrases: Phrases) -> nw.Expr:
    said = fill(getattr(phrases, clause.phrase), **words)
    return nw.when(facts[clause.fact]).then(said) if clause.fact else said


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
    teens = (place % 100 >= 11) & (place % 100 <= 13)
    return nw.when(teens).then(nw.lit(phrases.suffix_other)).otherwise(suffix)
