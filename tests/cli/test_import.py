"""`tenure import`: what it prints, how it refuses, and that it can be undone and resumed from the terminal."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import pytest

from tenure.accounts.models import Account, Contact
from tenure.cli import imports
from tenure.cli.errors import CommandError
from tenure.integrations.files.errors import FileError
from tenure.integrations.imports.actions import ImportOptions, start_import
from tenure.integrations.imports.models import ImportRun
from tenure.people.models import Member
from tests.shared import shared_data

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any, administrator: Member) -> Path:
    """A home of its own, and the administrator on whose behalf commands act."""
    settings.HOME = tmp_path / "home"
    return tmp_path


def command(*words: str) -> int:
    """Run one command as the command line does."""
    parser = ArgumentParser()
    imports.add_arguments(parser)
    code: int = imports.run(parser.parse_args(words))
    return code


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    """The JSON that a command prints."""
    assert command(*words, "--json") == 0
    return json.loads(capsys.readouterr().out)


def test_several_files_go_in_as_they_build_on_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    folder = shared_data("northwind")
    names = ("order_details.csv", "orders.csv", "customers.csv", "products.csv")
    content = printed(capsys, *(str(folder / name) for name in names))
    assert [run["kind"] for run in content["runs"]] == ["accounts", "products", "orders", "lines"]
    assert [run["rows"]["refused"] for run in content["runs"]] == [0, 0, 0, 0]
    first = content["runs"][0]
    assert first["records"]["account"] == {"new": 91, "updated": 0, "unchanged": 0, "unsure": 0}
    assert first["columns"][0] == {
        "header": "CustomerID",
        "field": "external_id",
        "confidence": first["columns"][0]["confidence"],
        "why": "'CustomerID' is a name of 'customer id'",
        "samples": [],
    }
    assert content["dry_run"] is False


def test_a_dry_run_tells_the_same_and_changes_nothing(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    files = [
        str(shared_data("crm_opportunities") / f"{name}.csv") for name in ("accounts", "products", "sales_pipeline")
    ]
    bad = home / "bad.csv"
    dry = printed(capsys, *files, "--dry-run", "--bad-rows", str(bad))
    assert (Account.objects.count(), ImportRun.objects.count()) == (0, 0)
    assert len(bad.read_text(encoding="utf-8-sig").splitlines()) == 730
    wet = printed(capsys, *files)
    assert [run["rows"] for run in dry["runs"]] == [run["rows"] for run in wet["runs"]]
    assert [run["records"] for run in dry["runs"]] == [run["records"] for run in wet["runs"]]
    assert [run["run"] for run in dry["runs"]] == [None, None, None]


def test_a_person_is_told_what_was_refused_and_how_to_take_it_back(capsys: pytest.CaptureFixture[str]) -> None:
    files = [
        str(shared_data("crm_opportunities") / f"{name}.csv") for name in ("accounts", "products", "sales_pipeline")
    ]
    assert command(*files) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "Refused 729 in product: There is no product 'GTXPro'; did you mean 'GTX Pro'? Rows 3, 31, 34" in said
    assert "Left out 2,473 in deal_stage: Only won deals are orders; this one is 'Lost'." in said
    assert "The refused rows are in" in said
    run = ImportRun.objects.get(kind="orders")
    assert f"`tenure import --undo {run.pk}` takes it back." in said


def test_a_run_is_undone_by_its_number(capsys: pytest.CaptureFixture[str]) -> None:
    (run,) = printed(capsys, str(shared_data("northwind") / "customers.csv"))["runs"]
    assert printed(capsys, "--undo", str(run["run"])) == {"run": run["run"], "removed": 182, "restored": 0, "kept": []}
    assert (Account.objects.count(), Contact.objects.count()) == (0, 0)


def test_a_run_is_resumed_by_its_number(capsys: pytest.CaptureFixture[str], administrator: Member) -> None:
    path = shared_data("northwind") / "customers.csv"
    run = start_import(path=path, by=administrator, options=ImportOptions())
    (resumed,) = printed(capsys, "--resume", str(run.pk))["runs"]
    assert (resumed["state"], Account.objects.count()) == ("done", 91)


def test_a_mapping_that_was_saved_reads_the_next_file_alike(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    saved, path = home / "map.toml", home / "any.csv"
    path.write_text("Kundennummer;Firma;Umsatz (EUR)\n7;Alder;1.234,50\n", encoding="utf-8")
    printed(capsys, str(path), "--save-map", str(saved), "--source", "erp")
    (run,) = printed(capsys, str(path), "--map", str(saved))["runs"]
    assert (run["source"], run["records"]["account"]["unchanged"]) == ("erp", 1)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "Nothing to do is named; give files to import, or --undo RUN, or --resume RUN."),
        (("--undo", "99"), "There is no import 99; the number is told when an import starts."),
        (("a.csv", "--undo", "1"), "Nothing to do is named; give files to import, or --undo RUN, or --resume RUN."),
        (("a.csv", "--currency", "euros"), "The currency 'EUROS' is not known; a code such as EUR is allowed."),
        (("a.csv", "--create-missing", "orders"), "orders cannot be created; accounts and products can."),
        (
            ("a.csv", "--as", "nobody@example.com"),
            "No active member has the e-mail address 'nobody@example.com'; name one who has.",
        ),
    ],
)  # fmt: skip
def test_bad_input_is_refused_in_one_sentence(words: tuple[str, ...], sentence: str, home: Path) -> None:
    (home / "a.csv").write_text("Name,City\nAlder,Berlin\n", encoding="utf-8")
    with pytest.raises(CommandError) as refused:
        command(*(str(home / word) if word.endswith(".csv") else word for word in words))
    assert refused.value.sentence == sentence


def test_a_file_that_does_not_exist_is_refused_in_one_sentence(home: Path) -> None:
    with pytest.raises(FileError, match="There is no file"):
        command(str(home / "none.csv"))


def test_one_unreadable_file_keeps_all_of_them_out(home: Path) -> None:
    (home / "empty.csv").write_text("", encoding="utf-8")
    with pytest.raises(FileError, match="is empty"):
        command(str(shared_data("northwind") / "customers.csv"), str(home / "empty.csv"))
    assert Account.objects.count() == 0


def test_a_picture_is_refused_and_leaves_nothing(home: Path) -> None:
    (home / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(FileError, match=r"photo\.png is a PNG picture, not a table"):
        command(str(home / "photo.png"))
    assert (ImportRun.objects.count(), [path.name for path in home.iterdir()]) == (0, ["photo.png"])


def test_who_may_not_import_is_told_so(alice: Member) -> None:
    with pytest.raises(CommandError, match="As account manager you may not run imports"):
        command(str(shared_data("northwind") / "customers.csv"), "--as", alice.email)
