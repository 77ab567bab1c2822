"""Finding accounts and contacts by any part of what is known of them.

The index is kept by the database, in the writing transaction: accounts by name, city and domain, contacts by name,
e-mail address and title.

Case and accents do not matter: "MULLER", "müller" and "Müller" find each other, "strasse" finds "Straße".
"""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db.models import Q, QuerySet

from tenure.accounts.choices import MOST_SEEN
from tenure.accounts.models import Account, AccountQuerySet, Contact, SeenAccount
from tenure.core.closeness import Closeness, closeness
from tenure.core.policy import Actor
from tenure.core.search import (
    SHORTEST_PART,
    Part,
    beginning_words,
    having,
    resembling,
    words_to_find,
)
from tenure.core.search import (
    containing as having_words,
)
from tenure.core.text import fold, name_key, words_of
from tenure.core.written import written_once

# Common syllables match much; ranking only so many keeps the time flat. Visibility and filters count before the cap.
MOST_CANDIDATES = 500
# A row's number has at most 19 digits; a longer one would overflow in the database.
LONGEST_NUMBER = 19
# Of so many accounts with the text in their names the people are found too.
MOST_ACCOUNTS = 100
MOST_WORDS = 6
# What tells whether a contact is meant.
FOUND_BY = ("name", "email", "title", "account__name")
# Of a director's thousand own accounts those changed last are near enough.
MOST_OWN = 100
# After every text that begins with the prefix; the column is ordered by code point on both databases.
LAST = "\U0010ffff"


Accounts = TypeVar("Accounts", bound=QuerySet[Account, Any])
Contacts = TypeVar("Contacts", bound=QuerySet[Contact, Any])


def beginning_with(accounts: Accounts, text: str) -> Accounts:
    """The accounts whose name, without case, accents and punctuation, begins with the text."""
    prefix = " ".join(words_of(text))
    if not prefix:
        return accounts.none()
    return accounts.filter(name_key__gte=prefix, name_key__lt=prefix + LAST)


def containing(accounts: Accounts, text: str) -> Accounts:
    """The accounts whose name, city or domain has the text in it; of very many the first 500. None for a short text."""
    folded = fold(text.strip())
    if len(folded) < SHORTEST_PART:
        return accounts.none()
    candidates = having(accounts, Part(folded)).order_by().values("pk")[:MOST_CANDIDATES]
    return accounts.filter(pk__in=candidates)


def beyond_beginning(accounts: Accounts, text: str) -> Accounts:
    """The accounts that contain the text but whose name does not begin with it."""
    prefix = " ".join(words_of(text))
    found = containing(accounts, text)
    return found.exclude(name_key__gte=prefix, name_key__lt=prefix + LAST) if prefix else found


def matching(accounts: Accounts, text: str) -> Accounts:
    """The accounts whose name, city or domain contains the text, in any case; all of them for an empty text."""
    return accounts.filter(pk__in=numbers_matching(accounts, text)) if text.strip() else accounts


def numbers_matching(accounts: QuerySet[Account, Any], text: str) -> QuerySet[Account, Any]:
    """The numbers of the accounts whose name, city or domain contains the text, to look up what hangs on them."""
    starting = beginning_with(accounts, text).order_by().values("pk")
    # One list of numbers: of two with "or" between them PostgreSQL walks along every account.
    return starting.union(containing(accounts, text).order_by().values("pk"))


def contacts_matching(contacts: Contacts, text: str, accounts: AccountQuerySet | None = None) -> Contacts:
    """The contacts that the text could mean; all of them for an empty text."""
    return contacts.filter(pk__in=contacts_meant(contacts, text, accounts)) if text.strip() else contacts


