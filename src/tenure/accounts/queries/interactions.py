"""Whom nobody has met for long, and when somebody was last met."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import F, Max, Q, QuerySet
from django.utils import timezone

from tenure.accounts.choices import KEY_SENIORITY, MET_BY
from tenure.accounts.models import Account, Contact, Interaction
from tenure.core.written import written_once

LONG_DAYS = 60
PEOPLE_SHOWN = 6


@dataclass(frozen=True)
class KeyPerson:
    """A contact who decides or prepares decisions, and when somebody of ours last spoke with them; None: never."""

    contact: Contact
    met_at: datetime | None


def people_not_met(account: Account, today: date, *, days: int = LONG_DAYS) -> list[KeyPerson]:
    """The account's key people of today whom nobody has spoken with for so many days; never met first, then longest.

    Calls, meetings and visits count; mails and letters do not, as they can be sent to anybody.
    """
    since = timezone.make_aware(datetime.combine(today - timedelta(days=days), datetime.min.time()))
    cold = _cold(account.pk, since)
    return [KeyPerson(person, getattr(person, "met_at")) for person in cold]  # noqa: B009 - an annotation


@written_once
def _cold(account: int, since: datetime) -> QuerySet[Contact, Contact]:
    spoken = Q(interactions__kind__in=MET_BY, interactions__deleted_at=None)
    people = Contact.objects.of_account(account).filter(left_on=None, seniority__gte=KEY_SENIORITY)
    dated = people.annotate(met_at=Max("interactions__at", filter=spoken))
    cold = dated.filter(Q(met_at=None) | Q(met_at__lt=since))
    return cold.order_by(F("met_at").asc(nulls_first=True), F("seniority").desc(), "name")[:PEOPLE_SHOWN]


def last_met(contact: Contact) -> Interaction | None:
    """The last call, meeting or visit with the contact."""
    spoken = contact.interactions.filter(kind__in=MET_BY, deleted_at=None)
    return spoken.order_by("-at", "-pk").first()
