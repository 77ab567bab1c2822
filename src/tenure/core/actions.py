"""What our own company says of itself, and what other currencies are worth to it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from tenure.core.audit import field_values, record_change
from tenure.core.models import ExchangeRate, Organisation
from tenure.core.money import reporting_currency
from tenure.core.policy import Actor, require

CHANGEABLE = frozenset({"name", "label_pack"})


@transaction.atomic
def change_organisation(*, changes: Mapping[str, Any], by: Actor) -> Organisation:
    """Change our company's name, or the words for grades where a criteria set has none of its own. Audited.

    New words show from the next ranking on. Raises PermissionDenied when the role may not, ValidationError for another
    field or a bad value.
    """
    require(by, "organisation.change")
    unknown = sorted(set(changes) - CHANGEABLE)
    if unknown:
        raise ValidationError(f"{', '.join(unknown)} cannot be changed here; {', '.join(sorted(CHANGEABLE))} can.")
    return _write(changes, by)


def set_reporting_currency(*, currency: str, by: Actor) -> Organisation:
    """Write down in which currency sums are reported. Call `change_reporting_currency`, which looks at the facts."""
    require(by, "organisation.change")
    return _write({"reporting_currency": currency}, by)


@transaction.atomic
def _write(changes: Mapping[str, Any], by: Actor) -> Organisation:
    organisation = Organisation.objects.select_for_update().order_by("pk").first() or Organisation(name="Our company")
    before = field_values(organisation, changes)
    for name, value in changes.items():
        setattr(organisation, name, value.strip() if isinstance(value, str) else value)
    organisation.full_clean()
    organisation.save()
    after = field_values(organisation, changes)
    if before != after:
        record_change(by=by, verb="changed", thing=organisation, before=before, after=after)
    return organisation


@transaction.atomic
def set_rate(*, currency: str, valid_from: date, rate: Decimal, by: Actor) -> ExchangeRate:
    """Say what one unit of a currency is worth in the reporting currency from a day on. Audited.

    It replaces the rate of the same day. Orders keep the rate they were written with. Raises PermissionDenied when the
    role may not, ValidationError for the reporting currency itself or a rate that is not positive.
    """
    require(by, "organisation.change")
    if currency == reporting_currency():
        raise ValidationError({"currency": f"{currency} is the reporting currency, which is always worth 1 of itself."})
    known = ExchangeRate.objects.select_for_update().filter(currency=currency, valid_from=valid_from).first()
    before = {"rate": known.rate} if known else {}
    entry = known or ExchangeRate(currency=currency, valid_from=valid_from)
    entry.rate = rate
    entry.full_clean()
    entry.save()
    after = {"currency": currency, "valid_from": valid_from, "rate": entry.rate}
    if before != {"rate": entry.rate}:
        record_change(by=by, verb="set rate", thing=entry, before=before, after=after)
    return entry


@transaction.atomic
def remove_rate(*, rate: ExchangeRate, by: Actor) -> None:
    """Take a rate away that was a mistake; orders keep the rate they were written with. Audited."""
    require(by, "organisation.change")
    before = field_values(rate, ["currency", "valid_from", "rate"])
    record_change(by=by, verb="removed rate", thing=rate, before=before)
    rate.delete()
