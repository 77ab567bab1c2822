"""`tenure export`: what was taken out goes in again and changes nothing, and no spreadsheet executes any of it."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tenure.accounts.actions.account import change_account, create_account
from tenure.accounts.actions.contact import create_contact
from tenure.accounts.models import Account, Contact
from tenure.assessments.actions.rating import create_question, rate_account
from tenure.commerce.actions.delivery import create_delivery
from tenure.commerce.actions.invoice import create_invoice
from tenure.commerce.actions.order import LineFacts, create_order
from tenure.commerce.actions.product import create_product
from tenure.core.actions import set_rate
from tenure.growth.actions.plan import create_plan
from tenure.integrations.imports.entities import FILE_KINDS
from tenure.people.models import Member
from tests.api.contents import contents
from tests.cli.runner import Tenure

pytestmark = pytest.mark.django_db

# What a spreadsheet would execute, and what only looks so.
FORMULAS = (
    '=HYPERLINK("http://evil.example","x")',
    "+SUM(A1:A9)",
    "-1+cmd|' /C calc'!A0",
    "@SUM(1)",
    "\t=1+1",
    "＝1+1",
)
HARMLESS = ("+49 89 1234", "-12.50", "@maria", "'t Hooft", 'Müller, Söhne & "Co"')
# Written by an import itself, whatever it brings.
OF_IMPORTS = ("imports_importrun", "imports_importchange", "imports_alias", "core_auditentry", "core_jobrun")


@pytest.fixture
def company(account: Account, administrator: Member, alice: Member) -> Account:
    """One of everything that can be exported."""
    group = create_account(
        by=administrator, name="Gruppe", turnover=Decimal("1250000.50"), customer_since=date(2020, 2, 29)
    )
    change_account(
        account=account, changes={"parent": group, "phone": "+49 89 1234", "postcode": "01067"}, by=administrator
    )
    create_contact(account=account, by=alice, name="Maria Lindqvist", email="maria@example.com", seniority=4)
    product = create_product(by=administrator, name="Chai", code="007", cost=Decimal("11.2"), currency="EUR")
    set_rate(currency="USD", valid_from=date(2026, 1, 1), rate=Decimal("0.92"), by=administrator)
    lines = [
        LineFacts(product=product, quantity=Decimal("2.5"), unit_price=Decimal("18"), discount=Decimal("0.05")),
        LineFacts(description="credit", revenue=Decimal("-12.50")),
    ]
    order = create_order(
        account=account, lines=lines, by=alice, number="10248", ordered_on=date(2026, 3, 31), currency="USD"
    )
    create_delivery(order=order, line=order.lines.first(), by=alice, delivered_on=date(2026, 4, 13))
    create_invoice(
        account=account, order=order, by=alice, number="R-1", issued_on=date(2026, 4, 14), amount=Decimal("30.25"),
        currency="USD",
    )  # fmt: skip
    question = create_question(code="access", name="access", by=administrator)
    create_plan(account=account, by=alice, strategy="Be their second source", pillars="Spare pumps\nFour hours")
    rate_account(account=account, question=question, by=alice, score=Decimal("7.5"), evidence="Lunch with the CFO")
    return account


def facts() -> dict[str, object]:
    """Everything in the database but what an import writes about itself."""
    return {table: rows for table, rows in contents().items() if table not in OF_IMPORTS}


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("kind", FILE_KINDS)
def test_what_is_exported_imports_again_without_a_change(
    tenure: Tenure, company: Account, tmp_path: Path, kind: str, form: str
) -> None:
    file = tmp_path / f"{kind}.{form}"
    assert tenure("export", kind, "--output", file).code == 0
    before = facts()
    (run,) = tenure("import", file, "--kind", kind, "--json").json["runs"]
    assert (run["rows"]["refused"], run["rows"]["unsure"], run["rows"]["left_out"]) == (0, 0, 0)
    assert run["rows"]["read"] > 0
    assert facts() == before


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_texts_that_look_like_formulas_survive_and_are_executed_by_nobody(
    tenure: Tenure, account: Account, alice: Member, administrator: Member, tmp_path: Path, form: str
) -> None:
    names = [text for text in (*FORMULAS, *HARMLESS) if text.isprintable()]
    for name in names:
        create_contact(account=account, by=alice, name=name)
    file = tmp_path / f"contacts.{form}"
    assert tenure("export", "contacts", "--output", file).code == 0
    assert tenure("import", file, "--kind", "contacts").code == 0
    assert sorted(Contact.objects.values_list("name", flat=True)) == sorted(names)


def test_a_formula_is_guarded_and_a_telephone_number_is_not(
    tenure: Tenure, account: Account, alice: Member, administrator: Member, tmp_path: Path
) -> None:
    for name in (*FORMULAS, *HARMLESS):
        create_contact(account=account, by=alice, name=name, phone="+49 89 1234")
    file = tmp_path / "contacts.csv"
    assert tenure("export", "contacts", "--output", file).code == 0
    with file.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["name"] for row in rows] == [*(f"'{text}" for text in FORMULAS), *HARMLESS]
    assert {row["phone"] for row in rows} == {"+49 89 1234"}


def test_a_viewer_exports_no_costs(tenure: Tenure, company: Account, viewer: Member) -> None:
    header = tenure("export", "products", "--as", viewer.email).out.splitlines()[0].split(",")
    assert "cost" not in header
    assert "list_price" in header
    assert "cost" in tenure("export", "products").out.splitlines()[0].split(",")
