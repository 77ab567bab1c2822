"""Parts of pages that are drawn once for equal values: `{% kept "portfolio/row.html" row=row columns=columns %}`."""

from functools import lru_cache

from django import template
from django.db.models import Model
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()

# Some thousand rows of tables, of one or two kilobytes each.
MOST_KEPT = 8_000


@register.simple_tag
def kept(name: str, **values: object) -> SafeString:
    """A part drawn from these values and nothing else: neither the page nor the reader is known to it.

    Equal values in one language give the same drawing, so it is kept by them and can be neither out of date nor
    somebody else's. Raises TypeError for a record, since two are equal whose fields differ, and for a list.
    """
    records = [key for key, value in values.items() if isinstance(value, Model)]
    if records:
        raise TypeError(f"{name} cannot be kept by a record; hand over the fields of {', '.join(records)} it shows.")
    return _drawn(name, get_language(), **values)


@lru_cache(maxsize=MOST_KEPT, typed=True)
def _drawn(name: str, language: str | None, **values: object) -> SafeString:  # noqa: ARG001 - the language of its words
    return render_to_string(name, values)


def forget() -> None:
    """Draw everything anew from here on."""
    _drawn.cache_clear()
