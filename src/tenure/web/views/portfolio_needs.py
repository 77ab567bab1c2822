"""What waits for a member, in words, each with its one button."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from tenure.analytics.board.monitoring import WatchKind
from tenure.core.policy import may
from tenure.insight.models import BoardNotice, Ranking
from tenure.insight.queries.needs import WATCHED, Finding, Need, account_findings, board_findings, most_needed
from tenure.insight.wording import criterion_name
from tenure.integrations.imports.queries import unmended_run
from tenure.people.models import Member
from tenure.web.components.board_notices import board_address, notice_sentence


@dataclass(frozen=True)
class NeedLine:
    """A finding in one sentence, and the button that answers it."""

    sentence: str
    button: str
    address: str


def needs_of(member: Member, ranking: Ranking) -> list[NeedLine]:
    """At most five lines, the most urgent first."""
    found = [*account_findings(member, ranking), *board_findings(member)]
    if may(member, "import.run") and (run := unmended_run(member)):
        refused = str(run.tally["rows"]["refused"])
        found.append(Finding(Need.REFUSED_ROWS, run.pk, run.file_name, detail=refused))
    return [WORDS[finding.need](finding) for finding in most_needed(found)]


def _unowned(finding: Finding) -> NeedLine:
    sentence = _("%(name)s is a key account without an owner.") % {"name": finding.name}
    return NeedLine(sentence, _("Assign an owner"), _account(finding))


def _relegated(finding: Finding) -> NeedLine:
    sentence = _("%(name)s has been relegated since last season.") % {"name": finding.name}
    return NeedLine(sentence, _("See why"), _account(finding))


def _unrated(finding: Finding) -> NeedLine:
    values = {"name": finding.name, "criterion": criterion_name(finding.detail)}
    sentence = _("%(name)s has a provisional grade: %(criterion)s was never rated.") % values
    return NeedLine(sentence, _("Rate %(criterion)s") % values, _account(finding))


def _refused_rows(finding: Finding) -> NeedLine:
    sentence = _("%(rows)s rows of %(name)s were refused.") % {"rows": finding.detail, "name": finding.name}
    return NeedLine(sentence, _("Download them"), reverse("api:get_bad_rows", args=[finding.thing]))


def _watched(finding: Finding) -> NeedLine:
    assert finding.notice is not None
    return notice_line(finding.notice)


def notice_line(notice: BoardNotice) -> NeedLine:
    """What a board warns of; the button goes where that can be answered."""
    sentence = notice_sentence(notice)
    if notice.decision is None:
        return NeedLine(sentence, _("See which to keep warm"), reverse("hours"))
    if notice.kind == WatchKind.LEFT:
        return NeedLine(sentence, _("Take them off the board"), _form("role-set", notice))
    if notice.kind == WatchKind.DRIFTING:
        return NeedLine(sentence, _("Note a talk"), reverse("log", args=[notice.account_id]))
    return NeedLine(sentence, _("See the board"), board_address(notice.account_id, notice.decision_id))


def _form(name: str, notice: BoardNotice) -> str:
    address = reverse(name, args=[notice.account_id, notice.decision_id])
    return f"{address}?{urlencode({'contact': notice.contact_id})}"


def _account(finding: Finding) -> str:
    return reverse("account", args=[finding.thing])


WORDS: dict[Need, Callable[[Finding], NeedLine]] = {
    Need.UNOWNED: _unowned,
    Need.RELEGATED: _relegated,
    Need.UNRATED: _unrated,
    Need.REFUSED_ROWS: _refused_rows,
    **dict.fromkeys(WATCHED.values(), _watched),
}
