"""Headers are matched to fields by name first and by the look of their values second."""

import pytest

from tenure.integrations.files.columns import Field, Kind, guess_columns, normalise

FIELDS = [
    Field("account", ("customer id", "customer", "kunden nr", "kunde"), Kind.CODE, required=True),
    Field("date", ("order date", "close date", "date", "datum"), Kind.DATE, required=True),
    Field("revenue", ("amount", "revenue", "umsatz", "betrag"), Kind.NUMBER),
]


def guessed(samples: dict[str, list[str]]) -> dict[str, str | None]:
    return {guess.field: guess.header for guess in guess_columns(list(samples), samples, FIELDS)}


@pytest.mark.parametrize(
    ("header", "plain"),
    [
        ("CustomerID", "customer id"),
        ("customer_id", "customer id"),
        ("Kunden-Nr.", "kunden nr"),
        ("Umsatz (EUR)", "umsatz"),
        ("HTTPServer", "http server"),
        ("Contact: First Name", "contact first name"),
        ("Größe", "grosse"),
        ("%", "%"),
    ],
)
def test_headers_are_normalised(header: str, plain: str) -> None:
    assert normalise(header) == plain


def test_german_headers_are_known() -> None:
    samples = {"Kunden-Nr.": ["10001"], "Datum": ["01.02.2024"], "Umsatz (EUR)": ["1.234,50"], "Ort": ["Bonn"]}
    assert guessed(samples) == {"account": "Kunden-Nr.", "date": "Datum", "revenue": "Umsatz (EUR)"}


def test_the_more_telling_name_wins() -> None:
    samples = {"RequiredDate": ["2024-01-01"], "ShippedDate": ["2024-01-01"], "OrderDate": ["2024-01-01"]}
    assert guessed(samples)["date"] == "OrderDate"


def test_values_that_do_not_fit_lose_the_header() -> None:
    samples = {"Amount": ["high", "low"], "Net amount": ["12.50", "3.00"]}
    assert guessed(samples)["revenue"] == "Net amount"


def test_codes_with_leading_zeros_are_no_amounts() -> None:
    assert guessed({"Amount": ["00123", "00456"]})["revenue"] is None


def test_a_header_is_given_to_one_field_only() -> None:
    fields = [Field("name", ("company", "name")), Field("legal_name", ("company", "name"))]
    guesses = guess_columns(["Company"], {"Company": ["Alder"]}, fields)
    assert [guess.header for guess in guesses] == ["Company", None]


def test_a_guess_says_how_sure_it_is_and_why() -> None:
    sure, unsure, none = guess_columns(["CustomerID", "Closing date (d)"], {}, FIELDS)
    assert (sure.confidence, sure.why) == (1.0, "'CustomerID' is a name of 'customer id'")
    assert 0.5 <= unsure.confidence < 0.9
    assert unsure.why == "'Closing date (d)' contains 'date'"
    assert (none.header, none.confidence, none.why) == (None, 0.0, "no header looks like revenue")


@pytest.mark.parametrize("mark", ["(", "[", "aA", " ", "_"])
def test_adversarial_headers_are_read_at_once(mark: str) -> None:
    header = mark * 50_000
    assert guess_columns([header], {header: [header]}, FIELDS)[0].header is None
