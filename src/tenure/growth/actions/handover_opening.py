"""Handovers begin where accounts change hands: opened, led on to another receiver, or withdrawn, for many at once."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import F
from django.utils import timezone

from tenure.accounts.actions.bulk import let_go, stay_on
from tenure.accounts.signals import OwnerChange
from tenure.analytics.handover import HandoverState
from tenure.core.audit import Changed, field_values, record_changes
from tenure.growth.choices import HandoverKind
from tenure.growth.models import Handover
from tenure.growth.models.handover import NOT_RECEIVED
from tenure.people.models import Member

OPENED = ("account", "from_member", "to_member", "kind")


def hand_over(*, changes: Iterable[OwnerChange], by: Member, **_: Any) -> None:
    """Open a handover for each account that went from one owner to another or to nobody. Audited per account.

    As long as nobody has received the account, whoever began to hand it over still knows what has to be told: what is
    under way is withdrawn and goes on to the new owner, or ends where the account went back. What was received is
    closed, and the receiver hands on. Who hands over stays on the team until then. It takes as many statements for a
    thousand accounts as for one.
    """
    ended = {change.account: change for change in changes if change.before != change.after}
    if not ended:
        return
    running = list(Handover.objects.running().filter(account__in=ended).order_by("pk").select_for_update())
    under_way: dict[int, dict[int, str]] = {number: {} for number in ended}
    for one in running:
        if one.state in NOT_RECEIVED:
            under_way[one.account_id][one.from_member_id] = one.kind
    opened = [
        Handover(account_id=number, from_member_id=giver, to_member_id=change.after, kind=kind)
        for number, change in ended.items()
        for giver, kind in _givers(change, under_way[number]).items()
    ]
    today = timezone.localdate()
    _end([one for one in running if one.state not in NOT_RECEIVED], HandoverState.CLOSED, today, by)
    _end([one for one in running if one.state in NOT_RECEIVED], HandoverState.WITHDRAWN, today, by)
    _open(opened, by)
    _places(running, opened)


def _givers(change: OwnerChange, under_way: Mapping[int, str]) -> dict[int, str]:
    """Who has to hand the account over, with the kind: whoever was about to, else who had it until now."""
    givers = dict(under_way)
    if change.before and HandoverKind.SUCCESSION not in givers.values():
        givers[change.before] = HandoverKind.SUCCESSION
    return {giver: kind for giver, kind in givers.items() if giver != change.after}


def _end(handovers: list[Handover], state: HandoverState, today: date, by: Member) -> None:
    rows = Handover.objects.filter(pk__in=[one.pk for one in handovers])
    rows.update(state=state, closed_on=today, version=F("version") + 1, updated_at=timezone.now())
    changed = []
    for one in handovers:
        before = {"state": one.state}
        one.version += 1
        changed.append(Changed(one, before, {"state": state.value}, account_id=one.account_id))
    record_changes(by=by, verb="ended", changed=changed)


def _open(handovers: list[Handover], by: Member) -> None:
    Handover.objects.bulk_create(handovers, batch_size=500)
    record_changes(
        by=by,
        verb="created",
        changed=[Changed(one, {}, field_values(one, OPENED), account_id=one.account_id) for one in handovers],
    )


def _places(running: Iterable[Handover], opened: Iterable[Handover]) -> None:
    """Who hands over is on the team meanwhile, and whoever does no longer is not."""
    staying = {(one.account_id, one.from_member_id) for one in opened}
    let_go({(one.account_id, one.from_member_id) for one in running} - staying)
    stay_on(staying)
