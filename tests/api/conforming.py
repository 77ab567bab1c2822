"""What the OpenAPI document promises, held against answers; for the short test and the long one."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance

from tenure.api.api import document_json
from tenure.core.policy import Role
from tenure.people.actions import create_member, issue_token
from tenure.wsgi import application
from tests.api.conftest import World


def loaded(*, coverage: bool) -> schemathesis.BaseSchema:
    """The document; with `coverage` every bound of every value is tried, which takes minutes."""
    config = schemathesis.Config.from_dict({"phases": {"coverage": {"enabled": coverage}}})
    schema = schemathesis.openapi.from_dict(json.loads(document_json()), config=config)
    schema.app = application
    return schema


# The generator takes its time; each example is one request.
LIGHT = settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """Requests share the test's transaction and so its connection, as those of Django's own client do."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def headers(world: World) -> dict[str, str]:
    member = create_member(email="schema@example.com", name="Schema", role=Role.ADMINISTRATOR, by=None)
    _, secret = issue_token(name="schema", may_write=True, by=member)
    return {"Authorization": f"Bearer {secret}", "Host": "localhost"}


# What the document cannot tell from good values: a cursor that we did not make, a record that is not there, a key or
# an e-mail address that was used before, a rate that nobody knows, an account below itself, an owner who leaves, a file
# that is no table, rules that cannot grade, a currency that orders are written in.
RULES = (
    "The file ", "The mapping", "There is none with", "is no criterion of", "There are orders", "copy it to edit",
    "is the reporting currency", "has no words of its own", "Own words", "Nobody has compared", "contradict each other",
    "Two different criteria", "asks for the measure", "has job", "Import ", "is not understood", "must fall",
    "different codes", "codes must differ", "The spreadsheet ", "is no objective yet",
    "no cursor", "There is no ", "was used for another request", "already", "No rate from", "cannot leave without",
    "needs a revenue", "another order", "has not come", "come in or go out", "next step",
    "Say which", "Say by which day", "Say who", "names another kind of file", "of a kind that is not taken",
    "cannot be asked for here", "cells; the file has", "is not loaded", "is about the sample company", "leave it out",
    "are not there, or you may not see them", "No criteria set has a grade", "is not at", "Something else was said on",
    "a day that has come", "on which level", "Nobody sways themselves", "due before it was opened", "or how deep",
    "decide together", "cannot end before", "has no ties", "only person",
    "Say why", "is settled already", "does not see", "Either one of ours", "owed either", "Nobody owes", "are ours",
    "one of theirs owes", "cannot take this step", "Signatures are missing", "has a plan already", "is no section of",
    "at most 5 open objectives", "A target needs a measure", "has this year already", "Nobody on the account's team",
    "Nothing was done", "closed after the watch", "with another account", "moment lies between",
    "has no mentor", "is no mentor of", "is open already", "is reviewed no more", "its day stands", "its minutes stand",
    "has not begun", "none of the company's values", "is not to come", "file of another account", "somebody else than",
    "what has to change", "was withdrawn", "There is a verdict",
    "name no account", "which account is meant", "our own side", "Say who of theirs", "name no person",
    "Choose somebody of this account", "is no question of this kind", "lies between 1 and", "is answered twice",
    "one question at least", "One alone is accountable", "is no time zone", "cannot look after accounts",
    "is not spoken here", "asked of their side alone", "not on this account's team",
    "on by one level", "goes on all the same", "goes back", "is before that", "how it ended", "take that back before",
    "made no step", "Choose an engagement of this account", "owes the client's steps", "No step of this template",
    "has no steps yet", "more than a year from today", "Steps of this onboarding are settled",
    "outside this onboarding", "owes a step, not both", "This onboarding was taken back", "Name the department",
)  # fmt: skip


# No document can say which bytes are a table, or a letter.
UPLOADS = {"/api/v1/imports", "/api/v1/documents"}


def is_refused_by_a_rule(case: schemathesis.Case[Any], response: schemathesis.Response) -> bool:
    if response.status_code != 422:
        return False
    if case.method == "POST" and case.path in UPLOADS:
        return True
    return all(any(rule in error["message"] for rule in RULES) for error in response.json()["errors"])


def send_and_validate(case: schemathesis.Case[Any], headers: dict[str, str]) -> None:
    response = case.call(headers=headers)
    # The token goes along with every request, wrong credentials included; tests of their own take it away.
    excused = [ignored_auth]
    if is_refused_by_a_rule(case, response):
        excused.append(positive_data_acceptance)
    case.validate_response(response, excluded_checks=excused)
