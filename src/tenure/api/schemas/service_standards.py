from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field

from tenure.analytics.service import Kept
from tenure.api.schemas.fields import Flag, In, Line200, Out, Version, examples, unchanged, whole
from tenure.assessments.models.service_standard import LONGEST_CADENCE, LONGEST_RESPONSE, MOST_REVIEWS

Cadence = Annotated[int, Field(strict=True, ge=1, le=LONGEST_CADENCE), BeforeValidator(whole)]
Hours = Annotated[int, Field(strict=True, ge=1, le=LONGEST_RESPONSE), BeforeValidator(whole)]
Reviews = Annotated[int, Field(strict=True, ge=0, le=MOST_REVIEWS), BeforeValidator(whole)]
Promise = Annotated[str, Field(max_length=300, pattern=r"^[^\x00-\x1f\x7f-\x9f]*$")]


class ServiceStandardOut(Out):
    """What every account of a grade is promised; `version` is null while nobody has stated it. Null promises nothing.

    `visit_days`: somebody is in touch at least every so many days; `response_hours`: working hours until an answer.
    """

    grade: str
    version: int | None
    visit_days: int | None
    response_hours: int | None
    has_sponsor: bool
    reviews_per_year: int
    payment_terms: str
    promise: str


class TallyOut(Out):
    """How often a promise was kept; `share` = kept / (kept + broken), null where nothing can be judged."""

    kept: int
    broken: int
    unknown: int
    share: float | None


class GradeServiceOut(ServiceStandardOut):
    """A grade's standard with what was kept of it for the accounts that you see.

    `contact` counts accounts, `delivery` the deliveries of the last 365 days by their confirmed day.
    """

    label: str
    accounts: int
    contact: TallyOut
    delivery: TallyOut


class GradeServices(Out):
    """The grades of the criteria set that decides today, the best first."""

    items: list[GradeServiceOut]


class AccountServiceOut(ServiceStandardOut):
    """What an account is promised by its grade, and whether it is kept.

    `contact` is never where nobody was ever met though it was promised, unknown where the record is too young to tell.
    """

    label: str
    contact: Kept
    last_contact: date | None
    delivery: TallyOut


class ServiceStandardPatch(In):
    """The fields to change; null for nothing promised. `version` is the one they were read at."""

    model_config = examples({"version": 1, "visit_days": 90})

    version: Version | None = None
    visit_days: Cadence | None = unchanged()
    response_hours: Hours | None = unchanged()
    has_sponsor: Flag = unchanged()
    reviews_per_year: Reviews = unchanged()
    payment_terms: Line200 = unchanged()
    promise: Promise = unchanged()
