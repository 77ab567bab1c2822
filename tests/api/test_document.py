"""The OpenAPI document: kept in the repository, read without a script."""

import json
import re
from enum import Enum
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from django.test import Client
from pydantic import BaseModel

import tenure.api
from tenure.api import schemas
from tenure.api.api import document_json

SNAPSHOT = Path(tenure.api.__file__).parent / "openapi.json"


def test_the_document_in_the_repository_is_the_one_that_is_served() -> None:
    assert SNAPSHOT.read_bytes() == document_json(), "write it anew: python -m tenure.api"


def test_no_two_schemas_share_a_name() -> None:
    # The document knows a schema by its name alone: of two the later would describe the answers of both.
    named: dict[str, set[type]] = {}
    for module in iter_modules(schemas.__path__, f"{schemas.__name__}."):
        for held in vars(import_module(module.name)).values():
            if isinstance(held, type) and issubclass(held, (BaseModel, Enum)):
                named.setdefault(held.__name__, set()).add(held)
    assert {name: held for name, held in named.items() if len(held) > 1} == {}


def test_the_document_needs_no_sign_in() -> None:
    answer = Client().get("/api/v1/openapi.json")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    assert answer.json()["openapi"].startswith("3.1")


def test_every_body_has_an_example_that_its_schema_accepts() -> None:
    made = json.loads(document_json())
    bodies = {
        operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].rsplit("/", 1)[1]
        for methods in made["paths"].values()
        for operation in methods.values()
        if "application/json" in operation.get("requestBody", {}).get("content", {})
    }
    assert [name for name in bodies if not made["components"]["schemas"][name].get("examples")] == []


def test_the_viewer_shows_every_operation_and_runs_nothing() -> None:
    page = Client().get("/api/v1/docs").content.decode()
    operations = json.loads(document_json())["paths"].values()
    shown = {operation["operationId"] for methods in operations for operation in methods.values()}
    assert set(re.findall(r'section id="(\w+)"', page)) == shown
    assert "<script" not in page
    assert "style=" not in page
    assert "http://" not in page.replace("http://testserver", "")
