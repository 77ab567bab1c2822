"""Finding accounts and contacts by any part of what is known of them.

The index is kept by the database, in the writing transaction: accounts by name, city and domain, contacts by name,
e-mail address and title.

Case and accents do not matter: "MULLER", "müller" and "Müller" find each other, "strasse" finds "Straße".
"""

from typing import Any, TypeVar

from django.db.models import Q, QuerySet

from tenure.accounts.choices import MOST_SEEN
from tenure.accounts.models import Account, AccountQuerySet, SeenAccount
from tenure.core.policy import Actor
from tenure.core.search import SHORTEST_PART, Part, having
from tenure.core.text import fold, name_key, words_of
from tenure.core.written import written_once

# Common syllables match much; ranking only so many keeps the time flat. Visibility and filters count before the cap.
MOST_CANDIDATES = 500
# A row's number has at most 19 digits; a longer one would overflow in the database.
LONGEST_NUMBER = 19
# Of a director's thousand own accounts those changed last are near enough.
MOST_OWN = 100
# After every text that begins with the prefix; the column is ordered by code point on both databases.
LAST = "\U0010ffff"


Accounts = TypeVar("Accounts", bound=QuerySet[Account, Any])


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
