"""Ways of reading a file, kept under a name."""

from dataclasses import asdict

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.core.audit import record_change
from tenure.core.policy import require
from tenure.integrations.imports.mapping import Mapping
from tenure.integrations.imports.models import SavedMapping
from tenure.people.models import Member

LONGEST_NAME = 80


@transaction.atomic
def save_mapping(*, name: str, mapping: Mapping, by: Member) -> SavedMapping:
    """Keep a mapping under a name; one that had the name is replaced. Audited.

    Raises PermissionDenied for a member who may not import, ValidationError for a name that is empty or too long.
    """
    require(by, "import.run")
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise ValidationError(
            _("The mapping's name has %(length)s characters; 1 to %(longest)s are allowed."),
            params={"length": len(name), "longest": LONGEST_NAME},
        )
    values = {"kind": mapping.kind, "mapping": asdict(mapping), "saved_by": by, "saved_at": timezone.now()}
    saved, _is_new = SavedMapping.objects.update_or_create(name=name, defaults=values)
    record_change(by=by, verb="saved mapping", thing=saved, after={"name": name, "columns": mapping.columns})
    return saved


@transaction.atomic
def forget_mapping(*, mapping: SavedMapping, by: Member) -> None:
    """Throw a saved mapping away. Audited. PermissionDenied for a member who may not import."""
    require(by, "import.run")
    record_change(by=by, verb="forgot mapping", thing=mapping, before={"name": mapping.name})
    mapping.delete()
