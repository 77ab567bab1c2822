"""Editing a draft's own fields and its grades: cuts, places, words."""

from collections.abc import Mapping
from decimal import Decimal
from string import ascii_lowercase
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tenure.assessments.actions.usable import refuse_if_used, settle_part
from tenure.assessments.models import CriteriaSet, GradeLevel
from tenure.core.audit import field_values, record_change
from tenure.core.changes import insert_record, refuse_unchangeable, update_record
from tenure.core.policy import require
from tenure.people.models import Member

SET_FIELDS = frozenset({"name", "hysteresis", "label_pack", "window"})
LEVEL_FIELDS = frozenset({"cut", "places", "label"})


@transaction.atomic
def change_scheme(
    *, criteria_set: CriteriaSet, changes: Mapping[str, Any], by: Member, version: int | None = None
) -> CriteriaSet:
    """Change a draft's name, hysteresis, label pack or window. Audited.

    Raises ConflictError when somebody changed the same field since `version`, ValidationError for a set that has been
    active or when the set could not rank any more.
    """
    require(by, "criteria.change")
    refuse_if_used(criteria_set)
    refuse_unchangeable(changes, SET_FIELDS)
    before = update_record(criteria_set, changes, version=version)
    if before:
        settle_part(criteria_set)
        record_change(
            by=by, verb="changed", thing=criteria_set, before=before, after=field_values(criteria_set, before)
        )
    return criteria_set


@transaction.atomic
def change_level(
    *, level: GradeLevel, changes: Mapping[str, Any], by: Member, version: int | None = None
) -> GradeLevel:
    """Change a grade's cut, places or own word in a draft; no cut and no places takes everybody left. Audited."""
    require(by, "criteria.change")
    refuse_if_used(level.criteria_set)
    refuse_unchangeable(changes, LEVEL_FIELDS)
    before = update_record(level, changes, version=version)
    if before:
        settle_part(level.criteria_set)
        record_change(by=by, verb="changed", thing=level, before=before, after=field_values(level, before))
    return level


@transaction.atomic
def add_level(*, criteria_set: CriteriaSet, cut: Decimal, by: Member) -> GradeLevel:
    """Add a grade that a score of `cut` earns, between the cuts above and below it. Audited.

    Raises ValidationError for a cut that another grade has, and for a set that has been active.
    """
    require(by, "criteria.change")
    refuse_if_used(criteria_set)
    levels = list(criteria_set.levels.all())
    place = sum(level.cut is not None and level.cut > cut for level in levels)
    taken = {level.code for level in levels}
    code = next((letter for letter in ascii_lowercase if letter not in taken), "")
    made = GradeLevel(criteria_set=criteria_set, code=code, cut=cut, position=place, is_key=False)
    insert_record(made)
    _renumber([*levels[:place], made, *levels[place:]])
    settle_part(criteria_set)
    record_change(by=by, verb="added", thing=made, after={"code": code, "cut": cut})
    return made


@transaction.atomic
def remove_level(*, level: GradeLevel, by: Member) -> CriteriaSet:
    """Take a grade out of a draft; its accounts fall to the next. Audited. ValidationError for the last one."""
    require(by, "criteria.change")
    criteria_set = level.criteria_set
    refuse_if_used(criteria_set)
    record_change(by=by, verb="removed", thing=level, before=field_values(level, ["code", "cut", "places"]))
    level.delete()
    _renumber(list(criteria_set.levels.all()))
    settle_part(criteria_set)
    return criteria_set


@transaction.atomic
def set_key_levels(*, criteria_set: CriteriaSet, count: int, by: Member) -> CriteriaSet:
    """Say how many of a draft's grades, from the best, hold key accounts. Audited."""
    require(by, "criteria.change")
    refuse_if_used(criteria_set)
    levels = list(criteria_set.levels.all())
    if not 0 <= count < max(len(levels), 1):
        raise ValidationError(
            _("Of %(grades)s grades at most %(most)s can be key; %(count)s was asked for."),
            params={"grades": len(levels), "most": len(levels) - 1, "count": count},
        )
    before = sum(level.is_key for level in levels)
    for level in levels:
        update_record(level, {"is_key": level.position < count}, version=None)
    if before != count:
        settle_part(criteria_set)
        record_change(
            by=by, verb="changed", thing=criteria_set, before={"key_levels": before}, after={"key_levels": count}
        )
    return criteria_set


@transaction.atomic
def set_places(*, criteria_set: CriteriaSet, places: Mapping[str, int | None], by: Member) -> CriteriaSet:
    """Limit a draft's grades, by their codes, to so many places; None for no limit. Audited grade by grade."""
    levels = {level.code: level for level in criteria_set.levels.all()}
    strangers = sorted(set(places) - set(levels))
    if strangers:
        raise ValidationError(
            _("%(strangers)s is no grade of %(set)s."),
            params={"strangers": ", ".join(strangers), "set": criteria_set.name},
        )
    for code, number in places.items():
        change_level(level=levels[code], changes={"places": number}, by=by)
    return criteria_set


def _renumber(levels: list[GradeLevel]) -> None:
    for place, level in enumerate(levels):
        update_record(level, {"position": place}, version=None)
