"""Who is on an account's team."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.accounts.access import require_on
from tenure.accounts.actions.responsibility import end_parts
from tenure.accounts.choices import TeamRole
from tenure.accounts.models import Account, TeamMember
from tenure.core.actions import notify
from tenure.core.audit import record_change
from tenure.people.models import Member


@transaction.atomic
def add_team_member(*, account: Account, member: Member, by: Member, role: TeamRole = TeamRole.MEMBER) -> TeamMember:
    """Put a member on an account's team from now on; an assignment they already hold there ends."""
    require_on(by, "account.change", account)
    if role == TeamRole.OWNER:
        raise ValidationError(_("An owner is assigned, not added to the team; use assign_owner."))
    if role == TeamRole.GLOBAL:
        raise ValidationError(_("A global manager looks after a whole customer; use assign_global_manager."))
    if not member.is_active:
        raise ValidationError(
            _("%(name)s has left and cannot join a team; choose an active member."), params={"name": member.name}
        )
    if account.owner_id == member.pk:
        raise ValidationError(_("%(name)s owns this account already."), params={"name": member.name})
    now = timezone.now()
    TeamMember.objects.filter(account=account, member=member, valid_to=None).update(valid_to=now)
    assignment = TeamMember.objects.create(account=account, member=member, role=role, valid_from=now)
    after = {"member": member.pk, "role": role.value}
    record_change(by=by, verb="joined team", thing=account, after=after, account_id=account.pk)
    if member.pk != by.pk:
        occasion = f"team member {assignment.pk}"
        notify(
            members=[member.pk], kind="team_joined", occasion=occasion, thing=account, who=by.name, account=account.name
        )
    return assignment


@transaction.atomic
def remove_team_member(*, assignment: TeamMember, by: Member) -> TeamMember:
    """End a member's assignment today with all that they had to do; the rows stay as history.

    The owner is not removed but replaced.
    """
    account = assignment.account
    require_on(by, "account.change", account)
    if assignment.role == TeamRole.OWNER:
        raise ValidationError(_("The owner cannot leave without a successor; assign another owner."))
    assignment.valid_to = assignment.valid_to or timezone.now()
    assignment.save(update_fields=["valid_to"])
    end_parts(account=account, member=assignment.member, by=by)
    before = {"member": assignment.member_id, "role": assignment.role}
    record_change(by=by, verb="left team", thing=account, before=before, account_id=account.pk)
    return assignment
