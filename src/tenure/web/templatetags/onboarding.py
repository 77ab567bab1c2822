"""The checklist of the first hour, wherever a page wants it: `{% load onboarding %}{% checklist %}`."""

from typing import Any

from django import template

from tenure.integrations.onboarding import queries
from tenure.web.members import member_of
from tenure.web.navigation import is_there

register = template.Library()
# Where each of the four leads, as far as there is such a page.
PAGES = {"criteria": "criteria", "members": "members", "seasons": "seasons"}


@register.inclusion_tag("onboarding/checklist.html", takes_context=True)
def checklist(context: dict[str, Any]) -> dict[str, Any]:
    """What of the four is done; nothing for whoever cannot do them or has put the list away."""
    request = context["request"]
    pages = {name: page for name, page in PAGES.items() if is_there(page)}
    # The forms in it need the token, which an inclusion gets only when it is handed on.
    return {"checklist": queries.checklist(member_of(request)), "pages": pages, "csrf_token": context["csrf_token"]}
