"""What our fields are called on pages, and what belongs into each, in a line."""

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tenure.integrations.imports.entities import FileKind
from tenure.integrations.imports.fields import Field, Kind
from tenure.integrations.imports.mapping import labelled_fields

KINDS: dict[str, str | Promise] = {
    "members": lazy("Members: colleagues with their address and role"),
    "rates": lazy("Exchange rates"),
    "accounts": lazy("Accounts: customers, prospects, partners"),
    "contacts": lazy("Contacts: people at accounts"),
    "products": lazy("Products"),
    "orders": lazy("Orders, with or without their lines"),
    "lines": lazy("Order lines"),
    "deliveries": lazy("Deliveries"),
    "invoices": lazy("Invoices"),
    "ratings": lazy("Ratings"),
}
BY_NAME: dict[str, str | Promise] = {
    "external_id": lazy("The other system's own id. With it a row is recognised for certain the next time."),
    "parent": lazy("The organisation above this one, by id or name; it may stand further down in the file."),
    "owner": lazy("Who of us looks after the account, by address or name."),
    "account": lazy("The account this belongs to, by id or name."),
    "product": lazy("The product, by code, id or name."),
    "order": lazy("The order, by id or number."),
    "kind": lazy("Customer, prospect, partner or competitor."),
    "level": lazy("Group, unit or site."),
    "seniority": lazy("From 1 to 5, the highest is 5."),
    "discount": lazy("A share from 0 to 1."),
    "rate": lazy("What one unit is worth in the reporting currency."),
    "revenue": lazy("Net, in the order's currency."),
    "stage": lazy("Only won deals become orders."),
    "first_name": lazy("Put together with the last name."),
}
BY_KIND: dict[Kind, str | Promise] = {
    Kind.DATE: lazy("A date; whether the day or the month comes first is found out."),
    Kind.DECIMAL: lazy("A number, with point or comma."),
    Kind.INTEGER: lazy("A whole number."),
    Kind.EMAIL: lazy("An e-mail address."),
    Kind.CURRENCY: lazy("A code such as EUR."),
    Kind.FLAG: lazy("Yes or no."),
}


def field_choices(kind: FileKind) -> list[tuple[str, str, str]]:
    """Every field that a file of the kind may fill: its label in mappings, its words, its help."""
    return [(label, words_of(label), help_of(item)) for label, _, item in labelled_fields(kind)]


def words_of(label: str) -> str:
    """A field's label as a person reads it: `contact.first_name` is "Contact: first name"."""
    part, _, name = label.rpartition(".")
    words = name.replace("_", " ")
    return f"{capfirst(part)}: {words}" if part else capfirst(words)


def help_of(item: Field) -> str:
    """What belongs into the field, in a line."""
    said = str(BY_NAME.get(item.name) or BY_KIND.get(item.kind) or "")
    return f"{_('Needed.')} {said}".strip() if item.required else said
