"""What the import wizard's forms say, brought into the importer's own words."""

import re
from collections.abc import Mapping as Words
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from tenure.integrations.files.dates import DateOrder
from tenure.integrations.files.numbers import COMMA, POINT
from tenure.integrations.imports.actions.start import CREATABLE, ImportOptions
from tenure.integrations.imports.choices import Unsure
from tenure.integrations.imports.entities import FILE_KINDS
from tenure.integrations.imports.fields import Kind
from tenure.integrations.imports.mapping import Mapping, labelled_fields
from tenure.integrations.imports.models import ImportRun
from tenure.integrations.imports.review import BadRow

STYLES = {"comma": (COMMA.decimal, COMMA.thousands), "point": (POINT.decimal, POINT.thousands)}


@dataclass(frozen=True)
class ColumnsSaid:
    """Which column is which field, and under which name that is to be kept."""

    options: ImportOptions
    mapping: Mapping
    save_as: str


def columns_said(data: QueryDict, run: ImportRun) -> ColumnsSaid:
    """Bind the form of columns. ValidationError where two columns fill one field or the kind is none of ours."""
    kind = data.get("kind", "")
    if kind not in FILE_KINDS:
        raise ValidationError(_("Say what the file holds: %(seen)r is nothing that can be imported.") % {"seen": kind})
    headers = [column["header"] for column in run.options.get("columns", [])]
    mapping = Mapping(
        kind, _fields(data, headers), **_forms(data, headers, kind), source=data.get("source", "").strip()
    )
    options = ImportOptions(
        kind=kind,
        mapping=mapping,
        currency=data.get("currency", "").strip().upper(),
        unsure=Unsure(run.options.get("unsure", Unsure.LIST)),
        create_missing=tuple(name for name in CREATABLE if name in data.getlist("create_missing")),
        sheet=run.options.get("sheet"),
        empty_clears=data.get("empty_clears") == "on",
    )
    return ColumnsSaid(options, mapping, data.get("save_as", "").strip())


def _fields(data: QueryDict, headers: list[str]) -> dict[str, str]:
    columns: dict[str, str] = {}
    for place, header in enumerate(headers):
        label = data.get(f"field-{place}", "")
        if label and label in columns:
            raise ValidationError(
                _("The columns %(one)r and %(other)r were both given to %(field)s; one column can fill it.")
                % {"one": columns[label], "other": header, "field": label}
            )
        if label:
            columns[label] = header
    return columns


def _forms(data: QueryDict, headers: list[str], kind: str) -> dict[str, dict[str, Any]]:
    """How the columns of dates and numbers are read, as far as that was said."""
    kinds = {label: item.kind for label, _, item in labelled_fields(FILE_KINDS[kind])}
    orders = {order.value for order in DateOrder}
    dates, numbers = {}, {}
    for place, header in enumerate(headers):
        what = kinds.get(data.get(f"field-{place}", ""))
        said = data.get(f"form-{place}", "")
        if what is Kind.DATE and said in orders:
            dates[header] = DateOrder(said)
        if what in (Kind.DECIMAL, Kind.INTEGER) and said in STYLES:
            numbers[header] = STYLES[said]
    return {"dates": dates, "numbers": numbers}


def decisions_said(data: QueryDict) -> tuple[dict[int, Unsure], Unsure | None]:
    """What becomes of unsure rows, one by one and for all others; what is no choice of ours is left out."""
    choices = {choice.value for choice in Unsure}
    rows = {
        int(match[1]): Unsure(value)
        for name, value in data.items()
        if (match := re.fullmatch(r"row-([0-9]{1,12})", name)) and value in choices
    }
    others = data.get("others", "")
    return rows, Unsure(others) if others in choices else None


def mended_said(data: QueryDict, shown: list[BadRow]) -> Words[int, list[str]]:
    """The rows of the grid in which a cell was changed, whole."""
    mended = {}
    for row in shown:
        cells = [data.get(f"cell-{row.number}-{place}", cell) for place, cell in enumerate(row.cells)]
        if cells != row.cells:
            mended[row.number] = cells
    return mended
