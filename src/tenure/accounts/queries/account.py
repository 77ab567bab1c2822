"""The accounts by name, and what stands around one of them."""

from dataclasses import dataclass

from django.db import connection
from django.db.models import F, Q, QuerySet
from django.db.models.expressions import RawSQL

from tenure.accounts.choices import TeamRole
from tenure.accounts.models import Account, AccountQuerySet, Contact, ContactQuerySet, TeamMember
from tenure.accounts.search import matching
from tenure.core.models import AuditEntry
from tenure.core.policy import Actor, kept_from, sees_every_account
from tenure.core.written import Limit, written_once
from tenure.people.models import Member

PAGE = 50
HISTORY_SHOWN = 20
UNITS_SHOWN = 12
# Up to so many accounts are handed over by their numbers; more are left to the database to choose.
FEW = 2000

# From one country to the next along the index: a distinct list would read every account.
COUNTRIES = """
    WITH RECURSIVE met (country) AS (
        SELECT min(country) FROM accounts_account WHERE deleted_at IS NULL
        UNION ALL
        SELECT (SELECT min(country) FROM accounts_account WHERE deleted_at IS NULL AND country > met.country)
        FROM met WHERE met.country IS NOT NULL
    )
    SELECT country FROM met WHERE country IS NOT NULL
"""


@dataclass(frozen=True)
class AccountsPage:
    """Accounts in order of name with their owners; `next_after` is the last one's number, None on the last page."""

    accounts: list[Account]
    next_after: int | None


def accounts_page(member: Actor, *, text: str = "", after: int | None = None, limit: int = PAGE) -> AccountsPage:
    """One page of the accounts the member sees whose name or city contains the text, after the one numbered `after`."""
    visible: AccountQuerySet = Account.objects.visible_to(member)
    chosen = matching(visible, text).select_related("owner").order_by("name", "pk")
    last = visible.filter(pk=after).first() if after else None
    if last:
        chosen = chosen.filter(name__gte=last.name).exclude(Q(name=last.name) & Q(pk__lte=last.pk))
    # One more than shown tells whether a next page exists without counting.
    found = list(chosen[: limit + 1])
    return AccountsPage(found[:limit], found[limit - 1].pk if len(found) > limit else None)


def contacts_of(account: Account, member: Actor) -> list[Contact]:
    """The people of the account, those who decide most first; who has left comes last."""
    return _contacts_of(account.pk, member)


@written_once
def _contacts_of(account: int, member: Actor) -> ContactQuerySet:
    contacts: ContactQuerySet = Contact.objects.visible_to(member).filter(account_id=account)
    return contacts.order_by(F("left_on").asc(nulls_first=True), F("seniority").desc(nulls_last=True), "name")


def team_of(account: Account) -> list[TeamMember]:
    """Who of us looks after the account today besides its owner."""
    return _team_of(account.pk)


@written_once
def _team_of(account: int) -> "QuerySet[TeamMember, TeamMember]":
    team = TeamMember.objects.filter(account_id=account, valid_to=None).exclude(role=TeamRole.OWNER)
    return team.select_related("member").order_by("valid_from")


def tree_of(account: int, member: Actor) -> AccountQuerySet:
    """The account of a number and all that stands below it at any depth, as far as the member sees it; one recursion.

    What is hidden from the member, or lies in the trash, is left out; what stands below that is still found.
    """
    visible: AccountQuerySet = Account.objects.visible_to(member)
    # UNION instead of UNION ALL: a circle, should one ever arise, ends the recursion.
    below = RawSQL(
        "WITH RECURSIVE tree(id) AS (SELECT CAST(%s AS bigint) UNION SELECT below.id FROM accounts_account below"
        " JOIN tree ON below.parent_id = tree.id) SELECT id FROM tree",
        [account],
    )
    return visible.filter(pk__in=below)


def units_of(account: Account, member: Actor) -> AccountQuerySet:
    """The units and sites directly below the account that the member sees."""
    units: AccountQuerySet = Account.objects.visible_to(member).filter(parent=account).order_by("name")
    return units


def units_shown(account: Account, member: Actor) -> list[Account]:
    """The first of them, in order of name."""
    return _units_shown(account.pk, member)


@written_once
def _units_shown(account: int, member: Actor) -> AccountQuerySet:
    units: AccountQuerySet = Account.objects.visible_to(member).filter(parent_id=account)
    return units.order_by("name")[:UNITS_SHOWN]


def parent_of(account: Account, member: Actor) -> Account | None:
    """The organisation directly above the account, unless it is hidden from the member."""
    return None if account.parent_id is None else seen_account(member, account.parent_id)


def seen_account(member: Actor, number: int) -> Account | None:
    """The account of a number with its owner, if the member sees it."""
    return next(iter(_seen_account(member, number)), None)


@written_once
def _seen_account(member: Actor, number: int) -> AccountQuerySet:
    seen: AccountQuerySet = Account.objects.visible_to(member).filter(pk=number)
    return seen.select_related("owner")


def colleagues_of(account: Account) -> list[Member]:
    """Everybody of ours on the account's team today, its owner too, by name."""
    return _colleagues_of(account.pk)


@written_once
def _colleagues_of(account: int) -> "QuerySet[Member, Member]":
    team: QuerySet[Member] = Member.objects.filter(is_active=True)
    return team.filter(assignments__account_id=account, assignments__valid_to=None).order_by("name")


def history_of(account: Account, reader: Actor, *, limit: int = HISTORY_SHOWN) -> list[AuditEntry]:
    """The last changes of the account and of what belongs to it, as far as the reader is told; the latest first."""
    entries = AuditEntry.objects.filter(account_id=account.pk).exclude(noun__in=kept_from(reader))
    return list(entries.order_by("-pk")[:limit])


def countries_of(member: Actor) -> list[str]:
    """The countries of the accounts that the member sees; an empty one for those without."""
    if not sees_every_account(member):
        return _countries_seen(member)
    with connection.cursor() as cursor:
        cursor.execute(COUNTRIES)
        return [country for (country,) in cursor.fetchall()]


@written_once
def _countries_seen(member: Actor) -> "QuerySet[Account, str]":
    return Account.objects.visible_to(member).order_by().values_list("country", flat=True).distinct()


@written_once
def numbers_seen(member: Actor, limit: Limit | None = None) -> "QuerySet[Account, int]":
    """The numbers of the accounts that the member sees, in no order; with a limit so many of them at most."""
    return Account.objects.visible_to(member).order_by().values_list("pk", flat=True)[:limit]


def few_seen(member: Actor) -> list[int] | None:
    """The numbers of the accounts that the member sees if these are few, else None."""
    seen = numbers_seen(member, Limit(FEW + 1))
    return seen if len(seen) <= FEW else None
