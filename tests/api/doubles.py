"""A process of its own that sends each of some requests several times at once: `python -m tests.api.doubles`."""

import json
import threading
from collections.abc import Sequence

import django

KEYS, TIMES = 5, 6


def send_all(headers: dict[str, str], requests: Sequence[tuple[str, str]]) -> list[tuple[int, int]]:
    """Send every request from a thread of its own; the status and the made account's number of each."""
    from django.db import connection
    from django.test import Client

    answers: list[tuple[int, int]] = []

    def send(key: str, name: str) -> None:
        try:
            client = Client(headers={**headers, "idempotency-key": key}, SERVER_NAME="127.0.0.1")
            answer = client.post("/api/v1/accounts", json.dumps({"name": name}), "application/json")
            answers.append((answer.status_code, answer.json().get("id", 0)))
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=request) for request in requests]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def main() -> None:
    """Make the tables and a member, send, and print what was answered and made."""
    django.setup()
    from django.core.management import call_command

    from tenure.accounts.models import Account
    from tenure.core.policy import Role
    from tenure.people.actions import create_member, issue_token

    call_command("migrate", verbosity=0)
    member = create_member(email="a@example.com", name="A", role=Role.DIRECTOR, by=None)
    _, secret = issue_token(name="test", may_write=True, by=member)
    requests = [(f"key-{number}", f"Account {number}") for number in range(KEYS)] * TIMES
    answers = send_all({"authorization": f"Bearer {secret}"}, requests)
    print(
        json.dumps({
            "statuses": sorted({status for status, _ in answers}),
            "answered": sorted({number for _, number in answers}),
            "made": sorted(Account.objects.values_list("pk", flat=True)),
        })
    )  # fmt: skip


if __name__ == "__main__":
    main()
