"""Taking data out, which is written down: who took what."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tenure.core.audit import record_change
from tenure.core.policy import require
from tenure.integrations.imports.entities import FILE_KINDS
from tenure.integrations.imports.exporting import Row, export_table
from tenure.people.models import Member


def export_records(*, kind: str, by: Member) -> tuple[list[str], Iterator[Row]]:
    """The headers and rows of all records of a kind that the member sees. Audited.

    Raises PermissionDenied for a member who may not export, ValidationError for an unknown kind.
    """
    require(by, "export.run")
    if kind not in FILE_KINDS:
        raise ValidationError(
            _("%(kind)r cannot be exported; %(kinds)s can."), params={"kind": kind, "kinds": ", ".join(FILE_KINDS)}
        )
    record_change(by=by, verb="exported", thing=by, after={"kind": kind})
    return export_table(kind, by)
