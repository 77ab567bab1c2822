"""Why rows are refused is counted in English and told in the reader's language."""

from datetime import date
from pathlib import Path

import pytest
from django.utils.translation import override

from tenure.integrations.files.columns import Field, guess_columns
from tenure.integrations.files.dates import guess_date_order
from tenure.integrations.files.numbers import guess_number_style
from tenure.integrations.files.tables import open_table
from tenure.integrations.imports.actions.review import note_check
from tenure.integrations.imports.causes import CAUSES, cause_told, causes_told, guess_told, report_told
from tenure.integrations.imports.queries import run_report
from tenure.integrations.imports.review import bad_rows
from tests.integrations.imports.conftest import Import, causes

FILE = (
    "Id;Name;Employees;Email;Currency;Kind\n"
    "1;Adler AG;many;adler@example.com;EUR;customer\n"
    "2;Biber GmbH;12;nowhere;EUR;customer\n"
    "3;;7;c@example.com;euro dollars;friend\n"
)
VALUES = {
    "longest": 200, "limit": 10**11, "most": 5, "least": 1, "thousands": ",", "decimal": ".", "noun": "account",
    "choices": "a, b", "stage": "Lost", "currency": "USD", "reporting": "EUR", "text": "Adlr", "proposal": "Adler",
}  # fmt: skip


@pytest.mark.parametrize("template", CAUSES)
def test_every_cause_is_told_by_its_own_template(template: str) -> None:
    cause = template.format(**VALUES)
    assert cause_told(cause) == cause
    with override("de"):
        told = cause_told(cause)
    assert told != cause
    assert not set("{}") & set(told)


@pytest.mark.django_db
def test_a_run_keeps_english_and_tells_german(import_text: Import) -> None:
    run = import_text(FILE, name="accounts.csv")
    kept = causes(run)
    with override("de"):
        report = report_told(run_report(run))
    told = {each["cause"]: each["rows"] for each in report["refused"]}
    assert "This is not a number; something like 1,234.50 is allowed." in kept
    assert told["Das ist keine Zahl; erlaubt ist etwas wie 1,234.50."] == [2]
    assert told["Die Zelle ist leer; ein Wert ist nötig."] == [4]
    assert set(told) & set(kept) == set()
    assert [each["cause"] for each in report["notices"]] == ["Das ist keine E-Mail-Adresse; name@example.com ist eine."]
    assert causes(run) == kept


@pytest.mark.django_db
def test_the_grid_to_mend_rows_in_says_why_in_german(import_text: Import) -> None:
    run = import_text(FILE, name="accounts.csv")
    note_check(run, {**run_report(run), "bad_bytes": run.bad_bytes})
    run.refresh_from_db()
    with override("de"):
        said = {row.number: row.causes for row in bad_rows(run)}
    assert said[2] == "Employees: Das ist keine Zahl; erlaubt ist etwas wie 1,234.50."
    assert "Currency: Das ist keine Währung; erlaubt ist ein Code" in said[4]


def test_causes_that_were_not_counted_stay_readable() -> None:
    with override("de"):
        assert causes_told("Employees: This is not a whole number.", []) == "Employees: This is not a whole number."


def test_what_the_file_layer_says_of_columns_is_told_in_german(tmp_path: Path) -> None:
    fields = [Field("account", ("customer id", "customer"))]
    ways = [
        *(guess_columns([header], {}, fields)[0].why for header in ("Customer", "Customer ID of ours", "Custoomer id")),
        guess_date_order(["03/04/2024"]).why,
        guess_date_order(["31/12/2024", "12/31/2024"]).why,
        guess_number_style(["1,234"]).why,
        guess_number_style(["1,5", "1.5"]).why,
    ]
    (tmp_path / "a.csv").write_text("Report of the year;;\n\nName;City;City\nAdler;Bonn;Bonn\nBiber;Köln;Köln\n")
    notices = open_table(tmp_path / "a.csv").notices
    with override("de"):
        assert [why for why in ways if guess_told(why) == why] == []
        assert [notice for notice in notices if cause_told(notice) == notice] == []
    assert notices
    assert [why for why in ways if guess_told(why) != why] == []
    assert date(2024, 4, 3).isoformat() in guess_told(ways[3])
