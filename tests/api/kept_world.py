"""One world for all tests of a module: made once, and as it was made whatever the test before did to it.

A module shares its world by importing these fixtures, a folder by naming them in its conftest. All tests of the module
that touch data must then use them, for what the world holds is there for each.
"""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tenure.accounts.models import Account
from tenure.people.models import Member
from tests.api.conftest import World, make_world
from tests.cast import CAST, enter, open_account

__all__ = ["account", "administrator", "alice", "bob", "charlie", "director", "kept", "viewer", "world"]


@dataclass(frozen=True)
class Kept:
    """What all tests of the module find."""

    cast: Mapping[str, Member]
    world: World


@pytest.fixture(scope="module")
def kept(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Kept]:
    """The world in a transaction of the module's; what a test does lies in one within it and is taken back first."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast = {part: enter(part) for part in CAST}
        account = open_account(cast["alice"], cast["bob"])
        leaders = {part: cast[part] for part in ("director", "administrator", "viewer")}
        yield Kept(cast, make_world(account, alice=cast["alice"], **leaders))
        transaction.set_rollback(True)


def _kept_member(part: str) -> Any:
    @pytest.fixture(name=part)
    def member(db: None, kept: Kept) -> Member:
        return copy.deepcopy(kept.cast[part])

    return member


administrator, director, alice, bob, charlie, viewer = map(_kept_member, CAST)


@pytest.fixture
def world(db: None, kept: Kept) -> World:
    return copy.deepcopy(kept.world)


@pytest.fixture
def account(world: World) -> Account:
    return world.account
