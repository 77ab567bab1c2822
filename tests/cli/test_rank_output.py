"""Five forms of one result: nothing is executed by a spreadsheet or a browser, and people are told what was done."""

import csv
import io
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest

from tests.cli.runner import Tenure, write

EVIL = '=HYPERLINK("http://x","<b>&\'")'


@pytest.fixture
def files(tmp_path: Path) -> list[str | Path]:
    """Orders of three accounts, the names of two of which are traps."""
    orders = write(
        tmp_path / "orders.csv",
        "account,order,date,amount,sku",
        *("A,1,2023-01-02,1000,P1", "A,2,2024-01-02,2500.505,P2", "B,3,2024-01-03,20,P1", "B,4,2024-03-03,30,P1"),
        *("C,5,2024-02-03,500,P1", "C,6,2024-02-03,,P1"),
    )
    accounts = tmp_path / "accounts.csv"
    with accounts.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows(
            [["id", "name"], ["A", EVIL], ["B", "<script>alert(1)</script>"], ["C", "Maß & Co."], ["D", "+49 89 1234"]]
        )
    return ["--orders", orders, "--accounts", accounts]


def test_csv_guards_what_a_spreadsheet_would_execute(tenure: Tenure, files: list[str | Path]) -> None:
    rows = list(csv.DictReader(io.StringIO(tenure("rank", *files, "--format", "csv").out)))
    names = {row["account"]: row["name"] for row in rows}
    assert names == {"A": f"'{EVIL}", "B": "<script>alert(1)</script>", "C": "Maß & Co.", "D": "+49 89 1234"}
    first = rows[0]
    assert (first["rank"], first["account"], first["revenue"]) == ("1", "A", "3500.505")
    assert (first["grade"], first["provisional"]) in {("Premier", "no"), ("Premier", "yes")}


def test_xlsx_texts_are_texts_and_numbers_numbers(tenure: Tenure, files: list[str | Path], tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    assert tenure("rank", *files, "--format", "xlsx", "--output", path).code == 0
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Accounts", "Criteria", "Rows"]
    header, first, *_ = book["Accounts"].iter_rows()
    cells = dict(zip([cell.value for cell in header], first, strict=True))
    assert (cells["name"].value, cells["name"].data_type) == (EVIL, "s")
    assert (cells["revenue"].value, cells["revenue"].data_type) == (3500.505, "n")
    assert [cell.value for cell in book["Rows"]["A"]][-1] == "no amount"


class Page(HTMLParser):
    """Collect tags and the text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not any(name in ("src", "href") or name.startswith("on") for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_html_is_one_page_that_needs_nothing_and_escapes_everything(tenure: Tenure, files: list[str | Path]) -> None:
    out = tenure("rank", *files, "--format", "html").out
    page = Page()
    page.feed(out)
    assert out.startswith("<!doctype html>")
    assert "script" not in page.tags
    assert "link" not in page.tags
    assert EVIL in page.text
    assert "<script>alert(1)</script>" in page.text
    assert "7 rows" not in page.text
    assert "10 rows read, 1 refused (10.0%):" in page.text


def test_the_table_tells_what_was_read_and_why_each_account_stands_where_it_does(
    tenure: Tenure, files: list[str | Path]
) -> None:
    out = tenure("rank", *files).out
    for words in (
        "4 accounts as of 2024-03-03 over the whole period, engine polars",
        "Guessed, and changed by saying otherwise: --columns",
        "1  no amount  (row 7)",
        "3,500.51",
        "Premier",
    ):
        assert words in out
    assert "\x1b" not in out
    assert all(len(line) <= 160 for line in out.splitlines())


def test_in_a_narrow_terminal_the_reason_stands_under_the_account(
    tenure: Tenure, files: list[str | Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tenure.cli.league_table.PRINTED_WIDTH", 80)
    out = tenure("rank", *files).out
    assert all(len(line) <= 80 for line in out.splitlines())
    assert "By sales" not in out
    assert "1st by sales." in " ".join(out.split())


def test_one_account_is_explained_by_criterion(tenure: Tenure, files: list[str | Path]) -> None:
    for wanted in ("C", "c", "maß & co."):
        answer = tenure("rank", *files, "--explain", wanted)
        assert "Maß & Co.  C" in answer.out
        assert "Serves" in answer.out
        assert "recency" in answer.out
    document = tenure("rank", *files, "--explain", "C", "--format", "json").json
    assert [account["account"] for account in document["accounts"]] == ["C"]
    assert document["accounts"][0]["rank"] > 1


def test_labels_and_places_are_the_ones_asked_for(tenure: Tenure, files: list[str | Path]) -> None:
    answer = tenure("rank", *files, "--labels", "airline", "--places", "1,1", "--format", "json")
    grades = [account["grade"] for account in answer.json["accounts"]]
    assert grades[:2] == ["First", "Club"]
    assert set(grades[2:]) <= {"Economy", "Standby"}


def test_the_same_command_writes_the_same_bytes(tenure: Tenure, files: list[str | Path]) -> None:
    outs = {tenure("rank", *files, "--format", "json").out for _ in range(3)}
    assert len(outs) == 1


def test_names_of_every_alphabet_reach_a_file(tenure: Tenure, files: list[str | Path], tmp_path: Path) -> None:
    assert tenure("rank", *files, "--output", tmp_path / "table.txt").out == ""
    assert "Maß & Co." in (tmp_path / "table.txt").read_text(encoding="utf-8")


def test_reasons_are_written_in_the_language_asked_for(tenure: Tenure, files: list[str | Path]) -> None:
    rows = list(csv.DictReader(io.StringIO(tenure("rank", *files, "--format", "csv", "--language", "de").out)))
    assert "Premier mit " in rows[0]["reason"]
    assert rows[0]["reason"].endswith("; 1. nach Umsatz.")
    assert "'fr'" in tenure("rank", *files, "--language", "fr").err


def test_what_is_refused_is_said_in_the_language_asked_for(tenure: Tenure, files: list[str | Path]) -> None:
    refused = tenure("rank", *files, "--language", "de", "--window", "a while")
    assert (refused.code, "Der Zeitraum 'a while' ist nicht verständlich: erlaubt sind" in refused.err) == (2, True)
    assert "Amateurliga" in tenure("rank", *files, "--format", "csv", "--language", "de", "--places", "1,1,1").out
