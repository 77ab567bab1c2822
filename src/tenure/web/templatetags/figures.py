"""How numbers are written, in the reader's language. Unknown is a word of its own and never a zero."""

from collections.abc import Callable

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from tenure.core import figures
from tenure.core.figures import MINUS, THIN_SPACE, Number, amount, written
from tenure.core.wording import grade_label
from tenure.insight.wording import criterion_name

register = template.Library()

DAYS_OF_A_YEAR = 365.25

MEASURES = {
    "revenue": (gettext_lazy("Revenue"), "money"),
    "margin": (gettext_lazy("Margin"), "money"),
    "margin_rate": (gettext_lazy("Margin rate"), "percent"),
    "growth": (gettext_lazy("Growth"), "change"),
    "share": (gettext_lazy("Share of our revenue"), "percent"),
    "orders": (gettext_lazy("Orders"), "count"),
    "average_order": (gettext_lazy("Average order"), "money"),
    "products": (gettext_lazy("Different products"), "count"),
    "recency_days": (gettext_lazy("Since the last order"), "days"),
    "regularity": (gettext_lazy("Regularity of orders"), "plain"),
    "tenure_days": (gettext_lazy("Customer for"), "years"),
}


register.filter("criterion_name", criterion_name)
register.filter("grade_label", grade_label)


class Restricted:
    """Stands for a value that is known, but not to this reader."""


RESTRICTED = Restricted()


def unknown() -> SafeString:
    """The word for what nobody knows."""
    return format_html('<span class="unknown">{}</span>', _("unknown"))


@register.filter
def money(value: Number | None) -> str:
    """An amount, or the word unknown."""
    return unknown() if value is None else amount(value)


@register.filter
def exact(value: Number) -> str:
    """Money to the last unit, for those who look closer."""
    return written(value, 0)


@register.filter
def percent(value: Number | None) -> str:
    """A fraction in percent: 0.123 is 12 %; below ten percent with one decimal."""
    return unknown() if value is None else figures.percent(value)


@register.filter
def share_width(value: float) -> str:
    """A fraction as the width of a drawing, which is written the same in every language."""
    return f"{100 * value:.1f}%"


@register.filter
def change(value: Number | None) -> str:
    """A fraction by which something grew, with its sign: 0.09 is +9 %."""
    if value is None:
        return unknown()
    text = written(100 * float(value), 0)
    sign = "" if text.startswith(MINUS) or text == written(0, 0) else "+"
    return sign + text + THIN_SPACE + "%"


@register.filter
def count(value: Number | None) -> str:
    """A whole number with its thousands parted."""
    return unknown() if value is None else figures.count(value)


@register.filter
def score(value: float | None) -> str:
    """A score of 0 to 10 with one decimal."""
    return unknown() if value is None else written(value, 1)


@register.filter
def points(value: float | None) -> str:
    """What a criterion adds to a score, with two decimals and its sign."""
    return unknown() if value is None else "+" + written(value, 2)


@register.filter
def signed(value: float | None) -> str:
    """A distance in points with one decimal and its sign."""
    return unknown() if value is None else figures.signed(value)


@register.filter
def delta(value: Number, unit: str) -> str:
    """By how much a figure has changed, in its unit and with its sign; percents change by points."""
    if unit == "percent":
        return _("%(points)s points") % {"points": signed(100 * float(value))}
    text = amount(value) if unit == "money" else written(value, 0)
    return text if value <= 0 else "+" + text


@register.filter
def days(value: Number | None) -> str:
    """A number of days in words; never when there was no such day."""
    return unknown() if value is None else figures.days(value)


@register.filter
def years(value: Number | None) -> str:
    """A number of days as years with one decimal."""
    if value is None:
        return unknown()
    return _("%(years)s years") % {"years": written(float(value) / DAYS_OF_A_YEAR, 1)}


@register.filter
def plain(value: Number | None) -> str:
    """A number with two decimals."""
    return unknown() if value is None else figures.plain(value)


@register.filter
def window_words(window: str) -> str:
    """A window of time in words: 12m is 12 months, 365d 365 days, all is all time."""
    if window.endswith("m"):
        return _("%(count)s months") % {"count": window[:-1]}
    if window.endswith("d"):
        return _("%(count)s days") % {"count": window[:-1]}
    return _("all time")


WAYS: dict[str, Callable[[Number | None], str]] = {
    "money": money,
    "percent": percent,
    "change": change,
    "count": count,
    "days": days,
    "years": years,
}


@register.filter
def inside(word: str) -> str:
    """A word of a list inside a sentence: in lower case, but in languages that write nouns with a capital."""
    # Translators: "lower" where a noun inside a sentence is written small, anything else where it keeps its capital.
    return word.lower() if pgettext("a noun inside a sentence", "lower") == "lower" else word


@register.filter
def measure_name(name: str) -> str:
    """What a measure is called; a rating by its question's code."""
    known = MEASURES.get(name)
    return str(known[0]) if known else name.removeprefix("rating:").replace("_", " ").capitalize()


@register.filter
def measured(value: Number | Restricted | None, name: str) -> str:
    """A measure's value in its own unit, or the word for one that the reader may not see."""
    if isinstance(value, Restricted):
        return format_html('<span class="unknown">{}</span>', _("restricted"))
    _label, way = MEASURES.get(name, ("", "plain"))
    return WAYS.get(way, plain)(value)
