from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, WithJsonSchema

from tenure.api.schemas.fields import Cell200, CurrencyOrEmpty, Head500, In, Line40, Name60, Out, examples
from tenure.integrations.files.dates import DateOrder
from tenure.integrations.imports.choices import RunState, Unsure

MOST_COLUMNS = 500
Columns = Annotated[dict[Name60, Head500], Field(max_length=MOST_COLUMNS)]
Orders = Annotated[dict[Head500, DateOrder], Field(max_length=MOST_COLUMNS)]
Styles = Annotated[dict[Head500, Literal["comma", "point"]], Field(max_length=MOST_COLUMNS)]
Replaced = Annotated[dict[Cell200, Cell200], Field(max_length=MOST_COLUMNS)]
Words = Annotated[dict[Name60, Replaced], Field(max_length=60)]
# fmt: off
Kind = Literal[
    "auto", "members", "rates", "accounts", "contacts", "products", "orders", "lines", "deliveries", "invoices",
    "ratings", "plans",
]
# fmt: on


class MappingIn(In):
    """How to read a file: headers by our field; how columns write dates and numbers, and our words for theirs."""

    kind: Kind
    columns: Columns
    dates: Orders = {}
    numbers: Styles = {}
    values: Words = {}
    source: Line40 = ""


class ImportIn(In):
    """What you say about the file; all of it may be left out.

    `source` is the system it comes from, in which its ids are unique. `dates` and `decimal` decide columns that can be
    read in two ways. `unsure` says what becomes of rows that resemble a record; `create_missing` what may be made when
    a row refers to it. With `empty_clears` an empty cell empties what a record has. A `draft` is kept however unsure it
    is what the file holds, to be settled by PUT columns.
    """

    model_config = examples({"kind": "accounts", "source": "erp", "dates": "dayfirst"})

    kind: Kind = "auto"
    mapping: MappingIn | None = None
    source: Line40 = ""
    dates: DateOrder | None = None
    decimal: Literal["comma", "point"] | None = None
    currency: CurrencyOrEmpty = ""
    sheet: Annotated[str, StringConstraints(min_length=1, max_length=100)] | None = None
    unsure: Unsure = Unsure.LIST
    create_missing: Annotated[list[Literal["accounts", "products"]], Field(max_length=2)] = []
    empty_clears: bool = False
    draft: bool = False


class RunOut(Out):
    """An import: one file on its way in. `done` of `total` rows are through."""

    id: int
    kind: str
    state: RunState
    file_name: str
    source: str
    started_by: int
    created_at: datetime
    finished_at: datetime | None
    undone_at: datetime | None
    done: int
    total: int


class RunPage(Out):
    """A page of imports, the latest first, and the cursor of the next."""

    items: list[RunOut]
    next: str | None


class ColumnOut(Out):
    """A column of the file, the field it fills (null: none), how sure that is, why, and some of its values."""

    header: str
    field: str | None
    confidence: float | None
    why: str
    samples: list[str]


class CountOut(Out):
    """Rows read, and those of them that stayed out."""

    read: int
    refused: int
    left_out: int
    unsure: int


class CauseOut(Out):
    """Why rows stayed out: a value seen, how many rows, and the numbers of the first thousand."""

    cause: str
    column: str
    value: Any
    count: int
    rows: list[int]


class UnsureOut(Out):
    """A row that resembles a record without being surely the same, with what it says and what was decided about it."""

    row: int
    noun: str
    name: str
    values: dict[str, str]
    candidate: dict[str, Any]
    decided: Unsure


class KeptOut(Out):
    """A record that undoing left as it is, and why."""

    noun: str
    id: int
    why: str


class UndoneOut(Out):
    """What undoing did; of the records kept, the first thousand are listed."""

    removed: int
    restored: int
    kept: int
    first_kept: list[KeptOut]


class CheckedOut(Out):
    """What the last trial found: what would happen if the import were executed now."""

    rows: CountOut
    records: dict[str, dict[str, int]]
    refused: list[CauseOut]
    left_out: list[CauseOut]
    unsure: list[UnsureOut]
    decided: list[UnsureOut]
    notices: list[Any]


class CellOut(Out):
    """One field of a row beside the same field of a record."""

    field: str
    row: str
    record: str


class PairOut(Out):
    """An unsure row beside the record that it may mean."""

    row: int
    noun: str
    name: str
    record_id: int
    record_name: str
    likeness: float
    decided: Unsure
    cells: list[CellOut]


class UnsureRowsOut(Out):
    """Unsure rows of a trial, in the order of the file."""

    items: list[PairOut]


class RefusedRowOut(Out):
    """A refused row, its cells in the order of the columns."""

    number: int
    cells: list[str]
    causes: str


class RefusedRowsOut(Out):
    """Refused rows of a trial, in the order of the file."""

    items: list[RefusedRowOut]


RowNumber = Annotated[
    int, Field(ge=1, le=9_999_999), WithJsonSchema({"type": "string", "pattern": "^[1-9][0-9]{0,6}$"})
]
MendedCell = Annotated[str, StringConstraints(max_length=10_000)]


class DecisionsIn(In):
    """What becomes of unsure rows, by their numbers, and of all others (unsaid: as before)."""

    model_config = examples({"rows": {"12": "update", "31": "new"}, "others": "list"})

    rows: Annotated[dict[RowNumber, Unsure], Field(max_length=1_000)] = {}
    others: Unsure | None = None


class MendedIn(In):
    """The cells with which rows are to be read, by the rows' numbers; as many as the file has columns."""

    model_config = examples({"rows": {"3": ["2", "Biber GmbH", "Bonn", "9"]}})

    rows: Annotated[
        dict[RowNumber, Annotated[list[MendedCell], Field(min_length=1, max_length=MOST_COLUMNS)]],
        Field(min_length=1, max_length=1_000),
    ]


class SavedMappingIn(In):
    """A mapping with the name under which it is kept."""

    model_config = examples(
        {"name": "Our ERP", "mapping": {"kind": "accounts", "columns": {"external_id": "Kundennr", "name": "Firma"}}}
    )

    name: Name60
    mapping: MappingIn


class SavedMappingOut(Out):
    """A mapping that was kept under a name."""

    id: int
    name: str
    kind: str
    columns: dict[str, str]


class MappingsOut(Out):
    """All mappings that were kept, by name."""

    items: list[SavedMappingOut]


class RunDetail(RunOut):
    """An import with what was found out about the file and what came of its rows, by cause.

    `job` is the background job that works on it now, `bad_rows` the address of the refused rows as a file to mend.
    """

    confidence: float | None
    columns: list[ColumnOut]
    notices: list[Any]
    rows: CountOut
    records: dict[str, dict[str, int]]
    refused: list[CauseOut]
    left_out: list[CauseOut]
    unsure: list[UnsureOut]
    bad_rows: str | None
    job: int | None
    undone: UndoneOut | None
    checked: CheckedOut | None
