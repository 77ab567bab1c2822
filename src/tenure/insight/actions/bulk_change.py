"""Changing many accounts at once, and taking it back."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.accounts.actions import bulk
from tenure.accounts.choices import AccountKind, TeamRole
from tenure.accounts.models import Account, TeamMember
from tenure.core.audit import record_change
from tenure.core.policy import require, sees_every_account
from tenure.core.wording import day
from tenure.insight.choices import BulkKind
from tenure.insight.models import BulkChange
from tenure.people.models import Member

# What the policy calls each kind of change.
ACTS = {
    BulkKind.ASSIGN_OWNER: "account.assign",
    BulkKind.ADD_TEAM_MEMBER: "account.change",
    BulkKind.SET_KIND: "account.change",
}


@transaction.atomic
def assign_owner_to_many(*, accounts: Sequence[int], owner: Member | None, by: Member) -> BulkChange:
    """Give accounts to another owner, or to nobody. Audited per account; see `_made` for what is refused."""
    require(by, "account.assign")
    before = bulk.assign_owners(accounts=bulk.lock_accounts(accounts, by=by), owner=owner, by=by)
    return _made(BulkKind.ASSIGN_OWNER, str(owner.pk) if owner else "", before, by)


@transaction.atomic
def add_team_member_to_many(*, accounts: Sequence[int], member: Member, by: Member) -> BulkChange:
    """Put a member on the teams of accounts. Audited per account; see `_made` for what is refused."""
    require(by, "account.change")
    before = bulk.add_to_teams(accounts=bulk.lock_accounts(accounts, by=by), member=member, by=by)
    return _made(BulkKind.ADD_TEAM_MEMBER, str(member.pk), before, by)


@transaction.atomic
def set_kind_of_many(*, accounts: Sequence[int], kind: AccountKind, by: Member) -> BulkChange:
    """Say of accounts what kind they are. Audited per account; see `_made` for what is refused."""
    require(by, "account.change")
    found = bulk.lock_accounts(accounts, by=by)
    before = bulk.set_kinds(accounts=found, kinds=dict.fromkeys([one.pk for one in found], kind), by=by)
    return _made(BulkKind.SET_KIND, kind.value, before, by)


def _made(kind: BulkKind, value: str, before: Sequence[bulk.Before], by: Member) -> BulkChange:
    """Write down what was changed.

    The actions above raise PermissionDenied when the role may not, and ValidationError when an account is not there or
    hidden from the member, when there are too many, or when the new member has left: then nothing has changed at all.
    """
    change = BulkChange.objects.create(kind=kind, value=value, by=by, before=[asdict(entry) for entry in before])
    record_change(by=by, verb="made", thing=change, after={"kind": kind.value, "accounts": len(before)})
    return change


@transaction.atomic
def undo_bulk_change(*, change: BulkChange, by: Member) -> BulkChange:
    """Give back what was there before, within 30 days; accounts that were changed again since are left and listed.

    Audited per account. Raises PermissionDenied unless the member made the change or leads, and may still do what
    undoing takes; ValidationError when it was taken back already, is too old, or changed nothing.
    """
    change = BulkChange.objects.select_for_update().get(pk=change.pk)
    require(by, ACTS[BulkKind(change.kind)])
    if change.by_id != by.pk and not sees_every_account(by):
        raise PermissionDenied(_("Somebody else made this change; a director can take it back."))
    _refuse_late(change)
    visible = Account.objects.visible_to(by).filter(pk__in=change.accounts).order_by("pk").values("pk")
    accounts = list(Account.objects.filter(pk__in=visible).order_by("pk").select_for_update())
    restored = _UNDO[BulkKind(change.kind)](change, accounts, by)
    change.kept = [number for number in change.accounts if number not in restored]
    change.undone_at = timezone.now()
    change.save(update_fields=["kept", "undone_at"])
    record_change(by=by, verb="undone", thing=change, after={"accounts": len(restored), "kept": len(change.kept)})
    return change


def _refuse_late(change: BulkChange) -> None:
    if change.undone_at:
        raise ValidationError(
            _("This change was taken back on %(day)s already."), params={"day": day(change.undone_at)}
        )
    if not change.before:
        raise ValidationError(_("This change found every account as it should be; there is nothing to take back."))
    if not change.can_be_undone:
        raise ValidationError(
            _("This change could be taken back until %(day)s."), params={"day": day(change.undo_until)}
        )


def _give_back_owners(change: BulkChange, accounts: Sequence[Account], by: Member) -> set[int]:
    former = _former(change)
    given = int(change.value) if change.value else None
    wanted = {entry["owner"] for entry in former.values()}
    members = {member.pk: member for member in Member.objects.filter(pk__in=wanted, is_active=True)}
    unchanged = [
        account for account in accounts if account.owner_id == given and former[account.pk]["owner"] in (None, *members)
    ]
    owners = {account.pk: members.get(former[account.pk]["owner"]) for account in unchanged}
    bulk.set_owners(owners=owners, accounts=unchanged, by=by)
    new_owner = Member.objects.filter(pk=given, is_active=True).first()
    if new_owner:
        roles = {account.pk: former[account.pk]["role"] for account in unchanged}
        bulk.rejoin(accounts=unchanged, member=new_owner, roles=roles)
    return {account.pk for account in unchanged}


def _take_off_teams(change: BulkChange, accounts: Sequence[Account], by: Member) -> set[int]:
    member = Member.objects.get(pk=int(change.value))
    team = TeamMember.objects.filter(account__in=accounts, member=member, valid_to=None, role=TeamRole.MEMBER)
    # Who left a team and came back, or was given another part in it, has been changed since.
    still = set(team.filter(valid_from__lte=change.at).values_list("account_id", flat=True))
    unchanged = [account for account in accounts if account.pk in still]
    bulk.take_off_teams(accounts=unchanged, member=member, by=by)
    return still


def _give_back_kinds(change: BulkChange, accounts: Sequence[Account], by: Member) -> set[int]:
    former = _former(change)
    unchanged = [account for account in accounts if account.kind == change.value]
    kinds = {account.pk: AccountKind(former[account.pk]["kind"]) for account in unchanged}
    bulk.set_kinds(accounts=unchanged, kinds=kinds, by=by)
    return set(kinds)


def _former(change: BulkChange) -> dict[int, dict[str, Any]]:
    """What each account had before, by its number."""
    return {entry["account"]: entry for entry in change.before}


_UNDO = {
    BulkKind.ASSIGN_OWNER: _give_back_owners,
    BulkKind.ADD_TEAM_MEMBER: _take_off_teams,
    BulkKind.SET_KIND: _give_back_kinds,
}
