"""What should be known of an account, measured against what is."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from tenure.accounts.choices import KEY_SENIORITY, AccountKind
from tenure.accounts.models import Account, Contact
from tenure.analytics.completeness import Completeness, Fact, completeness
from tenure.core.field_labels import label_of

EXPECTED = (
    "owner", "type", "industry", "legal_id", "street", "postcode", "city", "country", "phone", "email", "website",
    "employees", "turnover",
)  # fmt: skip
OF_CUSTOMERS = ("customer_since",)


def expected_of(account: Account) -> tuple[str, ...]:
    """The fields that should be filled for an account of its kind."""
    return (*EXPECTED, *OF_CUSTOMERS) if account.kind == AccountKind.CUSTOMER else EXPECTED


def knowledge(
    account: Account, contacts: Sequence[Contact], confirmed: Mapping[str, date], today: date
) -> Completeness:
    """How complete and fresh the account's fields are, and whether anybody there is known, and anybody who decides."""
    facts = [
        Fact(str(label_of(field)), getattr(account, field) not in (None, ""), confirmed.get(field))
        for field in expected_of(account)
    ]
    present = [contact for contact in contacts if contact.left_on is None]
    deciding = [contact for contact in present if (contact.seniority or 0) >= KEY_SENIORITY]
    facts += [_people(_("A contact"), present), _people(_("Somebody who decides"), deciding)]
    return completeness(facts, today)


def _people(name: str, contacts: Sequence[Contact]) -> Fact:
    latest = max((contact.updated_at for contact in contacts), default=None)
    return Fact(name, bool(contacts), latest.date() if latest else None)
