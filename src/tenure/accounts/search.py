"""Finding accounts by any part of a name or a place. The index is kept by the database, in the writing transaction.

Case and accents do not matter: "MULLER", "müller" and "Müller" find each other, "strasse" finds "Straße".
"""

from typing import Any, TypeVar

from django.db import connection
from django.db.models import F, Q, QuerySet
from django.db.models.lookups import Lookup

from tenure.accounts.models import Account
from tenure.core.text import fold, name_key, words_of

# A trigram index needs three characters; shorter texts are looked up as beginnings of names.
SHORTEST_SUBSTRING = 3
# Common syllables match much; ranking only so many keeps the time flat. Visibility and filters count before the cap.
MOST_CANDIDATES = 500
# A row's number has at most 19 digits; a longer one would overflow in the database.
LONGEST_NUMBER = 19
# After every text that begins with the prefix; the column is ordered by code point on both databases.
_LAST = "\U0010ffff"


class Match(Lookup[str]):
    """SQLite's MATCH: the full-text index has the phrase."""

    lookup_name = "match"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """The comparison with its parameters."""
        column, before = self.process_lhs(compiler, connection)
        phrase, parameters = self.process_rhs(compiler, connection)
        return f"{column} MATCH {phrase}", (*before, *parameters)


class FoldedLike(Lookup[str]):
    """PostgreSQL's LIKE on the folded text of an account's name and city, a column that Django does not know."""

    lookup_name = "folded_like"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """The comparison with its parameters."""
        table = compiler.quote_name_unless_alias(self.lhs.alias)
        pattern, parameters = self.process_rhs(compiler, connection)
        return f"{table}.search_text LIKE {pattern}", tuple(parameters)


Accounts = TypeVar("Accounts", bound=QuerySet[Account, Any])


def beginning_with(accounts: Accounts, text: str) -> Accounts:
    """The accounts whose name, without case, accents and punctuation, begins with the text."""
    prefix = " ".join(words_of(text))
    if not prefix:
        return accounts.none()
    return accounts.filter(name_key__gte=prefix, name_key__lt=prefix + _LAST)


def containing(accounts: Accounts, text: str) -> Accounts:
    """The accounts whose name or city has the text in it; of very many the first 500. None for a short text."""
    folded = fold(text.strip())
    if len(folded) < SHORTEST_SUBSTRING:
        return accounts.none()
    candidates = _matched(accounts, folded).order_by().values("pk")[:MOST_CANDIDATES]
    return accounts.filter(pk__in=candidates)


def beyond_beginning(accounts: Accounts, text: str) -> Accounts:
    """The accounts that contain the text but whose name does not begin with it."""
    prefix = " ".join(words_of(text))
    found = containing(accounts, text)
    return found.exclude(name_key__gte=prefix, name_key__lt=prefix + _LAST) if prefix else found


def matching(accounts: Accounts, text: str) -> Accounts:
    """The accounts whose name or city contains the text, in any case; all of them for an empty text."""
    if not text.strip():
        return accounts
    starting = beginning_with(accounts, text).order_by().values("pk")
    return accounts.filter(Q(pk__in=starting) | Q(pk__in=containing(accounts, text).order_by().values("pk")))


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


def _matched(accounts: Accounts, folded: str) -> Accounts:
    if connection.vendor == "postgresql":
        return accounts.filter(FoldedLike(F("name"), f"%{connection.ops.prep_for_like_query(folded)}%"))
    phrase = '"' + folded.replace('"', '""') + '"'
    # The first condition makes it an inner join, which alone lets SQLite start from the index.
    return accounts.filter(search__isnull=False).filter(Match(F("search__text"), phrase))
