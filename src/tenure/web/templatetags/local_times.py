"""What time it is where somebody works."""

from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import date_format

from tenure.accounts.models import Account, Contact
from tenure.analytics.time_zones import ZoneFrom, is_time_zone, local_time, zone_of

register = template.Library()


@register.inclusion_tag("components/local_time.html")
def local_now(account: Account, contact: Contact | None = None) -> dict[str, Any]:
    """The time there and whether they are at work; nothing where their zone is not known."""
    zone = zone_of(contact.time_zone if contact else "", account.time_zone, account.country)
    # A form may carry what was refused, and this machine may know fewer zones than another.
    if zone is None or not is_time_zone(zone.name):
        return {"at": ""}
    found = local_time(timezone.now(), zone.name)
    opens = date_format(found.opens_at, "D H:i") if found.opens_at else ""
    return {
        "at": date_format(found.at, "D H:i"), "zone": zone.name, "is_assumed": zone.told_by == ZoneFrom.COUNTRY,
        "is_working": found.is_working, "opens": opens,
    }  # fmt: skip
