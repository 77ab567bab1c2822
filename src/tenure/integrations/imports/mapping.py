"""Which kind of file it is and which column is which field: guessed with a confidence, or given in a file."""

import json
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from tenure.integrations.files.columns import Guess, guess_columns
from tenure.integrations.files.dates import DateOrder
from tenure.integrations.files.errors import FileError
from tenure.integrations.files.numbers import COMMA, POINT, NumberStyle
from tenure.integrations.files.tables import Table
from tenure.integrations.imports.entities import FILE_KINDS, FileKind, Section
from tenure.integrations.imports.fields import Field, Format

SAMPLED = 60
SURE_COLUMN = 0.75
SURE_KIND = 0.45
NEARLY = 0.03
FILE_NAME_BONUS = 0.15
_SECTIONS = {"columns", "dates", "numbers", "values"}


@dataclass(frozen=True)
class Mapping:
    """How a file is read. `columns` holds headers by our field; the others are by header, `values` by field.

    `dates` says which columns put the day or the month first, `numbers` which mark and thousands separator they use,
    `values` which of their words stand for which of ours.
    """

    kind: str
    columns: dict[str, str]
    dates: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, tuple[str, str]] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    source: str = ""

    def form(self, header: str, label: str) -> Format:
        """How the column of that header writes the field of that label."""
        order = DateOrder(self.dates.get(header, DateOrder.DAY_FIRST))
        style = NumberStyle(*self.numbers[header]) if header in self.numbers else POINT
        return Format(order, style, self.values.get(label, {}))


@dataclass(frozen=True)
class KindGuess:
    """A kind that a file may be: how sure that is (0 to 1), the guess for each field, and kinds that fit as well."""

    kind: FileKind
    confidence: float
    columns: list[tuple[str, Guess]]
    rivals: tuple[str, ...] = ()

    @property
    def mapped(self) -> dict[str, str]:
        """The headers that are used, by field."""
        return {label: guess.header for label, guess in self.columns if guess.header}


def labelled_fields(kind: FileKind) -> list[tuple[str, Section, Field]]:
    """Every field that a file of this kind may fill, with its name in mappings."""
    return [(section.label(item), section, item) for section in kind.sections for item in section.fields]


def guesses_of(table: Table, kinds: Iterable[str] = FILE_KINDS) -> list[KindGuess]:
    """How likely each of the kinds is, in their order; 0 for one that a needed column is missing for."""
    sample = table.sample(SAMPLED)
    return [_guess(FILE_KINDS[name], table, sample) for name in kinds]


def guess_kind(table: Table, kinds: Iterable[str] = FILE_KINDS) -> KindGuess:
    """The likeliest of the kinds; FileError with what was missing where none is likely enough."""
    guesses = guesses_of(table, kinds)
    most = max(guess.confidence for guess in guesses)
    # Of kinds that explain a file about as well, the one that others build on: ids and names are customers.
    best, *rivals = [guess for guess in guesses if guess.confidence >= most - NEARLY]
    if best.confidence < SURE_KIND:
        raise FileError(_refusal(table, best, one=len(guesses) == 1))
    return replace(best, rivals=tuple(rival.kind.name for rival in rivals))


def _guess(kind: FileKind, table: Table, sample: dict[str, list[str]]) -> KindGuess:
    labelled = labelled_fields(kind)
    named = {label: Guess(label, label, 1.0, "our own name") for label, _, _ in labelled if label in table.headers}
    left = [header for header in table.headers if header not in named]
    open_fields = [(label, section, item) for label, section, item in labelled if label not in named]
    wanted = [item.column(section.prefix if section.qualified else "") for _, section, item in open_fields]
    guesses = zip(open_fields, guess_columns(left, sample, wanted), strict=True)
    guessed = {**named, **{label: _sure(guess) for (label, _, _), guess in guesses}}
    return KindGuess(kind, _confidence(kind, table, guessed), [(label, guessed[label]) for label, _, _ in labelled])


def _sure(guess: Guess) -> Guess:
    """The guess, or none: what is unsure is said, not used."""
    if guess.header is None or guess.confidence >= SURE_COLUMN:
        return guess
    return replace(guess, header=None, why=f"perhaps {guess.header!r}, which is too unsure to use")


def _confidence(kind: FileKind, table: Table, guesses: dict[str, Guess]) -> float:
    """The share of the columns that the kind explains; 0 where a field is missing that it cannot be without."""
    if missing_fields(kind, {label for label, guess in guesses.items() if guess.header}):
        return 0.0
    explained = sum(guess.confidence for guess in guesses.values() if guess.header) / len(table.headers)
    stem = table.path.stem.lower()
    named = kind.name in stem or kind.name.removesuffix("s") in stem
    return round(min(1.0, 0.3 + 0.7 * explained + (FILE_NAME_BONUS if named else 0)), 3)


def missing_fields(kind: FileKind, labels: set[str]) -> list[str]:
    """The fields without which a file cannot be of the kind and which none of its columns fills."""
    missing = [item.name for item in kind.head.fields if item.required and item.name not in labels]
    if kind.head.shown_by and not labels & set(kind.head.shown_by):
        missing.append(" or ".join(kind.head.shown_by))
    return missing


