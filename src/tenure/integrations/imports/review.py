"""What a person is shown of a trial: unsure rows beside their records, bad rows as they stand in the file."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Model

from tenure.integrations.files.guard import unguard
from tenure.integrations.imports.bad_rows import BYTE_ORDER_MARK
from tenure.integrations.imports.causes import causes_told
from tenure.integrations.imports.choices import Unsure
from tenure.integrations.imports.entities import ENTITIES, Entity
from tenure.integrations.imports.field_words import words_of
from tenure.integrations.imports.fields import Kind
from tenure.integrations.imports.models import ImportRun

SHOWN = 25


@dataclass(frozen=True)
class Cell:
    """One field of a row beside the same field of the record it may mean."""

    field: str
    row: str
    record: str

    @property
    def differs(self) -> bool:
        """Whether taking the row as an update would change the record here."""
        return bool(self.row) and self.row != self.record


@dataclass(frozen=True)
class Pair:
    """An unsure row beside the record that it may mean; `decided` says what is to become of it."""

    row: int
    noun: str
    name: str
    record_id: int
    record_name: str
    likeness: float
    decided: Unsure
    cells: list[Cell]


def unsure_pairs(run: ImportRun, *, after: int = 0, limit: int = SHOWN) -> list[Pair]:
    """The next unsure rows behind row `after` of the last trial, those undecided and those decided alike."""
    listed = [*run.checked.get("unsure", []), *run.checked.get("decided", [])]
    chosen = sorted((each for each in listed if each["row"] > after), key=lambda each: each["row"])[:limit]
    records = _records(chosen)
    return [
        _pair(each, records[each["noun"], each["candidate"]["id"]])
        for each in chosen
        if (each["noun"], each["candidate"]["id"]) in records
    ]


def _records(chosen: Sequence[Mapping[str, Any]]) -> dict[tuple[str, int], Model]:
    """The records that rows may mean, in one query a noun; one made by an earlier row of the file is not there yet."""
    found: dict[tuple[str, int], Model] = {}
    for noun in {each["noun"] for each in chosen}:
        numbers = {each["candidate"]["id"] for each in chosen if each["noun"] == noun}
        found |= {(noun, pk): record for pk, record in ENTITIES[noun].model._default_manager.in_bulk(numbers).items()}
    return found


def _pair(each: Mapping[str, Any], record: Model) -> Pair:
    candidate = each["candidate"]
    cells = list(_cells(ENTITIES[each["noun"]], each["values"], record))
    decided = Unsure(each["decided"])
    return Pair(
        each["row"],
        each["noun"],
        each["name"],
        candidate["id"],
        candidate["name"],
        candidate["likeness"],
        decided,
        cells,
    )


def _cells(entity: Entity, values: Mapping[str, str], record: Model) -> Iterator[Cell]:
    """The fields that either side fills; references, which are numbers here, say nothing to a reader."""
    for item in entity.fields:
        if item.virtual or item.kind is Kind.REFERENCE or item.name == "external_id":
            continue
        there = getattr(record, item.attribute)
        row, old = values.get(item.attribute, ""), "" if there in (None, "") else str(there)
        if row or old:
            yield Cell(words_of(item.name), row, old)


@dataclass(frozen=True)
class BadRow:
    """A refused row: its cells in the order of the columns, and in a sentence or several why it was refused."""

    number: int
    cells: list[str]
    causes: str


def bad_rows(run: ImportRun, *, wanted: Iterable[int] = (), limit: int = SHOWN) -> list[BadRow]:
    """The first refused rows of the last trial, or those of the wanted numbers, as the file of bad rows has them."""
    numbers = frozenset(wanted)
    if not run.checked.get("bad_bytes") or not run.bad_rows_file.exists():
        return []
    last, found, counted = max(numbers, default=0), [], run.checked.get("refused", [])
    for row in _read(run):
        if not numbers or row.number in numbers:
            found.append(replace(row, causes=causes_told(row.causes, counted)))
        if len(found) == limit or (numbers and row.number >= last):
            break
    return found


def _read(run: ImportRun) -> Iterator[BadRow]:
    with run.bad_rows_file.open("rb") as file:
        text = io.TextIOWrapper(file, encoding="utf-8", newline="")
        reader = csv.reader(text)
        headers = [header.removeprefix(BYTE_ORDER_MARK) for header in next(reader)]
        place = headers.index("import row")
        width = len(run.options["columns"])
        for line in reader:
            yield BadRow(int(line[place]), [unguard(cell) for cell in line[:width]], line[place + 1])
