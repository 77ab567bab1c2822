"""From what a request's body says to what an action takes."""

from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from pydantic import BaseModel

AnyModel = TypeVar("AnyModel", bound=Model)


def given(body: BaseModel) -> dict[str, Any]:
    """The fields that were sent, as Python values."""
    return body.model_dump(exclude_unset=True)


def changes_and_version(body: BaseModel) -> tuple[dict[str, Any], int | None]:
    """The fields to change, and the version they were read at."""
    fields = given(body)
    version: int | None = fields.pop("version", None)
    return fields, version


def refer(fields: dict[str, Any], name: str, visible: QuerySet[AnyModel, AnyModel]) -> None:
    """Replace a key that was sent by its record; ValidationError when there is none that the member may see."""
    key = fields.get(name)
    if key is None:
        return
    found = visible.filter(pk=key).first()
    if found is None:
        raise ValidationError({name: f"There is no record {key}, or you may not see it."})
    fields[name] = found


def by_code(rows: QuerySet[AnyModel, AnyModel], name: str, code: str) -> AnyModel:
    """The record of that code that the field of this name means; ValidationError when there is none."""
    found = rows.filter(code=code).first()
    if found is None:
        raise ValidationError({name: f"There is none with the code {code!r} here."})
    return found
