"""What each grade is promised, and how well it is kept."""

from typing import Annotated, Any

from django.http import HttpResponse
from django.utils import timezone
from ninja import Path, Router

from tenure.api.answers import answer
from tenure.api.auth import ApiRequest
from tenure.api.body import changes_and_version
from tenure.api.doors import reads, writes
from tenure.api.routers.portfolio import visible
from tenure.api.schemas.fields import PathKey
from tenure.api.schemas.service_standards import (
    AccountServiceOut,
    GradeServices,
    ServiceStandardOut,
    ServiceStandardPatch,
)
from tenure.assessments.actions.service_standard import set_service_standard
from tenure.assessments.models import ServiceStandard
from tenure.assessments.queries import active_criteria_set, grades_of
from tenure.core.audit import field_values
from tenure.insight import queries
from tenure.insight.models import Standing
from tenure.insight.queries.records import service_record, tally_record
from tenure.insight.queries.service import service_by_grade, service_of

router = Router(tags=["service"])
Grade = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{1,10}$")]


@router.get("/service-standards", response=GradeServices, **reads("account.see"))
def list_service_standards(request: ApiRequest) -> HttpResponse:
    """The service of each grade, the last one included; empty before there is a criteria set."""
    criteria_set = active_criteria_set()
    grades = grades_of(criteria_set) if criteria_set else []
    found = service_by_grade(grades, queries.current_ranking(), request.auth, today=timezone.localdate())
    items = [
        {
            **_standard(row.standard),
            "label": row.label,
            "accounts": row.accounts,
            "contact": tally_record(row.contact),
            "delivery": tally_record(row.delivery),
        }
        for row in found
    ]
    return answer({"items": items})


@router.patch("/service-standards/{grade}", response=ServiceStandardOut, **writes("service.change"))
def patch_service_standard(request: ApiRequest, grade: Grade, body: ServiceStandardPatch) -> HttpResponse:
    """Say what a grade is promised. Others' changes to other fields stay; to the same ones: 409 with theirs."""
    changes, version = changes_and_version(body)
    return answer(_standard(set_service_standard(grade=grade, changes=changes, by=request.auth, version=version)))


@router.get("/portfolio/accounts/{int:account_id}/service", response=AccountServiceOut, **reads("account.see"))
def get_account_service(request: ApiRequest, account_id: PathKey) -> HttpResponse:
    """What an account is promised by its grade, and whether it is kept; 404 when it is not ranked."""
    standing = queries.standing_of(visible(request, account_id))
    if standing is None:
        raise Standing.DoesNotExist
    found = service_of(standing, today=timezone.localdate())
    return answer({**_standard(found.standard), **service_record(found)})


def _standard(standard: ServiceStandard) -> dict[str, Any]:
    said = field_values(standard, ServiceStandardOut.model_fields)
    return {**said, "version": standard.version if standard.is_stated else None}
