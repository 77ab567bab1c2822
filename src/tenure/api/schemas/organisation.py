from datetime import date
from decimal import Decimal

from tenure.api.schemas.fields import Currency, Day, In, Name, Out, Rate, examples, unchanged
from tenure.api.schemas.portfolio import OwnPack


class OrganisationOut(Out):
    """Our own company: the currency sums are reported in, and the words for grades; `is_sample` if it is invented."""

    name: str
    reporting_currency: str
    label_pack: OwnPack
    is_sample: bool


class OrganisationPatch(In):
    """The fields to change. Criteria sets may name grades by words of their own."""

    model_config = examples({"name": "Nordhaven Group", "label_pack": "olympic"})

    name: Name = unchanged()
    label_pack: OwnPack = unchanged()


class ReportingCurrencyIn(In):
    """The currency to report in; it can change only before the first order and the first rate."""

    model_config = examples({"currency": "EUR"})

    currency: Currency


class RateOut(Out):
    """What one unit of a currency is worth in the reporting currency from a day on."""

    id: int
    currency: str
    valid_from: date
    rate: Decimal


class RatePage(Out):
    """A page of rates, the latest day first, and the cursor of the next."""

    items: list[RateOut]
    next: str | None


class RateIn(In):
    """A rate from a day on; it replaces the one of the same day."""

    model_config = examples({"currency": "USD", "valid_from": "2026-01-01", "rate": "0.92"})

    currency: Currency
    valid_from: Day
    rate: Rate
