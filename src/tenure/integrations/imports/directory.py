"""Finding the records that rows refer to: by external id, by another system's name for them, or by their own name."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models
from django.db.models import Q
from django.db.models.expressions import RawSQL
from rapidfuzz import fuzz, process

from tenure.core.text import fold, name_key
from tenure.integrations.imports.entities import ENTITIES, Entity
from tenure.integrations.imports.facts import OWN
from tenure.integrations.imports.models import Alias

SEVERAL = -1
REMEMBERED = 200_000
IN_ONE_QUERY = 5_000
ALL = Q()
LIKELY_MEANT = 80
PROPOSED = 200
CANDIDATES = 500
LONGEST_NUMBER = 18


def rows_where(
    model: type[models.Model],
    lookup: str,
    values: Iterable[int] | Iterable[str],
    *names: str,
    also: Q = ALL,
    **conditions: Any,
) -> Iterator[tuple[Any, ...]]:
    """The named fields of the records whose field is one of the values, in queries of bounded length."""
    wanted = list(values)
    for start in range(0, len(wanted), IN_ONE_QUERY):
        chosen = {f"{lookup}__in": listed(wanted[start : start + IN_ONE_QUERY])}
        yield from model._default_manager.filter(also, **chosen, **conditions).order_by("pk").values_list(*names)


def known_to(source: str, model: type[models.Model], texts: Iterable[str], **conditions: Any) -> dict[str, int]:
    """The records that a source knows by these ids."""
    # What the index on ids leaves out must be left out of the question too, or the index is not used.
    also = ~Q(external_id="")
    return dict(rows_where(model, "external_id", texts, "external_id", "pk", also=also, source=source, **conditions))


def listed(values: list[Any]) -> RawSQL:
    """The values as one parameter: Django would look at each of thousands several times over."""
    if connection.vendor == "sqlite":
        return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(values)])
    kind = "bigint" if values and isinstance(values[0], int) else "text"
    return RawSQL(f"SELECT unnest(%s::{kind}[])", [values])  # noqa: S611 - the kind is one of two words


def lock(model: type[models.Model], numbers: Iterable[int]) -> None:
    """Let no other writer change these records before the transaction has ended; SQLite has one writer anyway."""
    wanted = sorted(numbers)
    for start in range(0, len(wanted), IN_ONE_QUERY):
        rows = model._default_manager.select_for_update(no_key=True).order_by("pk")
        list(rows.filter(pk__in=listed(wanted[start : start + IN_ONE_QUERY])).values_list("pk"))


@dataclass
class Directory:
    """Looks references up for one run, and remembers what it found.

    `known` maps an entity's text to the number of its record, 0 for none and -1 for several. `names` holds the folded
    names of entities that are few, with the records that bear them.
    """

    source: str
    known: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    names: dict[str, dict[str, set[int]]] = field(default_factory=dict)
    proposals: dict[tuple[str, str], str] = field(default_factory=dict)

    def forget(self) -> None:
        """Forget all that was found, because it may have changed."""
        self.known.clear()
        self.names.clear()

    def find(self, entity: Entity, texts: set[str]) -> dict[str, int]:
        """The record each text means: its number, 0 for none and -1 where several bear the name."""
        known = self.known[entity.name]
        if len(known) > REMEMBERED:
            known.clear()
        missing = {text for text in texts if not known.get(text)}
        for text, found in self._look_up(entity, missing).items():
            known[text] = found
        return {text: known.get(text, 0) for text in texts}

    def add(self, entity: Entity, text: str, made: int) -> None:
        """Remember a record that was just made for a text."""
        self.known[entity.name][text] = made
        if entity.few:
            self._names(entity).setdefault(fold(text), set()).add(made)

    def named(self, entity: Entity, texts: Iterable[str]) -> set[int]:
        """The records of an entity that are few that bear one of the names."""
        names = self._names(entity)
        return {pk for text in texts for pk in names.get(fold(text), ())}

    def _look_up(self, entity: Entity, texts: set[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        present: dict[str, Any] = {"deleted_at": None} if entity.has_trash else {}
        if entity.is_external and self.source == OWN:
            numbers = {int(text) for text in texts if is_number(text)}
            found |= {str(pk): pk for (pk,) in rows_where(entity.model, "pk", numbers, "pk", **present)}
        elif entity.is_external:
            found |= known_to(self.source, entity.model, texts, **present)
        left = texts - set(found)
        if left:
            found |= rows_where(
                Alias, "external_id", left, "external_id", "object_id", source=self.source, noun=entity.name
            )
        left = texts - set(found)
        return found | (self._few_by_name(entity, left) if entity.few else self._many_by_name(entity, left, present))

    def _few_by_name(self, entity: Entity, texts: set[str]) -> dict[str, int]:
        names = self._names(entity) if texts else {}
        return {text: _only(names.get(fold(text), set())) for text in texts}

    def _names(self, entity: Entity) -> dict[str, set[int]]:
        if entity.name not in self.names:
            names: dict[str, set[int]] = defaultdict(set)
            for pk, *texts in entity.model._default_manager.values_list("pk", *entity.found_by).iterator():
                for text in filter(None, texts):
                    names[fold(text)].add(pk)
            self.names[entity.name] = names
        return self.names[entity.name]

    def _many_by_name(self, entity: Entity, texts: set[str], present: dict[str, Any]) -> dict[str, int]:
        bearers: dict[str, set[int]] = defaultdict(set)
        for attribute in entity.found_by:
            keys = {text: name_key(text) if attribute == "name_key" else text for text in texts}
            by_key: dict[str, set[int]] = defaultdict(set)
            for key, pk in rows_where(entity.model, attribute, set(keys.values()) - {""}, attribute, "pk", **present):
                by_key[key].add(pk)
            for text, key in keys.items():
                bearers[text] |= by_key.get(key, set())
        return {text: _only(bearers[text]) for text in texts}

    def proposal(self, entity: Entity, text: str) -> str:
        """What the text most likely means, where something is alike; empty otherwise and after many questions."""
        key = (entity.name, text)
        if key not in self.proposals and len(self.proposals) < PROPOSED:
            best = process.extractOne(
                _bare(text), self._alike(entity, text), score_cutoff=LIKELY_MEANT, scorer=fuzz.ratio
            )
            self.proposals[key] = str(best[2]) if best else ""
        return self.proposals.get(key, "")

    def _alike(self, entity: Entity, text: str) -> dict[str, str]:
        """Names that may be meant, as written, with their bare form."""
        if "name" not in {column.name for column in entity.model._meta.concrete_fields}:
            return {}
        rows = entity.model._default_manager.order_by("pk")
        if not entity.few:
            rows = rows.filter(name_key__startswith=name_key(text)[:3])[:CANDIDATES]
        return {name: _bare(name) for name in rows.values_list("name", flat=True)}


def is_number(text: str) -> bool:
    """Whether a text is the number of one of our records."""
    return text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER


def _bare(text: str) -> str:
    return "".join(character for character in fold(text) if character.isalnum())


def _only(bearers: set[int]) -> int:
    if not bearers:
        return 0
    return SEVERAL if len(bearers) > 1 else next(iter(bearers))


def entity_of(name: str) -> Entity:
    """The entity that a reference names."""
    return ENTITIES[name]
