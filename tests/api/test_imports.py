"""Imports over the API: looked through, tried out, executed, resumed, undone; a ranking follows what changed."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tenure.accounts.actions.account import create_account
from tenure.accounts.models import Account
from tenure.api import uploads
from tenure.core.choices import JobState
from tenure.core.jobs import run_job
from tenure.core.models import JobRun
from tenure.insight.queries import current_ranking
from tenure.integrations.imports.choices import RunState
from tenure.integrations.imports.models import ImportRun
from tenure.people.models import Member
from tests.api.answers import Answer
from tests.api.conftest import Asks, imported_file
from tests.queries import assert_same_queries

FILE = "Customer ID;Name;City;Employees\n1;Adler AG;Köln;12\n2;Biber GmbH;Bonn;many\n3;Dachs KG;Trier;7\n".encode()


@pytest.fixture
def client(director: Member, asks: Asks) -> Client:
    return asks(director)


def upload(
    client: Client, content: bytes = FILE, options: dict[str, Any] | None = None, key: str = "", **more: Any
) -> Any:
    form = {"file": SimpleUploadedFile("../accounts 2026.csv", content), **more}
    if options is not None:
        form["options"] = json.dumps(options)
    headers = {"idempotency-key": key} if key else {}
    answer: Any = client.post("/api/v1/imports", form, headers=headers)
    return answer


def ask(client: Client, run: int, act: str) -> Any:
    answer: Any = client.post(f"/api/v1/imports/{run}/{act}")
    return answer


def work(answer: Any) -> JobRun:
    """Do the job that the answer speaks of, as a worker would."""
    assert answer.status_code == 202, answer.content
    job = JobRun.objects.get(pk=answer.json()["id"])
    run_job.call(job.pk)
    job.refresh_from_db()
    return job


def test_a_file_is_looked_through_and_nothing_goes_in(client: Client) -> None:
    found = upload(client, options={"source": "erp"}).json()
    assert (found["kind"], found["state"], found["file_name"]) == ("accounts", "ready", "accounts 2026.csv")
    assert (found["total"], found["done"], found["source"]) == (3, 0, "erp")
    assert {column["header"]: column["field"] for column in found["columns"]} == {
        "Customer ID": "external_id",
        "Name": "name",
        "City": "city",
        "Employees": "employees",
    }
    assert 0.5 < found["confidence"] <= 1
    assert Account.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_preview_tells_what_the_import_then_does(client: Client) -> None:
    run = upload(client).json()["id"]
    told = work(ask(client, run, "preview"))
    assert (told.state, Account.objects.count()) == (JobState.DONE, 0), told.error
    assert client.get(f"/api/v1/imports/{run}").json()["state"] == "ready"
    assert work(ask(client, run, "execute")).state == JobState.DONE
    done = client.get(f"/api/v1/imports/{run}").json()
    assert {name: done[name] for name in ("rows", "records", "refused")} == {
        name: told.result[name] for name in ("rows", "records", "refused")
    }
    assert (done["state"], done["rows"]["refused"], Account.objects.count()) == ("done", 1, 2)
    assert [(cause["column"], cause["rows"]) for cause in done["refused"]] == [("Employees", [3])]


def test_bad_rows_come_as_a_file_that_is_never_shown_and_holds_committed_rows_only(client: Client) -> None:
    run = upload(client).json()["id"]
    assert client.get(f"/api/v1/imports/{run}/bad-rows").status_code == 404
    work(ask(client, run, "execute"))
    stored = ImportRun.objects.get(pk=run).bad_rows_file
    with stored.open("ab") as file:
        file.write(b"never committed")
    address = client.get(f"/api/v1/imports/{run}").json()["bad_rows"]
    answer: Answer = client.get(address)
    content = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert (answer["Content-Disposition"], answer["Content-Security-Policy"]) == (
        f'attachment; filename="bad-rows-{run}.csv"',
        "sandbox; default-src 'none'",
    )
    assert "Biber GmbH" in content
    assert "Adler" not in content
    assert "never committed" not in content
    assert str(stored.parent) not in json.dumps(client.get(f"/api/v1/imports/{run}").json())


def test_after_an_import_and_after_its_undoing_the_portfolio_is_ranked_anew(client: Client) -> None:
    run = upload(client).json()["id"]
    job = work(ask(client, run, "execute"))
    ranking = JobRun.objects.get(pk=job.result["ranking_job"])
    run_job.call(ranking.pk)
    first = current_ranking()
    assert first is not None
    assert first.standings.count() == 2
    undone = work(ask(client, run, "undo"))
    assert (undone.result["removed"], undone.result["kept"], Account.objects.count()) == (2, 0, 0), undone.error
    assert JobRun.objects.get(pk=undone.result["ranking_job"]).state == JobState.QUEUED
    assert client.get(f"/api/v1/imports/{run}").json()["undone"] == {
        "removed": 2,
        "restored": 0,
        "kept": 0,
        "first_kept": [],
    }


def test_two_imports_that_end_before_a_ranking_begins_share_one(client: Client) -> None:
    runs = [upload(client, content).json()["id"] for content in (FILE, b"name\nEule AG\n")]
    jobs = [work(ask(client, run, "execute")) for run in runs]
    assert [job.state for job in jobs] == [JobState.DONE, JobState.DONE], jobs[1].error
    assert len({job.result["ranking_job"] for job in jobs}) == 1


def test_an_undoing_that_was_killed_after_it_was_done_is_not_refused_the_second_time(client: Client) -> None:
    run = upload(client).json()["id"]
    work(ask(client, run, "execute"))
    answer = ask(client, run, "undo")
    work(answer)
    JobRun.objects.filter(pk=answer.json()["id"]).update(state=JobState.QUEUED)
    assert work(answer).result["removed"] == 2


def test_an_import_has_one_job_at_a_time(client: Client) -> None:
    run = upload(client).json()["id"]
    job = ask(client, run, "execute").json()
    assert client.get(f"/api/v1/imports/{run}").json()["job"] == job["id"]
    for act in ("execute", "preview", "undo"):
        answer = ask(client, run, act)
        assert (answer.status_code, f"has job {job['id']} (queued)" in answer.json()["detail"]) == (422, True)


def test_an_interrupted_import_goes_on_and_an_ended_one_does_not(client: Client, director: Member) -> None:
    run = upload(client).json()["id"]
    ImportRun.objects.filter(pk=run).update(state=RunState.RUNNING)
    assert ask(client, run, "preview").status_code == 422
    assert work(ask(client, run, "execute")).state == JobState.DONE
    assert "is done" in ask(client, run, "execute").json()["detail"]
    work(ask(client, run, "undo"))
    assert "was undone already" in ask(client, run, "undo").json()["detail"]
    assert "is undone" in ask(client, run, "execute").json()["detail"]


def test_a_given_mapping_decides(client: Client) -> None:
    mapping = {"kind": "accounts", "columns": {"name": "City", "external_id": "Customer ID"}}
    found = upload(client, options={"mapping": mapping}).json()
    assert {column["header"]: column["why"] for column in found["columns"]}["City"] == "given"
    work(ask(client, found["id"], "execute"))
    assert sorted(Account.objects.values_list("name", flat=True)) == ["Bonn", "Köln", "Trier"]


@pytest.mark.parametrize(
    ("content", "options", "said"),
    [
        (b"", None, "is empty"),
        (b"\x00\x01\x02", None, ""),
        (b"\x89PNG\r\n\x1a\n", None, "is a PNG picture, not a table"),
        (b"x;y\n1;2\n", None, "looks like none of"),
        (FILE, {"kind": "orders"}, "cannot be read as orders"),
        (FILE, {"mapping": {"kind": "accounts", "columns": {"name": "Nome"}}}, "'Nome' is not in the file"),
        (b"name,customer_since\nA,01/02/2020\nB,03/04/2020\n", None, "can be read in two ways"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_a_sentence_and_leaves_nothing(
    client: Client, content: bytes, options: dict[str, Any] | None, said: str
) -> None:
    answer = upload(client, content, options)
    assert (answer.status_code, said in answer.json()["detail"]) == (422, True), answer.json()
    assert ImportRun.objects.count() == 0


@pytest.mark.parametrize(
    ("options", "field"),
    [
        ({"kind": "friends"}, "kind"),
        ({"currency": "euro"}, "currency"),
        ({"create_missing": ["members"]}, "create_missing.0"),
        ({"started_by": 1}, "started_by"),
        ({"mapping": {"kind": "accounts", "columns": {}, "sql": {}}}, "mapping.sql"),
    ],
)
def test_options_out_of_bounds_are_refused_and_named(client: Client, options: dict[str, Any], field: str) -> None:
    answer = upload(client, options=options)
    assert (answer.status_code, [error["field"] for error in answer.json()["errors"]]) == (422, [field])


def test_other_parts_and_other_bodies_are_refused(client: Client) -> None:
    assert upload(client, owner="5").status_code == 422
    assert upload(client, second=SimpleUploadedFile("b.csv", FILE)).status_code == 422
    assert client.post("/api/v1/imports", {"options": "{}"}).status_code == 422
    assert client.post("/api/v1/imports", {"file": "text"}).status_code == 422
    assert client.post("/api/v1/imports", b"--x", "multipart/form-data; boundary=").status_code == 400
    broken = client.post("/api/v1/imports", {"file": SimpleUploadedFile("a.csv", FILE), "options": "{"})
    assert (broken.status_code, ImportRun.objects.count()) == (400, 0)


def test_a_body_that_is_too_large_is_refused_before_it_is_read(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_BYTES", 100)
    answer = upload(client)
    assert (answer.status_code, answer["Content-Type"]) == (413, "application/problem+json")
    assert ImportRun.objects.count() == 0


def test_the_same_key_and_file_make_one_import(client: Client) -> None:
    first, again = upload(client, key="a"), upload(client, key="a")
    assert (again.status_code, again["Idempotent-Replayed"]) == (201, "true")
    assert (again.json(), ImportRun.objects.count()) == (first.json(), 1)
    assert upload(client, b"name\nA\n", key="a").status_code == 422


def test_directors_cannot_bring_in_members(client: Client, administrator: Member, asks: Asks) -> None:
    members = b"email,name,role\nn@example.com,Nora,administrator\n"
    assert upload(client, members, {"kind": "members"}).status_code == 403
    assert upload(asks(administrator), members, {"kind": "members"}).status_code == 201


def test_a_manager_sees_no_imports_and_is_refused_before_the_file_is_read(
    client: Client, alice: Member, asks: Asks
) -> None:
    upload(client)
    assert asks(alice).get("/api/v1/imports").status_code == 403
    answer = upload(asks(alice), b"")
    assert (answer.status_code, ImportRun.objects.count()) == (403, 1)


def test_the_list_asks_as_often_for_many_imports_as_for_few(client: Client, director: Member) -> None:
    for _ in range(4):
        imported_file(director, state=RunState.DONE)
    assert_same_queries(
        lambda: client.get("/api/v1/imports?limit=1"), lambda: client.get("/api/v1/imports?limit=100&state=done")
    )


def test_a_draft_is_settled_decided_and_mended_as_on_the_pages(client: Client) -> None:
    found = upload(client, b"x;y\nAdler AG;many\n", {"draft": True}).json()
    assert (found["state"], found["checked"]) == ("draft", None)
    path = f"/api/v1/imports/{found['id']}"
    assert "is a draft" in client.post(f"{path}/execute").json()["detail"]
    mapping = {"kind": "accounts", "columns": {"name": "x", "employees": "y"}}
    settled = client.put(f"{path}/columns", {"kind": "accounts", "mapping": mapping}, "application/json")
    assert (settled.status_code, settled.json()["state"]) == (200, "ready")
    work(client.post(f"{path}/preview"))
    checked = client.get(path).json()["checked"]
    assert checked["rows"]["refused"] == 1
    (row,) = client.get(f"{path}/refused-rows").json()["items"]
    assert (row["number"], row["cells"]) == (2, ["Adler AG", "many"])
    mended = client.post(f"{path}/mended-rows", {"rows": {"2": ["Adler AG", "7"]}}, "application/json")
    assert mended.json()["checked"] is None
    wrong = client.post(f"{path}/mended-rows", {"rows": {"2": ["Adler AG"]}}, "application/json")
    assert (wrong.status_code, "1 cells" in wrong.json()["detail"]) == (422, True)
    work(client.post(f"{path}/execute"))
    assert Account.objects.get().employees == 7
    assert client.delete(path).status_code == 422


def test_unsure_rows_are_decided_over_the_api(client: Client, director: Member) -> None:
    create_account(by=director, name="Kan-code", city="Berlin")
    found = upload(client, b"Name;City\nKancode;Berlin\n").json()
    path = f"/api/v1/imports/{found['id']}"
    work(client.post(f"{path}/preview"))
    (pair,) = client.get(f"{path}/unsure-rows").json()["items"]
    assert (pair["record_name"], pair["decided"]) == ("Kan-code", "list")
    client.post(f"{path}/decisions", {"rows": {str(pair["row"]): "update"}}, "application/json")
    work(client.post(f"{path}/execute"))
    assert Account.objects.get().name == "Kancode"
