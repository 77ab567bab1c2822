"""Parts of pages that are drawn once for equal values: `{% kept "portfolio/row.html" row=row columns=columns %}`."""

import secrets
from functools import lru_cache

from django import template
from django.db.models import Model
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

register = template.Library()

# Some thousand rows of tables, of one or two kilobytes each.
MOST_KEPT = 8_000
# Stands in a kept drawing where each page has its own token; nobody's text can hold it, as it is new each time.
STAND_IN = secrets.token_urlsafe(32)


@register.simple_tag
def kept(name: str, **values: object) -> SafeString:
    """A part drawn from these values and nothing else: neither the page nor the reader is known to it.

    Equal values in one language give the same drawing, so it is kept by them and can be neither out of date nor
    somebody else's. A `csrf_token` is none of these values: it is put into the drawing's forms afterwards. Raises
    TypeError for a record, since two are equal whose fields differ, and for a list.
    """
    records = [key for key, value in values.items() if isinstance(value, Model)]
    if records:
        raise TypeError(f"{name} cannot be kept by a record; hand over the fields of {', '.join(records)} it shows.")
    if "csrf_token" not in values:
        return _drawn(name, get_language(), **values)
    drawn = _drawn(name, get_language(), **{**values, "csrf_token": STAND_IN})
    return mark_safe(drawn.replace(STAND_IN, escape(str(values["csrf_token"]))))  # noqa: S308 - drawn by a template


@lru_cache(maxsize=MOST_KEPT, typed=True)
def _drawn(name: str, language: str | None, **values: object) -> SafeString:  # noqa: ARG001 - the language of its words
    return render_to_string(name, values)


def forget() -> None:
    """Draw everything anew from here on."""
    _drawn.cache_clear()
