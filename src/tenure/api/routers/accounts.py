"""Accounts: the list, one with its people, making, changing, assigning, trashing, and the team."""

from django.http import HttpResponse
from ninja import Router

from tenure.accounts.actions.account import (
    assign_owner,
    change_account,
    create_account,
    restore_account,
    trash_account,
)
from tenure.accounts.actions.team import add_team_member, remove_team_member
from tenure.accounts.choices import AccountKind, AccountLevel, AccountType, TeamRole
from tenure.accounts.models import Account, Contact, TeamMember
from tenure.accounts.search import beginning_with, beyond_beginning, matching
from tenure.api.answers import answer, nothing
from tenure.api.auth import ApiRequest
from tenure.api.body import changes_and_version, given, refer
from tenure.api.doors import reads, writes
from tenure.api.filters import amounts, asks, counts, days, key, moments, text
from tenure.api.idempotency import once
from tenure.api.listing import Listing, Order, Rows, Search, list_page
from tenure.api.rows import shown
from tenure.api.schemas.accounts import (
    AccountDetail,
    AccountIn,
    AccountOut,
    AccountPage,
    AccountPatch,
    OwnerIn,
    Team,
    TeamMemberIn,
    TeamMemberOut,
)
from tenure.api.schemas.contacts import ContactOut
from tenure.api.schemas.fields import PathKey
from tenure.core.audit import field_values
from tenure.core.keyset import Segment
from tenure.people.models import Member

router = Router(tags=["accounts"])
MOST_CONTACTS = 200


def _best_first(rows: Rows, words: str) -> list[Segment]:
    found = (beginning_with(rows, words), beyond_beginning(rows, words))
    return [Segment(some, ("name_key", "id")) for some in found]


LISTING = Listing(
    shown=shown(Account.objects, AccountOut, "name_key"),
    hidden=("name_key",),
    filters={
        "kind": asks("kind", AccountKind),
        "level": asks("level", AccountLevel),
        "type": asks("type", AccountType),
        **key("owner"),
        **key("parent"),
        **text("name"),
        **text("industry"),
        **text("country"),
        **text("region"),
        **text("city"),
        **text("postcode"),
        **text("source"),
        **text("external_id"),
        **counts("employees"),
        **amounts("turnover"),
        **days("customer_since"),
        **moments("updated_at"),
        **moments("created_at"),
    },
    orders={
        "name": Order("name"),
        "updated_at": Order("updated_at"),
        "id": Order("id"),
        "turnover": Order("turnover", nullable=True),
    },
    default="name",
    search=Search(matching, _best_first),
)
CONTACTS = shown(Contact.objects, ContactOut)
ONE = shown(Account.objects, AccountOut)
TEAM = shown(TeamMember.objects, TeamMemberOut)


def visible(request: ApiRequest, account_id: int) -> Account:
    """The account, if the member may see it."""
    return Account.objects.visible_to(request.auth).get(pk=account_id)


@router.get("", response=AccountPage, **reads("account.see", LISTING))
def list_accounts(request: ApiRequest) -> HttpResponse:
    """The accounts you see: leaders all of them, others those whose team they are on."""
    return list_page(request, LISTING, LISTING.rows.visible_to(request.auth))


@router.get("/trash", response=AccountPage, **reads("account.see", LISTING))
def list_trashed_accounts(request: ApiRequest) -> HttpResponse:
    """The accounts in the trash, which leaders see."""
    return list_page(request, LISTING, LISTING.rows.in_trash_of(request.auth))


@router.post("", response={201: AccountOut}, **writes("account.create", once=True))
@once
def post_account(request: ApiRequest, body: AccountIn) -> HttpResponse:
    """Add an account."""
    fields = given(body)
    refer(fields, "parent", Account.objects.visible_to(request.auth))
    refer(fields, "owner", Member.objects.visible_to(request.auth))
    account = create_account(by=request.auth, **fields)
    return answer(field_values(account, AccountOut.model_fields), 201)