def _refusal(table: Table, best: KindGuess, *, one: bool) -> str:
    named = {"file": table.path.name, "columns": _listed(table.headers)}
    if one:
        missing = ", ".join(missing_fields(best.kind, set(best.mapped)))
        sentence = _(
            "The file %(file)s cannot be read as %(kind)s, because no column looks like %(missing)s; "
            "name the column in a mapping. Its columns are %(columns)s."
        )
        return sentence % {**named, "kind": best.kind.name, "missing": missing}
    sentence = _(
        "The file %(file)s with the columns %(columns)s looks like none of %(kinds)s; "
        "say which kind it is, or name the columns in a mapping."
    )
    return sentence % {**named, "kinds": ", ".join(FILE_KINDS)}


def _listed(headers: Sequence[str], most: int = 12) -> str:
    shown = ", ".join(headers[:most])
    if len(headers) <= most:
        return shown
    return _("%(shown)s and %(count)s more") % {"shown": shown, "count": len(headers) - most}


def check_mapping(mapping: Mapping, headers: Sequence[str]) -> None:
    """FileError unless the mapping speaks of a known kind, its fields, and headers that the file has."""
    if mapping.kind not in FILE_KINDS:
        raise FileError(
            _("The mapping's kind %(kind)r is not known; %(kinds)s are allowed.")
            % {"kind": mapping.kind, "kinds": ", ".join(FILE_KINDS)}
        )
    kind = FILE_KINDS[mapping.kind]
    known = [label for label, _, _ in labelled_fields(kind)]
    for label in [*mapping.columns, *mapping.values]:
        if label not in known:
            raise FileError(
                _("The mapping's field %(field)r is none of %(kind)s; %(fields)s are allowed.")
                % {"field": label, "kind": kind.name, "fields": ", ".join(known)}
            )
    for header in [*mapping.columns.values(), *mapping.dates, *mapping.numbers]:
        if header not in headers:
            raise FileError(
                _("The mapping's column %(column)r is not in the file; it has %(columns)s.")
                % {"column": header, "columns": _listed(headers)}
            )
    missing = missing_fields(kind, set(mapping.columns))
    if missing:
        raise FileError(
            _("The mapping names no column for %(missing)s; %(kind)s cannot be read without.")
            % {"missing": ", ".join(missing), "kind": kind.name}
        )


def load_mapping(path: Path) -> Mapping:
    """A mapping from a TOML or JSON file. FileError in a sentence where it cannot be used."""
    try:
        text = path.read_text(encoding="utf-8")
        content = json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
    except OSError as error:
        raise FileError(
            _("The mapping file %(file)s cannot be read: %(error)s.") % {"file": path, "error": error.strerror or error}
        ) from error
    except ValueError as error:
        raise FileError(
            _("The mapping file %(file)s is neither TOML nor JSON as its name says: %(error)s.")
            % {"file": path.name, "error": error}
        ) from error
    return mapping_from(content, path.name)


def mapping_from(content: Any, name: str = "given") -> Mapping:
    """A mapping from plain data. FileError where it has another shape."""
    allowed = _SECTIONS | {"kind", "source"}
    if not isinstance(content, dict) or set(content) - allowed or not isinstance(content.get("kind"), str):
        raise FileError(
            _("The mapping %(name)s must have a kind and columns; %(allowed)s are allowed.")
            % {"name": name, "allowed": ", ".join(sorted(allowed))}
        )
    for section in _SECTIONS & set(content):
        if not isinstance(content[section], dict):
            raise FileError(
                _("The mapping's %(section)s must be a table of names; %(seen)r was seen.")
                % {"section": section, "seen": content[section]}
            )
    try:
        return Mapping(
            kind=content["kind"],
            columns={str(key): str(value) for key, value in content.get("columns", {}).items()},
            dates={key: DateOrder(value) for key, value in content.get("dates", {}).items()},
            numbers={key: _style(value) for key, value in content.get("numbers", {}).items()},
            values={
                key: {str(a): str(b) for a, b in words.items()} for key, words in content.get("values", {}).items()
            },
            source=str(content.get("source", "")),
        )
    except (ValueError, TypeError, AttributeError) as error:
        raise FileError(
            _("The mapping %(name)s cannot be used: %(error)s.") % {"name": name, "error": error}
        ) from error


def _style(value: Any) -> tuple[str, str]:
    """ "comma", "point", or the decimal mark and the thousands separator."""
    named = {"comma": COMMA, "point": POINT}.get(value) if isinstance(value, str) else None
    if named:
        return named.decimal, named.thousands
    if isinstance(value, list | tuple) and len(value) == 2 and value[0] in (".", ","):
        return str(value[0]), str(value[1])
    raise ValueError(f"{value!r} is no way to write numbers; comma and point are")


def mapping_text(mapping: Mapping) -> str:
    """The mapping as TOML, to be saved and given again.

    >>> print(mapping_text(Mapping("products", {"name": "Product name"}, source="erp")))
    kind = "products"
    source = "erp"
    <BLANKLINE>
    [columns]
    "name" = "Product name"
    <BLANKLINE>
    """
    content = asdict(mapping)
    lines = [f"{key} = {_quoted(content[key])}" for key in ("kind", "source") if content[key]]
    for section in ("columns", "dates", "numbers"):
        lines += _table(section, content[section])
    for label, words in content["values"].items():
        lines += _table(f"values.{_quoted(label)}", words)
    return "\n".join([*lines, ""])


def _table(name: str, entries: dict[str, Any]) -> list[str]:
    return (
        ["", f"[{name}]", *(f"{_quoted(key)} = {_quoted(value)}" for key, value in entries.items())] if entries else []
    )


def _quoted(value: Any) -> str:
    """A TOML string, or list of strings; JSON writes both in the same way."""
    return json.dumps(value, ensure_ascii=False)
