"""Making, changing, assigning and removing accounts."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.accounts.access import require_on
from tenure.accounts.choices import TeamRole
from tenure.accounts.models import Account, TeamMember
from tenure.accounts.signals import OwnerChange, owners_changed
from tenure.core.actions import notify
from tenure.core.audit import field_values, record_change
from tenure.core.changes import insert_record, update_record
from tenure.core.policy import require, sees_every_account
from tenure.core.text import name_key
from tenure.people.models import Member

# fmt: off
EDITABLE = frozenset(
    {
        "name", "kind", "level", "type", "parent", "industry", "legal_id", "street", "postcode", "city", "region",
        "country", "phone", "email", "website", "employees", "turnover", "currency", "customer_since", "source",
        "external_id", "time_zone",
    }
)
# fmt: on


def refuse_unknown_fields(fields: Mapping[str, Any], editable: frozenset[str]) -> None:
    """ValidationError naming the fields that cannot be set."""
    unknown = sorted(set(fields) - editable)
    if unknown:
        raise ValidationError(
            _("%(unknown)s cannot be set; %(editable)s can."),
            params={"unknown": ", ".join(unknown), "editable": ", ".join(sorted(editable))},
        )


@transaction.atomic
def create_account(*, by: Member, owner: Member | None = None, **fields: Any) -> Account:
    """Add an account with an owner: the acting member, or for leaders anyone or nobody. Audited.

    Raises PermissionDenied when the role may not, ValidationError for a bad field or a parent one may not see.
    """
    require(by, "account.create")
    refuse_unknown_fields(fields, EDITABLE)
    if owner is None and not sees_every_account(by):
        owner = by
    if owner != by and not sees_every_account(by):
        raise PermissionDenied(_("Only directors and administrators may give an account to somebody else."))
    _refuse_departed(owner)
    account = Account(owner=owner, name_key=name_key(fields.get("name", "")), **fields)
    _refuse_foreign_parent(account.parent, by)
    insert_record(account)
    if owner:
        TeamMember.objects.create(account=account, member=owner, role=TeamRole.OWNER)
    record_change(
        by=by, verb="created", thing=account, after=field_values(account, [*fields, "owner"]), account_id=account.pk
    )
    return account


@transaction.atomic
def change_account(*, account: Account, changes: Mapping[str, Any], by: Member, version: int | None = None) -> Account:
    """Change fields of an account. Audited. Others' changes to other fields stay; to the same ones: ConflictError."""
    require_on(by, "account.change", account)
    refuse_unknown_fields(changes, EDITABLE)
    if "parent" in changes:
        _refuse_foreign_parent(changes["parent"], by)
        _refuse_circle(account, changes["parent"])
    if "name" in changes:
        changes = {**changes, "name_key": name_key(changes["name"])}
    before = update_record(account, changes, version=version)
    before.pop("name_key", None)
    if before:
        after = field_values(account, before)
        record_change(by=by, verb="changed", thing=account, before=before, after=after, account_id=account.pk)
    return account


def _refuse_foreign_parent(parent: Account | None, by: Member) -> None:
    if parent and not Account.objects.visible_to(by).filter(pk=parent.pk).exists():
        raise ValidationError({"parent": _("There is no such account, or you may not see it.")})


def _refuse_circle(account: Account, parent: Account | None) -> None:
    above = parent
    while above:
        if above.pk == account.pk:
            sentence = _("%(parent)s stands below %(account)s already.")
            params = {"parent": str(parent), "account": account.name}
            raise ValidationError({"parent": ValidationError(sentence, params=params)})
        above = above.parent


def _refuse_departed(owner: Member | None) -> None:
    if owner and not owner.is_active:
        raise ValidationError(
            _("%(name)s has left and cannot own an account; choose an active member."), params={"name": owner.name}
        )


@transaction.atomic
def assign_owner(*, account: Account, owner: Member | None, by: Member) -> Account:
    """Give an account to another owner; the former owner's assignment ends and stays on record, and
    `owners_changed` is sent.
    """
    require_on(by, "account.assign", account)
    _refuse_departed(owner)
    before = {"owner": account.owner_id}
    update_record(account, {"owner": owner}, version=None)
    now = timezone.now()
    current = TeamMember.objects.filter(account=account, valid_to=None)
    current.filter(role=TeamRole.OWNER).update(valid_to=now)
    if owner:
        current.filter(member=owner).update(valid_to=now)
        TeamMember.objects.create(account=account, member=owner, role=TeamRole.OWNER, valid_from=now)
    after = {"owner": account.owner_id}
    entry = record_change(by=by, verb="assigned", thing=account, before=before, after=after, account_id=account.pk)
    changes = [OwnerChange(account.pk, before["owner"], account.owner_id)]
    owners_changed.send(sender=Account, changes=changes, by=by)
    if owner and owner.pk != by.pk:
        occasion = f"assigned {entry.pk}"
        notify(
            members=[owner.pk],
            kind="owner_assigned",
            occasion=occasion,
            thing=account,
            who=by.name,
            account=account.name,
        )
    return account


@transaction.atomic
def trash_account(*, account: Account, by: Member) -> Account:
    """Put an account into the trash, where nobody sees it until it is restored; its facts stay."""
    require_on(by, "account.delete", account)
    update_record(account, {"deleted_at": timezone.now()}, version=None)
    record_change(by=by, verb="trashed", thing=account, account_id=account.pk)
    return account


@transaction.atomic
def restore_account(*, account: Account, by: Member) -> Account:
    """Take an account out of the trash."""
    require(by, "account.delete")
    update_record(account, {"deleted_at": None}, version=None)
    record_change(by=by, verb="restored", thing=account, account_id=account.pk)
    return account
