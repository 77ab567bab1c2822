"""Fields that a form or an operation does not offer are sent all the same, each of every table: none is stored."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Model
from django.test import Client

from tenure.people.models import MemberSession
from tests.api.cases import Case
from tests.api.operations import BODIES, filled, send
from tests.trust import pages
from tests.trust.counting import Count
from tests.trust.pages import Page
from tests.trust.rows import taken_back
from tests.trust.schemas import body_of, put
from tests.trust.stage import Principal, Stage

# Set by the system alone, whatever the form.
NEVER_ASKED = (
    "id", "pk", "created_at", "updated_at", "deleted_at", "name_key", "password", "last_login", "joined_at", "digest",
    "revoked_at", "account_id", "owner_id", "member_id", "published_at", "published_by_id", "is_superuser", "is_staff",
    "actor_id", "requested_by_id", "started_by_id", "may_write", "is_current", "is_key", "inputs_hash", "folder",
)  # fmt: skip
# The number of nothing, and true where only true and false are known.
SMUGGLED = "987654321"
# Made at random each time, so that two tries never agree; no text of theirs is taken from outside.
SECRETS = {"digest", "password"}
SENT_BY = {"alice": "owner"}


def every_field() -> list[str]:
    """The names of all fields of all our tables, and of the columns behind references."""
    models = [model for model in apps.get_models() if model.__module__.startswith("tenure.")]
    fields = [field for model in models for field in model._meta.concrete_fields]
    return sorted({name for field in fields for name in (field.name, field.attname)} | set(NEVER_ASKED))


def test_no_operation_takes_a_field_that_it_does_not_offer(stage: Stage, count: Count) -> None:
    stored, cases = [], 0
    for case in BODIES:
        client = stage.client(_sender(case))
        names = set(every_field()) - set(body_of(case.operation).get("properties", {}))
        refused, rows = _refused(client, case, stage, {**(case.body or {}), **dict.fromkeys(names, 1)})
        cases += len(names)
        stored += [f"{case.operation} takes {name}" for name in sorted(names - refused)]
        stored += [f"{case.operation} has written {rows} rows"] if rows else []
    count(mass_assignments=cases)
    assert stored == [], "\n".join(stored)


def test_no_line_of_an_order_takes_a_field_that_it_does_not_offer(stage: Stage, count: Count) -> None:
    client = stage.client(Principal("director", "token"))
    case = next(case for case in BODIES if case.operation == "post_order")
    names = set(every_field()) - {"product", "description", "quantity", "unit_price", "discount", "revenue", "cost"}
    body = filled(case.body, stage.at["owned"])
    for name in names:
        body = put(body, ("lines", "[]", name), 1)
    refused, rows = _refused(client, case, stage, body)
    count(mass_assignments=len(names))
    assert (sorted(names - {field.removeprefix("lines.0.") for field in refused}), rows) == ([], 0)


def _refused(client: Client, case: Case, stage: Stage, body: Any) -> tuple[set[str], int]:
    """The fields that an operation names as refused, each for itself, and how many rows it wrote all the same."""
    with taken_back() as written:
        answer = send(client, case, stage.at["owned"], body)
    errors = answer.json()["errors"] if answer.status_code == 422 else []
    return {error["field"] for error in errors}, written.rows


def _sender(case: Case) -> Principal:
    # Tokens are made by who signed in, not by a token.
    return Principal(SENT_BY.get(case.who, case.who), "session" if case.operation == "post_token" else "token")


@pytest.mark.sqlite
def test_no_form_stores_a_field_that_it_does_not_show(stage: Stage, count: Count) -> None:
    stored, cases = [], 0
    for page in pages.pages():
        for method, form in pages.tries(page):
            if method == "GET":
                continue
            extra = {name: SMUGGLED for name in NEVER_ASKED if name not in form}
            cases += len(extra)
            plain, smuggled = _left_by(stage, page, form), _left_by(stage, page, {**form, **extra})
            if smuggled != plain:
                stored.append(f"{page} with {form}: {plain} became {smuggled}")
    count(mass_assignments=cases)
    assert stored == []


def _left_by(stage: Stage, page: Page, form: Mapping[str, Any]) -> tuple[int, dict[str, list[Any]]]:
    """How a form is answered and what it leaves in the columns that no form names, but for times and secrets."""
    client = stage.client(Principal("administrator", "session"))
    with taken_back():
        status = pages.ask(client, page, "POST", form, stage.at["owned"]).status_code
        return status, {model.__name__: _left_in(model, names) for model, names in _guarded()}


@cache
def _guarded() -> tuple[tuple[type[Model], tuple[str, ...]], ...]:
    """Each of our tables with its columns that no form names."""
    ours = [m for m in apps.get_models() if m.__module__.startswith("tenure.") and m._meta.managed]
    # Each try signs in anew, so sessions differ.
    models = [m for m in ours if m is not MemberSession]
    names = set(NEVER_ASKED) - SECRETS
    found = ((m, tuple(f.attname for f in m._meta.concrete_fields if {f.name, f.attname} & names)) for m in models)
    return tuple((model, columns) for model, columns in found if columns)


def _left_in(model: type[Model], columns: tuple[str, ...]) -> list[Any]:
    """The columns row by row; of numbers whether they were smuggled in, for PostgreSQL gives each but once."""
    rows = model._default_manager.order_by("pk").values_list(*columns)
    return [[_without_its_moment(value) for value in row] for row in rows]


def _without_its_moment(value: Any) -> Any:
    """The value, but of times only that there is one, and of numbers only whether it is the smuggled one."""
    if isinstance(value, datetime):
        return datetime
    return value == int(SMUGGLED) if isinstance(value, int) and not isinstance(value, bool) else value
