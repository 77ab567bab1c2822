"""The people of all accounts that a member sees, as the list is asked for: by key and never by counting.

Few people are looked up and put into order; among many a page is found soon by walking along an order that is kept.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from tenure.accounts.choices import KEY_SENIORITY, MET_BY, ContactFunction
from tenure.accounts.models import Account, AccountQuerySet, Contact, ContactQuerySet, Interaction
from tenure.accounts.queries.interactions import LONG_DAYS
from tenure.accounts.search import FOUND_BY, contacts_meant, fitting
from tenure.core.keyset import RowByRow, Segment
from tenure.core.policy import sees_every_account
from tenure.insight.models import Ranking, Standing
from tenure.insight.models.standing import StandingQuerySet
from tenure.insight.queries.rankings import current_ranking
from tenure.people.models import Member

PAGE = 50
# Up to so many people are handed over by their numbers and put into order; more are walked along. Of all the people
# that a leader sees, looking for so many costs more than for so many of a team's own.
FEW, FEW_OF_ALL = 1000, 400
# What a line of the list shows; each field more is read for every row.
SHOWN = (
    "name", "title", "function", "seniority", "email", "phone", "mobile", "left_on", "last_met_at", "account_id",
    "account__name",
)  # fmt: skip
GRADE = ("grade", "label", "provisional")


class Met(StrEnum):
    """How long ago people were last spoken with: never mind, not for 60 days or never, or never."""

    ANY = ""
    COLD = "cold"
    NEVER = "never"


class Of(StrEnum):
    """Of which accounts people are wanted: of all, of key accounts, of those that the member owns."""

    ALL = ""
    KEY = "key"
    MINE = "mine"


class ContactOrder(StrEnum):
    """The orders of the list."""

    NAME = "name"
    ACCOUNT = "account"
    MET = "met"


@dataclass(frozen=True)
class ContactFilter:
    """Which people are wanted and in which order.

    `key` are those who decide or prepare decisions; who has left comes only `with_left`. By when they were last met,
    who never was comes last either way.
    """

    text: str = ""
    key: bool = False
    function: ContactFunction | None = None
    seniority: int | None = None
    met: Met = Met.ANY
    of: Of = Of.ALL
    with_left: bool = False
    order: ContactOrder = ContactOrder.NAME
    descending: bool = False

    @property
    def narrows(self) -> bool:
        """Whether anything is asked of them that few may have."""
        return any((self.key, self.function, self.seniority, self.met, self.of))


@dataclass(frozen=True)
class Person:
    """A contact with its account, the account's grade (code, label, whether provisional) and who spoke last with it."""

    contact: Contact
    grade: tuple[str, str, bool] | None
    met_by: str


@dataclass(frozen=True)
class ContactsPage:
    """People in order; `next_after` is the number of the last one, None on the last page."""

    people: list[Person]
    ranking: Ranking | None
    next_after: int | None


def contacts_page(
    member: Member, wanted: ContactFilter, today: date, *, after: int = 0, limit: int = PAGE
) -> ContactsPage:
    """One page of the people whom the member sees, as the list is asked for, after the one numbered `after`."""
    ranking = current_ranking()
    rows = _Rows(member, wanted, since(today), ranking)
    last = Contact.objects.visible_to(member).select_related("account").filter(pk=after).first() if after else None
    found: list[Contact] = []
    for piece in rows.pieces(last):
        # One more than shown tells whether a next page exists without counting.
        found += piece[: limit + 1 - len(found)]
        if len(found) > limit:
            break
    shown = found[:limit]
    return ContactsPage(_people(shown, ranking), ranking, shown[-1].pk if len(found) > limit else None)


def since(today: date) -> datetime:
    """The first moment that is not yet long ago on a day."""
    return timezone.make_aware(datetime.combine(today - timedelta(days=LONG_DAYS), time.min))


def at_key_account(ranking: Ranking | None) -> Exists:
    """Whether a person is at a key account of the ranking; nobody is before the first ranking."""
    standings = Standing.objects.none() if ranking is None else _key_standings(ranking)
    return Exists(standings.filter(account_id=OuterRef("account_id")))


def _key_standings(ranking: Ranking) -> StandingQuerySet:
    grades = [level["code"] for level in ranking.scheme["levels"][: ranking.scheme["key_levels"]]]
    standings: StandingQuerySet = Standing.objects.filter(ranking_id=ranking.pk, is_key=True, grade__in=grades)
    return standings


