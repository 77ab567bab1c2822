"""Saying what holds from a day on, and ending it: the same for everything that is dated."""

from datetime import date
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.core.audit import field_values, record_change
from tenure.core.changes import insert_record
from tenure.core.errors import ConflictError
from tenure.core.wording import day
from tenure.people.models import Member
from tenure.relationships.models import Dated

Fact = TypeVar("Fact", bound=Dated)


@transaction.atomic
def say(fact: Fact, *, account_id: int, by: Member, replaces: int | None = None) -> Fact:
    """Write what holds from its day on; what held of the same thing until then ends on that day. Audited.

    `replaces` is the number of the row that the person saw, 0 if they saw none, None for whatever holds. Saying what
    holds already changes nothing and gives the row that says it. Ask the policy before. Raises ConflictError when
    another row holds by now, ValidationError for a bad value, a day that has not come or is before what was said last.
    """
    fact.author = by
    same = type(fact)._default_manager.select_for_update().filter(**fact.the_same())
    last = same.order_by("valid_from", F("valid_to").asc(nulls_last=True), "pk").last()
    current = last if last is not None and last.valid_to is None else None
    was, now = field_values(current, fact.SAYS) if current else {}, field_values(fact, fact.SAYS)
    if current and was == now:
        return current
    if replaces is not None and replaces != (current.pk if current else 0):
        raise ConflictError(was or dict.fromkeys(fact.SAYS), current.pk if current else 0)
    fact.clean_fields(exclude={field.name for field in fact._meta.fields if field.is_relation})
    _refuse_days(fact.valid_from, last)
    if current:
        _end(current, fact.valid_from)
    insert_record(fact)
    changed = [name for name in fact.SAYS if not current or was[name] != now[name]]
    before = {name: was[name] for name in changed if current}
    after = field_values(fact, [*fact.KEY, *changed, "valid_from"])
    record_change(by=by, verb="said", thing=fact, before=before, after=after, account_id=account_id)
    return fact


@transaction.atomic
def end(fact: Fact, *, account_id: int, by: Member, on: date | None = None) -> Fact:
    """End what held, today unless another day is named; it stays as history. Audited; twice is the same as once.

    Ask the policy before. Raises ValidationError for a day that has not come or lies before the fact's first.
    """
    fact.refresh_from_db()
    if fact.valid_to is not None:
        return fact
    last_day = on or timezone.localdate()
    _refuse_days(last_day, fact)
    _end(fact, last_day)
    record_change(by=by, verb="ended", thing=fact, after={"valid_to": last_day}, account_id=account_id)
    return fact


def refuse_future(value: date, field: str) -> None:
    """ValidationError for a day that has not come."""
    today = timezone.localdate()
    if value > today:
        sentence = _("What is said here holds on a day that has come; %(day)s is after %(today)s.")
        params = {"day": day(value), "today": day(today)}
        raise ValidationError({field: ValidationError(sentence, params=params)})


def _refuse_days(value: date, last: Dated | None) -> None:
    refuse_future(value, "valid_from")
    since = (last.valid_to or last.valid_from) if last else value
    if value < since:
        sentence = _("Something else was said on %(since)s; %(day)s is before that.")
        params = {"since": day(since), "day": day(value)}
        raise ValidationError({"valid_from": ValidationError(sentence, params=params)})


def _end(fact: Dated, on: date) -> None:
    fact.valid_to = on
    # Compared by the UPDATE itself, so that two who end the same row cannot both win.
    if not type(fact)._default_manager.filter(pk=fact.pk, valid_to=None).update(valid_to=on):
        raise ConflictError({"valid_to": on}, fact.pk)
