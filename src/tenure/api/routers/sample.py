"""The sample company, on and off."""

from django.http import HttpResponse
from ninja import Router

from tenure.api.answers import answer
from tenure.api.auth import ApiRequest
from tenure.api.doors import writes
from tenure.api.schemas.records import JobOut
from tenure.core.audit import field_values
from tenure.integrations.sample.queue import queue_sample, queue_sample_removal

router = Router(tags=["organisation"])


@router.post("/sample", response={202: JobOut}, **writes("organisation.change"))
def post_sample(request: ApiRequest) -> HttpResponse:
    """Load the sample company in the background, to look around in."""
    return answer(field_values(queue_sample(by=request.auth), JobOut.model_fields), 202)


@router.delete("/sample", response={202: JobOut}, **writes("organisation.change"))
def delete_sample(request: ApiRequest) -> HttpResponse:
    """Remove the sample company in the background; what is your own stays."""
    return answer(field_values(queue_sample_removal(by=request.auth), JobOut.model_fields), 202)
