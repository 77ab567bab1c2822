"""What hangs on an account goes into the trash and comes back out of it, as it was."""

from typing import Any

import pytest

from tenure.core.models import AuditEntry
from tenure.people.models import Member
from tests.api.conftest import Asks, World
from tests.api.operations import numbers_of


def lasting(thing: Any) -> Any:
    """What an answer says of a thing and of what came from it, but for how often and when it was changed."""
    if isinstance(thing, list):
        return [lasting(one) for one in thing]
    if isinstance(thing, dict):
        return {name: lasting(value) for name, value in thing.items() if name not in ("version", "updated_at")}
    return thing


@pytest.mark.parametrize("noun", ["contact", "interaction", "commitment", "document", "decision"])
def test_what_was_thrown_away_comes_back_as_it_was(noun: str, world: World, alice: Member, asks: Asks) -> None:
    client, address = asks(alice), f"/api/v1/{noun}s/{numbers_of(world)[noun]}"
    before = client.get(address).json()
    assert client.delete(address).status_code == 204
    assert client.get(address).status_code == 404
    restored = client.post(f"{address}/restore")
    assert restored.status_code == 200, restored.content
    after = client.get(address).json()
    assert lasting(after) == lasting(before)
    assert AuditEntry.objects.filter(verb="restored", noun=noun).count() == 1


@pytest.mark.parametrize("noun", ["contact", "interaction", "commitment", "document", "decision"])
def test_taking_out_of_the_trash_twice_is_the_same_as_once(noun: str, world: World, alice: Member, asks: Asks) -> None:
    client, address = asks(alice), f"/api/v1/{noun}s/{numbers_of(world)[noun]}"
    client.delete(address)
    first, second = (client.post(f"{address}/restore").json() for _ in range(2))
    assert first == second
    assert AuditEntry.objects.filter(verb="restored", noun=noun).count() == 1
