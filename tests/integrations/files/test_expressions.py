"""Arithmetic over columns follows its grammar, means what Decimals mean, and is never code."""

from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenure.integrations.files.expressions import (
    Column,
    Expression,
    ExpressionError,
    Negation,
    Number,
    Operation,
    build,
    columns_of,
    evaluate,
    parse_expression,
    write,
)

NAMES = ["Price", "Quantity", "Unit price", 'Size 2"']
numbers = st.decimals(min_value=0, max_value=1000, places=3).map(Number)
leaves = st.one_of(numbers, st.sampled_from(NAMES).map(Column))
trees: st.SearchStrategy[Expression] = st.recursive(
    leaves,
    lambda inner: st.one_of(
        inner.map(Negation), st.tuples(st.sampled_from("+-*"), inner, inner).map(lambda parts: Operation(*parts))
    ),
    max_leaves=8,
)
values = st.fixed_dictionaries({name: st.decimals(min_value=-100, max_value=100, places=2) for name in NAMES})


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("2+3*4", "14"),
        ("(2+3)*4", "20"),
        ("10-4-3", "3"),
        ("100/10/2", "5"),
        ("-2*3", "-6"),
        ("2*-3", "-6"),
        ("--2", "2"),
        ("a*(1-b)", "7.50"),
        ('"unit price" * 2', "6"),
        ("'unit price'*2", "6"),
        (" a\t*\n2 ", "20"),
        ("Größe.x + 1", "6"),
    ],
)
def test_arithmetic_means_what_it_means_at_school(text: str, meaning: str) -> None:
    row = {"a": Decimal(10), "b": Decimal("0.25"), "unit price": Decimal(3), "Größe.x": Decimal(5)}
    assert evaluate(parse_expression(text), row) == Decimal(meaning)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "The expression '' has its end at position 1; allowed there: a number, a column name, a minus or an "
         "opening parenthesis."),
        ("a +", "The expression 'a +' has its end at position 4; allowed there: a number, a column name, a minus or "
         "an opening parenthesis."),
        ("a b", "The expression 'a b' has 'b' at position 3; allowed there: an operator + - * / or the end."),
        ("(a", "The expression '(a' has its end at position 3; allowed there: a closing parenthesis or an operator "
         "+ - * /."),
        ("a)", "The expression 'a)' has ')' at position 2; allowed there: an operator + - * / or the end."),
        ("a ** b", "The expression 'a ** b' has '*' at position 4; allowed there: a number, a column name, a minus "
         "or an opening parenthesis."),
        ("f(a)", "The expression 'f(a)' has '(' at position 2; allowed there: an operator + - * / or the end."),
        ("a; b", "The expression 'a; b' has ';' at position 2; allowed are numbers, column names (in quotes if they "
         "have spaces), + - * / and parentheses."),
        ("a[0]", "The expression 'a[0]' has '[' at position 2; allowed are numbers, column names (in quotes if they "
         "have spaces), + - * / and parentheses."),
        ("2x", "The expression '2x' has '2' at position 1; allowed are numbers, column names (in quotes if they have "
         "spaces), + - * / and parentheses."),
        ("1.2.3", "The expression '1.2.3' has '1' at position 1; allowed are numbers, column names (in quotes if "
         "they have spaces), + - * / and parentheses."),
        ("a * 'b", "The expression \"a * 'b\" has \"'\" at position 5; allowed are numbers, column names (in quotes "
         "if they have spaces), + - * / and parentheses."),
    ],
)  # fmt: skip
def test_what_the_grammar_does_not_know_is_refused_with_its_position(text: str, sentence: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse_expression(text)
    assert caught.value.sentence == sentence


def test_depth_and_length_are_limited() -> None:
    assert evaluate(parse_expression("(" * 49 + "1" + ")" * 49), {}) == 1
    for text in ("(" * 60 + "1" + ")" * 60, "-" * 60 + "1"):
        with pytest.raises(ExpressionError, match=r"is nested more than 50 deep; simplify it\."):
            parse_expression(text)
    with pytest.raises(ExpressionError, match=r"has 100,000 characters; at most 500 are allowed\."):
        parse_expression("1" * 100_000)


def test_the_columns_of_an_expression_are_listed_once() -> None:
    assert columns_of(parse_expression("Price * Quantity * (1 - Price)")) == ("Price", "Quantity")


@given(trees)
def test_an_expression_is_read_back_as_it_was_written(tree: Expression) -> None:
    if len(write(tree)) <= 500:
        assert parse_expression(write(tree)) == tree


def python_arithmetic(tree: Expression, row: dict[str, Decimal]) -> Decimal:
    """The naive twin."""
    if isinstance(tree, Number):
        return tree.value
    if isinstance(tree, Column):
        return row[tree.name]
    if isinstance(tree, Negation):
        return -python_arithmetic(tree.operand, row)
    left, right = python_arithmetic(tree.left, row), python_arithmetic(tree.right, row)
    return {"+": left + right, "-": left - right, "*": left * right}[tree.sign]


@given(trees, values)
def test_evaluation_is_decimal_arithmetic(tree: Expression, row: dict[str, Decimal]) -> None:
    assert evaluate(tree, row) == python_arithmetic(tree, row)


@given(trees, values)
def test_polars_agrees_with_decimals(tree: Expression, row: dict[str, Decimal]) -> None:
    frame = pl.DataFrame({name: [float(value)] for name, value in row.items()})
    expression = build(tree, column=pl.col, number=lambda value: pl.lit(float(value)))
    exact = float(evaluate(tree, row))
    assert frame.select(expression.alias("value")).item() == pytest.approx(exact, rel=1e-9, abs=1e-6)
