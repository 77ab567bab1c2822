"""What happened with an account, ready to be drawn: interactions, important changes and grades in one line of time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from tenure.accounts.models import Interaction
from tenure.accounts.queries import StepState, Timeline, step_state
from tenure.core.models import AuditEntry
from tenure.core.wording import grade_label
from tenure.insight.models import Standing
from tenure.web.components.history import history_lines


@dataclass(frozen=True)
class TimelineLine:
    """One thing that happened: `mark` names its kind, `interaction` is there when it can be opened.

    `open_until` is the day by which something that came from it is owed; `was_settled` says that something was done.
    """

    at: datetime
    mark: str
    title: str
    text: str = ""
    interaction: Interaction | None = None
    step: StepState = StepState.NONE
    open_until: date | None = None
    was_settled: bool = False


def timeline_lines(
    page: Timeline, seasons: Iterable[Standing], names: Mapping[int, str], today: date
) -> list[TimelineLine]:
    """The page's entries with the seasons that fall between them, the latest first; `names` are the members'."""
    lines = [_line(entry, names, today) for entry in page.entries]
    lines += [_season(standing) for standing in seasons if _published_within(standing, page)]
    return sorted(lines, key=lambda line: line.at, reverse=True)


def changes_in(page: Timeline) -> list[AuditEntry]:
    """The changes among the page's entries."""
    return [entry for entry in page.entries if isinstance(entry, AuditEntry)]


def _line(entry: Interaction | AuditEntry, names: Mapping[int, str], today: date) -> TimelineLine:
    if isinstance(entry, AuditEntry):
        (told,) = history_lines([entry], names)
        return TimelineLine(entry.at, entry.noun, told.sentence)
    until, settled = entry.open_until, entry.was_settled  # type: ignore[attr-defined]  # annotations
    return TimelineLine(
        entry.at, entry.kind, entry.subject, entry.notes, entry, step_state(until, today), until, settled
    )


def _published_within(standing: Standing, page: Timeline) -> bool:
    return page.spans(_end_of(standing))


def _end_of(standing: Standing) -> datetime:
    """A season belongs to the day it was ranked as of, however much later it was published."""
    return timezone.make_aware(datetime.combine(standing.ranking.as_of, time(12)))


def _season(standing: Standing) -> TimelineLine:
    ranking = standing.ranking
    title = _("%(season)s: %(label)s") % {"season": ranking.name, "label": grade_label(standing.label)}
    return TimelineLine(_end_of(standing), "season", title, standing.reason)
