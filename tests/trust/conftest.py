"""The stage on which doors are tried, and the count of what was tried."""

import copy
import logging
from collections.abc import Iterator, Mapping

import pytest
from pytest_django import DjangoDbBlocker

from tests.api.kept_world import Kept, kept
from tests.trust.stage import Stage, set_stage

__all__ = ["kept"]

# What the cast is to Alice's account.
PARTS: Mapping[str, str] = {
    "owner": "alice",
    "team member": "bob",
    "other account manager": "charlie",
    "viewer": "viewer",
    "director": "director",
    "administrator": "administrator",
}


@pytest.fixture(scope="module")
def kept_stage(kept: Kept, django_db_blocker: DjangoDbBlocker) -> Stage:
    """Set once for all tests of a module; the world's transaction takes it back."""
    with django_db_blocker.unblock():
        return set_stage(kept.world, {what: kept.cast[part] for what, part in PARTS.items()})


@pytest.fixture
def stage(db: None, kept: Kept, kept_stage: Stage) -> Stage:
    """The stage as it was set, whatever the test before did on it."""
    kept.put_back_files()
    return copy.deepcopy(kept_stage)


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Thousands of lines about requests would hide the few about deviations."""
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)
