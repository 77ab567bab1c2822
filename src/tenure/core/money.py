"""The reporting currency, and what other currencies were worth in it on a day."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tenure.core import wording
from tenure.core.models import ExchangeRate, Organisation

DEFAULT_CURRENCY = "EUR"


def organisation() -> Organisation:
    """Our own company; with nothing but defaults while nobody has said anything about it."""
    return Organisation.objects.order_by("pk").first() or Organisation(reporting_currency=DEFAULT_CURRENCY)


def reporting_currency() -> str:
    """The currency in which sums over several currencies are reported; EUR until the organisation says otherwise."""
    return Organisation.objects.values_list("reporting_currency", flat=True).order_by("pk").first() or DEFAULT_CURRENCY


def rate_on(currency: str, day: date) -> Decimal:
    """What one unit of the currency was worth in the reporting currency on the day: the last rate dated not later.

    Raises ValidationError when no rate is known for that day.
    """
    reporting = reporting_currency()
    if currency == reporting:
        return Decimal(1)
    known = ExchangeRate.objects.filter(currency=currency, valid_from__lte=day).order_by("-valid_from")
    rate: Decimal | None = known.values_list("rate", flat=True).first()
    if rate is None:
        sentence = _("No rate from %(from)s to %(to)s is known for %(day)s; give the rate, or one dated not later.")
        params = {"from": currency, "to": reporting, "day": wording.day(day)}
        raise ValidationError({"currency": ValidationError(sentence, params=params)})
    return rate
