"""One account's explanation as a terminal shows it."""

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tenure.assessments.queries import OpenQuestion
from tenure.cli.portfolio_table import grade_text, terminal
from tenure.cli.wording import bar, measure_text, percent
from tenure.insight.models import Standing
from tenure.insight.queries import CriterionRow, Explanation, Sensitivity, WeightChange
from tenure.insight.queries.explanation import NearestCut
from tenure.insight.queries.sensitivity import Neighbour

CHANGES_SHOWN = 3


def print_explanation(
    explained: Explanation, firmness: Sensitivity, questions: Sequence[OpenQuestion], history: Sequence[Standing]
) -> None:
    """Print the account's place and reason, its criteria, what would change the grade, and its past."""
    console = terminal()
    console.print(_title(explained))
    console.print(criteria_table(explained))
    for line in [*_totals(explained), *_changes(explained, firmness), *_questions(questions), *_history(history)]:
        console.print(Text(line))
    _blank(console)


def _blank(console: Console) -> None:
    console.print()


def _title(explained: Explanation) -> Text:
    standing = explained.standing
    places = f"rank {standing.rank} by score, {standing.rank_by_sales} by sales"
    grade = grade_text(standing, explained.ranking)
    return Text.assemble((standing.account.name, "bold"), " ", grade, f"  {places}\n", standing.reason)


def criteria_table(explained: Explanation) -> Table:
    """What each criterion weighs, measures, scores and adds."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
    table.add_column("Criterion")
    for name in ("Weight", "Measured", "Score"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    table.add_column("Adds", justify="right")
    table.add_column("Serves", overflow="fold")
    for row in explained.criteria:
        table.add_row(*_cells(row, explained.ranking.currency))
    return table


def _cells(row: CriterionRow, currency: str) -> tuple[Text | str, ...]:
    style = "bright_black" if row.unknown else "red" if row.despite else "cyan"
    return (
        row.name,
        percent(row.weight),
        measure_text(row.measure, row.value, currency),
        "?" if row.score is None else f"{row.score:.1f}",
        Text(bar(row.score), style=style),
        "–" if row.contribution is None else f"{row.contribution:.2f}",
        row.objective,
    )


def _totals(explained: Explanation) -> list[str]:
    standing = explained.standing
    if standing.score is None:
        return ["Nothing is known yet that could be scored."]
    interval = ""
    if standing.low is not None and standing.high is not None and standing.completeness < 1:
        known = percent(standing.completeness)
        interval = f", between {standing.low:.1f} and {standing.high:.1f} as {known} of it is known"
    return [f"Score {standing.score:.2f} of 10{interval}."]


def _changes(explained: Explanation, firmness: Sensitivity) -> list[str]:
    lines = ["", "What would change the grade"]
    lines += [_cut_line(explained.rise, "rise to")] if explained.rise else []
    lines += [_cut_line(explained.fall, "fall to")] if explained.fall else []
    lines += [f"  {_change(change)}, and it is {change.label}." for change in firmness.grade_changes[:CHANGES_SHOWN]]
    if firmness.holds is not None:
        shares = [f"{label} in {percent(share)}" for label, share in firmness.shares if share >= 0.005]
        lines.append(f"  {', '.join(shares)} of plausible weightings.")
    lines += [_neighbour_line(n, place) for n, place in ((firmness.above, "above"), (firmness.below, "below")) if n]
    return lines


def _cut_line(cut: NearestCut, move: str) -> str:
    return f"  It would {move} {cut.label} at a score of {cut.score:.1f}, {abs(cut.distance):.1f} points away."


def _change(change: WeightChange) -> str:
    return f"Weigh {change.name} {percent(change.swap_weight)} instead of {percent(change.weight)}"


def _neighbour_line(neighbour: Neighbour, place: str) -> str:
    name = neighbour.standing.account.name
    if not neighbour.changes:
        return f"  {name} stands next {place}; no weight alone makes them change places."
    return f"  {name} stands next {place}: {_change(neighbour.changes[0]).lower()}, and they change places."


def _questions(questions: Sequence[OpenQuestion]) -> list[str]:
    lines = [
        f"  {question.question.name}: {', '.join(m.name for m in question.could_answer) or 'nobody on the team yet'}"
        for question in questions
    ]
    return ["", "Not rated yet, and who could answer", *lines] if lines else []


def _history(history: Sequence[Standing]) -> list[str]:
    lines = [f"  {standing.ranking.name}: {standing.label}, rank {standing.rank}" for standing in history]
    return ["", "Seasons", *lines] if lines else []
