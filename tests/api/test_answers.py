"""What is answered has the shape that the document promises, and no field that it does not name."""

import json
from typing import Any

import pytest
from pydantic import BaseModel

from tenure.api.api import api
from tenure.people.models import Member
from tests.api.cases import Case
from tests.api.conftest import Asks, World
from tests.api.kept_world import administrator, alice, bob, charlie, director, kept, world
from tests.api.operations import CASES, SIGNED_IN_ONLY, numbers_of, send

__all__ = ["administrator", "alice", "bob", "charlie", "director", "kept", "world"]

# What answers with a file, or cannot be asked by a token at all.
EXPORTS = {"get_board_export", "get_plan_export", "get_brief_export", "get_roadmap_export", "get_minutes_export"}
NO_JSON = {*SIGNED_IN_ONLY, "get_bad_rows", "get_document_file", *EXPORTS}
JSON_CASES = [case for case in CASES if case.operation not in NO_JSON and case.status in (200, 201, 202)]


def promised() -> dict[tuple[str, int], type[BaseModel]]:
    """The schema of each operation's answer, by operation and status."""
    found: dict[tuple[str, int], type[BaseModel]] = {}
    for _, router in api._routers:
        for view in router.path_operations.values():
            for operation in view.operations:
                for status, model in operation.response_models.items():
                    if isinstance(model, type) and isinstance(status, int):
                        found[operation.view_func.__name__, status] = model.model_fields["response"].annotation  # type: ignore[attr-defined]
    return found


@pytest.fixture
def people(alice: Member, bob: Member, charlie: Member, director: Member, administrator: Member) -> dict[str, Member]:
    return {"alice": alice, "bob": bob, "charlie": charlie, "director": director, "administrator": administrator}


@pytest.mark.parametrize("case", JSON_CASES, ids=str)
def test_an_answer_has_the_fields_that_its_schema_names_and_no_others(
    case: Case, people: dict[str, Member], world: World, asks: Asks
) -> None:
    numbers = numbers_of(world, bob=people["bob"].pk, charlie=people["charlie"].pk)
    answer: Any = send(asks(people[case.who]), case, numbers)
    schema = promised()[case.operation, case.status]
    said: Any = answer.json()
    assert json.loads(schema.model_validate(said).model_dump_json()) == said
