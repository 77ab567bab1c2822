"""Telling somebody that others changed the same fields first: both values, who and when; either can be kept."""

from collections.abc import Mapping
from typing import Any

from tenure.accounts.queries import last_change_of
from tenure.core.errors import ConflictError
from tenure.core.models import Record
from tenure.web.components.facts import conflicts


def lost(record: Record, mine: Mapping[str, Any], error: ConflictError) -> dict[str, Any]:
    """What a template shows of a conflict, and the version at which one's own values may be saved after all."""
    rivals = {field: last_change_of(record, field) for field in error.current}
    return {"conflicts": conflicts(record, mine, error, rivals), "version": error.version}
