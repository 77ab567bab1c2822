"""The sentences in which members are told what happened, each in the reader's language."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "owner_assigned": _("%(who)s gave you the account %(account)s."),
    "team_joined": _("%(who)s put you on the team of %(account)s."),
    "season_published": _("%(who)s published the key accounts of %(season)s."),
    "import_finished": _("The import of %(file)s has finished: %(read)s rows read, %(refused)s refused."),
    "job_failed": _("What you asked for in the background has failed: %(error)s"),
    "plan_circulated": _("%(who)s asks you to sign the plan of %(account)s, version %(version)s."),
    "review_planned": _("%(who)s planned the review of the plan of %(account)s with you for %(day)s."),
    "review_closed": _("%(who)s closed the review of the plan of %(account)s; the next one is on %(day)s."),
    "review_due": _("The plan of %(account)s is to be reviewed by %(day)s."),
    "handover_opened": _("You are to take %(account)s over from %(giver)s."),
    "proposal_asked": _("%(who)s asks you to look at “%(title)s” for %(account)s by %(day)s."),
    "proposal_go": _("%(who)s says that “%(title)s” for %(account)s may go out."),
    "proposal_change_first": _("%(who)s asks for changes to “%(title)s” for %(account)s before it goes out."),
    "proposal_stop": _("%(who)s says that “%(title)s” for %(account)s must not go out."),
    "board_mate_danger": _("%(person)s, who decides on %(decision)s at %(account)s, is in danger of mate."),
    "board_check": _("%(person)s, who decides on %(decision)s at %(account)s, is in check."),
    "board_left": _("%(person)s has left %(account)s and still stands on the board of %(decision)s."),
    "board_hanging": _("%(person)s of %(account)s is for us, but attacked harder than defended: %(decision)s."),
    "board_uncovered": _("Nobody of ours covers %(person)s of %(account)s, a key player of %(decision)s."),
    "board_drifting": _("The tie of %(member)s to %(person)s of %(account)s is drifting: %(decision)s."),
    "board_stale": _("Stances of %(account)s are older than 90 days: %(decision)s."),
    "board_overbooked": _("You keep up more ties than your hours carry."),
}
# What of it says how people are judged, by how its kinds begin.
JUDGING = "board_"


def sentence(kind: str, params: Mapping[str, Any]) -> str:
    """What happened, in one sentence; the kind itself where an earlier release knew more kinds than this one.

    >>> sentence("season_published", {"who": "Ada Admin", "season": "2026"})
    'Ada Admin published the key accounts of 2026.'
    >>> sentence("import_finished", {"file": "orders.csv", "read": 13980, "refused": 0})
    'The import of orders.csv has finished: 13,980 rows read, 0 refused.'
    >>> sentence("team_joined", {"who": "Ada Admin", "account": "Nordhaven Brewing B.V."})
    'Ada Admin put you on the team of Nordhaven Brewing B.V.'
    >>> sentence("review_due", {"account": "Nordhaven", "day": "2026-11-24"})
    'The plan of Nordhaven is to be reviewed by 24 Nov 2026.'
    """
    if kind not in SENTENCES:
        return kind.replace("_", " ")
    said = str(SENTENCES[kind]) % _written(params)
    # An abbreviation's full stop ends the sentence, too.
    return said[:-1] if said.endswith("..") and not said.endswith("...") else said


def _written(params: Mapping[str, Any]) -> dict[str, Any]:
    """Whole numbers with the marks between thousands that the reader's language has, and days as it writes them."""
    return {name: _written_one(name, value) for name, value in params.items()}


def _written_one(name: str, value: Any) -> Any:
    if type(value) is int:
        return number_format(value, force_grouping=True)
    return date_format(date.fromisoformat(value), "j M Y") if name == "day" and value else value
