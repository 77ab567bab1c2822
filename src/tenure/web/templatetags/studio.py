"""How the studio writes its numbers: into fields and drawings as browsers read them, for people with signs."""

from collections.abc import Mapping

from django import template
from django.utils.translation import gettext as _

from tenure.assessments.queries import Pair
from tenure.core.figures import MINUS, Number
from tenure.web.templatetags.figures import count, plain

register = template.Library()


@register.filter
def plain_number(value: Number | None) -> str:
    """A number as a field holds it, whatever the language; nothing for none.

    >>> from decimal import Decimal
    >>> plain_number(Decimal("20.00")), plain_number(12.5), plain_number(None), plain_number(0)
    ('20', '12.5', '', '0')
    """
    if value is None:
        return ""
    written = (
        f"{value:.10f}" if isinstance(value, float) else f"{value:f}" if not isinstance(value, int) else f"{value}"
    )
    return written.rstrip("0").rstrip(".") if "." in written else written


@register.filter
def svg(value: float) -> str:
    """A coordinate, whatever the language."""
    return f"{value:.6g}"


@register.filter
def add_to(value: float, distance: int) -> float:
    """A coordinate some way off."""
    return value + distance


@register.filter
def hundredths(share: float) -> str:
    """A share of one as a length of a hundred."""
    return f"{100 * share:.4g}"


@register.filter
def absolute(value: int) -> int:
    """A number without its sign."""
    return abs(value)


@register.filter
def signed(value: int) -> str:
    """A whole number with its sign."""
    return f"+{count(value)}" if value > 0 else count(value)


@register.filter
def signed_plain(value: float) -> str:
    """A number of two decimals with its sign."""
    text = plain(value)
    return text if text.startswith(MINUS) else f"+{text}"


@register.filter
def tried_weight(tried: Mapping[str, float], code: str) -> str:
    """The weight to try for a criterion, as a field holds it."""
    return plain_number(tried.get(code, 0.0))


@register.filter
def ratio(value: float) -> str:
    """A comparison as people say it: 3, or 1/3 for a third.

    >>> ratio(3.0), ratio(1 / 3), ratio(1.0), ratio(2.5)
    ('3', '1/3', '1', '2.5')
    """
    return f"{value:.2g}" if value >= 1 else f"1/{1 / value:.2g}"


@register.filter
def saaty(answer: int, pair: Pair) -> str:
    """What an answer on Saaty's scale means, in words."""
    if answer == 1:
        return _("both matter equally")
    better, other = (pair.first.name, pair.second.name) if answer > 0 else (pair.second.name, pair.first.name)
    sentence = _("%(better)s matters %(times)s times more than %(other)s")
    return sentence % {"better": better, "times": abs(answer), "other": other}
