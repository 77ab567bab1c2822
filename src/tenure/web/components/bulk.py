"""Bulk changes in one sentence: what will happen, and what has happened."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tenure.insight.choices import BulkKind
from tenure.insight.models import BulkChange
from tenure.people.models import Member


def plan_sentence(act: BulkKind, member: Member | None, kind: str, count: int) -> str:
    """What will happen: Assign 12 accounts to Bruno."""
    whom = member.name if member else _("nobody")
    if act == BulkKind.ASSIGN_OWNER:
        text = ngettext("Assign %(count)s account to %(whom)s", "Assign %(count)s accounts to %(whom)s", count)
    elif act == BulkKind.ADD_TEAM_MEMBER:
        text = ngettext(
            "Add %(whom)s to the team of %(count)s account", "Add %(whom)s to the teams of %(count)s accounts", count
        )
    else:
        text = ngettext("Make %(count)s account a %(kind)s", "Make %(count)s accounts a %(kind)s", count)
    return text % {"count": count, "whom": whom, "kind": kind}


def done_sentence(change: BulkChange, names: Mapping[str, str]) -> str:
    """What has happened; `names` are the members' by number."""
    count = len(change.before)
    whom = names.get(change.value, _("nobody")) if change.value else _("nobody")
    if not count:
        return _("Every account was as it should be already; nothing was changed.")
    if change.kind == BulkKind.ASSIGN_OWNER:
        text = ngettext("Assigned %(count)s account to %(whom)s.", "Assigned %(count)s accounts to %(whom)s.", count)
    elif change.kind == BulkKind.ADD_TEAM_MEMBER:
        text = ngettext(
            "Added %(whom)s to the team of %(count)s account.",
            "Added %(whom)s to the teams of %(count)s accounts.",
            count,
        )
    else:
        text = ngettext("Made %(count)s account a %(kind)s.", "Made %(count)s accounts a %(kind)s.", count)
    return text % {"count": count, "whom": whom, "kind": change.value}
