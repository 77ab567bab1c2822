"""What time it is where somebody works: their zone, told or assumed from their country; whether they are at work."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

# Countries with one time zone alone, by code and English name; those with several are left out on purpose.
_ONE_ZONE: Mapping[str, tuple[str, str]] = {
    "AE": ("United Arab Emirates", "Asia/Dubai"), "AT": ("Austria", "Europe/Vienna"),
    "BE": ("Belgium", "Europe/Brussels"), "BG": ("Bulgaria", "Europe/Sofia"), "CH": ("Switzerland", "Europe/Zurich"),
    "CN": ("China", "Asia/Shanghai"), "CO": ("Colombia", "America/Bogota"), "CZ": ("Czechia", "Europe/Prague"),
    "DE": ("Germany", "Europe/Berlin"), "DK": ("Denmark", "Europe/Copenhagen"), "EE": ("Estonia", "Europe/Tallinn"),
    "EG": ("Egypt", "Africa/Cairo"), "FI": ("Finland", "Europe/Helsinki"), "FR": ("France", "Europe/Paris"),
    "GB": ("United Kingdom", "Europe/London"), "GR": ("Greece", "Europe/Athens"), "HK": ("Hong Kong", "Asia/Hong_Kong"),
    "HR": ("Croatia", "Europe/Zagreb"), "HU": ("Hungary", "Europe/Budapest"), "IE": ("Ireland", "Europe/Dublin"),
    "IL": ("Israel", "Asia/Jerusalem"), "IN": ("India", "Asia/Kolkata"), "IS": ("Iceland", "Atlantic/Reykjavik"),
    "IT": ("Italy", "Europe/Rome"), "JP": ("Japan", "Asia/Tokyo"), "KE": ("Kenya", "Africa/Nairobi"),
    "KR": ("South Korea", "Asia/Seoul"), "LI": ("Liechtenstein", "Europe/Vaduz"), "LT": ("Lithuania", "Europe/Vilnius"),
    "LU": ("Luxembourg", "Europe/Luxembourg"), "LV": ("Latvia", "Europe/Riga"), "MA": ("Morocco", "Africa/Casablanca"),
    "MT": ("Malta", "Europe/Malta"), "NG": ("Nigeria", "Africa/Lagos"), "NL": ("Netherlands", "Europe/Amsterdam"),
    "NO": ("Norway", "Europe/Oslo"), "PE": ("Peru", "America/Lima"), "PH": ("Philippines", "Asia/Manila"),
    "PL": ("Poland", "Europe/Warsaw"), "RO": ("Romania", "Europe/Bucharest"), "RS": ("Serbia", "Europe/Belgrade"),
    "SA": ("Saudi Arabia", "Asia/Riyadh"), "SE": ("Sweden", "Europe/Stockholm"), "SG": ("Singapore", "Asia/Singapore"),
    "SI": ("Slovenia", "Europe/Ljubljana"), "SK": ("Slovakia", "Europe/Bratislava"), "TH": ("Thailand", "Asia/Bangkok"),
    "TN": ("Tunisia", "Africa/Tunis"), "TR": ("Turkey", "Europe/Istanbul"), "TW": ("Taiwan", "Asia/Taipei"),
    "VN": ("Vietnam", "Asia/Ho_Chi_Minh"), "ZA": ("South Africa", "Africa/Johannesburg"),
}  # fmt: skip
_OTHER_NAMES = {
    "uk": "GB", "great britain": "GB", "england": "GB", "scotland": "GB", "czech republic": "CZ",
    "the netherlands": "NL", "holland": "NL", "deutschland": "DE", "schweiz": "CH", "suisse": "CH",
    "österreich": "AT", "korea": "KR",
}  # fmt: skip
_BY_NAME = {name.casefold(): zone for name, zone in _ONE_ZONE.values()}
OPENS, CLOSES = time(9), time(17)
WEEKEND = (5, 6)


class ZoneFrom(StrEnum):
    """Who says in which zone somebody works; the country is an assumption."""

    CONTACT = "contact"
    ACCOUNT = "account"
    COUNTRY = "country"


@dataclass(frozen=True)
class Zone:
    """A time zone by its IANA name, and who says so."""

    name: str
    told_by: ZoneFrom


@dataclass(frozen=True)
class LocalTime:
    """A moment as it is there; `is_working` within their hours, else `opens_at` is when these begin, there."""

    at: datetime
    is_working: bool
    opens_at: datetime | None


def is_time_zone(name: str) -> bool:
    """Whether it is the name of a time zone of the IANA database.

    >>> [is_time_zone(name) for name in ("Europe/Berlin", "Berlin", "", "../etc/passwd", "Europe")]
    [True, False, False, False, False]
    """
    try:
        ZoneInfo(name)
    # A name that is no zone is told in many ways: unknown, a folder, a path outside, nothing at all.
    except (ValueError, OSError, LookupError):
        return False
    return bool(name)


def zone_of_country(country: str) -> str:
    """The zone of a country that has one alone, by its English name or its code; empty for others and unknown ones.

    >>> zone_of_country("Germany"), zone_of_country(" de "), zone_of_country("United States"), zone_of_country("")
    ('Europe/Berlin', 'Europe/Berlin', '', '')
    """
    said = country.strip().casefold()
    code = _OTHER_NAMES.get(said, said.upper())
    return _BY_NAME.get(said) or (_ONE_ZONE[code][1] if code in _ONE_ZONE else "")


def zone_of(contact: str, account: str, country: str) -> Zone | None:
    """The zone in which somebody works: as said of them, else of their account, else assumed from its country.

    None where nobody says and the country has several, or is not known.

    >>> zone_of("", "", "Norway"), zone_of("", "Asia/Tokyo", "Norway").told_by.value, zone_of("", "", "Canada")
    (Zone(name='Europe/Oslo', told_by=<ZoneFrom.COUNTRY: 'country'>), 'account', None)
    """
    told = ((contact, ZoneFrom.CONTACT), (account, ZoneFrom.ACCOUNT), (zone_of_country(country), ZoneFrom.COUNTRY))
    return next((Zone(name, by) for name, by in told if name), None)


def local_time(moment: datetime, zone: str) -> LocalTime:
    """A moment as it is in a zone, and whether people there are at work: Monday to Friday, 9 to 17 of their day.

    Holidays and other working weeks are not known. Raises ValueError for a moment without a zone of its own.

    >>> from datetime import UTC
    >>> found = local_time(datetime(2026, 3, 6, 16, 30, tzinfo=UTC), "Europe/Berlin")
    >>> found.at.strftime("%a %H:%M"), found.is_working, found.opens_at.strftime("%a %H:%M")
    ('Fri 17:30', False, 'Mon 09:00')
    >>> local_time(datetime(2026, 3, 6, 8, 0, tzinfo=UTC), "Europe/Berlin").is_working
    True
    """
    if moment.tzinfo is None:
        raise ValueError(f"A moment needs a zone of its own to be told in another; {moment} has none.")
    at = moment.astimezone(ZoneInfo(zone))
    if at.weekday() not in WEEKEND and OPENS <= at.time() < CLOSES:
        return LocalTime(at, is_working=True, opens_at=None)
    day = at.date() if at.time() < OPENS else at.date() + timedelta(days=1)
    while day.weekday() in WEEKEND:
        day += timedelta(days=1)
    return LocalTime(at, is_working=False, opens_at=datetime.combine(day, OPENS, ZoneInfo(zone)))
