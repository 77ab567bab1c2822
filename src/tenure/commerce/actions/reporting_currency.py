"""Choosing the currency in which sums over several currencies are reported."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tenure.commerce.models import Order
from tenure.core.actions import set_reporting_currency
from tenure.core.models import ExchangeRate, Organisation
from tenure.core.money import reporting_currency
from tenure.core.policy import require
from tenure.people.models import Member

ORDERS_HELD = _("There are orders in terms of %(currency)s; it can change only before the first.")
RATES_HELD = _("There are exchange rates in terms of %(currency)s; it can change only before the first.")


@transaction.atomic
def change_reporting_currency(*, currency: str, by: Member) -> Organisation:
    """Report in another currency from now on. Audited.

    Every order and every rate is written in terms of the reporting currency, so it can change only while there are
    neither; ValidationError otherwise. Raises PermissionDenied when the role may not.
    """
    require(by, "organisation.change")
    if currency != reporting_currency():
        _refuse_with_facts()
    return set_reporting_currency(currency=currency, by=by)


def _refuse_with_facts() -> None:
    sentence = ORDERS_HELD if Order.objects.exists() else RATES_HELD if ExchangeRate.objects.exists() else None
    if sentence:
        raise ValidationError({"currency": ValidationError(sentence, params={"currency": reporting_currency()})})
