"""Alice's account has a decision about pumps, with a king and his plant manager."""

from datetime import date

import pytest

from tenure.accounts.actions.contact import create_contact
from tenure.accounts.models import Account, Contact
from tenure.people.models import Member
from tenure.relationships.actions.decision import create_decision
from tenure.relationships.models import Decision

OPENED = date(2026, 1, 5)


@pytest.fixture
def dahl(account: Account, alice: Member) -> Contact:
    return create_contact(account=account, by=alice, name="Dahl", function="operations", seniority=5)


@pytest.fixture
def foss(account: Account, alice: Member) -> Contact:
    return create_contact(account=account, by=alice, name="Foss", function="operations", seniority=4)


@pytest.fixture
def decision(account: Account, alice: Member) -> Decision:
    return create_decision(account=account, by=alice, name="Pumps for the new plant", opened_on=OPENED)