@dataclass(frozen=True)
class _Rows:
    """The people who are wanted, in the order that is wanted."""

    member: Member
    wanted: ContactFilter
    cold: datetime
    ranking: Ranking | None

    def pieces(self, last: Contact | None) -> Iterator[Any]:
        """The rows after `last` in several queries, of which only as many as needed are made."""
        few = self._few()
        rows = self._narrowed(row_by_row=True) if few is None else Contact.objects.filter(pk__in=few)
        if self.wanted.order == ContactOrder.ACCOUNT:
            yield from self._by_account(rows, last, is_few=few is not None)
            return
        segments = self._segments(rows)
        if last and len(segments) > 1 and last.last_met_at is None:
            # The page goes on among those who were never met, who come last.
            segments = segments[-1:]
        for segment in segments:
            yield _shown(segment.after([getattr(last, column) for column in segment.columns] if last else None))
            last = None

    def _narrowed(self, *, row_by_row: bool) -> ContactQuerySet:
        """Those who are wanted, the text left out: to be found by an index of what is asked, or along the order."""
        wanted, rows = self.wanted, self._seen(row_by_row=row_by_row)
        names = dict.fromkeys(("seniority", "function", "last_met_at"), "")
        if row_by_row:
            names = dict.fromkeys(names, "its_")
            rows = rows.alias(**{f"its_{name}": RowByRow(F(name)) for name in names})
        if wanted.order == ContactOrder.MET:
            names["last_met_at"] = ""
        asked = {
            "seniority__gte": KEY_SENIORITY if wanted.key else None,
            "seniority": wanted.seniority,
            "function": wanted.function,
        }
        said = {f"{names[name.split('__')[0]]}{name}": value for name, value in asked.items() if value is not None}
        still_there = Q() if wanted.with_left else Q(left_on=None)
        rows = rows.filter(still_there, self._met(f"{names['last_met_at']}last_met_at"), **said)
        return rows.filter(at_key_account(self.ranking)) if wanted.of == Of.KEY else rows

    def _seen(self, *, row_by_row: bool) -> ContactQuerySet:
        """Those at accounts that the member sees, or owns where that is asked."""
        if row_by_row and sees_every_account(self.member):
            # Each row's account is looked at; for a join SQLite would first walk all accounts to make a filter of them.
            accounts: AccountQuerySet = Account.objects.visible_to(self.member).filter(pk=OuterRef("account_id"))
            return Contact.objects.filter(Exists(accounts.filter(self._owned(""))), deleted_at=None)
        return Contact.objects.visible_to(self.member).filter(self._owned("account__"))

    def _owned(self, path: str) -> Q:
        return Q(**{f"{path}owner_id": self.member.pk}) if self.wanted.of == Of.MINE else Q()

    def _met(self, column: str) -> Q:
        never = Q(**{f"{column}__isnull": True})
        cold = never | Q(**{f"{column}__lt": self.cold})
        return {Met.ANY: Q(), Met.NEVER: never, Met.COLD: cold}[self.wanted.met]

    def _few(self) -> list[int] | None:
        """The numbers of those who are wanted if they are few, else None; of a text always."""
        text = self.wanted.text.strip()
        if not sees_every_account(self.member):
            # Their accounts are few, whatever else is asked.
            return self._few_seen(text)
        if text:
            accounts: AccountQuerySet = Account.objects.visible_to(self.member)
            return contacts_meant(self._narrowed(row_by_row=False), text, accounts)
        return self._few_of_all() if self.wanted.narrows else None

    def _few_seen(self, text: str) -> list[int] | None:
        rows = self._narrowed(row_by_row=True).order_by()
        if not text:
            return _numbers(rows, FEW)
        seen = list(rows.values_list("pk", *FOUND_BY)[: FEW + 1])
        if len(seen) > FEW:
            return contacts_meant(rows, text, Account.objects.visible_to(self.member))
        return fitting(text, seen)

    def _few_of_all(self) -> list[int] | None:
        rows = self._narrowed(row_by_row=False)
        if self.wanted.of == Of.KEY and self.ranking is not None:
            keys = list(_key_standings(self.ranking).order_by().values_list("account_id", flat=True)[: FEW_OF_ALL + 1])
            if len(keys) <= FEW_OF_ALL:
                rows = rows.filter(account__in=keys)
            elif self.wanted == ContactFilter(of=Of.KEY, order=self.wanted.order, descending=self.wanted.descending):
                return None
        return _numbers(rows, FEW_OF_ALL)

    def _segments(self, rows: ContactQuerySet) -> list[Segment]:
        descending = self.wanted.descending
        if self.wanted.order == ContactOrder.NAME:
            return [Segment(rows, ("name", "id"), descending)]
        met, never = rows.filter(last_met_at__isnull=False), rows.filter(last_met_at=None)
        return [Segment(met, ("last_met_at", "id"), descending), Segment(never, ("id",))]

    def _by_account(self, rows: ContactQuerySet, last: Contact | None, *, is_few: bool) -> Iterator[Any]:
        """First the rest of the account at which the page before ended, then account after account."""
        descending = self.wanted.descending
        if last:
            rest = Segment(rows.filter(account_id=last.account_id), ("name", "id"), descending)
            yield _shown(rest.after([last.name, last.pk]))
        sign = "-" if descending else ""
        order = [f"{sign}{column}" for column in ("account__name", "account_id", "name", "pk")]
        if is_few:
            yield _shown(rows.filter(_accounts_beyond(last, descending=descending))).order_by(*order)
        else:
            yield _AtAccounts(self._accounts(rows, last), rows, order)

    def _accounts(self, rows: ContactQuerySet, last: Contact | None) -> QuerySet[Account, Any]:
        """The accounts at which anybody is wanted, in order of name, after that of the page before."""
        accounts: AccountQuerySet = Account.objects.visible_to(self.member)
        with_people = accounts.filter(Exists(rows.order_by().filter(account_id=OuterRef("pk"))))
        segment = Segment(with_people, ("name", "id"), self.wanted.descending)
        return segment.after([last.account.name, last.account_id] if last else None)


