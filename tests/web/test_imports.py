"""The import wizard as pages: a file comes, is settled, tried out, mended, let in and taken back."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tenure.accounts.actions.account import create_account
from tenure.accounts.models import Account
from tenure.core.models import JobRun
from tenure.integrations.imports.choices import RunState
from tenure.integrations.imports.models import ImportRun, SavedMapping
from tenure.people.models import Member
from tests.queries import queries_of
from tests.web.conftest import SignIn
from tests.web.import_stages import COLUMNS, FILE, checked, upload, work

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Any) -> None:
    settings.HOME = tmp_path


@pytest.fixture
def client(sign_in: SignIn, director: Member) -> Client:
    return sign_in(director)


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.content
    return str(answer.content.decode())


def test_a_file_goes_through_the_five_steps_and_back(client: Client) -> None:
    run = upload(client)
    assert (run.state, run.stage, Account.objects.count()) == (RunState.DRAFT, "draft", 0)
    shown = page(client, f"/imports/{run.pk}/columns/")
    assert "Biber GmbH" in shown
    assert "100 %" in shown
    run = checked(client)
    assert (run.stage, Account.objects.count()) == ("checked", 0)
    assert "Every row is surely new" in page(client, f"/imports/{run.pk}/match/")
    assert "This is not a number" in page(client, f"/imports/{run.pk}/check/")
    client.post(f"/imports/{run.pk}/start")
    assert "The rows go in" in page(client, f"/imports/{run.pk}/")
    work()
    assert "Undo this import" in page(client, f"/imports/{run.pk}/")
    assert Account.objects.count() == 2
    client.post(f"/imports/{run.pk}/undo")
    work()
    assert "2 records removed" in page(client, f"/imports/{run.pk}/")
    assert Account.objects.count() == 0


def test_rows_are_mended_in_the_grid_and_checked_again(client: Client) -> None:
    run = checked(client)
    mended = client.post(f"/imports/{run.pk}/check/?cause=0", {"cell-3-3": "9"})
    assert mended.status_code == 302
    work()
    run.refresh_from_db()
    assert (run.checked["rows"]["refused"], run.mended) == (0, {"3": ["2", "Biber GmbH", "Bonn", "9"]})
    client.post(f"/imports/{run.pk}/start")
    work()
    assert Account.objects.get(external_id="2").employees == 9


def test_unsure_rows_stand_beside_their_records_until_somebody_decides(client: Client, director: Member) -> None:
    known = create_account(by=director, name="Kan-code", city="Berlin")
    run = checked(
        client, "Name;City\nKancode;Berlin\n", **{"field-0": "name", "field-1": "city", "field-2": "", "field-3": ""}
    )
    pairs = run.checked["unsure"]
    (pair,) = pairs
    shown = page(client, f"/imports/{run.pk}/match/")
    assert "May be the same" in shown
    client.post(f"/imports/{run.pk}/match/", {f"row-{pair['row']}": "update"})
    work()
    run.refresh_from_db()
    assert (run.checked["unsure"], run.checked["rows"]["unsure"]) == ([], 0)
    client.post(f"/imports/{run.pk}/start")
    work()
    assert list(Account.objects.values_list("pk", flat=True)) == [known.pk]


def test_dates_that_can_be_read_in_two_ways_are_asked_about(client: Client) -> None:
    run = upload(client, "Name;Customer since\nA;01/02/2020\nB;03/04/2020\n")
    assert "may be 2020-" in page(client, f"/imports/{run.pk}/columns/")
    columns = {"kind": "accounts", "field-0": "name", "field-1": "customer_since"}
    refused = client.post(f"/imports/{run.pk}/columns/", columns)
    assert (refused.status_code, "can be read in two ways" in refused.content.decode()) == (422, True)
    assert client.post(f"/imports/{run.pk}/columns/", {**columns, "form-1": "monthfirst"}).status_code == 302
    run.refresh_from_db()
    assert run.mapping["dates"] == {"Customer since": "monthfirst"}


def test_a_pasted_table_is_a_file_too_and_several_files_are_several_drafts(client: Client) -> None:
    client.post("/imports/new/", {"pasted": "Name\tCity\n=1+1\tKöln\n"})
    run = ImportRun.objects.get()
    assert (run.kind, run.file_name) == ("accounts", "pasted.tsv")
    client.post(f"/imports/{run.pk}/columns/", {"kind": "accounts", "field-0": "name", "field-1": "city"})
    work()
    client.post(f"/imports/{run.pk}/start")
    work()
    assert Account.objects.get().name == "=1+1"
    files = [SimpleUploadedFile(name, FILE.encode()) for name in ("a.csv", "b.csv")]
    client.post("/imports/new/", {"files": files})
    assert ImportRun.objects.filter(state=RunState.DRAFT).count() == 2


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "Choose a file, or paste rows"),
        ({"files": [SimpleUploadedFile("empty.xlsx", b"PK\x03\x04nothing")]}, ""),
        ({"files": [SimpleUploadedFile("photo.png", b"\x89PNG\r\n\x1a\n")]}, "photo.png is a PNG picture, not a table"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence_and_nothing_is_kept(
    client: Client, settings: Any, data: dict[str, Any], said: str
) -> None:
    answer = client.post("/imports/new/", data)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert 'role="alert"' in answer.content.decode()
    # The server's own count of requests is no file of anybody's.
    left = [path.name for path in settings.HOME.iterdir() if path.name != "lines"]
    assert (ImportRun.objects.count(), left) == (0, [])


def test_one_field_takes_one_column(client: Client) -> None:
    run = upload(client)
    answer = client.post(f"/imports/{run.pk}/columns/", {**COLUMNS, "field-2": "name"})
    assert (answer.status_code, "both given to" in answer.content.decode()) == (422, True)


def test_a_mapping_is_kept_under_a_name_and_chosen_again(client: Client) -> None:
    checked(client, save_as="Our ERP", **{"field-2": ""})
    saved = SavedMapping.objects.get(name="Our ERP")
    run = upload(client)
    shown = page(client, f"/imports/{run.pk}/columns/?saved={saved.pk}")
    assert shown.count('class="is-unused"') == 1


def test_a_draft_is_discarded_with_its_file_and_a_finished_import_is_not(client: Client) -> None:
    run = upload(client)
    home = run.home
    assert home.exists()
    client.post(f"/imports/{run.pk}/discard")
    assert (ImportRun.objects.count(), home.exists()) == (0, False)
    done = checked(client)
    client.post(f"/imports/{done.pk}/start")
    work()
    client.post(f"/imports/{done.pk}/discard")
    assert ImportRun.objects.filter(pk=done.pk).exists()


def test_the_bad_rows_come_as_a_file(client: Client) -> None:
    run = checked(client)
    answer: Any = client.get(f"/imports/{run.pk}/bad-rows")
    assert "Biber GmbH" in b"".join(answer.streaming_content).decode("utf-8-sig")


STEPS = ("", "columns/", "match/", "check/", "bad-rows")
ACTS = ("columns/", "match/", "check/", "start", "try", "undo", "discard")


@pytest.mark.parametrize("who", ["alice", "bob", "charlie", "viewer"])
def test_only_leaders_see_imports_and_nobody_else_changes_one(
    client: Client, sign_in: SignIn, request: pytest.FixtureRequest, who: str
) -> None:
    run = checked(client)
    other = sign_in(request.getfixturevalue(who))
    assert [other.get(f"/imports/{run.pk}/{step}").status_code for step in STEPS] == [403] * len(STEPS)
    assert [other.post(f"/imports/{run.pk}/{act}", COLUMNS).status_code for act in ACTS] == [403] * len(ACTS)
    assert [other.get(path).status_code for path in ("/imports/", "/imports/new/")] == [403, 403]
    assert other.post("/imports/new/", {"pasted": "Name\nA\n"}).status_code == 403
    before = run.checked
    run.refresh_from_db()
    assert (run.checked, ImportRun.objects.count(), JobRun.objects.count()) == (before, 1, 1)


def test_the_list_asks_as_often_for_many_imports_as_for_one(client: Client) -> None:
    upload(client)
    client.get("/imports/")
    few = len(queries_of(lambda: client.get("/imports/")))
    for _ in range(4):
        upload(client)
    assert len(queries_of(lambda: client.get("/imports/"))) == few


def test_a_page_that_works_is_asked_again_in_part(client: Client) -> None:
    run = upload(client)
    client.post(f"/imports/{run.pk}/columns/", COLUMNS)
    path = f"/imports/{run.pk}/match/"
    whole, part = client.get(path), client.get(path, headers={"HX-Request": "true"})
    assert 'http-equiv="refresh"' in whole.content.decode()
    assert part.content.decode().startswith('<section id="trial" hx-get=')
    work()
    assert "hx-get" not in client.get(path, headers={"HX-Request": "true"}).content.decode()
