"""One world for all tests of a module: made once, and as it was made whatever the test before did to it.

A module shares its world by importing these fixtures, a folder by naming them in its conftest. All tests of the module
that touch data must then use them, for what the world holds is there for each.
"""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
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
    """What all tests of the module find; `files` are those of the world's imports, which no transaction brings back."""

    cast: Mapping[str, Member]
    world: World
    files: Mapping[Path, bytes]

    def put_back_files(self) -> None:
        """Write the files that a test has done away with."""
        for path, content in self.files.items():
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)


@pytest.fixture(scope="module")
def kept(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Kept]:
    """The world in a transaction of the module's; what a test does lies in one within it and is taken back first."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast = {part: enter(part) for part in CAST}
        account = open_account(cast["alice"], cast["bob"])
        leaders = {part: cast[part] for part in ("director", "administrator", "viewer")}
        world = make_world(account, alice=cast["alice"], **leaders)
        yield Kept(cast, world, _files_in(world.run.home, world.imported.home))
        transaction.set_rollback(True)


def _files_in(*folders: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()}


def _kept_member(part: str) -> Any:
    @pytest.fixture(name=part)
    def member(db: None, kept: Kept) -> Member:
        return copy.deepcopy(kept.cast[part])

    return member


administrator, director, alice, bob, charlie, viewer = map(_kept_member, CAST)


@pytest.fixture
def world(db: None, kept: Kept) -> World:
    kept.put_back_files()
    return copy.deepcopy(kept.world)


@pytest.fixture
def account(world: World) -> Account:
    return world.account
