"""A column's number style is decided from its texts, and every text is read by it or refused in a sentence."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenure.integrations.files.numbers import COMMA, POINT, NumberStyle, guess_number_style, is_code, parse_decimal

SPACE = NumberStyle(",", " ")
APOSTROPHE = NumberStyle(".", "'")
STYLES = [POINT, COMMA, SPACE, APOSTROPHE, NumberStyle("."), NumberStyle(",")]
amounts = st.decimals(min_value=Decimal("-999999999.99"), max_value=Decimal("999999999.99"), places=2)


def written(value: Decimal, style: NumberStyle) -> str:
    text = f"{abs(value):,.2f}".replace(",", "T").replace(".", style.decimal).replace("T", style.thousands)
    return f"-{text}" if value < 0 else text


@pytest.mark.parametrize(
    ("samples", "style"),
    [
        (["1234.5", "12"], POINT),
        (["1.234,50"], COMMA),
        (["1,234.50"], POINT),
        (["1.234.567"], COMMA),
        (["1,234,567"], POINT),
        (["1 234,50", "12"], SPACE),
        (["1\u202f234,50"], SPACE),
        (["1'234.50"], APOSTROPHE),
        (["0.125"], POINT),
        (["1.234", "9.8"], POINT),
        (["1.234", "9,80"], COMMA),
        (["1234,567"], COMMA),
        (["12", "3400"], POINT),
        (["1.5E+05"], POINT),
        (["€ 12,50", "(3,00)"], COMMA),
    ],
)
def test_a_style_is_decided_where_one_text_tells(samples: list[str], style: NumberStyle) -> None:
    guess = guess_number_style(samples)
    assert (guess.style, guess.ambiguous) == (style, False)


@pytest.mark.parametrize("samples", [["1.234"], ["1,234", "12", "250"], ["1.234", "2.500", "-9.000"]])
def test_three_digits_behind_a_single_mark_are_ambiguous(samples: list[str]) -> None:
    guess = guess_number_style(samples)
    assert guess.ambiguous
    assert guess.why == f"{samples[0]!r} may be read in two ways"


def test_a_column_that_mixes_both_decimal_marks_has_no_style() -> None:
    guess = guess_number_style(["1.5", "2,5"])
    assert (guess.style, guess.ambiguous) == (None, True)


def test_texts_that_are_no_numbers_are_counted() -> None:
    assert guess_number_style(["12", "n/a", "", "Alder"]).unreadable == 2
    assert guess_number_style(["n/a"]).style is None


@pytest.mark.parametrize(
    ("text", "style", "value"),
    [
        ("1.234,50", COMMA, "1234.50"),
        ("-1,234.50", POINT, "-1234.50"),
        ("1,234.50-", POINT, "-1234.50"),
        ("(1,234.50)", POINT, "-1234.50"),
        ("($1,234.50)", POINT, "-1234.50"),
        ("$(1,234.50)", POINT, "-1234.50"),
        ("-$1,234.50", POINT, "-1234.50"),
        ("$-1,234.50", POINT, "-1234.50"),
        ("\u22125", POINT, "-5"),
        ("+5", POINT, "5"),
        ("1 234,50 €", SPACE, "1234.50"),
        ("1\u00a0234,50\u00a0zł", SPACE, "1234.50"),
        ("CHF 1'250.-", APOSTROPHE, "1250"),
        ("1.250,– €", COMMA, "1250"),
        ("EUR12", POINT, "12"),
        ("R$ 12,50", COMMA, "12.50"),
        ("12.5%", POINT, "0.125"),
        (".5", POINT, "0.5"),
        ("5.", POINT, "5"),
        ("0.30000000000000004", POINT, "0.30000000000000004"),
        ("1.5E+05", POINT, "150000"),
        ("1,5e-3", COMMA, "0.0015"),
        ("999999999999999", POINT, "999999999999999"),
    ],
)
def test_a_number_is_read_in_its_dress(text: str, style: NumberStyle, value: str) -> None:
    assert parse_decimal(text, style) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    ["", " ", "-", "()", "n/a", "1,5", "1,2345", "12,34,567", "1.2.3", "1 234", "--5", "(-5)", "-5-", "5 PCS", "12€$",
     "USD 5 EUR", "nan", "inf", "1_000", "0x1F", "١٢", "1e5e5", "1e", "%", "€"],
)  # fmt: skip
def test_a_text_that_is_no_number_in_the_style_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(ValueError) as caught:
        parse_decimal(text, POINT)
    assert str(caught.value) == f"The value {text!r} is not a number; something like 1,234.50 is allowed."


@pytest.mark.parametrize("text", ["1000000000000000", "1e15", "1e99", "-" + "9" * 40])
def test_a_number_out_of_range_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is out of range; numbers below 10\^15 are allowed\."):
        parse_decimal(text)


def test_adversarial_text_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match=r"A text of 100,000 characters is not a number; at most 60 are allowed\."):
        parse_decimal("1" * 100_000)
    assert guess_number_style(["1" * 100_000, " " * 100_000]).style is None


@given(value=amounts, style=st.sampled_from(STYLES))
def test_what_is_written_in_a_style_is_read_back(value: Decimal, style: NumberStyle) -> None:
    assert parse_decimal(written(value, style), style) == value


@given(values=st.lists(amounts, min_size=1), style=st.sampled_from([POINT, COMMA, SPACE, APOSTROPHE]))
def test_the_guessed_style_reads_a_whole_column_of_cents(values: list[Decimal], style: NumberStyle) -> None:
    guess = guess_number_style([written(value, style) for value in values])
    assert guess.style is not None
    assert [parse_decimal(written(value, style), guess.style) for value in values] == values


@given(st.text())
def test_any_text_is_a_number_or_a_value_error(text: str) -> None:
    with suppress(ValueError):
        assert parse_decimal(text).is_finite()
    guess_number_style([text])


def test_leading_zeros_make_a_code() -> None:
    assert [is_code(text) for text in ("007", "0", "0,5", "70", "00")] == [True, False, False, False, True]