def _numbers(rows: ContactQuerySet, few: int) -> list[int] | None:
    """The numbers of the rows if there are few, else None."""
    numbers = list(rows.order_by().values_list("pk", flat=True)[: few + 1])
    return numbers if len(numbers) <= few else None


@dataclass(frozen=True)
class _AtAccounts:
    """The people of accounts in the accounts' order, read when a slice is asked for."""

    accounts: QuerySet[Account, Any]
    rows: ContactQuerySet
    order: Sequence[str]

    def __getitem__(self, wanted: slice) -> list[Contact]:
        # Each has one person or more, so as many accounts as people are wanted are enough.
        numbers = list(self.accounts.values_list("pk", flat=True)[wanted])
        return list(_shown(self.rows.filter(account__in=numbers)).order_by(*self.order)[wanted])


def _accounts_beyond(last: Contact | None, *, descending: bool) -> Q:
    if last is None:
        return Q()
    name, number, beyond = last.account.name, last.account_id, "lt" if descending else "gt"
    return Q(**{f"account__name__{beyond}": name}) | Q(**{"account__name": name, f"account_id__{beyond}": number})


def _shown(rows: QuerySet[Contact, Any]) -> QuerySet[Contact, Contact]:
    """With the name of their account, and of both only what lists show."""
    return rows.select_related("account").only(*SHOWN)


def _people(contacts: Sequence[Contact], ranking: Ranking | None) -> list[Person]:
    """The contacts with their accounts' grades and who spoke last with each; two queries."""
    grades = _grades({one.account_id for one in contacts}, ranking)
    speakers = _speakers([one.pk for one in contacts if one.last_met_at])
    return [Person(one, grades.get(one.account_id), speakers.get(one.pk, "")) for one in contacts]


def _grades(accounts: Collection[int], ranking: Ranking | None) -> dict[int, tuple[str, str, bool]]:
    if ranking is None:
        return {}
    standings = Standing.objects.filter(ranking_id=ranking.pk, account__in=accounts)
    return {account: tuple(grade) for account, *grade in standings.values_list("account_id", *GRADE)}


def _speakers(contacts: Sequence[int]) -> dict[int, str]:
    """Who of ours took part in the last talk with each contact, by name."""
    links = Interaction.contacts.through.objects.filter(
        contact__in=contacts,
        interaction__at=F("contact__last_met_at"),
        interaction__kind__in=MET_BY,
        interaction__deleted_at=None,
    )
    found: dict[int, dict[str, None]] = {}
    for contact, name in links.values_list("contact_id", "interaction__members__name").order_by(
        "interaction__members__name"
    ):
        found.setdefault(contact, {})[name or ""] = None
    return {contact: ", ".join(filter(None, names)) for contact, names in found.items()}