def contacts_meant(contacts: QuerySet[Contact, Any], text: str, accounts: AccountQuerySet | None = None) -> list[int]:
    """The numbers of the contacts whose name, e-mail address or title has the words, or who are at such an account.

    Words may be begun only; where nothing has them as they are, misspelt ones count. Of very many 500 are found:
    narrow the contacts to those that are seen and wanted before. `accounts` are those looked at by name.
    """
    parts = words_to_find(text)[:MOST_WORDS]
    if not parts:
        return []
    if len(text.strip()) < SHORTEST_PART:
        # Too short for the index; names are written with a capital and kept in order.
        start = text.strip().capitalize()
        return _numbers(contacts.filter(name__gte=start, name__lt=start + LAST).order_by("name"))
    found = _having_words(contacts, parts)
    if accounts is not None:
        at = [row["pk"] for row in numbers_matching(accounts, text)[:MOST_ACCOUNTS]]
        found += _numbers(contacts.filter(account__in=at).order_by()) if at else []
    return list(dict.fromkeys(found))[:MOST_CANDIDATES] or _misspelt(contacts, text, parts)


def _having_words(contacts: QuerySet[Contact, Any], parts: list[str]) -> list[int]:
    for wanted in (beginning_words(parts), having_words(parts)):
        if wanted and (found := _numbers(having(contacts.order_by(), wanted))):
            return found
    return []


def _misspelt(contacts: QuerySet[Contact, Any], text: str, parts: list[str]) -> list[int]:
    wanted = resembling(parts)
    return (
        fitting(text, having(contacts.order_by(), wanted).values_list("pk", *FOUND_BY)[:MOST_CANDIDATES])
        if wanted
        else []
    )


def fitting(text: str, contacts: Iterable[tuple[Any, ...]]) -> list[int]:
    """The numbers of those contacts, each with what it is FOUND_BY, that the text could mean.

    Misspelt words count only where nothing fits them as they are.
    """
    words = words_of(text)[:MOST_WORDS]
    judged = [(number, closeness(words, *texts)) for number, *texts in contacts]
    found = {number: fits for number, fits in judged if fits is not None}
    as_they_are = [number for number, fits in found.items() if fits < Closeness.MISSPELT]
    return as_they_are or list(found)


def _numbers(contacts: QuerySet[Contact, Any]) -> list[int]:
    return list(contacts.values_list("pk", flat=True)[:MOST_CANDIDATES])


def meant_by(accounts: Accounts, text: str, *, most: int = 6) -> list[Account]:
    """The accounts a person could mean: by number or external id, else by whole name, else by any part of the name.

    More than one means that the person has to be asked; at most `most` are returned.
    """
    text = text.strip()
    if not text:
        return []
    number = Q(pk=int(text)) if text.isascii() and text.isdigit() and len(text) < LONGEST_NUMBER else Q()
    by_identity = accounts.filter(number | Q(external_id=text))
    by_name = accounts.filter(name__iexact=text)
    by_key = accounts.filter(name_key=name_key(text))
    for found in (by_identity, by_name, by_key, matching(accounts, text)):
        if candidates := list(found.order_by("name", "pk")[:most]):
            return candidates
    return []


def seen_lately(member: Actor, *, limit: int = MOST_SEEN) -> list[Account]:
    """The accounts that the member opened last and still sees, the latest first."""
    seen = SeenAccount.objects.filter(member_id=member.pk).order_by("-seen_at").values_list("account", flat=True)
    places = {pk: place for place, pk in enumerate(seen[:limit])}
    found: AccountQuerySet = Account.objects.visible_to(member).filter(pk__in=places)
    return sorted(found, key=lambda account: places[account.pk])


def near(member: Actor) -> set[int]:
    """The numbers of the accounts that a member most likely means: those they opened last, and of their own."""
    return {*_seen_last(member.pk), *_own(member.pk)}


@written_once
def _seen_last(member: int) -> QuerySet[SeenAccount, int]:
    return SeenAccount.objects.filter(member_id=member).values_list("account", flat=True)


@written_once
def _own(member: int) -> QuerySet[Account, int]:
    own = Account.objects.filter(owner_id=member, deleted_at=None).order_by("-updated_at")
    return own.values_list("pk", flat=True)[:MOST_OWN]
