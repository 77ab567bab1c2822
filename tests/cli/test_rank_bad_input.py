"""Bad input ends with exit code 2 and one sentence: what is wrong, the value seen, what is allowed."""

import re
from pathlib import Path

import pytest

from tests.cli.runner import Tenure, write

ORDERS = ("account,order,date,amount", "A,1,2024-01-02,10", "B,2,2024-01-03,20", "C,3,2024-02-03,5")

CASES = [
    ("--orders none.csv", "There is no file none.csv; give the path of a table that exists."),
    ("--orders .", ". is a folder; give the path of an ordinary file."),
    ("--orders empty.csv", "The file empty.csv is empty; a header row and rows below it are needed."),
    (
        "--orders junk.bin",
        "The file junk.bin is not a table: its bytes are neither UTF-8, UTF-16 nor Windows-1252 text, "
        "nor a spreadsheet or Parquet file.",
    ),
    ("", "The following arguments are required: --orders; tenure rank --help says what is allowed."),
    ("--orders", "Argument --orders: expected at least one argument; tenure rank --help says what is allowed."),
    (
        "--orders orders.csv --window 3w",
        'The window \'3w\' is not understood: allowed are "all", "1m" to "1200m" (calendar months) and "1d" to '
        '"36600d" (days).',
    ),
    (
        "--orders orders.csv --as-of 31.12.2024",
        "The as-of date '31.12.2024' is not a date; it is written like 2024-12-31.",
    ),
    (
        "--orders orders.csv --format pdf",
        "Argument --format: invalid choice: 'pdf' (choose from 'table', 'json', 'csv', 'xlsx', 'html'); "
        "tenure rank --help says what is allowed.",
    ),
    (
        "--orders orders.csv --places 5,x",
        "The places '5,x' are not understood; whole numbers with commas between, as in 5,15, are.",
    ),
    (
        "--orders orders.csv --places 1,2,3,4",
        "There are 4 numbers of places for 4 levels; at most 3 are allowed, since the last level takes all others.",
    ),
    (
        "--orders orders.csv --columns account",
        "The column map has 'account'; it is written name=column, with commas between.",
    ),
    (
        "--orders orders.csv --columns customer=account",
        "The column map names 'customer'; the names are account, order, date, revenue, cost, quantity, product, "
        "lines.order, accounts.id, accounts.name, products.id, products.cost.",
    ),
    (
        "--orders orders.csv --columns date=date,date=order",
        "The column map names 'date' twice; each name may stand once.",
    ),
    (
        "--orders orders.csv --columns account=Kunde",
        "There is no column 'Kunde' for account; the columns are those of orders.csv (account, order, date, amount).",
    ),
    (
        "--orders orders.csv --columns revenue=amount*rate",
        "There is no column 'rate' for revenue; the columns are those of orders.csv (account, order, date, amount).",
    ),
    (
        "--orders orders.csv --columns revenue=amount*",
        "The column map gives no revenue: the expression 'amount*' has its end at position 8; allowed there: "
        "a number, a column name, a minus or an opening parenthesis.",
    ),
    (
        "--orders orders.csv --columns revenue=__import__('os')",
        "The column map gives no revenue: the expression \"__import__('os')\" has '(' at position 11; allowed there: "
        "an operator + - * / or the end.",
    ),
    (
        "--orders orders.csv --columns revenue=5",
        "The column map gives revenue as '5'; at least one column must stand in it.",
    ),
    (
        "--orders orders.csv --columns accounts.id=account",
        "The column map names accounts.id, but there is no --accounts file to find it in.",
    ),
    (
        "--orders orders.csv --columns lines.order=order",
        "The column map names lines.order, but there is no --lines file to find it in.",
    ),
    (
        "--orders nodate.csv",
        "No column of nodate.csv looks like date; say which with --columns date=COLUMN, the columns are "
        "account, amount.",
    ),
    (
        "--orders orders.csv --lines nodate.csv",
        "No column of nodate.csv looks like lines.order; say which with --columns lines.order=COLUMN, the columns are "
        "account, amount.",
    ),
    (
        "--orders ambiguous.csv",
        "The dates in the column 'date' of ambiguous.csv have two readings ('03/04/2024' may be 2024-04-03 or "
        "2024-03-04); say --dates dayfirst or --dates monthfirst.",
    ),
    (
        "--orders thousands.csv",
        "The numbers in the column 'amount' of thousands.csv have two readings ('1.234' may be read in two ways); "
        "say --numbers point or --numbers comma for the decimal mark.",
    ),
    (
        "--orders unusable.csv",
        "No row of unusable.csv can be used; the causes and their rows: no account 1, date not readable 1, "
        "amount not a number 1.",
    ),
    ("--orders header.csv", "No row of header.csv can be used; the causes and their rows: none."),
    (
        "--orders orders.csv other.csv",
        "The file other.csv has no column 'account' for account; files given together need the same columns.",
    ),
    (
        "--orders orders.csv --explain Z",
        "There is no account 'Z' among 3; the first is B.",
    ),
    (
        "--orders orders.csv ./orders.csv",
        "The file ./orders.csv is given twice as --orders; each file may be given once.",
    ),
    (
        "--orders orders.csv --as-of 1999-12-31",
        "There is no order up to the as-of date 1999-12-31; the orders are dated 2024-01-02 to 2024-02-03.",
    ),
    (
        "--orders orders.csv --as-of 2030-01-01 --window 12m",
        "There is no order in the 12m up to the as-of date 2030-01-01; the orders are dated 2024-01-02 to 2024-02-03.",
    ),
    (
        "--orders orders.csv --output none/out.json",
        "The file none/out.json cannot be written: No such file or directory.",
    ),
    (
        "--orders orders.csv --criteria none.toml",
        "The criteria file none.toml cannot be read: No such file or directory.",
    ),
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one good file and the many ways to be bad."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "orders.csv", *ORDERS)
    (tmp_path / "empty.csv").touch()
    (tmp_path / "junk.bin").write_bytes(bytes(range(256)))
    write(tmp_path / "nodate.csv", "account,amount", "A,1")
    write(tmp_path / "ambiguous.csv", "account,date,amount", "A,03/04/2024,1", "B,05/04/2024,2")
    write(tmp_path / "thousands.csv", "account,date,amount", "A,2024-01-02,1.234", "B,2024-01-02,2.500")
    write(tmp_path / "unusable.csv", "account,date,amount", ",2024-01-02,1", "A,soon,1", "A,2024-01-02,much")
    write(tmp_path / "header.csv", "account,date,amount")
    write(tmp_path / "other.csv", "client,order,date,amount", "A,1,2024-01-02,10")
    return tmp_path


@pytest.mark.parametrize(("arguments", "sentence"), CASES, ids=[arguments for arguments, _ in CASES])
def test_bad_input_ends_with_one_sentence(tenure: Tenure, folder: Path, arguments: str, sentence: str) -> None:
    answer = tenure("rank", *re.split(" +", arguments) if arguments else ())
    assert (answer.code, answer.out, answer.err) == (2, "", sentence + "\n")


def test_an_option_left_empty_is_refused_not_ignored(tenure: Tenure, folder: Path) -> None:
    for option, sentence in (
        ("--places", "The places '' are not understood; whole numbers with commas between, as in 5,15, are."),
        ("--criteria", "The criteria file . cannot be read: Is a directory."),
        ("--explain", "There is no account '' among 3; the first is B."),
    ):
        assert tenure("rank", "--orders", "orders.csv", option, "").err == sentence + "\n"


def test_an_unknown_command_is_refused_with_the_known_ones(tenure: Tenure) -> None:
    answer = tenure("rnak")
    assert answer.code == 2
    assert answer.err.startswith("Argument COMMAND: invalid choice: 'rnak' (choose from 'rank'")
    assert answer.err.count("\n") == 1


def test_a_fault_of_our_own_is_one_sentence_too(tenure: Tenure, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tenure.cli.rank.read_facts", lambda *_: 1 / 0)
    answer = tenure("rank", "--orders", "orders.csv")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err == "Tenure itself failed (ZeroDivisionError: division by zero); TENURE_DEBUG=1 shows where.\n"


def test_division_by_zero_in_an_amount_refuses_the_row(tenure: Tenure, folder: Path) -> None:
    orders = write(folder / "zero.csv", "account,date,amount,rate", "A,2024-01-02,10,0", "B,2024-01-03,10,2")
    answer = tenure.rank(orders, "--columns", "revenue=amount/rate")
    assert answer.json["rows"]["refused"] == [{"cause": "amount not a number", "count": 1, "rows": [2]}]
    assert list(answer.accounts) == ["B"]
