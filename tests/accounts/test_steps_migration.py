"""What was to be done next before there were commitments is not lost: each step becomes one, and one again."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests.cast import enter

BEFORE, AFTER = [("accounts", "0009_commitments")], [("accounts", "0011_interactions_without_steps")]
DUE, DONE = date(2026, 3, 12), date(2026, 3, 10)


def migrated(to: list[tuple[str, str]] | None = None) -> Any:
    """The models of that day, for it has been made that day; without one it is today again, for every app."""
    executor = MigrationExecutor(connection)
    to = to or executor.loader.graph.leaf_nodes()
    executor.migrate(to)
    return executor.loader.project_state(to).apps


@pytest.mark.django_db(transaction=True)
def test_steps_become_commitments_and_steps_again() -> None:
    apps = migrated(BEFORE)
    account = apps.get_model("accounts", "Account").objects.create(name="Alder", name_key="alder")
    member = enter("alice")
    common = {"account": account, "at": datetime(2026, 3, 1, tzinfo=UTC), "recorded_by_id": member.pk}
    Interaction = apps.get_model("accounts", "Interaction")
    for subject, step in (
        ("open", {"follow_up_on": DUE, "follow_up": "Send it"}),
        ("done", {"follow_up_on": DUE, "done_on": DONE}),
        ("none", {}),
    ):
        Interaction.objects.create(subject=subject, **common, **step)
    try:
        after = migrated(AFTER)
        rows = after.get_model("accounts", "Commitment").objects.order_by("pk").values_list(
            "interaction__subject", "text", "kind", "owner", "due_on", "first_due_on", "state", "settled_on", "origin"
        )  # fmt: skip
        assert list(rows) == [
            ("open", "Send it", "task", member.pk, DUE, DUE, "open", None, "interaction"),
            ("done", "done", "task", member.pk, DUE, DUE, "kept", DONE, "interaction"),
        ]
        again = migrated(BEFORE).get_model("accounts", "Interaction").objects.order_by("pk")
        assert list(again.values_list("subject", "follow_up", "follow_up_on", "done_on")) == [
            ("open", "Send it", DUE, None),
            ("done", "done", DUE, DONE),
            ("none", "", None, None),
        ]
    finally:
        migrated()
