"""What our fields are called on pages, and what belongs into each, in a line."""

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tenure.integrations.imports.entities import FileKind
from tenure.integrations.imports.fields import Field, Kind
from tenure.integrations.imports.mapping import labelled_fields

KINDS: dict[str, str | Promise] = {
    "members": _("Members: colleagues with their address and role"),
    "rates": _("Exchange rates"),
    "accounts": _("Accounts: customers, prospects, partners"),
    "contacts": _("Contacts: people at accounts"),
    "products": _("Products"),
    "orders": _("Orders, with or without their lines"),
    "lines": _("Order lines"),
    "deliveries": _("Deliveries"),
    "invoices": _("Invoices"),
    "ratings": _("Ratings"),
    "plans": _("Plans of accounts: their texts"),
}
BY_NAME: dict[str, str | Promise] = {
    "external_id": _("The other system's own id. With it a row is recognised for certain the next time."),
    "parent": _("The organisation above this one, by id or name; it may stand further down in the file."),
    "owner": _("Who of us looks after the account, by address or name."),
    "account": _("The account this belongs to, by id or name."),
    "product": _("The product, by code, id or name."),
    "order": _("The order, by id or number."),
    "kind": _("Customer, prospect, partner or competitor."),
    "level": _("Group, unit or site."),
    "seniority": _("From 1 to 5, the highest is 5."),
    "discount": _("A share from 0 to 1."),
    "rate": _("What one unit is worth in the reporting currency."),
    "revenue": _("Net, in the order's currency."),
    "stage": _("Only won deals become orders."),
    "first_name": _("Put together with the last name."),
    "version": _("As our own export has it. What somebody has written since is told then, not written over."),
}
BY_KIND: dict[Kind, str | Promise] = {
    Kind.DATE: _("A date; whether the day or the month comes first is found out."),
    Kind.DECIMAL: _("A number, with point or comma."),
    Kind.INTEGER: _("A whole number."),
    Kind.EMAIL: _("An e-mail address."),
    Kind.CURRENCY: _("A code such as EUR."),
    Kind.FLAG: _("Yes or no."),
}


def field_choices(kind: FileKind) -> list[tuple[str, str, str]]:
    """Every field that a file of the kind may fill: its label in mappings, its words, its help."""
    return [(label, words_of(label), help_of(item)) for label, _section, item in labelled_fields(kind)]


def words_of(label: str) -> str:
    """A field's label as a person reads it: `contact.first_name` is "Contact: first name"."""
    part, _, name = label.rpartition(".")
    words = name.replace("_", " ")
    return f"{capfirst(part)}: {words}" if part else capfirst(words)


def help_of(item: Field) -> str:
    """What belongs into the field, in a line."""
    said = str(BY_NAME.get(item.name) or BY_KIND.get(item.kind) or "")
    return f"{gettext('Needed.')} {said}".strip() if item.required else said
