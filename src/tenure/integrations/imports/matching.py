"""Which record that is already there a row speaks of: by external id, by natural key, for accounts by likeness."""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Q

from tenure.accounts.models import Account
from tenure.analytics.matching import Party, Verdict, block_keys, compare, door_of, phone_of
from tenure.core.text import fold
from tenure.integrations.imports.blocks import Blocks
from tenure.integrations.imports.candidates import Candidate
from tenure.integrations.imports.contacts_alike import ContactsAlike
from tenure.integrations.imports.directory import Directory, is_number, known_to, rows_where
from tenure.integrations.imports.drafts import Draft, Part
from tenure.integrations.imports.entities import ACCOUNT, CONTACT, Entity
from tenure.integrations.imports.facts import OWN
from tenure.integrations.imports.models import Alias

Key = tuple[Any, ...]
_PARTY = ("name", "name_key", "street", "postcode", "city", "region", "country", "phone")


@dataclass
class Matcher:
    """Finds the records that rows speak of, for one run.

    `blocks` is there when accounts are compared by likeness, `contacts` when contacts are.
    """

    source: str
    directory: Directory
    blocks: Blocks | None = None
    contacts: ContactsAlike | None = None

    def match(self, entity: Entity, parts: Sequence[Part]) -> dict[int, Candidate]:
        """Give each part the id of its record, if there is one; return the unsure ones' candidates by place."""
        if entity.is_external:
            self._by_external_id(entity, [part for part in parts if part.values.get("external_id")])
        if entity is ACCOUNT:
            return self._by_likeness(parts)
        for first, keys in keys_by_first(entity).items():
            self._by_keys(entity, first, keys, [part for part in parts if part.id is None])
        return self.contacts.find(parts) if entity is CONTACT and self.contacts else {}

    def _by_external_id(self, entity: Entity, parts: Sequence[Part]) -> None:
        texts = {part.values["external_id"] for part in parts}
        if self.source == OWN:
            numbers = {int(text) for text in texts if is_number(text)}
            own = {str(pk): pk for (pk,) in rows_where(entity.model, "pk", numbers, "pk")}
            for part in parts:
                part.id = own.get(part.values["external_id"])
            return
        known = known_to(self.source, entity.model, texts)
        left = texts - set(known)
        aliases: dict[str, Any] = {"source": self.source, "noun": entity.name}
        known |= rows_where(Alias, "external_id", left, "external_id", "object_id", **aliases)
        for part in parts:
            part.id = known.get(part.values["external_id"])

    def _by_keys(self, entity: Entity, first: str, keys: Sequence[Sequence[str]], parts: Sequence[Part]) -> None:
        """Match by natural keys that begin with the same attribute: one question serves them all."""
        candidates = list(self._candidates(entity, first, parts))
        for key in keys if candidates else ():
            found: dict[Key, list[Mapping[str, Any]]] = defaultdict(list)
            for candidate in candidates:
                found[tuple(_folded(candidate[name]) for name in key)].append(candidate)
            for part in parts:
                made = key_of(key, part) if part.id is None else None
                if made in found:
                    part.id = self._first(found[made], part)

    def _candidates(self, entity: Entity, first: str, parts: Sequence[Part]) -> Iterator[dict[str, Any]]:
        """Records that may have one of the keys, with the values that keys are made of."""
        wanted = {part.values[first] for part in parts if part.values.get(first)}
        lookup, values = ("pk", self.directory.named(entity, wanted)) if entity.few else (first, wanted)
        present: dict[str, Any] = {"deleted_at": None} if entity.has_trash else {}
        also = entity.living
        if entity.is_external and all(part.values.get("external_id") for part in parts):
            # Where every row has an id, what the source knows under another id is another record.
            also = also & (~Q(source=self.source) | Q(external_id=""))
        names = sorted({"pk", *itertools.chain.from_iterable(attributes_of(entity))} | _identity(entity))
        for row in rows_where(entity.model, lookup, values, *names, also=also, **present):
            yield dict(zip(names, row, strict=True))

    def _first(self, candidates: Sequence[Mapping[str, Any]], part: Part) -> int | None:
        """The first record with the key that the row's source does not know under another id."""
        for candidate in candidates:
            foreign = candidate.get("source") == self.source and candidate.get("external_id") != ""
            if not (foreign and part.values.get("external_id")):
                return int(candidate["pk"])
        return None

    def _by_likeness(self, parts: Sequence[Part]) -> dict[int, Candidate]:
        open_parts = [(place, part) for place, part in enumerate(parts) if part.id is None]
        namesakes = self._namesakes({part.values["name_key"] for _, part in open_parts} - {""})
        alike = self._alike(open_parts)
        known = dict(self._rivals("pk", {pk for found in alike.values() for pk in found}))
        unsure: dict[int, Candidate] = {}
        for place, part in open_parts:
            rivals = dict(namesakes.get(part.values["name_key"], {}))
            rivals |= {pk: known[pk] for pk in alike.get(place, ()) if pk in known}
            if part.values.get("external_id"):
                rivals = {pk: rival for pk, rival in rivals.items() if not rival.foreign}
            part.id, candidate = self._decide(part, rivals) if rivals else (None, None)
            if candidate:
                unsure[place] = candidate
        return unsure

    def _decide(self, part: Part, rivals: dict[int, "Rival"]) -> tuple[int | None, Candidate | None]:
        """The one record that is the same, else the best that may be, else nothing."""
        party = party_of(part.values)
        verdicts = {pk: compare(party, rival.party) for pk, rival in rivals.items()}
        same = [pk for pk, (verdict, _) in verdicts.items() if verdict is Verdict.SAME]
        if len(same) == 1:
            return same[0], None
        likely = same or [pk for pk, (verdict, _) in verdicts.items() if verdict is Verdict.LIKELY]
        if not likely:
            return None, None
        best = min(likely, key=lambda pk: (-verdicts[pk][1], pk))
        return None, Candidate(best, rivals[best].name, round(verdicts[best][1], 1))

    def _alike(self, parts: Sequence[tuple[int, Part]]) -> dict[int, list[int]]:
        """For each part, by place, the accounts worth comparing with it."""
        if self.blocks is None or self.blocks.is_empty:
            return {}
        return {place: self.blocks.candidates(block_keys(party_of(part.values))) for place, part in parts}

    def waiting(self, parts: Sequence[Part]) -> set[int]:
        """The places of parts without an external id that resemble an earlier one, which must be written first."""
        blocks, waiting = Blocks(), set()
        parties: list[Party] = []
        for place, part in enumerate(parts):
            if part.values.get("external_id"):
                continue
            party = party_of(part.values)
            keys = block_keys(party)
            rivals = [known for known in blocks.candidates(keys) if compare(party, parties[known])[0] != "different"]
            if rivals:
                waiting.add(place)
            blocks.add(len(parties), keys)
            parties.append(party)
        return waiting

    def _namesakes(self, names: set[str]) -> dict[str, dict[int, "Rival"]]:
        found: dict[str, dict[int, Rival]] = defaultdict(dict)
        for pk, rival in self._rivals("name_key", names):
            found[rival.party.name][pk] = rival
        return found

    def _rivals(self, lookup: str, values: Iterable[Any]) -> Iterator[tuple[int, "Rival"]]:
        fields = ("pk", "source", "external_id", *_PARTY)
        for pk, source, external_id, *texts in rows_where(Account, lookup, values, *fields, deleted_at=None):
            party = party_of(dict(zip(_PARTY, texts, strict=True)))
            yield pk, Rival(texts[0], party, source == self.source and external_id != "")

    def remember(self, account: int, part: Part) -> None:
        """Let later rows be compared with an account that was just made."""
        if self.blocks is not None and not part.values.get("external_id"):
            self.blocks.add(account, block_keys(party_of(part.values)))


