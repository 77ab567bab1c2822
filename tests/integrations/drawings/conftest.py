"""A board to draw: the worked example, with one square on which nobody is known."""

from datetime import date

import pytest

from tenure.accounts.models import Account
from tenure.people.models import Member
from tenure.relationships.actions.fog_square import mark_fog
from tests.relationships.golden import Golden, golden_board

SINCE = date(2026, 1, 5)


@pytest.fixture
def golden(account: Account, alice: Member) -> Golden:
    made = golden_board(account, alice, SINCE)
    mark_fog(decision=made.decision, level=4, function="legal", by=alice, valid_from=SINCE)
    return made
