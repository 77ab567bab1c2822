"""What our own company says of itself, what other currencies are worth to it, and telling members what happened."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.core.audit import field_values, record_change
from tenure.core.models import ExchangeRate, Notification, Organisation
from tenure.core.money import reporting_currency
from tenure.core.notices import SENTENCES
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
        raise ValidationError(
            _("%(unknown)s cannot be changed here; %(changeable)s can."),
            params={"unknown": ", ".join(unknown), "changeable": ", ".join(sorted(CHANGEABLE))},
        )
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
        sentence = _("%(currency)s is the reporting currency, which is always worth 1 of itself.")
        raise ValidationError({"currency": ValidationError(sentence, params={"currency": currency})})
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


def notify(
    *, members: Iterable[int], kind: str, occasion: str, thing: models.Model | None = None, **params: Any
) -> None:
    """Tell members, by number, what happened; call it in the transaction in which it happens.

    `kind` is a sentence of `core.notices` and `params` fill it. Who was told of the `occasion` before is not told
    again, so that a job that is run twice tells once. Being told is no change of a record, so it is not audited.
    Raises ValueError for an unknown kind.
    """
    if kind not in SENTENCES:
        raise ValueError(f"{kind!r} is no kind of notification; known are {', '.join(sorted(SENTENCES))}.")
    about = {"noun": thing._meta.model_name or "", "thing_id": thing.pk} if thing else {}
    told = [
        Notification(member_id=member, kind=kind, occasion=occasion, params=params, **about)
        for member in dict.fromkeys(members)
    ]
    Notification.objects.bulk_create(told, ignore_conflicts=True, batch_size=500)


@transaction.atomic
def mark_read(*, notification: Notification, by: Actor) -> Notification:
    """Note that a member has read what they were told; only they can. Raises PermissionDenied for anybody else."""
    require(by, "notification.see")
    if notification.member_id != by.pk:
        raise PermissionDenied(_("Only who was told something can mark it as read."))
    notification.read_at = notification.read_at or timezone.now()
    notification.save(update_fields=["read_at"])
    return notification


@transaction.atomic
def mark_all_read(*, by: Actor) -> int:
    """Note that a member has read everything; return how much was new."""
    require(by, "notification.see")
    return Notification.objects.filter(member_id=by.pk, read_at=None).update(read_at=timezone.now())
