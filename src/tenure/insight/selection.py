"""From the company's facts and rules to a ranked portfolio: what the analytics are asked, and with what."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import narwhals as nw
import polars as pl
from django.utils import timezone

from tenure.analytics.criteria import Criterion
from tenure.analytics.portfolio import Comparison, Window, choose, grade, measure, propose_anchors, score
from tenure.analytics.portfolio.measures import comparison_in
from tenure.assessments.rules import SelectionRules
from tenure.commerce.queries import last_order_date
from tenure.insight.queries.facts import account_frame, fingerprint, held_grades, line_frame, rating_frame
from tenure.insight.queries.rankings import last_season


@dataclass(frozen=True)
class Facts:
    """Everything a ranking depends on but the rules: lines, accounts, ratings, and the grades of the last season."""

    as_of: date
    currency: str
    lines: pl.DataFrame
    accounts: pl.DataFrame
    ratings: pl.DataFrame
    held: pl.DataFrame | None
    held_since: int | None


@dataclass(frozen=True)
class Selection:
    """A ranked portfolio, one row per account in order of rank; `criteria` are those scored, with their anchors."""

    frame: pl.DataFrame
    criteria: tuple[Criterion, ...]
    notices: tuple[str, ...]
    comparison: Comparison


def selection_day() -> date:
    """The day a selection looks back from unless one is given: that of the last order, today without orders."""
    today = timezone.localdate()
    return last_order_date(until=today) or today


def gather_facts(*, as_of: date, currency: str) -> Facts:
    """Read what a ranking depends on; the season last published says which grades are held."""
    season = last_season()
    return Facts(
        as_of=as_of,
        currency=currency,
        lines=line_frame(as_of=as_of),
        accounts=account_frame(),
        ratings=rating_frame(as_of=as_of),
        held=held_grades(season) if season else None,
        held_since=season.pk if season else None,
    )


def inputs_hash(facts: Facts, rules: SelectionRules, labels: tuple[str, ...]) -> str:
    """A digest of facts and rules: a ranking from equal inputs need not be written again."""
    inputs: dict[str, Any] = {
        "as_of": facts.as_of,
        "currency": facts.currency,
        "rules": asdict(rules),
        "labels": labels,
        "held_since": facts.held_since,
        "lines": fingerprint(facts.lines),
        "accounts": fingerprint(facts.accounts.select("account")),
        "ratings": fingerprint(facts.ratings),
    }
    return hashlib.sha256(json.dumps(inputs, sort_keys=True, default=str).encode()).hexdigest()


def select(facts: Facts, rules: SelectionRules, labels: tuple[str, ...]) -> Selection:
    """Measure, score and grade every account and choose its reason.

    Criteria without anchors get them proposed from these facts.
    """
    window = Window.parse(rules.window)
    comparison = comparison_in(facts.lines, as_of=facts.as_of, window=window)
    measures = measure(
        facts.lines, accounts=facts.accounts, as_of=facts.as_of, window=window, comparison=comparison
    ).join(nw.from_native(facts.ratings.lazy()), on="account", how="left")
    # Worked out once: anchors and scores would each fold all the lines again.
    settled = measures.to_native().collect(engine="streaming")
    anchored = propose_anchors(settled, rules.criteria)
    graded = grade(score(settled, anchored.criteria), rules.scheme, facts.held)
    chosen = choose(graded, anchored.criteria, labels)
    frame = chosen.to_native().collect().sort("rank")
    return Selection(frame, anchored.criteria, anchored.notices, comparison)
