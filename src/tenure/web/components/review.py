"""What review mode draws: the agenda with what each item needs on the spot, and how urgent a review is, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tenure.analytics.plans.review import AgendaItem, AgendaPoint, Due, Dueness, agenda
from tenure.growth.choices import ProposalVerdict
from tenure.growth.models import PlanReview
from tenure.growth.review_words import TITLES
from tenure.relationships.board_words import BAD, GOOD, WARN, Mark

VERDICT_TONES = {ProposalVerdict.GO: GOOD, ProposalVerdict.CHANGE: WARN, ProposalVerdict.STOP: BAD}


@dataclass(frozen=True)
class AgendaLine:
    """An item of the agenda with its title, the template of what it needs, and what is remarked so far."""

    point: AgendaPoint
    title: Promise
    template: str
    remark: str
    form: Any = None


def agenda_lines(review: PlanReview, forms: Mapping[AgendaItem, Any]) -> list[AgendaLine]:
    """The agenda of a review; an item without a form is only read."""
    return [
        AgendaLine(
            point,
            TITLES[point.item],
            f"reviews/items/{point.item.value}.html",
            review.remark_on(point.item),
            forms.get(point.item),
        )
        for point in agenda()
    ]


def due_mark(due: Due) -> Mark:
    """How it stands with a review, in a word."""
    if due.state == Dueness.OVERDUE:
        late = ngettext("overdue by %(days)s day", "overdue by %(days)s days", due.days_late)
        return Mark(late % {"days": due.days_late}, "▲", BAD)
    words = {Dueness.DUE: _("due today"), Dueness.SOON: _("soon"), Dueness.NOT_DUE: _("not due yet")}
    shapes = {Dueness.DUE: ("◐", WARN), Dueness.SOON: ("○", ""), Dueness.NOT_DUE: ("", "")}
    return Mark(words[due.state], *shapes[due.state])
