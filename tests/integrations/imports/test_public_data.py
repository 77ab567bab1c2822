"""Public data sets imported as anybody would: what is known to be true of them is true of the database afterwards."""

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Sum

from tenure.accounts.models import Account, Contact
from tenure.commerce.models import Delivery, Order, OrderLine, Product
from tenure.core.models import AuditEntry
from tenure.integrations.imports.actions import undo_import
from tenure.integrations.imports.choices import Unsure
from tenure.integrations.imports.models import ImportRun
from tenure.people.models import Member
from tests.integrations.imports.conftest import causes, counts, import_path
from tests.shared import shared_data

pytestmark = pytest.mark.django_db

NORTHWIND = ("customers.csv", "products.csv", "orders.csv", "order_details.csv")
SALESFORCE = ("Account.csv", "Contact.csv", "Opportunity.csv")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> None:
    """Keep the copies of imported files out of everybody's way."""
    settings.HOME = tmp_path


def import_set(folder: str, names: tuple[str, ...], by: Member, **options: Any) -> list[ImportRun]:
    return [import_path(shared_data(folder) / name, by=by, **options) for name in names]


def revenue(customer: str) -> Decimal:
    lines = OrderLine.objects.filter(order__account__external_id=customer)
    total: Decimal = lines.aggregate(sum=Sum("revenue"))["sum"]
    return total


def test_northwind_comes_in_whole_and_adds_up_to_the_cent(director: Member) -> None:
    runs = import_set("northwind", NORTHWIND, director)
    assert [run.tally["rows"]["refused"] for run in runs] == [0, 0, 0, 0]
    assert (Account.objects.count(), Contact.objects.count(), Product.objects.count()) == (91, 91, 77)
    assert (Order.objects.count(), OrderLine.objects.count(), Delivery.objects.count()) == (830, 2155, 809)
    top = {name: revenue(name) for name in ("QUICK", "ERNSH", "SAVEA")}
    assert top == {"QUICK": Decimal("110277.305"), "ERNSH": Decimal("104874.9785"), "SAVEA": Decimal("104361.95")}
    assert Account.objects.get(external_id="KOENE").name == "Königlich Essen"
    assert Account.objects.get(external_id="ANATR").postcode == "05021"


def test_northwind_imported_twice_changes_nothing(director: Member) -> None:
    import_set("northwind", NORTHWIND, director)
    versions = list(Account.objects.order_by("pk").values_list("pk", "version", "updated_at"))
    orders = list(Order.objects.order_by("pk").values_list("pk", "version"))
    audited = AuditEntry.objects.exclude(noun="importrun").count()
    again = import_set("northwind", NORTHWIND, director)
    assert counts(again[0], "account") == (0, 0, 91)
    assert counts(again[0], "contact") == (0, 0, 91)
    assert counts(again[1], "product") == (0, 0, 77)
    assert counts(again[2], "order") == (0, 0, 830)
    assert counts(again[2], "delivery") == (0, 0, 809)
    assert counts(again[3], "order line") == (0, 0, 2155)
    assert list(Account.objects.order_by("pk").values_list("pk", "version", "updated_at")) == versions
    assert list(Order.objects.order_by("pk").values_list("pk", "version")) == orders
    assert AuditEntry.objects.exclude(noun="importrun").count() == audited


def test_northwind_undone_backwards_leaves_nothing(director: Member) -> None:
    runs = import_set("northwind", NORTHWIND, director)
    undone = [undo_import(run=run, by=director) for run in reversed(runs)]
    assert [each.kept for each in undone] == [[], [], [], []]
    tables = (Account, Contact, Product, Order, OrderLine, Delivery)
    assert [table.objects.count() for table in tables] == [0] * 6


def test_the_product_that_is_misspelt_is_reported_with_the_one_that_is_meant(director: Member) -> None:
    runs = import_set("crm_opportunities", ("accounts.csv", "products.csv", "sales_pipeline.csv"), director)
    pipeline = runs[-1].tally
    assert pipeline["rows"] == {"read": 8800, "refused": 729, "left_out": 4562, "unsure": 0}
    (refused,) = pipeline["refused"]
    assert refused["cause"] == "There is no product 'GTXPro'; did you mean 'GTX Pro'?"
    assert (refused["count"], refused["column"]) == (729, "product")
    assert counts(runs[-1], "order line") == (3509, 0, 0)
    # 10,005,534 were won; the refused rows are worth the rest.
    total = OrderLine.objects.aggregate(sum=Sum("revenue"))["sum"]
    with runs[-1].bad_rows_file.open(encoding="utf-8-sig", newline="") as stream:
        bad = list(csv.DictReader(stream))
    assert len(bad) == 729
    assert total + sum(Decimal(row["close_value"]) for row in bad) == Decimal(10_005_534)
    assert sum(Decimal(row["close_value"]) for row in bad) == Decimal(3_510_578)


