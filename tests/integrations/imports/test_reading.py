"""What a file's columns and cells are taken for, and what is refused rather than guessed."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tenure.accounts.models import Account, Contact
from tenure.commerce.models import Order, OrderLine, Product
from tenure.integrations.files.dates import DateOrder
from tenure.integrations.files.errors import FileError
from tenure.integrations.files.numbers import COMMA, POINT
from tenure.integrations.files.tables import open_table
from tenure.integrations.imports.mapping import guess_kind, load_mapping, mapping_text
from tenure.people.models import Member
from tests.integrations.imports.conftest import Import, causes, counts
from tests.shared import shared_data

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("northwind/customers.csv", "accounts"),
        ("northwind/products.csv", "products"),
        ("northwind/orders.csv", "orders"),
        ("northwind/order_details.csv", "lines"),
        ("crm_opportunities/accounts.csv", "accounts"),
        ("crm_opportunities/products.csv", "products"),
        ("crm_opportunities/sales_pipeline.csv", "orders"),
        ("salesforce_samples/org_export/Account.csv", "accounts"),
        ("salesforce_samples/org_export/Contact.csv", "contacts"),
        ("salesforce_samples/org_export/Opportunity.csv", "orders"),
        ("salesforce_samples/sfdx_tree/Accounts.json", "accounts"),
        ("salesforce_samples/sfdx_tree/Contacts.json", "contacts"),
        ("salesforce_samples/sfdx_tree/Accounts-Contacts.csv", "accounts"),
    ],
)
def test_public_files_are_known_for_what_they_are(file: str, kind: str) -> None:
    guess = guess_kind(open_table(shared_data(file)))
    assert guess.kind.name == kind
    assert guess.confidence >= 0.5


@pytest.mark.parametrize("file", ["northwind/employee_territories.csv", "crm_opportunities/data_dictionary.csv"])
def test_a_file_that_is_none_of_ours_is_refused_with_its_columns(file: str) -> None:
    with pytest.raises(FileError, match="looks like none of members, rates, accounts"):
        guess_kind(open_table(shared_data(file)))


def test_a_kind_that_the_columns_cannot_be_is_refused_with_what_is_missing(import_text: Import) -> None:
    with pytest.raises(FileError, match="because no column looks like account, ordered_on"):
        import_text("Name,City\nAlder,Berlin\n", kind="orders")


def test_dates_that_can_be_read_in_two_ways_are_refused_with_the_option_that_helps(import_text: Import) -> None:
    text = "Customer ID,Name,Customer since\n1,Alder,03/04/2024\n"
    with pytest.raises(FileError, match="dayfirst or monthfirst"):
        import_text(text)
    assert Account.objects.count() == 0
    import_text(text, dates=DateOrder.MONTH_FIRST)
    assert Account.objects.get().customer_since == date(2024, 3, 4)


def test_one_telling_date_decides_for_the_column(import_text: Import) -> None:
    import_text("Customer ID,Name,Customer since\n1,Alder,03/04/2024\n2,Birch,23/04/2024\n")
    assert Account.objects.get(name="Alder").customer_since == date(2024, 4, 3)


def test_amounts_that_can_be_read_in_two_ways_are_refused_with_the_option_that_helps(import_text: Import) -> None:
    text = "Product ID,Name,Price\n1,Chai,1.234\n"
    with pytest.raises(FileError, match="comma or point"):
        import_text(text)
    import_text(text, numbers=COMMA)
    assert Product.objects.get().list_price == Decimal(1234)
    import_text(text, numbers=POINT)
    assert Product.objects.get().list_price == Decimal("1.234")


def test_german_headers_decimal_commas_and_leading_zeros(import_text: Import) -> None:
    import_text("Kundennummer;Firma;PLZ;Ort;Umsatz (EUR)\n00042;Müller & Söhne GmbH;01067;Dresden;1.234.567,89 €\n")
    account = Account.objects.get()
    assert (account.external_id, account.postcode, account.turnover) == ("00042", "01067", Decimal("1234567.89"))
    assert account.name_key == "muller sohne"


def test_text_that_looks_like_a_formula_stays_the_text_it_is(import_text: Import) -> None:
    import_text('Customer ID,Name,Industry\n1,"=HYPERLINK(""x"")",+SUM(1)\n')
    account = Account.objects.get()
    assert (account.name, account.industry) == ('=HYPERLINK("x")', "+SUM(1)")


def test_line_breaks_and_blanks_do_not_come_in(import_text: Import) -> None:
    import_text('Customer ID,Name,Phone\n1," Chicago Commons\nAssociation ", 030-1 \n')
    account = Account.objects.get()
    assert (account.name, account.phone) == ("Chicago Commons Association", "030-1")


def test_bad_cells_are_refused_by_cause_with_their_rows_and_good_rows_go_in(import_text: Import) -> None:
    run = import_text(
        "Customer ID,Name,Employees,Customer since,Industry\n"
        "1,Alder,12,2024-01-31,Steel\n2,,12,2024-01-31,Steel\n3,Cedar,many,2024-13-31,Steel\n"
        f"4,Dogwood,-1,2024-01-31,Steel\n5,Elm,1.5,2024-01-31,{'x' * 121}\n"
    )
    assert counts(run, "account") == (1, 0, 0)
    assert run.tally["rows"]["refused"] == 4
    found = {(each["column"], each["cause"]): each["rows"] for each in run.tally["refused"]}
    assert found == {
        ("Name", "The cell is empty; a value is needed."): [3],
        ("Employees", "This is not a number; something like 1,234.50 is allowed."): [4],
        ("Customer since", "This is not a date with the day first, as the column has it; 2024-12-31 is allowed."): [4],
        ("Employees", "The number is too small; at least 0 is allowed."): [5],
        ("Employees", "This is not a whole number."): [6],
        ("Industry", "The text is longer than 120 characters."): [6],
    }


def test_a_row_with_too_many_cells_is_refused(import_text: Import) -> None:
    run = import_text("Customer ID,Name,City\n1,Alder,Berlin,Mitte\n2,Birch,Bonn\n")
    assert causes(run) == {"The row has more cells than there are columns.": [2]}
    assert counts(run, "account") == (1, 0, 0)


def test_a_contact_with_a_mistyped_address_comes_in_without_it(import_text: Import, account: Account) -> None:
    run = import_text(f"Account,Name,E-mail\n{account.name},Ana Prado,ana@@example\n", kind="contacts")
    assert Contact.objects.get().email == ""
    assert causes(run, "notices") == {"This is not an e-mail address; name@example.com is.": [2]}


def test_a_contact_s_name_may_come_in_two_columns(import_text: Import, account: Account) -> None:
    import_text(f"Account,First name,Last name\n{account.name},Ana,Prado\n{account.name},,Lima\n", kind="contacts")
    assert sorted(Contact.objects.values_list("name", flat=True)) == ["Ana Prado", "Lima"]


def test_a_mapping_is_saved_and_given_again(import_text: Import, tmp_path: Path) -> None:
    text = "Nr,Wer,Was\n7,Alder,K\n"
    saved = tmp_path / "map.toml"
    saved.write_text(
        'kind = "accounts"\nsource = "erp"\n[columns]\nexternal_id = "Nr"\nname = "Wer"\nkind = "Was"\n'
        '[values.kind]\nK = "competitor"\n',
        encoding="utf-8",
    )
    mapping = load_mapping(saved)
    saved.write_text(mapping_text(mapping), encoding="utf-8")
    assert load_mapping(saved) == mapping
    import_text(text, mapping=mapping)
    account = Account.objects.get()
    assert (account.source, account.external_id, account.name, account.kind) == ("erp", "7", "Alder", "competitor")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("kind = 3", "must have a kind and columns"),
        ('kind = "horses"', "'horses' is not known; members, rates"),
        ('kind = "accounts"\n[columns]\ncolour = "Name"', "field 'colour' is none of accounts"),
        ('kind = "accounts"\n[columns]\nname = "Title"', "column 'Title' is not in the file"),
        ('kind = "accounts"\n[columns]\ncity = "Name"', "names no column for name"),
        ('kind = "accounts"\n[dates]\nName = "sideways"', "cannot be used"),
        ("not toml", "neither TOML nor JSON"),
    ],
)
def test_a_mapping_that_cannot_be_used_is_refused_in_a_sentence(
    import_text: Import, tmp_path: Path, content: str, sentence: str
) -> None:
    path = tmp_path / "map.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(FileError, match=sentence):
        import_text("Name,City\nAlder,Berlin\n", mapping=load_mapping(path))


def test_one_file_of_orders_with_a_row_for_each_line(import_text: Import, account: Account) -> None:
    text = (
        "Order ID,Customer,Order date,Product,Qty,Unit price,Discount,Shipped date\n"
        f"A1,{account.name},2024-01-05,Chai,2,10.00,0.1,2024-01-09\nA1,{account.name},2024-01-05,Chang,1,5.00,0,2024-01-11\n"
        f"A2,{account.name},2024-01-06,Chai,1,10.00,0,\n"
    )
    import_text("Name,Cost\nChai,4\nChang,\n", kind="products")
    run = import_text(text)
    assert (counts(run, "order"), counts(run, "order line"), counts(run, "delivery")) == (
        (2, 0, 0),
        (3, 0, 0),
        (2, 0, 0),
    )
    lines = OrderLine.objects.order_by("order__number", "position")
    assert list(lines.values_list("order__number", "position", "revenue", "cost")) == [
        ("A1", 1, Decimal(18), Decimal(8)),
        ("A1", 2, Decimal(5), None),
        ("A2", 1, Decimal(10), Decimal(4)),
    ]
    again = import_text(text)
    assert (counts(again, "order"), counts(again, "order line"), counts(again, "delivery")) == (
        (0, 0, 2),
        (0, 0, 3),
        (0, 0, 2),
    )


def test_an_order_in_a_currency_without_a_rate_is_refused_until_the_rate_is_known(
    import_text: Import, account: Account
) -> None:
    text = f"Order ID,Customer,Order date,Amount,Currency\nA1,{account.name},2024-05-05,100,USD\n"
    run = import_text(text)
    (cause,) = causes(run)
    assert cause.startswith("No exchange rate from USD to EUR is known")
    import_text("Currency,Valid from,Rate\nUSD,2024-01-01,0.9\nUSD,2024-06-01,0.8\n")
    assert counts(import_text(text), "order") == (1, 0, 0)
    assert Order.objects.get().rate == Decimal("0.9")


def test_a_rating_names_its_question_and_rater(import_text: Import, account: Account, director: Member) -> None:
    from tenure.assessments.actions.rating import create_question
    from tenure.assessments.models import Rating

    create_question(code="fit", name="Strategic fit", by=director)
    header = "Question,Account,Rater,Score,Date\n"
    run = import_text(
        header + f"fit,{account.name},{director.email},7.5,2024-01-05\n"
        f"Strategic fit,{account.name},Nobody,7,2024-01-05\nfit,{account.name},{director.email},11,2024-01-05\n"
        f"fit,{account.name},{director.email},5,2999-01-05\n"
    )
    assert counts(run, "rating") == (1, 0, 0)
    assert Rating.objects.get().score == Decimal("7.5")
    assert run.tally["rows"]["refused"] == 3


def test_members_come_in_without_a_way_to_sign_in_by_password(import_text: Import, administrator: Member) -> None:
    import_text("E-mail,Name,Role\nBEN@example.com,Ben,Manager\n", by=administrator, kind="members")
    member = Member.objects.get(email="ben@example.com")
    assert (member.role, member.has_usable_password()) == ("account_manager", False)
