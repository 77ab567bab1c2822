"""Executing a run: in batches that commit with their cursor, from wherever it was left."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tenure.accounts.models import Account, Contact
from tenure.commerce.models import OrderLine
from tenure.core.models import AuditEntry
from tenure.integrations.imports.actions import ImportOptions, execute, execute_run, start_import
from tenure.integrations.imports.actions.preview import preview
from tenure.integrations.imports.choices import RunState
from tenure.integrations.imports.models import ImportChange, ImportRun
from tenure.people.actions import change_member
from tenure.people.models import Member
from tests.integrations.imports.conftest import Import, counts

pytestmark = pytest.mark.django_db


class Killed(Exception):  # noqa: N818 - no error, but what happens to the process
    """Stands for a kill between two batches."""


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Any) -> None:
    """Batches of three rows, so that a handful of rows shows what thousands would."""
    settings.HOME = tmp_path / "home"
    monkeypatch.setattr(execute, "BATCH", 3)


def accounts_file(tmp_path: Path, rows: int, *, bad: int = 0) -> Path:
    path = tmp_path / "accounts.csv"
    lines = [f"{number},{'' if number == bad else f'Account {number}'},Town {number}" for number in range(1, rows + 1)]
    path.write_text("\n".join(["Customer ID,Name,City", *lines]), encoding="utf-8")
    return path


def stop_after(batches: int) -> Any:
    seen: Iterator[int] = iter(range(1, 1000))

    def progress(run: ImportRun) -> None:
        if next(seen) == batches:
            raise Killed

    return progress


def content() -> list[tuple[Any, ...]]:
    return list(Account.objects.order_by("external_id").values_list("external_id", "name", "city", "version"))


def test_an_interrupted_run_goes_on_where_it_was(director: Member, tmp_path: Path) -> None:
    run = start_import(path=accounts_file(tmp_path, 10, bad=5), by=director, options=ImportOptions())
    with pytest.raises(Killed):
        execute_run(run.pk, progress=stop_after(2))
    run.refresh_from_db()
    assert (run.state, run.cursor, run.done, Account.objects.count()) == (RunState.RUNNING, 7, 6, 5)
    finished = execute_run(run.pk)
    assert (finished.state, finished.done, counts(finished, "account")) == (RunState.DONE, 10, (9, 0, 0))
    assert len(finished.bad_rows_file.read_text(encoding="utf-8-sig").splitlines()) == 2
    assert ImportChange.objects.filter(run=run).count() == 9
    assert execute_run(run.pk).finished_at == finished.finished_at


def test_what_a_lost_batch_had_written_to_the_file_of_bad_rows_is_dropped(director: Member, tmp_path: Path) -> None:
    run = start_import(path=accounts_file(tmp_path, 10, bad=5), by=director, options=ImportOptions())
    with pytest.raises(Killed):
        execute_run(run.pk, progress=stop_after(2))
    with run.bad_rows_file.open("ab") as file:
        file.write(b"half a row of a batch that never comm")
    finished = execute_run(run.pk)
    rows = list(csv.DictReader(io.StringIO(finished.bad_rows_file.read_text(encoding="utf-8-sig"))))
    assert [(row["Customer ID"], row["import row"]) for row in rows] == [("5", "6")]


def test_positions_are_numbered_on_across_an_interruption(director: Member, tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    accounts = start_import(path=accounts_file(tmp_path, 1), by=director, options=ImportOptions())
    execute_run(accounts.pk)
    rows = "".join(f"A1,1,2024-01-05,{amount}\n" for amount in range(1, 9))
    path.write_text(f"Order ID,Customer,Order date,Amount\n{rows}", encoding="utf-8")
    run = start_import(path=path, by=director, options=ImportOptions())
    with pytest.raises(Killed):
        execute_run(run.pk, progress=stop_after(1))
    execute_run(run.pk)
    assert [(line.position, int(line.revenue)) for line in OrderLine.objects.order_by("position")] == [
        (number, number) for number in range(1, 9)
    ]


def test_rows_recognised_by_name_alone_are_remembered_across_an_interruption(director: Member, tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("Name,City,Phone\nAlder,Berlin,1\nBirch,Bonn,1\nCedar,Bonn,1\nALDER,Berlin,2\n", encoding="utf-8")
    run = start_import(path=path, by=director, options=ImportOptions())
    with pytest.raises(Killed):
        execute_run(run.pk, progress=stop_after(1))
    assert counts(execute_run(run.pk), "account") == (3, 0, 0)
    assert Account.objects.get(name="Alder").phone == "1"


def test_a_run_that_another_process_moves_on_is_left_to_it(director: Member, tmp_path: Path) -> None:
    run = start_import(path=accounts_file(tmp_path, 10), by=director, options=ImportOptions())

    def overtake(mine: ImportRun) -> None:
        execute_run(mine.pk)

    with pytest.raises(ValidationError, match="is being executed by another process"):
        execute_run(run.pk, progress=overtake)
    assert Account.objects.count() == 10


def test_who_may_no_longer_import_does_not_go_on(director: Member, administrator: Member, tmp_path: Path) -> None:
    run = start_import(path=accounts_file(tmp_path, 10), by=director, options=ImportOptions())
    change_member(member=director, changes={"is_active": False}, by=administrator)
    with pytest.raises(PermissionDenied):
        execute_run(run.pk)
    assert Account.objects.count() == 0


def test_a_dry_run_says_what_the_import_does_and_changes_nothing(director: Member, tmp_path: Path) -> None:
    path = accounts_file(tmp_path, 10, bad=5)
    runs: list[ImportRun] = []

    def work() -> ImportRun:
        runs.append(start_import(path=path, by=director, options=ImportOptions()))
        return execute_run(runs[-1].pk)

    audited = AuditEntry.objects.count()
    rehearsed = preview(work, runs)
    assert (Account.objects.count(), ImportRun.objects.count(), AuditEntry.objects.count()) == (0, 0, audited)
    assert not rehearsed.home.exists()
    assert rehearsed.tally == work().tally


def test_the_order_of_rows_and_batches_does_not_matter(import_text: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [f"{number},Account {number},{number - 1 if number > 1 else ''}\n" for number in range(1, 9)]
    header = "Customer ID,Name,Parent ID\n"
    import_text(header + "".join(rows))
    forwards = list(Account.objects.order_by("external_id").values_list("external_id", "parent__external_id"))
    monkeypatch.setattr(execute, "BATCH", 1000)
    run = import_text(header + "".join(reversed(rows)))
    assert counts(run, "account") == (0, 0, 8)
    assert list(Account.objects.order_by("external_id").values_list("external_id", "parent__external_id")) == forwards


def test_the_number_of_queries_grows_with_batches_and_not_with_rows(
    import_text: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(execute, "BATCH", 1000)

    def queries(rows: int) -> int:
        lines = "".join(f"{rows}-{number},Account {rows} {number},Ana {number}\n" for number in range(rows))
        with CaptureQueriesContext(
            connection,
        ) as captured:
            import_text("Customer ID,Name,Contact name\n" + lines)
        return len(captured)

    queries(3)
    assert queries(300) == queries(4)
    assert Contact.objects.count() == 307


def test_start_finish_and_undoing_are_audited_once(import_text: Import, director: Member) -> None:
    run = import_text("Customer ID,Name\n1,Alder\n2,Birch\n", kind="accounts")
    entries = AuditEntry.objects.filter(noun="importrun", thing_id=run.pk).order_by("pk")
    assert [(entry.verb, entry.actor_id) for entry in entries] == [("started", director.pk), ("imported", director.pk)]
