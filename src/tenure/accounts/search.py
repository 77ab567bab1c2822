"""Finding accounts by any part of a name or a place. The index is kept by the database, in the writing transaction."""

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from tenure.accounts.models import Account, AccountQuerySet
from tenure.core.text import name_key

# A trigram index needs three characters; shorter texts are looked up as beginnings, which the name index serves.
SHORTEST_SUBSTRING = 3
# Common syllables match much; ranking only these many candidates keeps the time flat.
MOST_CANDIDATES = 1000
# A row's number has at most 19 digits; a longer one would overflow in the database.
LONGEST_NUMBER = 19


def matching(accounts: AccountQuerySet, text: str) -> AccountQuerySet:
    """The accounts whose name or city contains the text, in any case; all of them for an empty text."""
    text = text.strip()
    if not text:
        return accounts
    if len(text) < SHORTEST_SUBSTRING:
        return accounts.filter(name__istartswith=text)
    if connection.vendor == "sqlite":
        return accounts.filter(pk__in=_sqlite_candidates(text))
    return accounts.filter(Q(name__icontains=text) | Q(city__icontains=text))


def _sqlite_candidates(text: str) -> RawSQL:
    phrase = '"' + text.replace('"', '""') + '"'
    sql = "SELECT rowid FROM accounts_account_search WHERE accounts_account_search MATCH %s LIMIT %s"
    return RawSQL(sql, (phrase, MOST_CANDIDATES))  # noqa: S611 - the text is a parameter


def meant_by(accounts: AccountQuerySet, text: str, *, most: int = 6) -> list[Account]:
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
