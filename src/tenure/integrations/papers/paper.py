"""A document as data, whatever it is written to: what it says, in the order in which it says it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tenure.integrations.stationery.looks import Word

Line = Sequence[Word]
"""Words one after the other, each with its tone."""
SILENT = Word("")


@dataclass(frozen=True)
class Paragraph:
    """Some words."""

    words: Line


@dataclass(frozen=True)
class Bullets:
    """Things one below the other."""

    items: Sequence[Line]


@dataclass(frozen=True)
class Subject:
    """The head of what belongs together within a section: its name, what is to be known of it, and how far it is."""

    name: str
    about: Line = ()
    share: str = ""


@dataclass(frozen=True)
class Column:
    """A column with its head and how wide it is beside the others; numbers stand at the right."""

    head: str
    wide: float = 1.0
    is_number: bool = False


@dataclass(frozen=True)
class Table:
    """Rows of cells below heads that are repeated where the table goes on; `total` stands below, if there is one."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Line]]
    total: Sequence[Line] = ()


@dataclass(frozen=True)
class Tick:
    """A value or place of an axis and what is written there."""

    at: float
    label: str


@dataclass(frozen=True)
class Curve:
    """One value for each label, as a line.

    `crossing` is where it reaches nought for good, in steps from the first label, with what to say of it; None where
    it does not. `ticks` are the values to be marked; the lowest and the highest lie around all values.
    """

    name: str
    unit: str
    labels: Sequence[str]
    values: Sequence[Decimal]
    ticks: Sequence[Tick]
    crossing: float | None
    said: str
    description: str


@dataclass(frozen=True)
class Stretch:
    """Something on an axis of time: from and until a share of it (the same for a point), with its name and tone."""

    name: str
    about: str
    start: float
    end: float
    tone: str

    @property
    def is_point(self) -> bool:
        """Whether it is a day and not a stretch of days."""
        return self.start == self.end


@dataclass(frozen=True)
class TimeLine:
    """Stretches and points below each other on one axis, with today where it lies on it; shares of 1."""

    stretches: Sequence[Stretch]
    ticks: Sequence[Tick]
    today: float | None
    today_label: str
    description: str


@dataclass(frozen=True)
class Needle:
    """A place from -1 to 1 between two words, None where nothing is known, and what it stands on."""

    short: str
    long: str
    value: float | None
    about: str


@dataclass(frozen=True)
class Gauges:
    """Needles below each other."""

    needles: Sequence[Needle]


@dataclass(frozen=True)
class Signature:
    """A name, and what is said of its signature; an empty line to be signed by hand where there is none."""

    name: str
    said: str
    is_signed: bool


@dataclass(frozen=True)
class Signatures:
    """Who signs, below a sentence that says what is signed."""

    statement: str
    signatures: Sequence[Signature]


Block = Paragraph | Bullets | Subject | Table | Curve | TimeLine | Gauges | Signatures


@dataclass(frozen=True)
class Section:
    """What stands below a heading, with a note beside it."""

    title: str
    blocks: Sequence[Block]
    note: Word = SILENT


@dataclass(frozen=True)
class Figure:
    """A number that is read first: its label, its value, a note below."""

    label: str
    value: str
    note: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Paper:
    """A document: `noun` names its file, `facts` stand below its title, `status` says which version it is.

    `mark` is written across what is not signed.
    """

    noun: str
    title: str
    account: str
    day: date
    language: str
    facts: Sequence[str]
    sections: Sequence[Section]
    figures: Sequence[Figure] = field(default=())
    status: str = ""
    mark: str = ""
