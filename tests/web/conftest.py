"""Browsers without a screen, one for each of the cast."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from tenure.accounts.models import Account
from tenure.people.models import Member
from tenure.relationships.actions.fog_square import mark_fog
from tests.relationships.golden import Golden, golden_board

SINCE = date(2026, 1, 5)

SignIn = Callable[[Member], Client]


@pytest.fixture
def sign_in() -> SignIn:
    """Makes a client in which a member is signed in."""

    def signed_in(member: Member) -> Client:
        client = Client()
        client.force_login(member)
        return client

    return signed_in


@pytest.fixture
def golden(account: Account, alice: Member) -> Golden:
    """The published board, said on one day, with a square in fog."""
    made = golden_board(account, alice, SINCE)
    mark_fog(decision=made.decision, level=4, function="legal", by=alice, valid_from=SINCE)
    return made