class Rival(NamedTuple):
    """An account that a row is compared with; `foreign` when the row's source knows it under an id of its own."""

    name: str
    party: Party
    foreign: bool


def party_of(values: dict[str, Any]) -> Party:
    """What an account can be recognised by."""
    return Party(
        name=values["name_key"],
        door=door_of(fold(values.get("street", ""))),
        postcode=fold(values.get("postcode", "")),
        city=fold(values.get("city", "")),
        region=fold(values.get("region", "")),
        country=fold(values.get("country", "")),
        phone=phone_of(values.get("phone", "")),
    )


def account_blocks(source: str, *, with_ids: bool) -> Blocks:
    """The accounts that rows can resemble; where rows have ids, without those that the source knows by others."""
    blocks = Blocks()
    accounts = Account.objects.present()
    if with_ids:
        accounts = accounts.exclude(source=source, external_id__gt="")
    for pk, *texts in accounts.order_by("pk").values_list("pk", *_PARTY).iterator(chunk_size=5000):
        blocks.add(pk, block_keys(party_of(dict(zip(_PARTY, texts, strict=True)))))
    return blocks


def key_of(attributes: Sequence[str], part: Part) -> Key | None:
    """The part's values for a natural key, folded; None where one is missing that the key cannot do without."""
    values = [part.values.get(attribute) for attribute in attributes]
    # A delivery without a line is one of the whole order; every other gap means that nothing can be recognised.
    if any(value in (None, "") for name, value in zip(attributes, values, strict=True) if name != "line_id"):
        return None
    return tuple(map(_folded, values))


def _folded(value: Any) -> Any:
    return fold(value) if isinstance(value, str) else value


def attributes_of(entity: Entity) -> list[list[str]]:
    """The natural keys as attributes of the model."""
    return [[entity.field(name).attribute for name in key] for key in entity.keys]


def keys_by_first(entity: Entity) -> dict[str, list[list[str]]]:
    """The natural keys by the attribute they begin with, in their order."""
    keys: dict[str, list[list[str]]] = defaultdict(list)
    for key in attributes_of(entity):
        keys[key[0]].append(key)
    return keys


def _identity(entity: Entity) -> set[str]:
    return {"source", "external_id"} if entity.is_external else set()


def keys_in_file(entity: Entity, part: Part) -> list[Key]:
    """Under which keys a new record can be found again by later rows of its batch, before it is in the database."""
    external_id = part.values.get("external_id")
    if external_id:
        return [("external id", external_id)]
    if entity is ACCOUNT:
        party = party_of(part.values)
        return [("party", party.name, party.postcode, party.city, party.country)] if party.name else []
    return [(tuple(key), made) for key in attributes_of(entity) if (made := key_of(key, part))]


def open_drafts(drafts: Iterable[Draft], prefix: str) -> list[tuple[Draft, Part]]:
    """The parts of one kind that are to be written, with their rows."""
    return [(draft, draft.parts[prefix]) for draft in drafts if draft.goes_in and prefix in draft.parts]
