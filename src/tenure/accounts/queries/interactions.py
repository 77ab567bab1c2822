"""Whom nobody has met for long, and when somebody was last met."""

from datetime import date, datetime, timedelta

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from tenure.accounts.choices import KEY_SENIORITY, MET_BY
from tenure.accounts.models import Account, Contact, Interaction
from tenure.core.written import written_once

LONG_DAYS = 60
PEOPLE_SHOWN = 6


def people_not_met(account: Account, today: date, *, days: int = LONG_DAYS) -> list[Contact]:
    """The account's key people of today whom nobody has spoken with for so many days; never met first, then longest.

    Calls, meetings and visits count; mails and letters do not, as they can be sent to anybody.
    """
    since = timezone.make_aware(datetime.combine(today - timedelta(days=days), datetime.min.time()))
    return _cold(account.pk, since)


@written_once
def _cold(account: int, since: datetime) -> QuerySet[Contact, Contact]:
    people = Contact.objects.of_account(account).filter(left_on=None, seniority__gte=KEY_SENIORITY)
    cold = people.filter(Q(last_met_at=None) | Q(last_met_at__lt=since))
    return cold.order_by(F("last_met_at").asc(nulls_first=True), F("seniority").desc(), "name")[:PEOPLE_SHOWN]


def last_met(contact: Contact) -> Interaction | None:
    """The last call, meeting or visit with the contact."""
    spoken = contact.interactions.filter(kind__in=MET_BY, deleted_at=None)
    return spoken.order_by("-at", "-pk").first()
