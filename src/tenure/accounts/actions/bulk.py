"""The same change on many accounts in a handful of statements, with a line of the log for each account."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.accounts.choices import AccountKind, TeamRole
from tenure.accounts.models import Account, TeamMember
from tenure.accounts.signals import OwnerChange, owners_changed
from tenure.core.audit import Changed, record_changes
from tenure.core.policy import require
from tenure.core.wording import whole
from tenure.people.models import Member

MOST_ACCOUNTS = 1000


@dataclass(frozen=True)
class Before:
    """What an account had before it was changed: an owner's number, a kind; `role` is what the new owner was there."""

    account: int
    owner: int | None = None
    kind: str = ""
    role: str = ""


def lock_accounts(numbers: Iterable[int], *, by: Member) -> list[Account]:
    """The accounts of these numbers, held until the transaction ends.

    Raises ValidationError with one sentence, before anything is written, when they are none or too many, or when the
    member does not see every one of them.
    """
    wanted = set(numbers)
    if not 0 < len(wanted) <= MOST_ACCOUNTS:
        sentence = _("Choose 1 to %(most)s accounts; %(chosen)s were chosen.")
        params = {"most": whole(MOST_ACCOUNTS), "chosen": whole(len(wanted))}
        raise ValidationError({"accounts": ValidationError(sentence, params=params)})
    visible = Account.objects.visible_to(by).filter(pk__in=wanted).order_by("pk").values("pk")
    found = list(Account.objects.filter(pk__in=visible).order_by("pk").select_for_update())
    missing = len(wanted) - len(found)
    if missing:
        sentence = _(
            "%(missing)s of the %(wanted)s accounts are not there, or you may not see them; nothing was changed."
        )
        counts = {"missing": missing, "wanted": len(wanted)}
        raise ValidationError({"accounts": ValidationError(sentence, params=counts)})
    return found


def assign_owners(*, accounts: Sequence[Account], owner: Member | None, by: Member) -> list[Before]:
    """Give accounts to another owner; who owned them is returned, those that were the owner's already left out."""
    require(by, "account.assign")
    if owner and not owner.is_active:
        raise ValidationError(
            _("%(name)s has left and cannot own an account; choose an active member."), params={"name": owner.name}
        )
    changing = [account for account in accounts if account.owner_id != (owner.pk if owner else None)]
    roles = _roles_of(owner, changing)
    before = [Before(account.pk, owner=account.owner_id, role=roles.get(account.pk, "")) for account in changing]
    set_owners(owners={account.pk: owner for account in changing}, accounts=changing, by=by)
    return before


def set_owners(*, owners: Mapping[int, Member | None], accounts: Sequence[Account], by: Member) -> None:
    """Give each account to the owner named for it; assignments that end stay on record. Audited; owners_changed."""
    require(by, "account.assign")
    now = timezone.now()
    for owner in set(owners.values()):
        given = [account for account in accounts if owners[account.pk] == owner]
        _touch(given, now, owner=owner)
        team = TeamMember.objects.filter(account__in=given, valid_to=None)
        team.filter(role=TeamRole.OWNER).update(valid_to=now)
        if owner:
            team.filter(member=owner).update(valid_to=now)
            _join(given, owner, TeamRole.OWNER, now)
    _record(by, "assigned", accounts, {a.pk: ({"owner": a.owner_id}, {"owner": _key(owners[a.pk])}) for a in accounts})
    changes = [OwnerChange(account.pk, account.owner_id, _key(owners[account.pk])) for account in accounts]
    owners_changed.send(sender=Account, changes=changes, by=by)


def add_to_teams(
    *, accounts: Sequence[Account], member: Member, by: Member, role: TeamRole = TeamRole.MEMBER
) -> list[Before]:
    """Put a member on the teams of accounts; on those whose team they are on already nothing changes. Audited."""
    require(by, "account.change")
    if not member.is_active:
        raise ValidationError(
            _("%(name)s has left and cannot join a team; choose an active member."), params={"name": member.name}
        )
    there = _roles_of(member, accounts)
    joining = [account for account in accounts if account.pk not in there]
    _join(joining, member, role, timezone.now())
    joined = {"member": member.pk, "role": role.value}
    _record(by, "joined team", joining, {account.pk: ({}, joined) for account in joining})
    return [Before(account.pk) for account in joining]


