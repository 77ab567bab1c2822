"""Finding whatever somebody means by a few letters: one function over accounts, contacts and products."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Model, QuerySet

from tenure.accounts.models import Account, Contact
from tenure.accounts.queries import numbers_seen
from tenure.accounts.search import LAST, beginning_with, near
from tenure.commerce.models import Product
from tenure.core.closeness import Closeness, closeness
from tenure.core.policy import sees_every_account
from tenure.core.search import (
    SHORTEST_PART,
    Wanted,
    beginning,
    beginning_words,
    containing,
    having,
    resembling,
    words_to_find,
)
from tenure.core.text import words_of
from tenure.core.written import Limit, written_once
from tenure.people.models import Member

# Each question asks the index for so many rows; who types a common syllable goes on typing.
MOST_PROPOSED = 60
MOST_MISSPELT = 200
MOST_NEAR = 500
# Who sees no more than these accounts and contacts has all of them judged, sooner than the index would propose some.
FEW_ACCOUNTS = 300
FEW_CONTACTS = 1500
MOST_WORDS = 6

Row = Mapping[str, Any]
Rows = QuerySet[Any, Any]
Propose = Callable[["Findable", Rows, "Question"], Iterable[Row]]


class Noun(StrEnum):
    """What can be found."""

    ACCOUNT = "account"
    CONTACT = "contact"
    PRODUCT = "product"


@dataclass(frozen=True)
class Hit:
    """Something found: what it is, its number and name, what tells it from its namesakes, how well it fits.

    `account` is the account itself, or the contact's; `near` says that the member owns it or opened it lately.
    """

    noun: Noun
    id: int
    name: str
    detail: str
    account: int | None
    closeness: Closeness
    near: bool


@dataclass(frozen=True)
class Question:
    """What was typed, the words of it to judge by and to ask the index for, and the accounts near the asker.

    `all_seen` are the asker's accounts where they are few, else None.
    """

    text: str
    words: Sequence[str]
    parts: Sequence[str]
    near: set[int]
    all_seen: Sequence[int] | None


@dataclass(frozen=True)
class Findable:
    """How things of one noun are found: by their name and `others`, and told apart by `detail`."""

    noun: Noun
    model: type[Model]
    account: str
    others: tuple[str, ...]
    detail: tuple[str, ...]

    def rows(self, member: Member) -> Rows:
        """What the member sees, as plain rows."""
        fields = dict.fromkeys(("pk", "name", self.account, *self.others, *self.detail))
        visible: Rows = self.model._default_manager.visible_to(member)  # type: ignore[attr-defined]
        return visible.values(*filter(None, fields))

    def hit(self, row: Row, wanted: Question) -> Hit | None:
        """The row as something found; None when it does not fit the words."""
        fits = closeness(wanted.words, row["name"], *(row[name] for name in self.others))
        if fits is None:
            return None
        account = row[self.account] if self.account else None
        detail = ", ".join(row[name] for name in self.detail if row[name])
        return Hit(self.noun, row["pk"], row["name"], detail, account, fits, account in wanted.near)


ACCOUNTS = Findable(Noun.ACCOUNT, Account, "pk", ("city", "website"), ("city", "country"))
CONTACTS = Findable(Noun.CONTACT, Contact, "account", ("email", "title"), ("title", "account__name"))
PRODUCTS = Findable(Noun.PRODUCT, Product, "", ("code", "family"), ("code", "family"))
FINDABLE = (ACCOUNTS, CONTACTS, PRODUCTS)


def find(member: Member, text: str, limit: int = 10) -> list[Hit]:
    """What the member may see and could mean by the text, best first; nothing for a text without letters and digits.

    Better fits come before worse ones; among equals what the member owns or opened lately comes first, then accounts
    before contacts before products. Misspelt words count only where nothing fits them as they are. Of a text that fits
    very many the first few that the index names are judged, and all that is near the member.
    """
    words, parts = words_of(text)[:MOST_WORDS], words_to_find(text)[:MOST_WORDS]
    if not words:
        return []
    wanted = Question(text.strip(), words, parts, near(member), few_seen(member))
    hits = _hits(member, wanted, _as_they_are) or _hits(member, wanted, _misspelt)
    return sorted(hits, key=_order)[:limit]


def few_seen(member: Member) -> Sequence[int] | None:
    """The accounts that the member sees; None where they or their contacts are too many to judge each of them."""
    if sees_every_account(member):
        return None
    seen = numbers_seen(member, Limit(FEW_ACCOUNTS + 1))
    return seen if len(seen) <= FEW_ACCOUNTS and len(_contacts_seen(member)) <= FEW_CONTACTS else None


@written_once
def _contacts_seen(member: Member) -> QuerySet[Contact, int]:
    return Contact.objects.visible_to(member).order_by().values_list("pk", flat=True)[: FEW_CONTACTS + 1]


def _order(hit: Hit) -> tuple[Any, ...]:
    place = list(Noun).index(hit.noun)
    return hit.closeness, not hit.near, place, len(hit.name), hit.name, hit.id


def _hits(member: Member, wanted: Question, propose: Propose) -> list[Hit]:
    """What of the proposed rows fits, each once."""
    found = {}
    for findable in FINDABLE:
        for row in propose(findable, findable.rows(member), wanted):
            found[findable.noun, row["pk"]] = findable.hit(row, wanted)
    return [hit for hit in found.values() if hit]


def _as_they_are(findable: Findable, rows: Rows, wanted: Question) -> Iterator[Row]:
    """The rows that have the words: all that are near, then from narrow questions to wide ones until there are many."""
    if findable.account and wanted.all_seen is not None:
        yield from rows
        return
    if findable.account and wanted.near:
        yield from rows.filter(**{f"{findable.account}__in": wanted.near})[:MOST_NEAR]
    proposed = 0
    for ask in (_beginning, _beginning_words, _containing):
        for row in ask(findable, rows, wanted):
            proposed += 1
            yield row
        if proposed >= MOST_PROPOSED:
            return


def _beginning(findable: Findable, rows: Rows, wanted: Question) -> Iterable[Row]:
    if findable is ACCOUNTS:
        # Their names are kept without punctuation, in order: the shortest of those that begin alike come first.
        return beginning_with(rows, " ".join(wanted.words)).order_by("name_key")[:MOST_PROPOSED]
    text = wanted.text.capitalize()
    if len(text) < SHORTEST_PART:
        # Too short for the index; names are written with a capital and kept in order.
        return rows.filter(name__gte=text, name__lt=text + LAST).order_by("name")[:MOST_PROPOSED]
    return _asked(rows, beginning(wanted.parts))


def _beginning_words(_findable: Findable, rows: Rows, wanted: Question) -> Iterable[Row]:
    return _asked(rows, beginning_words(wanted.parts))


def _containing(_findable: Findable, rows: Rows, wanted: Question) -> Iterable[Row]:
    return _asked(rows, containing(wanted.parts))


def _misspelt(findable: Findable, rows: Rows, wanted: Question) -> Iterable[Row]:
    if findable.account and wanted.all_seen is not None:
        # Each of them has been judged already.
        return []
    return _asked(rows, resembling(wanted.parts), MOST_MISSPELT)


def _asked(rows: Rows, wanted: Wanted | None, most: int = MOST_PROPOSED) -> Iterable[Row]:
    return having(rows, wanted)[:most] if wanted else []
