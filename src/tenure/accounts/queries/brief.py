"""What one wants to know of an account's people before a meeting."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery

from tenure.accounts.choices import MET_BY
from tenure.accounts.models import Account, Commitment, Contact, Interaction

PEOPLE_SHOWN, TALKS_SHOWN, OWED_SHOWN = 14, 4, 12


@dataclass(frozen=True)
class LastWords:
    """Somebody of theirs, and the last call, meeting or visit with them; empty where there was none."""

    contact: Contact
    at: datetime | None
    subject: str
    notes: str


def last_words_of(account: Account) -> list[LastWords]:
    """The account's people of today, those who decide most first, with what was last said; one query."""
    spoken = Interaction.objects.filter(contacts=OuterRef("pk"), kind__in=MET_BY, deleted_at=None)
    spoken = spoken.order_by("-at", "-pk")
    people: QuerySet[Contact] = Contact.objects.of_account(account.pk).filter(left_on=None)
    told = people.annotate(
        last_subject=Subquery(spoken.values("subject")[:1]), last_notes=Subquery(spoken.values("notes")[:1])
    )
    ordered: Any = told.order_by(F("seniority").desc(nulls_last=True), "name")[:PEOPLE_SHOWN]
    return [LastWords(one, one.last_met_at, one.last_subject or "", one.last_notes or "") for one in ordered]


def latest_talks(account: Account) -> list[Interaction]:
    """The last interactions with who of theirs took part, the latest first."""
    talks = Interaction.objects.of_account(account.pk).prefetch_related("contacts")
    return list(talks.order_by("-at", "-pk")[:TALKS_SHOWN])


def owed_both_ways(account: Account) -> tuple[list[Commitment], list[Commitment]]:
    """What we owe the account and what it owes us, open, by its day; as many of each as a page has room for."""
    owed = Commitment.objects.still_open().filter(account=account)
    people = owed.select_related("owner", "contact", "to_member", "to_contact").order_by("due_on", "pk")
    return list(people.ours()[:OWED_SHOWN]), list(people.theirs()[:OWED_SHOWN])
