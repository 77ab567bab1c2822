"""What may be entered about the service of a grade."""

from typing import Any

from django import forms

from tenure.assessments.models import ServiceStandard
from tenure.assessments.models.service_standard import LONGEST_CADENCE, LONGEST_RESPONSE, MOST_REVIEWS
from tenure.web.forms.criteria import Changes

GREATEST_VERSION = 2**31 - 1


class ServiceStandardForm(Changes):
    """The whole standard of a grade: an empty cadence or response time promises none. Version 0: nothing was stated."""

    version = forms.IntegerField(required=False, min_value=0, max_value=GREATEST_VERSION)
    visit_days = forms.IntegerField(required=False, min_value=1, max_value=LONGEST_CADENCE)
    response_hours = forms.IntegerField(required=False, min_value=1, max_value=LONGEST_RESPONSE)
    has_sponsor = forms.BooleanField(required=False)
    reviews_per_year = forms.IntegerField(required=False, min_value=0, max_value=MOST_REVIEWS)
    payment_terms = forms.CharField(
        required=False, max_length=ServiceStandard._meta.get_field("payment_terms").max_length
    )
    promise = forms.CharField(required=False, max_length=ServiceStandard._meta.get_field("promise").max_length)

    def clean_reviews_per_year(self) -> Any:
        """Nothing written is no review."""
        return self.cleaned_data["reviews_per_year"] or 0
