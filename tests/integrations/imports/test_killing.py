"""Kills at random moments: what an import leaves equals what an undisturbed one leaves."""

import pytest
from django.db import connection

from bench.kill_import import compare


@pytest.mark.django_db
@pytest.mark.timeout(600)
def test_an_import_killed_again_and_again_leaves_what_an_undisturbed_one_leaves() -> None:
    result = compare(connection.vendor, rows=12_000, kills=4, seed=11)
    assert (result.equal, result.lost, result.doubled) == (True, 0, 0)
    assert result.kills >= 2