def test_the_mended_file_of_bad_rows_brings_in_the_rest(director: Member, tmp_path: Path) -> None:
    runs = import_set("crm_opportunities", ("accounts.csv", "products.csv", "sales_pipeline.csv"), director)
    mended = tmp_path / "mended.csv"
    text = runs[-1].bad_rows_file.read_text(encoding="utf-8-sig")
    mended.write_text(text.replace(",GTXPro,", ",GTX Pro,"), encoding="utf-8")
    run = import_path(mended, by=director)
    assert run.tally["rows"]["refused"] == 0
    assert OrderLine.objects.aggregate(sum=Sum("revenue"))["sum"] == Decimal(10_005_534)


def test_missing_products_are_made_where_that_is_asked_for(director: Member) -> None:
    names = ("accounts.csv", "products.csv", "sales_pipeline.csv")
    runs = import_set("crm_opportunities", names, director, create_missing=("products",))
    assert runs[-1].tally["rows"]["refused"] == 0
    assert Product.objects.filter(name="GTXPro").count() == 1
    assert OrderLine.objects.aggregate(sum=Sum("revenue"))["sum"] == Decimal(10_005_534)


def test_parents_named_by_name_are_found_wherever_they_stand(director: Member) -> None:
    import_set("crm_opportunities", ("accounts.csv",), director)
    parents = Account.objects.exclude(parent=None)
    assert (parents.count(), parents.values("parent").distinct().count()) == (15, 7)
    assert Account.objects.get(name="Acme Corporation").children.count() == 4


def test_a_salesforce_export_comes_in_with_its_accounts_apart_and_its_won_deals(director: Member) -> None:
    account, contact, opportunity = import_set("salesforce_samples/org_export", SALESFORCE, director)
    assert (account.source, contact.source, opportunity.source) == ("salesforce",) * 3
    assert counts(account, "account") == (18, 0, 0)
    assert Account.objects.filter(name__startswith="United Oil & Gas").count() == 3
    assert counts(contact, "contact") == (25, 0, 0)
    assert causes(contact, "notices") == {"This is not an e-mail address; name@example.com is.": [11, 12]}
    assert opportunity.tally["rows"]["left_out"] == 24
    won = {row["order__account__name"]: row["sum"] for row in _won_by_account()}
    assert (len(won), sum(won.values())) == (7, Decimal(2_815_000))
    assert won["United Oil & Gas Corp."] == Decimal(1_590_000)


def _won_by_account() -> Any:
    return OrderLine.objects.values("order__account__name").annotate(sum=Sum("revenue"))


def test_references_between_salesforce_files_are_resolved(director: Member) -> None:
    folder = "salesforce_samples/sfdx_tree"
    accounts, contacts = import_set(folder, ("Accounts.json", "Contacts.json"), director)
    assert (counts(accounts, "account"), counts(contacts, "contact")) == ((10, 0, 0), (6, 0, 0))
    assert Contact.objects.get(name="Amy Taylor").account.name == "Alpha Dynamics"


def test_a_ragged_table_of_accounts_with_contacts_finds_the_accounts_that_are_there(director: Member) -> None:
    folder = "salesforce_samples/sfdx_tree"
    import_set(folder, ("Accounts.json", "Contacts.json"), director)
    (run,) = import_set(folder, ("Accounts-Contacts.csv",), director)
    assert run.tally["rows"] == {"read": 14, "refused": 0, "left_out": 0, "unsure": 0}
    assert (counts(run, "account"), counts(run, "contact")) == ((0, 0, 10), (0, 0, 6))


def test_united_oil_stays_three_accounts_without_ids_too(director: Member, tmp_path: Path) -> None:
    path = tmp_path / "accounts.csv"
    path.write_text(
        'Name,City,State\nUnited Oil & Gas Corp.,New York,NY\n"United Oil & Gas, UK",,UK\n'
        '"United Oil & Gas, Singapore",Singapore,Singapore\n',
        encoding="utf-8",
    )
    assert counts(import_path(path, by=director), "account") == (3, 0, 0)
    assert counts(import_path(path, by=director), "account") == (0, 0, 3)


def test_known_duplicates_among_organisations_are_not_imported_twice(director: Member) -> None:
    path = shared_data("dedupe_orgs") / "early_childhood_sites_with_true_ids.csv"
    run = import_path(path, by=director, kind="accounts", mapping=_chicago(), unsure=Unsure.UPDATE)
    # 1,162 organisations stand behind 3,337 records.
    assert 1_000 <= counts(run, "account")[0] <= 1_400


def _chicago() -> Any:
    from tenure.integrations.imports.mapping import Mapping

    columns = {"name": "Site name", "street": "Address", "postcode": "Zip", "phone": "Phone"}
    return Mapping("accounts", columns)
