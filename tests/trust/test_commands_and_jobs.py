"""Commands and background jobs answer every member as the policy says; a refusal changes nothing."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tenure.accounts.actions.account import create_account
from tenure.cli.main import COMMANDS
from tenure.core.choices import JobState
from tenure.core.doors import declared
from tenure.core.jobs import handler_of, run_job
from tenure.core.models import JobRun
from tenure.integrations.imports.actions import ImportOptions, execute_run, start_import
from tenure.integrations.imports.models import ImportRun
from tenure.integrations.sample.words import SOURCE
from tenure.settings import TENURE_JOBS
from tests.api.contents import contents
from tests.cli.conftest import tenure
from tests.cli.runner import Tenure
from tests.trust.commands import CALLS, OF_THE_SERVER, Call
from tests.trust.counting import Count
from tests.trust.oracle import role_may, sees
from tests.trust.rows import taken_back
from tests.trust.stage import ACCOUNTS, ROLES, Stage

__all__ = ["tenure"]


# How a job ended, and that whoever asked for it was told.
ABOUT_JOBS = ("core_jobrun", "core_notification")


@pytest.fixture
def imports(stage: Stage, tmp_path: Path) -> Mapping[str, object]:
    """A file to import, a run of it that is ready, and one that is done; a sample company of one account."""
    create_account(by=stage.members["director"], name="Sample", source=SOURCE, external_id="S-1")
    file, earlier = tmp_path / "kunden.csv", tmp_path / "alt.csv"
    file.write_text("name,city\nNeu AG,Bremen\n", encoding="utf-8")
    earlier.write_text("name,city\nAlt AG,Kiel\n", encoding="utf-8")
    started, done = (_run(path, stage) for path in (file, earlier))
    execute_run(done.pk)
    return {
        "file": file,
        "started": started.pk,
        "done": done.pk,
        "drawing": tmp_path / "board.svg",
        "paper": tmp_path / "plan.pptx",
    }


def _run(path: Path, stage: Stage) -> ImportRun:
    return start_import(path=path, by=stage.members["director"], options=ImportOptions(kind="accounts"))


def tries() -> Iterator[tuple[Call, str]]:
    """Every command line with every account that it could be about."""
    for call in CALLS:
        for at in ACCOUNTS if "account" in call.things else ACCOUNTS[:1]:
            yield call, at


def sees_on_a_terminal(who: str, thing: str, at: str) -> bool:
    """Administrators also end other members' tokens there."""
    return sees(who, thing, at) or (thing == "token" and who == "administrator")


def succeeds(call: Call, who: str, at: str) -> bool:
    """Whether the command must do it."""
    seen = all(sees_on_a_terminal(who, thing, at) for thing in call.things)
    return who != "deactivated" and role_may(who, call.act) and seen


def test_every_command_is_tried_with_every_act_it_declares() -> None:
    tried = {command.name: {call.act for call in CALLS if call.command == command.name} for command in COMMANDS}
    assert tried == {command.name: {declared(act) for act in command.acts} for command in COMMANDS}
    assert {command.name for command in COMMANDS if not command.acts} == OF_THE_SERVER


@pytest.mark.parametrize("who", ROLES)
def test_every_command_answers_as_the_policy_says(
    who: str, stage: Stage, imports: Mapping[str, object], tenure: Tenure, count: Count
) -> None:
    wrong, cases, email = [], 0, stage.members[who].email
    for call, at in tries():
        cases += 1
        expected = 0 if succeeds(call, who, at) else 2
        with taken_back() as written:
            answer = tenure(*call.words({**stage.at[at], **imports}, email))
        if answer.code != expected or (answer.code and written.rows):
            wrong.append(f"{call} at {at}: {answer.code}, not {expected}; {written.rows} rows written; {answer.err}")
    count(cases=cases)
    assert wrong == []


@pytest.mark.parametrize("who", ROLES)
def test_every_job_is_done_only_for_whoever_may_have_it_done(
    who: str, stage: Stage, imports: Mapping[str, object], count: Count
) -> None:
    for kind in TENURE_JOBS:
        run = imports["done"] if kind == "import-undo" else imports["started"]
        arguments = {"as_of": None, "run": run, "email": "nobody@example.com"}
        with taken_back():
            job = JobRun.objects.create(kind=kind, arguments=arguments, requested_by_id=stage.members[who].pk)
            before = contents()
            run_job.call(job.pk)
            job.refresh_from_db()
            after = contents()
        may = who != "deactivated" and role_may(who, handler_of(kind).act)  # type: ignore[attr-defined]
        assert (kind, job.state, job.error) == (
            kind,
            JobState.DONE if may else JobState.FAILED,
            "" if may else job.error,
        )
        if not may:
            assert "you may not" in job.error
            assert {**after, **{table: before[table] for table in ABOUT_JOBS}} == before
    count(cases=len(TENURE_JOBS))
