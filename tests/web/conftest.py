"""Browsers without a screen, one for each of the cast."""

from collections.abc import Callable

import pytest
from django.test import Client

from tenure.people.models import Member

SignIn = Callable[[Member], Client]


@pytest.fixture
def sign_in() -> SignIn:
    """Makes a client in which a member is signed in."""

    def signed_in(member: Member) -> Client:
        client = Client()
        client.force_login(member)
        return client

    return signed_in
