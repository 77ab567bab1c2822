"""Starting a run: the file is copied, looked through once, and what was found out about it is kept with the run."""

import hashlib
import re
import secrets
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tenure.core.audit import record_change
from tenure.core.policy import require
from tenure.integrations.files.dates import DateOrder
from tenure.integrations.files.errors import FileError
from tenure.integrations.files.numbers import NumberStyle
from tenure.integrations.files.tables import Table, open_table
from tenure.integrations.imports.causes import MIGHT_BE
from tenure.integrations.imports.choices import Unsure
from tenure.integrations.imports.entities import CALLED, FILE_KINDS, MEMBER, OWN_ID
from tenure.integrations.imports.facts import OWN
from tenure.integrations.imports.mapping import KindGuess, Mapping, check_mapping, guess_kind
from tenure.integrations.imports.models import ImportRun
from tenure.integrations.imports.survey import Survey, survey
from tenure.people.models import Member

DEFAULT_SOURCE = "file"
LONGEST_SOURCE = 40
CREATABLE = {"accounts": "account", "products": "product"}


@dataclass(frozen=True)
class ImportOptions:
    """What the member says about a file: all of it may be left out.

    `source` names the system the file comes from, in which its ids are unique. `dates` and `numbers` decide columns
    that can be read in two ways. `currency` is that of amounts without one, else the reporting currency.
    `create_missing` names what may be made when a row refers to it ("products", "accounts"). With `empty_clears` an
    empty cell empties what a record has; without, it says nothing.
    """

    kind: str = "auto"
    mapping: Mapping | None = None
    source: str = ""
    dates: DateOrder | None = None
    numbers: NumberStyle | None = None
    currency: str = ""
    unsure: Unsure = Unsure.LIST
    create_missing: Sequence[str] = ()
    empty_clears: bool = False
    sheet: str | None = None


@dataclass(frozen=True)
class Prepared:
    """A file that was looked through: what it is, how it is read, how sure that is."""

    table: Table
    survey: Survey
    confidence: float
    columns: list[dict[str, Any]]
    notices: list[str]


def start_import(
    *, path: Path, by: Member, options: ImportOptions, name: str = "", prepared: Prepared | None = None
) -> ImportRun:
    """Make a run that is ready to be executed, with our own copy of the file. Audited.

    `name` is what the file was called where it comes from; `prepared` what `prepare_file` found out about it.
    Raises PermissionDenied for a member who may not import, FileError for a file or a mapping that cannot be used,
    ValidationError for other options that cannot.
    """
    require(by, "import.run")
    prepared = prepared or prepare_file(path, options)
    mapping = prepared.survey.mapping
    if MEMBER in {section.entity for section in FILE_KINDS[mapping.kind].sections}:
        require(by, "member.manage")
    run = ImportRun(
        kind=mapping.kind,
        file_name=(name or path.name)[:255],
        folder=secrets.token_hex(16),
        source=mapping.source,
        mapping=asdict(mapping),
        options=stored_options(options, prepared),
        started_by=by,
        total=prepared.survey.rows,
    )
    run.sha256 = keep_copy(path, run)
    return _stored_run(run, by)


@transaction.atomic
def _stored_run(run: ImportRun, by: Member) -> ImportRun:
    run.save()
    record_change(by=by, verb="started", thing=run, after={"file": run.file_name, "kind": run.kind})
    return run


def prepare_file(path: Path, options: ImportOptions) -> Prepared:
    """Find out what a file is and how its columns are to be read. FileError where that cannot be told for certain."""
    return prepare_table(open_table(path, sheet=options.sheet), options)


def prepare_table(table: Table, options: ImportOptions) -> Prepared:
    """Find out the same about a file that is open already."""
    _check(options)
    guess = None if options.mapping else _guess(table, options)
    mapping = options.mapping or Mapping(guess.kind.name if guess else "", guess.mapped if guess else {})
    check_mapping(mapping, table.headers)
    mapping = replace(mapping, source=options.source or mapping.source or _source(table.headers, mapping))
    found = survey(table, mapping, dates=options.dates, numbers=options.numbers)
    notices = [MIGHT_BE.format(noun=name) for name in guess.rivals] if guess else []
    return Prepared(table, found, guess.confidence if guess else 1.0, _columns(table, mapping, guess), notices)


def _guess(table: Table, options: ImportOptions) -> KindGuess:
    return guess_kind(table) if options.kind == "auto" else guess_kind(table, [options.kind])


def _source(headers: Sequence[str], mapping: Mapping) -> str:
    """Where a file comes from that does not say so: our exports and Salesforce's are known by their headers."""
    if {OWN_ID, *(CALLED.format(label) for label in mapping.columns)} & set(headers):
        return OWN
    salesforce = {"AccountId", "ParentId", "BillingCity", "StageName", "attributes.referenceId"}
    return "salesforce" if salesforce & set(headers) else DEFAULT_SOURCE


def _columns(table: Table, mapping: Mapping, guess: KindGuess | None) -> list[dict[str, Any]]:
    """Every column of the file with the field it fills, and why."""
    guessed = {found.header: found for _, found in guess.columns if found.header} if guess else {}
    fields = {header: label for label, header in mapping.columns.items()}
    return [
        {
            "header": header,
            "field": fields.get(header),
            "confidence": guessed[header].confidence if header in guessed else None,
            "why": guessed[header].why if header in guessed else "given" if header in fields else "not used",
        }
        for header in table.headers
    ]


def _check(options: ImportOptions) -> None:
    if options.kind not in {"auto", *FILE_KINDS}:
        raise ValidationError(
            _("The kind %(kind)r is not known; auto, %(kinds)s are allowed."),
            params={"kind": options.kind, "kinds": ", ".join(FILE_KINDS)},
        )
    if len(options.source) > LONGEST_SOURCE:
        raise ValidationError(
            _("The source has %(length)s characters; at most %(longest)s are allowed."),
            params={"length": len(options.source), "longest": LONGEST_SOURCE},
        )
    unknown = set(options.create_missing) - set(CREATABLE)
    if unknown:
        raise ValidationError(
            _("%(unknown)s cannot be created; accounts and products can."),
            params={"unknown": ", ".join(sorted(unknown))},
        )
    if options.currency and not re.fullmatch("[A-Z]{3}", options.currency):
        raise ValidationError(
            _("The currency %(currency)r is not known; a code such as EUR is allowed."),
            params={"currency": options.currency},
        )


def stored_options(options: ImportOptions, prepared: Prepared) -> dict[str, Any]:
    """The options as the run keeps them."""
    return {
        "currency": options.currency,
        "unsure": Unsure(options.unsure).value,
        "create_missing": [CREATABLE[name] for name in options.create_missing],
        "sheet": options.sheet,
        "empty_clears": options.empty_clears,
        "repeats": prepared.survey.repeats,
        "confidence": prepared.confidence,
        "columns": prepared.columns,
        "notices": [*prepared.table.notices, *prepared.notices],
    }


def keep_copy(path: Path, run: ImportRun) -> str:
    """Copy the file into the run's own folder; return its SHA-256."""
    try:
        run.home.mkdir(mode=0o700, parents=True)
        shutil.copyfile(path, run.stored_file)
        with run.stored_file.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise FileError(f"The file {path.name} cannot be copied to {run.home}: {error.strerror or error}.") from error
