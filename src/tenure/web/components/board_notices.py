"""What the snapshots of boards warn of, in words, and where a board is."""

from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from tenure.analytics.board.monitoring import WatchKind
from tenure.insight.models import BoardNotice

SENTENCES: dict[WatchKind, str | Promise] = {
    WatchKind.MATE_DANGER: _("%(person)s of %(account)s decides and is in danger of mate since %(since)s."),
    WatchKind.CHECK: _("%(person)s of %(account)s decides and is in check since %(since)s."),
    WatchKind.LEFT: _("%(person)s has left %(account)s and still stands on the board of %(decision)s."),
    WatchKind.HANGING: _("%(person)s of %(account)s is for us, but attacked harder than defended."),
    WatchKind.UNCOVERED: _("Nobody of ours covers %(person)s, a key player at %(account)s."),
    WatchKind.DRIFTING: ngettext_lazy(
        "The tie of %(member)s to %(person)s of %(account)s lasts %(value)s more day.",
        "The tie of %(member)s to %(person)s of %(account)s lasts %(value)s more days.",
        "value",
    ),
    WatchKind.OVERBOOKED: ngettext_lazy(
        "Your ties take %(value)s hour a month more than you have.",
        "Your ties take %(value)s hours a month more than you have.",
        "value",
    ),
    WatchKind.STALE: ngettext_lazy(
        "%(value)s stance at %(account)s is older than 90 days.",
        "%(value)s stances at %(account)s are older than 90 days.",
        "value",
    ),
}
LOST = _("The tie of %(member)s to %(person)s of %(account)s counts as a line no more.")


def notice_sentence(notice: BoardNotice) -> str:
    """What is warned of, in one sentence."""
    kind, value = WatchKind(notice.kind), round(notice.value or 0)
    said = LOST if kind is WatchKind.DRIFTING and not value else SENTENCES[kind]
    return str(
        said
        % {
            "account": notice.account.name if notice.account else "",
            "decision": notice.decision.name if notice.decision else "",
            "person": notice.contact.name if notice.contact else "",
            "member": notice.member.name if notice.member else "",
            "since": _day(notice.since),
            "value": value,
        }
    )


def _day(value: date) -> str:
    return date_format(value, "j M Y")


def board_address(account: int | None, decision: int | None) -> str:
    """Where the board of a decision is."""
    return f"{reverse('account-board', args=[account])}?{urlencode({'decision': decision})}"
