"""The stage on which doors are tried, and the count of what was tried."""

import logging
from collections.abc import Iterator, Mapping

import pytest

from tenure.people.models import Member
from tests.api.conftest import World, asks, world
from tests.trust.stage import Stage, set_stage

__all__ = ["asks", "world"]


@pytest.fixture
def cast(
    alice: Member, bob: Member, charlie: Member, viewer: Member, director: Member, administrator: Member
) -> Mapping[str, Member]:
    """The members by what they are to Alice's account."""
    return {
        "owner": alice,
        "team member": bob,
        "other account manager": charlie,
        "viewer": viewer,
        "director": director,
        "administrator": administrator,
    }


@pytest.fixture
def stage(world: World, cast: Mapping[str, Member]) -> Stage:
    return set_stage(world, cast)


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Thousands of lines about requests would hide the few about deviations."""
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)