def take_off_teams(*, accounts: Sequence[Account], member: Member, by: Member) -> None:
    """End a member's part in the teams of accounts; the rows stay as history. Audited."""
    require(by, "account.change")
    team = TeamMember.objects.filter(account__in=accounts, member=member, valid_to=None)
    team.exclude(role=TeamRole.OWNER).update(valid_to=timezone.now())
    left = {"member": member.pk, "role": TeamRole.MEMBER.value}
    _record(by, "left team", accounts, {account.pk: (left, {}) for account in accounts})


def set_kinds(*, accounts: Sequence[Account], kinds: Mapping[int, AccountKind], by: Member) -> list[Before]:
    """Say of each account what kind it is; what it was is returned, those that were that already left out. Audited."""
    require(by, "account.change")
    changing = [account for account in accounts if account.kind != kinds[account.pk]]
    now = timezone.now()
    for kind in set(kinds.values()):
        _touch([account for account in changing if kinds[account.pk] == kind], now, kind=kind)
    changes = {account.pk: ({"kind": account.kind}, {"kind": kinds[account.pk]}) for account in changing}
    _record(by, "changed", changing, changes)
    return [Before(account.pk, kind=account.kind) for account in changing]


def rejoin(*, accounts: Sequence[Account], member: Member, roles: Mapping[int, str]) -> None:
    """Put a member back on the teams of accounts in the roles they had there; part of taking an assignment back."""
    now = timezone.now()
    # They may stand there as who hands over again.
    TeamMember.objects.filter(account__in=accounts, member=member, valid_to=None).update(valid_to=now)
    rows = [_place(account, member, TeamRole(roles[account.pk]), now) for account in accounts if roles[account.pk]]
    TeamMember.objects.bulk_create(rows)


def stay_on(former: Collection[tuple[int, int]]) -> None:
    """Keep former owners (account and member, by number) on the teams until the accounts are handed over.

    Who has left our company or is on the team as something else stays as they are.
    """
    members = {member for _account, member in former}
    active = set(Member.objects.filter(pk__in=members, is_active=True).values_list("pk", flat=True))
    there = TeamMember.objects.filter(account__in={account for account, _member in former}, valid_to=None)
    taken = set(there.values_list("account_id", "member_id"))
    now = timezone.now()
    TeamMember.objects.bulk_create(
        TeamMember(account_id=account, member_id=member, role=TeamRole.OUTGOING, valid_from=now)
        for account, member in former
        if member in active and (account, member) not in taken
    )


def let_go(former: Collection[tuple[int, int]]) -> None:
    """Take former owners (account and member, by number) off teams on which they stayed for the handover alone."""
    accounts = {account for account, _member in former}
    staying = TeamMember.objects.filter(account__in=accounts, role=TeamRole.OUTGOING, valid_to=None)
    ending = [pk for pk, *pair in staying.values_list("pk", "account_id", "member_id") if tuple(pair) in former]
    TeamMember.objects.filter(pk__in=ending).update(valid_to=timezone.now())


def _roles_of(member: Member | None, accounts: Sequence[Account]) -> dict[int, str]:
    """What a member is on the teams of these accounts today, by account."""
    rows = TeamMember.objects.filter(account__in=accounts, member=member, valid_to=None)
    return dict(rows.values_list("account_id", "role")) if member else {}


def _touch(accounts: Sequence[Account], now: datetime, **values: object) -> None:
    rows = Account.objects.filter(pk__in=[account.pk for account in accounts])
    rows.update(**values, version=F("version") + 1, updated_at=now)
    for account in accounts:
        account.version += 1


def _join(accounts: Sequence[Account], member: Member, role: TeamRole, now: datetime) -> None:
    TeamMember.objects.bulk_create(_place(account, member, role, now) for account in accounts)


def _place(account: Account, member: Member, role: TeamRole, now: datetime) -> TeamMember:
    return TeamMember(account=account, member=member, role=role, valid_from=now)


def _key(member: Member | None) -> int | None:
    return member.pk if member else None


def _record(
    by: Member,
    verb: str,
    accounts: Sequence[Account],
    changes: Mapping[int, tuple[Mapping[str, object], Mapping[str, object]]],
) -> None:
    record_changes(by=by, verb=verb, changed=[Changed(a, *changes[a.pk], account_id=a.pk) for a in accounts])
