"""Our own company, the currency it reports in, and what other currencies are worth to it."""

from django.http import HttpResponse
from ninja import Router

from tenure.api.answers import answer, nothing
from tenure.api.auth import ApiRequest
from tenure.api.body import given
from tenure.api.doors import reads, writes
from tenure.api.filters import days, text
from tenure.api.listing import Listing, Order, list_page
from tenure.api.rows import shown
from tenure.api.schemas.fields import PathKey
from tenure.api.schemas.organisation import (
    OrganisationOut,
    OrganisationPatch,
    RateIn,
    RateOut,
    RatePage,
    ReportingCurrencyIn,
)
from tenure.commerce.actions.reporting_currency import change_reporting_currency
from tenure.core.actions import change_organisation, remove_rate, set_rate
from tenure.core.audit import field_values
from tenure.core.models import ExchangeRate
from tenure.core.money import organisation

router = Router(tags=["organisation"])

RATES = Listing(
    shown=shown(ExchangeRate.objects, RateOut),
    filters={**text("currency"), **days("valid_from")},
    orders={"valid_from": Order("valid_from"), "id": Order("id")},
    default="-valid_from",
)


@router.get("/organisation", response=OrganisationOut, **reads("member.see"))
def get_organisation(request: ApiRequest) -> HttpResponse:  # noqa: ARG001 - ninja asks for the name
    """Who we are, and the currency that sums are reported in."""
    return answer(field_values(organisation(), OrganisationOut.model_fields))


@router.patch("/organisation", response=OrganisationOut, **writes("organisation.change"))
def patch_organisation(request: ApiRequest, body: OrganisationPatch) -> HttpResponse:
    """Change our name, or the words for grades; they show from the next ranking on."""
    changed = change_organisation(changes=given(body), by=request.auth)
    return answer(field_values(changed, OrganisationOut.model_fields))


@router.put("/organisation/reporting-currency", response=OrganisationOut, **writes("organisation.change"))
def put_reporting_currency(request: ApiRequest, body: ReportingCurrencyIn) -> HttpResponse:
    """Report in another currency; only before the first order and the first rate, which are in terms of it."""
    changed = change_reporting_currency(currency=body.currency, by=request.auth)
    return answer(field_values(changed, OrganisationOut.model_fields))


@router.get("/exchange-rates", response=RatePage, **reads("member.see", RATES))
def list_rates(request: ApiRequest) -> HttpResponse:
    """What other currencies were worth, and from which day on."""
    return list_page(request, RATES, RATES.rows)


@router.put("/exchange-rates", response=RateOut, **writes("organisation.change"))
def put_rate(request: ApiRequest, body: RateIn) -> HttpResponse:
    """Say what a currency is worth from a day on. Orders keep the rate they were written with."""
    entry = set_rate(currency=body.currency, valid_from=body.valid_from, rate=body.rate, by=request.auth)
    return answer(field_values(entry, RateOut.model_fields))


@router.delete("/exchange-rates/{int:rate_id}", response={204: None}, **writes("organisation.change"))
def delete_rate(request: ApiRequest, rate_id: PathKey) -> HttpResponse:
    """Take away a rate that was a mistake."""
    remove_rate(rate=ExchangeRate.objects.get(pk=rate_id), by=request.auth)
    return nothing()
