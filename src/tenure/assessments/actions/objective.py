"""Stating the company's objectives, which criteria serve."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.assessments.models import BusinessObjective
from tenure.core.audit import record_change
from tenure.core.changes import update_record
from tenure.core.policy import require
from tenure.core.wording import day
from tenure.people.models import Member


@transaction.atomic
def add_objective(*, name: str, by: Member) -> BusinessObjective:
    """State an objective in the company's own words. Audited."""
    require(by, "criteria.change")
    objective = BusinessObjective(name=name.strip())
    objective.full_clean()
    objective.save()
    record_change(by=by, verb="stated", thing=objective, after={"name": objective.name})
    return objective


@transaction.atomic
def end_objective(*, objective: BusinessObjective, by: Member) -> BusinessObjective:
    """Close an objective today; criteria that serve it keep saying so. ValidationError when it has ended before."""
    require(by, "criteria.change")
    if objective.ended_on:
        raise ValidationError(
            _("%(name)r ended on %(day)s already."), params={"name": objective.name, "day": day(objective.ended_on)}
        )
    before = update_record(objective, {"ended_on": timezone.localdate()}, version=None)
    record_change(by=by, verb="ended", thing=objective, before=before, after={"ended_on": objective.ended_on})
    return objective
