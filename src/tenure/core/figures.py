"""How numbers that are known are written, in the reader's language, on whatever they are shown."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

Number = int | float | Decimal
MINUS = "\N{MINUS SIGN}"
THIN_SPACE = "\N{NARROW NO-BREAK SPACE}"


def written(value: Number, decimals: int) -> str:
    """A number with so many decimals, its thousands parted."""
    # Rounded here, as number_format cuts digits off.
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = number_format(abs(rounded), decimal_pos=decimals, force_grouping=True)
    return MINUS + text if rounded < 0 else text


def amount(value: Number) -> str:
    """Money in as many digits as a reader takes in: 2.41 m, 842 k, 9,840, 12.50."""
    size = abs(float(value))
    if size >= 999_500:
        return written(value / 1_000_000, 2) + THIN_SPACE + _("m")
    if size >= 10_000:
        return written(value / 1000, 0) + THIN_SPACE + _("k")
    return written(value, 0 if size >= 100 or size == int(size) else 2)


def percent(value: Number) -> str:
    """A fraction in percent: 0.123 is 12 %; below ten percent with one decimal."""
    share = 100 * float(value)
    return written(share, 0 if abs(share) >= 9.95 or share == int(share) else 1) + THIN_SPACE + "%"


def count(value: Number) -> str:
    """A whole number with its thousands parted."""
    return written(value, 0)


def signed(value: float) -> str:
    """A distance in points with one decimal and its sign."""
    text = written(value, 1)
    return text if text.startswith(MINUS) or text == written(0, 1) else "+" + text


def plain(value: Number) -> str:
    """A number with two decimals."""
    return written(value, 2)


def days(value: Number) -> str:
    """A number of days in words."""
    whole = int(value)
    return ngettext("%(days)s day", "%(days)s days", whole) % {"days": count(whole)}
