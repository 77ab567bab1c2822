"""A review of a plan in words, for pages and paper: its agenda, how findings stand, what became of board and values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tenure.analytics.commitments import Status
from tenure.analytics.plans.review import AgendaItem, FollowUp
from tenure.core.figures import written
from tenure.growth.choices import ValueVerdict
from tenure.relationships.board_words import BAD, GOOD, STANCES, WARN, Mark

TITLES: dict[AgendaItem, Promise] = {
    AgendaItem.FINDINGS: gettext_lazy("What became of the last findings"),
    AgendaItem.CHANGES: gettext_lazy("What changed in plan and board"),
    AgendaItem.PROMISES: gettext_lazy("Promises kept"),
    AgendaItem.BALANCE: gettext_lazy("Balance gauge"),
    AgendaItem.VALUES: gettext_lazy("Values check"),
    AgendaItem.CARD: gettext_lazy("Question card"),
    AgendaItem.OBJECTIVES: gettext_lazy("Objectives and payback"),
    AgendaItem.DECISIONS: gettext_lazy("Findings and next date"),
}
# How a finding stands: its word, its shape, its tone.
STANDS: dict[Status, tuple[Promise, str, str]] = {
    Status.KEPT: (gettext_lazy("kept"), "✓", GOOD),
    Status.KEPT_LATE: (gettext_lazy("kept late"), "✓", WARN),
    Status.OPEN: (pgettext_lazy("still owed", "open"), "○", ""),
    Status.DUE_TODAY: (gettext_lazy("due today"), "◐", WARN),
    Status.SLIPPED: (gettext_lazy("slipped"), "↷", WARN),
    Status.OVERDUE: (gettext_lazy("overdue"), "▲", BAD),
    Status.MISSED: (gettext_lazy("missed"), "✕", BAD),
    Status.WITHDRAWN: (gettext_lazy("withdrawn"), "–", ""),
}
VALUE_TONES = {ValueVerdict.LIVED: GOOD, ValueVerdict.PARTLY: WARN, ValueVerdict.NOT: BAD, ValueVerdict.NOT_SEEN: ""}


def status_mark(status: str) -> Mark:
    """How a finding stands, in a word."""
    return Mark(*STANDS[Status(status)])


def became_words(became: FollowUp | Mapping[str, int]) -> list[Mark]:
    """What has become of findings: so many kept, so many open; nothing of what there is none of."""
    counts = became if isinstance(became, Mapping) else vars(became)
    marks = []
    for status, (word, shape, tone) in STANDS.items():
        if counts.get(status.value):
            marks.append(Mark(f"{counts[status.value]} {word}", shape, tone))
    return marks


def board_marks(told: Mapping[str, Any] | None) -> list[Mark]:
    """How the board had changed, from what minutes keep of it."""
    if told is None:
        return []
    places = {when: written(told[when], 1) for when in ("before", "after")}
    went = _("The position went from %(before)s to %(after)s.") % places
    better = told["after"] >= told["before"]
    marks = [Mark(went, "▲" if better else "▼", GOOD if better else BAD)]
    marks += [Mark(_("%(name)s came onto the board.") % {"name": name}, "+") for name in told["arrived"]]
    marks += [Mark(_("%(name)s is on the board no more.") % {"name": name}, "−", WARN) for name in told["left"]]
    return [*marks, *(_stance(*change) for change in told["stances"])]


def _stance(name: str, before: int, after: int) -> Mark:
    said = {"name": name, "before": STANCES[before].word, "after": STANCES[after].word}
    better = after > before
    return Mark(_("%(name)s: %(before)s, now %(after)s.") % said, "▲" if better else "▼", GOOD if better else BAD)


@dataclass(frozen=True)
class ValueLine:
    """A value of the company as it is checked: the form, or what was said; `conflicts` where others said so first."""

    name: str
    verdict: str
    evidence: str
    tone: str
    form: Any = None
    conflicts: Sequence[Any] = ()


def value_words(values: Sequence[Mapping[str, str]], words: Mapping[str, str]) -> list[ValueLine]:
    """What was said of each value, from what minutes keep of it."""
    return [
        ValueLine(
            one["name"], words.get(one["verdict"], ""), one["evidence"], VALUE_TONES[ValueVerdict(one["verdict"])]
        )
        for one in values
    ]
