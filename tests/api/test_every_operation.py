"""One sweep over all operations: who may, who may not, and that nothing changes for those who may not."""

import json
from collections.abc import Iterator

import pytest
from django.test import Client

from tenure.api.api import document_json
from tenure.core.policy import RULES, Role
from tenure.people.models import Member
from tests.api.conftest import Asks, World
from tests.api.contents import contents
from tests.api.operations import BODIES, CASES, OWN_AFFAIRS, SIGNED_IN_ONLY, WRITES, Case, numbers_of, send

# Set by the system alone, whatever the noun.
NEVER_SETTABLE = (
    "id", "pk", "created_at", "updated_at", "deleted_at", "name_key", "password", "last_login", "joined_at", "digest",
    "revoked_at", "account_id", "owner_id", "member_id", "order_id", "position", "published_at", "is_superuser",
)  # fmt: skip


@pytest.fixture
def numbers(world: World, bob: Member, charlie: Member) -> dict[str, int]:
    return numbers_of(world, bob=bob.pk, charlie=charlie.pk)


@pytest.fixture
def cast(alice: Member, director: Member, administrator: Member) -> dict[str, Member]:
    return {"alice": alice, "director": director, "administrator": administrator}


def operations() -> Iterator[tuple[str, str, dict[str, object]]]:
    for path, methods in json.loads(document_json())["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def client_of(case: Case, cast: dict[str, Member], asks: Asks) -> Client:
    """The client that may do it: tokens are made by members who signed in, not by tokens."""
    member = cast[case.who]
    if case.operation not in SIGNED_IN_ONLY:
        return asks(member)
    client = Client()
    client.force_login(member)
    return client


def test_every_operation_is_swept() -> None:
    assert {operation["operationId"] for _, _, operation in operations()} == {case.operation for case in CASES}


def test_every_operation_declares_an_act_of_the_policy() -> None:
    assert [path for path, _, operation in operations() if operation["x-policy"] not in RULES] == []


def test_every_operation_asks_for_credentials() -> None:
    assert [path for path, _, operation in operations() if not operation["security"]] == []


@pytest.mark.parametrize("case", CASES, ids=str)
def test_who_may_is_answered(case: Case, cast: dict[str, Member], asks: Asks, numbers: dict[str, int]) -> None:
    answer = send(client_of(case, cast, asks), case, numbers)
    assert answer.status_code == case.status, answer.content


@pytest.mark.parametrize("case", CASES, ids=str)
def test_without_credentials_nothing_is_told_or_changed(case: Case, numbers: dict[str, int]) -> None:
    before = contents()
    answer = send(Client(), case, numbers)
    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")
    assert contents() == before


@pytest.mark.parametrize("case", WRITES, ids=str)
def test_a_reading_token_cannot_write(case: Case, cast: dict[str, Member], asks: Asks, numbers: dict[str, int]) -> None:
    client = asks(cast[case.who], may_write=False)
    before = contents()
    assert send(client, case, numbers).status_code == 403
    assert contents() == before


@pytest.mark.parametrize("case", WRITES, ids=str)
def test_a_session_without_a_csrf_token_cannot_write(
    case: Case, cast: dict[str, Member], numbers: dict[str, int]
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast[case.who])
    before = contents()
    assert send(client, case, numbers).status_code == 403
    assert contents() == before


@pytest.mark.parametrize("case", [case for case in WRITES if case.operation not in OWN_AFFAIRS], ids=str)
def test_a_viewer_on_the_team_cannot_write(case: Case, viewer: Member, asks: Asks, numbers: dict[str, int]) -> None:
    client = asks(viewer)
    before = contents()
    answer = send(client, case, numbers)
    assert answer.status_code == case.refused, answer.content
    assert contents() == before


@pytest.mark.parametrize("case", [case for case in CASES if case.foreign], ids=str)
def test_a_stranger_is_told_that_there_is_nothing(
    case: Case, charlie: Member, asks: Asks, numbers: dict[str, int]
) -> None:
    client = asks(charlie)
    before = contents()
    answer = send(client, case, numbers)
    assert answer.status_code == 404
    assert answer.json() == send(client, case, {**numbers, **dict.fromkeys(case.foreign, 999_999)}).json()
    assert contents() == before


@pytest.mark.parametrize(
    ("case", "name"), [(case, name) for case in CASES for name in case.foreign], ids=lambda value: str(value)
)
def test_a_foreign_id_in_the_address_is_not_found(
    case: Case, name: str, alice: Member, asks: Asks, numbers: dict[str, int]
) -> None:
    client = asks(alice)
    before = contents()
    answer = send(client, case, {**numbers, name: numbers[case.foreign[name]]})
    assert answer.status_code == 404
    assert contents() == before


@pytest.mark.parametrize(
    ("operation", "body"),
    [
        ("post_account", {"name": "X", "parent": "{foreign}"}),
        ("patch_account", {"parent": "{foreign}"}),
        ("post_contact", {"name": "X", "account": "{foreign}"}),
        ("post_interaction", {"subject": "X", "account": "{foreign}"}),
        ("post_interaction", {"subject": "X", "account": "{account}", "contacts": ["{foreign_contact}"]}),
        ("patch_interaction", {"contacts": ["{foreign_contact}"]}),
        ("post_log_line", {"line": "X", "account": "{foreign}"}),
        ("post_document", {"account": "{foreign}"}),
        ("post_document", {"account": "{account}", "replaces": "{foreign_document}"}),
        ("post_order", {"account": "{foreign}", "ordered_on": "2026-05-01", "currency": "EUR"}),
        ("patch_order", {"lines": [{"product": 999_999, "revenue": "1"}]}),
        ("post_delivery", {"line": "{foreign_line}"}),
        ("post_team_member", {"member": 999_999}),
        ("post_bulk_change", {"accounts": ["{account}", "{foreign}"]}),
        ("post_bulk_change", {"kind": "add_team_member", "member": 999_999}),
    ],
)
def test_a_foreign_id_in_the_body_is_refused(
    operation: str, body: dict[str, object], alice: Member, asks: Asks, world: World, numbers: dict[str, int]
) -> None:
    case = next(case for case in CASES if case.operation == operation)
    client = asks(alice)
    before = contents()
    answer = send(client, case, {**numbers, "foreign_line": world.foreign_order.lines.get().pk}, body)
    assert answer.status_code == 422, answer.content
    assert contents() == before


@pytest.mark.parametrize("case", BODIES, ids=str)
def test_what_only_the_system_sets_is_refused(
    case: Case, cast: dict[str, Member], asks: Asks, numbers: dict[str, int]
) -> None:
    client = client_of(case, cast, asks)
    before = contents()
    for name in NEVER_SETTABLE:
        answer = send(client, case, numbers, {**(case.body or {}), name: 1})
        assert answer.status_code == 422, name
        assert {error["field"] for error in answer.json()["errors"]} == {name}
    assert contents() == before


@pytest.mark.parametrize("role", [Role.VIEWER, Role.ACCOUNT_MANAGER, Role.DIRECTOR])
def test_only_administrators_manage_members(role: Role, asks: Asks, bob: Member, numbers: dict[str, int]) -> None:
    Member.objects.filter(pk=bob.pk).update(role=role)
    bob.refresh_from_db()
    client = asks(bob)
    managing = [case for case in CASES if case.operation in ("post_member", "patch_member")]
    assert [send(client, case, {**numbers, "bob": numbers["charlie"]}).status_code for case in managing] == [403, 403]
