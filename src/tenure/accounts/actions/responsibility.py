"""Who of us does what for an account: said area by area, ended with who leaves its team."""

from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.accounts.access import require_on
from tenure.accounts.choices import WorkArea, WorkPart
from tenure.accounts.models import Account, Responsibility, TeamMember
from tenure.core.audit import Changed, record_changes
from tenure.core.errors import ConflictError
from tenure.people.models import Member

Said = Mapping[int, WorkPart | None]


@transaction.atomic
def set_parts(
    *, account: Account, area: WorkArea, parts: Said, by: Member, seen: Said | None = None
) -> list[Responsibility]:
    """Say what some of ours, by number, have to do with an area from now on; None for nothing. Audited.

    What is not named stays. `seen` is what the person saw of those named: where somebody has said otherwise since,
    nothing is written and ConflictError raised. Gives what holds of the area then. Raises ValidationError for a second
    who is accountable, or somebody who is not on the account's team.
    """
    require_on(by, "account.change", account)
    # Two who speak of one account come one after the other.
    Account.objects.select_for_update().get(pk=account.pk)
    held = {one.member_id: one for one in _held(account, area)}
    before = {member: WorkPart(one.part) for member, one in held.items()}
    _refuse_stale(parts, before, seen)
    changed = {member: part for member, part in parts.items() if before.get(member) != part}
    after = {**before, **changed}
    _refuse_strangers(account, [member for member, part in changed.items() if part is not None])
    _refuse_two([member for member, part in after.items() if part == WorkPart.ACCOUNTABLE])
    _write(account, area, held, changed, by)
    return _held(account, area)


def end_parts(*, account: Account, member: Member, by: Member) -> None:
    """Let all that a member has to do with an account end now; for an action that has asked the policy. Audited."""
    rows = list(Responsibility.objects.held().filter(account=account, member=member))
    for area in {row.area for row in rows}:
        held = {row.member_id: row for row in rows if row.area == area}
        _write(account, WorkArea(area), held, {member.pk: None}, by)


def _held(account: Account, area: WorkArea) -> list[Responsibility]:
    held = Responsibility.objects.held().filter(account=account, area=area)
    return list(held.order_by("pk"))


def _write(
    account: Account, area: WorkArea, held: Mapping[int, Responsibility], changed: Said, by: Member
) -> None:  # fmt: skip
    now = timezone.now()
    ended = [held[member] for member in changed if member in held]
    Responsibility.objects.filter(pk__in=[row.pk for row in ended]).update(valid_to=now)
    begun = Responsibility.objects.bulk_create(
        Responsibility(account=account, area=area, member_id=member, part=part, valid_from=now)
        for member, part in changed.items()
        if part is not None
    )
    told = [Changed(row, _told(held.get(row.member_id)), _told(row), account.pk) for row in begun]
    gone = [Changed(row, _told(row), {}, account.pk) for row in ended if changed[row.member_id] is None]
    record_changes(by=by, verb="said", changed=told)
    record_changes(by=by, verb="ended", changed=gone)


def _told(row: Responsibility | None) -> dict[str, object]:
    return {"member": row.member_id, "area": str(row.area), "part": str(row.part)} if row else {}


def _refuse_stale(parts: Said, now: Said, seen: Said | None) -> None:
    if seen is not None and any(now.get(member) != seen.get(member) for member in parts):
        raise ConflictError({"part": {str(member): now.get(member) for member in parts}}, 0)


def _refuse_strangers(account: Account, members: Iterable[int]) -> None:
    on_team = TeamMember.objects.filter(account=account, valid_to=None, member__is_active=True)
    missing = set(members) - set(on_team.values_list("member_id", flat=True))
    if missing:
        names = Member.objects.filter(pk__in=missing).order_by("name").values_list("name", flat=True)
        sentence = _("%(members)s: not on this account's team; put them on it first.")
        raise ValidationError(sentence, params={"members": ", ".join(names)})


def _refuse_two(members: Iterable[int]) -> None:
    names = list(Member.objects.filter(pk__in=list(members)).order_by("name").values_list("name", flat=True))
    if len(names) > 1:
        sentence = _(
            "One alone is accountable for an area, so that it is clear who answers; here it would be %(names)s."
        )
        raise ValidationError(sentence, params={"names": ", ".join(names)})
