"""Doors times callers times things: every door answers everybody as the policy says, and a refusal changes nothing."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from tenure.api.problems import PROBLEM_JSON
from tests.api.cases import Case
from tests.api.operations import CASES, send
from tests.trust import pages
from tests.trust.counting import Count
from tests.trust.oracle import SEEN_BY, answer_of, named_in, page_answers
from tests.trust.rows import taken_back
from tests.trust.schemas import ACTS
from tests.trust.stage import ACCOUNTS, SESSIONS, TOKENS, Principal, Stage

# For whom a database is asked differently: who is on a team, who is on another one, and who sees all. What else there
# is to a caller is settled before any account is asked for.
ASKED_DIFFERENTLY = {
    "owner with session", "other account manager with session", "other account manager with token",
    "director with token",
}  # fmt: skip
# What somebody may do does not hang on what they have in hand: every role asks operations with a token and pages with
# a session. That operations take a session too is shown by one who may much, one who may nothing, and nobody.
AT_OPERATIONS = [one for one in SESSIONS if one.who in ("anonymous", "owner", "deactivated")] + TOKENS


def on_its_engines(principals: Sequence[Principal]) -> list[Any]:
    """All of them on SQLite; on PostgreSQL those for whom the database is asked differently."""
    once = pytest.mark.sqlite
    return [one if str(one) in ASKED_DIFFERENTLY else pytest.param(one, marks=once) for one in principals]


def hangs_on_an_account(case: Case) -> bool:
    return any(SEEN_BY.get(name) == "account" for name in named_in([case.path, case.body]))


def tries() -> Iterator[tuple[Case, str]]:
    """Every operation with every account that it could be about; one for those that are about none."""
    for case in CASES:
        for at in ACCOUNTS if hangs_on_an_account(case) else ACCOUNTS[:1]:
            yield case, at


@pytest.mark.parametrize("principal", on_its_engines(AT_OPERATIONS), ids=str)
def test_every_operation_answers_as_the_policy_says(principal: Principal, stage: Stage, count: Count) -> None:
    client, wrong, cases = stage.client(principal), [], list(tries())
    for case, at in cases:
        expected = answer_of(case, ACTS[case.operation], principal, at)
        with taken_back() as written:
            answer = send(client, case, stage.at[at])
        status, is_problem = answer.status_code, answer["Content-Type"] == PROBLEM_JSON
        if status != expected or (status >= 400 and (written.rows or not is_problem)):
            wrong.append(f"{case.operation} at {at}: {status}, not {expected}; {written.rows} rows written")
    count(cases=len(cases))
    assert wrong == []


@pytest.mark.parametrize("principal", on_its_engines(SESSIONS), ids=str)
def test_every_page_answers_as_the_policy_says(principal: Principal, stage: Stage, count: Count) -> None:
    wrong, cases = [], 0
    for page in pages.pages():
        # Signing out ends the session, so each page is asked by a new browser.
        client = stage.client(principal)
        for at in ACCOUNTS if page.things else ACCOUNTS[:1]:
            for method, form in pages.tries(page):
                cases += 1
                allowed = page_answers(page.acts, method, page.things, principal, at)
                with taken_back() as written:
                    status = pages.ask(client, page, method, form, stage.at[at]).status_code
                if status not in allowed or (status >= 400 and written.rows):
                    wrong.append(f"{method} {page} at {at}: {status}, not in {allowed}; {written.rows} rows written")
    count(cases=cases)
    assert wrong == []
