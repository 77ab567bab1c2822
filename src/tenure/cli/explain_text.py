"""One account's explanation as a terminal shows it."""

import sys
from collections.abc import Iterator, Sequence

from rich.console import Group
from rich.panel import Panel
from rich.text import Text

from tenure.analytics.service import Kept
from tenure.assessments.queries import OpenQuestion
from tenure.cli.league_table import FAINT, CriterionLine, console_on, criteria_table, grade_text
from tenure.cli.portfolio_table import day, level_codes, percent, row_of
from tenure.cli.rank_words import measured, span
from tenure.insight.models import Standing
from tenure.insight.queries import Explanation, Sensitivity, WeightChange
from tenure.insight.queries.explanation import CriterionRow, NearestCut
from tenure.insight.queries.sensitivity import Neighbour
from tenure.insight.queries.service import AccountService

CHANGES_SHOWN = 3
LEAST_SHARE = 0.005


def print_explanation(
    explained: Explanation,
    firmness: Sensitivity,
    questions: Sequence[OpenQuestion],
    history: Sequence[Standing],
    service: AccountService,
) -> None:
    """Print the account's place and reason, its criteria, what would change the grade, its service, and its past."""
    standing = explained.standing
    body = Group(
        grade_text(row_of(standing), level_codes(explained.ranking)),
        Text(_place(standing)),
        Text(),
        Text(standing.reason),
        Text(),
        criteria_table(map(_line, explained.criteria)),
        *_section("What would change the grade", _changes(explained, firmness)),
        *_section("Not rated yet, and who could answer", map(_question, questions)),
        *_section(f"What {service.label} is promised", _service(service)),
        *_section("Seasons", (f"{s.ranking.name}: {s.label}, rank {s.rank}" for s in history)),
    )
    title = Text.assemble((standing.account.name, "bold"), (f"  {row_of(standing)['account']}", FAINT))
    console_on(sys.stdout).print(Panel(body, title=title, title_align="left", padding=(1, 2)))


def _place(standing: Standing) -> str:
    known = "" if standing.completeness >= 1 else f", {percent(standing.completeness)} known"
    return f"{span(row_of(standing))} of 10, rank {standing.rank} by score, {standing.rank_by_sales} by sales{known}"


def _line(row: CriterionRow) -> CriterionLine:
    value = measured(row.measure, row.value)
    return CriterionLine(row.name, value, row.score, row.weight, row.contribution, row.objective)


def _section(title: str, lines: Iterator[str]) -> list[Text]:
    """A heading with its lines; nothing when there are none."""
    told = [Text(f"  {line}") for line in lines]
    return [Text(), Text(title, style="bold"), *told] if told else []


CONTACT = {
    Kept.KEPT: "in touch as promised",
    Kept.BROKEN: "not in touch as promised",
    Kept.NEVER: "never met, though promised",
    Kept.UNKNOWN: "whether anybody was in touch is not known yet",
}


def _service(service: AccountService) -> Iterator[str]:
    """The promise of the grade, and whether it is kept; nothing where none was stated."""
    standard = service.standard
    if standard.promise:
        yield standard.promise
    if standard.visit_days:
        last = f", last on {day(service.last_contact)}" if service.last_contact else ""
        yield f"A call or visit every {standard.visit_days} days: {CONTACT[service.contact]}{last}."
    if standard.is_stated and service.delivery.share is not None:
        yield f"Delivered by the confirmed day: {percent(service.delivery.share)} of the last 365 days' deliveries."


def _changes(explained: Explanation, firmness: Sensitivity) -> Iterator[str]:
    if explained.rise:
        yield _cut(explained.rise, "rise to")
    if explained.fall:
        yield _cut(explained.fall, "fall to")
    for change in firmness.grade_changes[:CHANGES_SHOWN]:
        yield f"{_change(change)}, and it is {change.label}."
    if firmness.holds is not None:
        shares = [f"{label} in {percent(share)}" for label, share in firmness.shares if share >= LEAST_SHARE]
        yield f"{', '.join(shares)} of plausible weightings."
    for neighbour, side in ((firmness.above, "above"), (firmness.below, "below")):
        if neighbour:
            yield _neighbour(neighbour, side)


def _cut(cut: NearestCut, move: str) -> str:
    return f"It would {move} {cut.label} at a score of {cut.score:.1f}, {abs(cut.distance):.1f} points away."


def _change(change: WeightChange) -> str:
    return f"Weigh {change.name} {percent(change.swap_weight)} instead of {percent(change.weight)}"


def _neighbour(neighbour: Neighbour, side: str) -> str:
    stands = f"{neighbour.standing.account.name} stands next {side}"
    if not neighbour.changes:
        return f"{stands}; no weight alone makes them change places."
    change = neighbour.changes[0]
    return (
        f"{stands}: weigh {change.name} {percent(change.swap_weight)} instead of {percent(change.weight)} to swap them."
    )


def _question(question: OpenQuestion) -> str:
    return f"{question.question.name}: {', '.join(m.name for m in question.could_answer) or 'nobody on the team yet'}"