@router.get("/{int:account_id}", response=AccountDetail, **reads("account.see"))
def get_account(request: ApiRequest, account_id: PathKey) -> HttpResponse:
    """One account with its people."""
    account = ONE.one(ONE.rows.visible_to(request.auth).filter(pk=account_id))
    # Who sees the account sees its people, so they need not be asked for it again.
    people = CONTACTS.rows.of_account(account_id).order_by("name", "id")
    contacts = CONTACTS.dicts(people[: MOST_CONTACTS + 1])
    account["contacts"], account["more_contacts"] = contacts[:MOST_CONTACTS], len(contacts) > MOST_CONTACTS
    return answer(account)


@router.patch("/{int:account_id}", response=AccountOut, **writes("account.change"))
def patch_account(request: ApiRequest, account_id: PathKey, body: AccountPatch) -> HttpResponse:
    """Change fields of an account. Others' changes to other fields stay; to the same ones: 409 with their values."""
    account = visible(request, account_id)
    changes, version = changes_and_version(body)
    refer(changes, "parent", Account.objects.visible_to(request.auth))
    change_account(account=account, changes=changes, by=request.auth, version=version)
    return answer(field_values(account, AccountOut.model_fields))


@router.delete("/{int:account_id}", response={204: None}, **writes("account.delete"))
def delete_account(request: ApiRequest, account_id: PathKey) -> HttpResponse:
    """Put an account into the trash; its facts stay."""
    trash_account(account=visible(request, account_id), by=request.auth)
    return nothing()


@router.post("/{int:account_id}/restore", response=AccountOut, **writes("account.delete"))
def post_restore(request: ApiRequest, account_id: PathKey) -> HttpResponse:
    """Take an account out of the trash."""
    account = Account.objects.in_trash_of(request.auth).get(pk=account_id)
    restore_account(account=account, by=request.auth)
    return answer(field_values(account, AccountOut.model_fields))


@router.put("/{int:account_id}/owner", response=AccountOut, **writes("account.assign"))
def put_owner(request: ApiRequest, account_id: PathKey, body: OwnerIn) -> HttpResponse:
    """Give an account to another owner, or to nobody; the former owner's assignment stays on record."""
    account = visible(request, account_id)
    fields = given(body)
    refer(fields, "owner", Member.objects.visible_to(request.auth))
    assign_owner(account=account, owner=fields["owner"], by=request.auth)
    return answer(field_values(account, AccountOut.model_fields))


@router.get("/{int:account_id}/team", response=Team, **reads("account.see"))
def get_team(request: ApiRequest, account_id: PathKey) -> HttpResponse:
    """Who looks after an account today."""
    team = TEAM.rows.filter(account=visible(request, account_id), valid_to=None)
    return answer({"items": TEAM.dicts(team.order_by("id"))})


@router.post("/{int:account_id}/team", response={201: TeamMemberOut}, **writes("account.change", once=True))
@once
def post_team_member(request: ApiRequest, account_id: PathKey, body: TeamMemberIn) -> HttpResponse:
    """Put a member on an account's team; as another role, if they are on it already."""
    account = visible(request, account_id)
    fields: dict[str, Member] = {"member": body.member}  # type: ignore[dict-item]
    refer(fields, "member", Member.objects.visible_to(request.auth))
    assignment = add_team_member(account=account, member=fields["member"], role=TeamRole(body.role), by=request.auth)
    return answer(field_values(assignment, TeamMemberOut.model_fields), 201)


@router.delete("/{int:account_id}/team/{int:member_id}", response={204: None}, **writes("account.change"))
def delete_team_member(request: ApiRequest, account_id: PathKey, member_id: PathKey) -> HttpResponse:
    """End a member's assignment; it stays on record."""
    assignment = visible(request, account_id).team.get(member_id=member_id, valid_to=None)
    remove_team_member(assignment=assignment, by=request.auth)
    return nothing()
