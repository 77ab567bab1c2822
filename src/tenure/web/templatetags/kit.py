"""What the components' templates cannot say by themselves: icons, toasts' undo, terms with their formulas."""

import json
from functools import cache, lru_cache
from itertools import count

from django import template
from django.conf import settings
from django.contrib.messages.storage.base import Message
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from tenure.insight.terms import TERMS
from tenure.web.components.grades import shown_label
from tenure.web.toasts import undo_address

register = template.Library()

_NUMBERS = count(1)
ICONS = settings.BUILT / "icons.json"


@cache
def _drawings() -> dict[str, str]:
    drawings: dict[str, str] = json.loads(ICONS.read_text(encoding="utf-8"))
    return drawings


@register.simple_tag
@lru_cache(maxsize=1000, typed=True)
def icon(name: str, label: str = "") -> SafeString:
    """An icon drawn in the colour of its text. Without a label it is left out for those who listen.

    Raises ValueError for a name that frontend/icons.txt does not list.
    """
    if name not in _drawings():
        raise ValueError(f"There is no icon {name!r}; add its Tabler name to frontend/icons.txt and build again.")
    filled = " is-filled" if name.endswith("-filled") else ""
    heard = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    drawing = mark_safe(_drawings()[name])  # noqa: S308 - from our own build
    return format_html('<svg class="icon{}" viewBox="0 0 24 24" {}>{}</svg>', filled, heard, drawing)


@register.inclusion_tag("components/term.html")
def term(code: str) -> dict[str, object]:
    """A question mark that opens what the glossary says of the term. Raises ValueError for one it does not have."""
    if code not in TERMS:
        raise ValueError(f"The glossary has no term {code!r}; it has {', '.join(sorted(TERMS))}.")
    # A page may explain a term in two places, or get a part that does, and an id must be its page's only one.
    return {"term": TERMS[code], "id": f"term-{code}-{next(_NUMBERS)}"}


@register.simple_tag(takes_context=True)
def grade_word(context: Context, published: str, place: int) -> str:
    """The word for a grade as the reader wants it; the published one for who has no wish or is not known here."""
    reader = context.get("user")
    return shown_label(published, place, pack=getattr(reader, "label_pack", ""), own=getattr(reader, "grade_words", ()))


@register.filter
def undo_url(message: Message) -> str:
    """Where a message's undo is posted to; empty when it has none."""
    return undo_address(message.extra_tags or "")
