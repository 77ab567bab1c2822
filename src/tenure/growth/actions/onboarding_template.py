"""How clients are begun with: the company's templates and their steps, the same acts for both."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone

from tenure.accounts.actions.account import refuse_unknown_fields
from tenure.core.audit import field_values, record_change
from tenure.core.changes import insert_record, update_record
from tenure.core.policy import require
from tenure.growth.models import OnboardingTemplate, OnboardingTemplateStep, TemplatePart
from tenure.people.models import Member

Part = TypeVar("Part", bound=TemplatePart)


@transaction.atomic
def create_template(*, by: Member, name: str) -> OnboardingTemplate:
    """Begin a template. Audited. Raises ValidationError where one in use has its name."""
    return _create(OnboardingTemplate(name=name), {"name": name}, by)


@transaction.atomic
def add_template_step(*, template: OnboardingTemplate, by: Member, **fields: Any) -> OnboardingTemplateStep:
    """Add a step to a template; onboardings that run already stay as they are. Audited.

    Raises ValidationError for a bad field, or a department where none owes the step.
    """
    refuse_unknown_fields(fields, frozenset(OnboardingTemplateStep.EDITABLE))
    return _create(OnboardingTemplateStep(template=template, **fields), {"template": template, **fields}, by)


@transaction.atomic
def change_template_part(*, part: Part, changes: Mapping[str, Any], by: Member, version: int | None = None) -> Part:
    """Change a template or a step of one; onboardings that run already stay as they are. Audited.

    Others' changes to other fields stay; to the same ones: ConflictError.
    """
    refuse_unknown_fields(changes, frozenset(part.EDITABLE))
    return _change(part, changes, by=by, verb="changed", version=version)


@transaction.atomic
def remove_template_part(*, part: Part, by: Member) -> Part:
    """Take a template or a step out of use; it can be put back. Audited; twice is the same as once."""
    return _change(part, {"deleted_at": part.deleted_at or timezone.now()}, by=by, verb="trashed", version=None)


@transaction.atomic
def restore_template_part(*, part: Part, by: Member) -> Part:
    """Put a template or a step back into use. Audited; twice is the same as once.

    Raises ValidationError where another template in use has its name.
    """
    return _change(part, {"deleted_at": None}, by=by, verb="restored", version=None)


def _create(part: Part, fields: Mapping[str, Any], by: Member) -> Part:
    require(by, "template.change")
    insert_record(part)
    record_change(by=by, verb="created", thing=part, after=field_values(part, fields))
    return part


def _change(part: Part, changes: Mapping[str, Any], *, by: Member, verb: str, version: int | None) -> Part:
    require(by, "template.change")
    before = update_record(part, changes, version=version)
    if before:
        seen = {} if "deleted_at" in before else before
        record_change(by=by, verb=verb, thing=part, before=seen, after=field_values(part, seen))
    return part
