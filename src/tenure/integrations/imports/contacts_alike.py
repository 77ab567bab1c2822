"""Contacts that a row may mean: nearly the same name at the same account, or the same address at another."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from django.db.models import Q
from rapidfuzz import fuzz

from tenure.accounts.models import Contact
from tenure.core.text import words_of
from tenure.integrations.imports.blocks import Blocks
from tenure.integrations.imports.candidates import Candidate
from tenure.integrations.imports.directory import rows_where
from tenure.integrations.imports.drafts import Part

LIKELY_NAME = 88
SAME_ADDRESS = 95.0


class Person(NamedTuple):
    """A contact as far as it can be recognised."""

    id: int
    account: int
    name: str
    email: str


@dataclass
class ContactsAlike:
    """Finds contacts that rows of a source may mean.

    Only contacts that were there before the run began count: whatever the order of its rows, the answer is the same.
    """

    source: str
    began: datetime

    def find(self, parts: Sequence[Part]) -> dict[int, Candidate]:
        """For the places of parts that no record was found for, the contact that each may mean."""
        left = [(place, part) for place, part in enumerate(parts) if part.id is None]
        accounts = {part.values["account_id"] for _, part in left if part.values.get("account_id")}
        colleagues: dict[int, list[Person]] = defaultdict(list)
        for person in self._people("account_id", accounts):
            colleagues[person.account].append(person)
        addressed = self._addressed({part.values["email"] for _, part in left if part.values.get("email")})
        found = {
            place: _alike(part, colleagues[part.values.get("account_id", 0)])
            or addressed.get(part.values.get("email", ""))
            for place, part in left
        }
        return {place: candidate for place, candidate in found.items() if candidate}

    @property
    def _also(self) -> Q:
        # What the source knows under another id is another person.
        return Q(created_at__lt=self.began) & (~Q(source=self.source) | Q(external_id=""))

    def _people(self, lookup: str, values: Iterable[int]) -> Iterable[Person]:
        names = ("pk", "account_id", "name", "email")
        rows = rows_where(Contact, lookup, values, *names, also=self._also, deleted_at=None)
        return (Person(*row) for row in rows)

    @cached_property
    def _addresses(self) -> Blocks:
        """The contacts by address: one look at all of them, where the database has no index to ask for each batch."""
        addresses = Blocks()
        rows = Contact.objects.filter(self._also, deleted_at=None).exclude(email="").order_by("pk")
        for pk, email in rows.values_list("pk", "email").iterator(chunk_size=5_000):
            addresses.add(pk, [email])
        return addresses

    def _addressed(self, emails: Iterable[str]) -> dict[str, Candidate]:
        numbers = {pk for email in emails for pk in self._addresses.candidates([email])[:1]}
        people = self._people("pk", numbers)
        return {person.email: Candidate(person.id, person.name, SAME_ADDRESS) for person in people}


def _alike(part: Part, colleagues: Sequence[Person]) -> Candidate | None:
    """The colleague whose name is most like the row's, if it is like enough."""
    likeness = {person: name_likeness(part.values["name"], person.name) for person in colleagues}
    best = max(likeness, key=lambda person: (likeness[person], -person.id), default=None)
    if best is None or likeness[best] < LIKELY_NAME:
        return None
    return Candidate(best.id, best.name, round(likeness[best], 1))


def name_likeness(one: str, other: str) -> float:
    """How alike two people's names are, 0 to 100 (the same words in any order).

    >>> name_likeness("Müller, Jörg", "Jorg Muller"), name_likeness("Ana Abel", "Olga Keller") < 60
    (100.0, True)
    """
    return fuzz.ratio(" ".join(sorted(words_of(one))), " ".join(sorted(words_of(other))))
