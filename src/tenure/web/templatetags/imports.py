"""What an import holds, in a word: `{{ run.kind|held }}` of a kind of file, `{{ noun|held }}` of one of its records."""

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

register = template.Library()

HELD: dict[str, Promise] = {
    "accounts": _("Accounts"),
    "contacts": _("Contacts"),
    "products": _("Products"),
    "orders": _("Orders"),
    "lines": _("Order lines"),
    "deliveries": _("Deliveries"),
    "invoices": _("Invoices"),
    "members": _("Members"),
    "rates": _("Exchange rates"),
    "ratings": _("Ratings"),
    "plans": _("Plans"),
}
# Records are called by their model.
KIND_OF = {
    "account": "accounts",
    "contact": "contacts",
    "product": "products",
    "order": "orders",
    "orderline": "lines",
    "delivery": "deliveries",
    "invoice": "invoices",
    "member": "members",
    "exchangerate": "rates",
    "rating": "ratings",
    "plan": "plans",
}


@register.filter
def held(name: str) -> str | Promise:
    """The word for a kind of file or a record; the name itself where there is none."""
    return HELD.get(KIND_OF.get(name, name), name)
