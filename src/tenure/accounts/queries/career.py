"""Who somebody was at another company, and who they have become."""

from dataclasses import dataclass

from django.db.models import Q

from tenure.accounts.models import Contact
from tenure.core.policy import Actor

OFFERED = 200


@dataclass(frozen=True)
class Career:
    """The contact that somebody was before, and those they became, each with its account; only what a reader sees."""

    formerly: Contact | None
    later: list[Contact]


def career_of(contact: Contact, reader: Actor) -> Career:
    """Where somebody came from and went to, as far as the reader sees those accounts; one query."""
    linked = Q(formerly=contact.pk) | (Q(pk=contact.formerly_id) if contact.formerly_id else Q())
    seen = Contact.objects.visible_to(reader).filter(linked).select_related("account").order_by("pk")
    found = list(seen)
    before = next((one for one in found if one.pk == contact.formerly_id), None)
    return Career(before, [one for one in found if one.formerly_id == contact.pk])


def leavers_for(contact: Contact, reader: Actor) -> list[Contact]:
    """Whom a contact may have been: who has left another account that the reader sees, namesakes first."""
    left = Contact.objects.visible_to(reader).exclude(account=contact.account_id).exclude(left_on=None)
    rows = list(left.select_related("account").order_by("name", "pk")[:OFFERED])
    surname = contact.name.casefold().rpartition(" ")[2]
    return sorted(rows, key=lambda one: not one.name.casefold().endswith(surname))
