"""Who answers for the whole of a customer, beside the owners of its parts."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.accounts.access import require_on
from tenure.accounts.choices import TeamRole
from tenure.accounts.models import Account, TeamMember
from tenure.accounts.queries import tree_of
from tenure.core.actions import notify
from tenure.core.audit import Changed, record_changes
from tenure.people.models import Member


@transaction.atomic
def assign_global_manager(*, account: Account, member: Member | None, by: Member) -> Account:
    """Let a member answer for an account and all below it, None for nobody; the owners of the parts stay. Audited.

    They join the teams of the tree as its global manager; an account of it that they own stays theirs. Who answered for
    the tree before leaves its teams. What is added below later has to be assigned again. Raises ValidationError for a
    member who has left.
    """
    require_on(by, "account.assign", account)
    if member is not None and not member.is_active:
        sentence = _("%(name)s has left and cannot look after accounts; choose an active member.")
        raise ValidationError(sentence, params={"name": member.name})
    tree = list(tree_of(account.pk, by).order_by("pk").select_for_update(of=("self",)))
    team = TeamMember.objects.filter(account__in=tree, valid_to=None)
    there = team.filter(member=member).exclude(role=TeamRole.MEMBER) if member else team.none()
    # An owner, a mentor and a sponsor stay what they are; whoever manages it globally already goes on.
    kept = set(there.values_list("account_id", flat=True))
    _leave(tree, member, by)
    _join([one for one in tree if one.pk not in kept], member, by)
    if member is not None and member.pk != by.pk:
        occasion = f"global manager {account.pk} {timezone.now().isoformat()}"
        notify(
            members=[member.pk], kind="team_joined", occasion=occasion, thing=account, who=by.name, account=account.name
        )
    return account


def _leave(tree: Sequence[Account], member: Member | None, by: Member) -> None:
    by_number = {one.pk: one for one in tree}
    rows = TeamMember.objects.filter(account__in=tree, valid_to=None, role=TeamRole.GLOBAL)
    ending = list(rows.filter(~Q(member=member)) if member else rows)
    TeamMember.objects.filter(pk__in=[row.pk for row in ending]).update(valid_to=timezone.now())
    changed = [Changed(by_number[row.account_id], _told(row), {}, row.account_id) for row in ending]
    record_changes(by=by, verb="left team", changed=changed)


def _join(joining: Sequence[Account], member: Member | None, by: Member) -> None:
    if member is None:
        return
    now = timezone.now()
    TeamMember.objects.filter(account__in=joining, member=member, valid_to=None).update(valid_to=now)
    rows = [TeamMember(account=one, member=member, role=TeamRole.GLOBAL, valid_from=now) for one in joining]
    TeamMember.objects.bulk_create(rows)
    changed = [Changed(row.account, {}, _told(row), row.account_id) for row in rows]
    record_changes(by=by, verb="joined team", changed=changed)


def _told(row: TeamMember) -> dict[str, object]:
    return {"member": row.member_id, "role": str(row.role)}
