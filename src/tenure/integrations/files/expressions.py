"""Arithmetic over the columns of a file, as in `UnitPrice * Quantity * (1 - Discount)`.

    sum     := product (("+" | "-") product)*
    product := factor (("*" | "/") factor)*
    factor  := "-" factor | "(" sum ")" | number | column
    number  := digits ["." digits]
    column  := a bare name (letters, digits, "_", "." inside) | "any name" in double or single quotes

A text is read by these rules into a tree of frozen nodes; nothing is ever evaluated as code.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

LONGEST_TEXT = 500
DEEPEST = 50

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<number>[0-9]+(?:\.[0-9]+)?(?![\w.]))
      | (?P<name>[^\W\d][\w.]*)
      | "(?P<double>[^"]+)" | '(?P<single>[^']+)'
      | (?P<sign>[-+*/()])
    )""",
    re.VERBOSE,
)
_ALLOWED = "numbers, column names (in quotes if they have spaces), + - * / and parentheses"


@dataclass(frozen=True)
class Number:
    """A number written in the expression."""

    value: Decimal


@dataclass(frozen=True)
class Column:
    """A column of the file by its header."""

    name: str


@dataclass(frozen=True)
class Negation:
    """The opposite of an expression."""

    operand: "Expression"


@dataclass(frozen=True)
class Operation:
    """Two expressions joined by one of + - * /."""

    sign: str
    left: "Expression"
    right: "Expression"


Expression = Number | Column | Negation | Operation


class ExpressionError(ValueError):
    """An expression that does not follow the grammar, said in one sentence with the position."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


Value = TypeVar("Value")


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str
    position: int


def parse_expression(text: str) -> Expression:
    """Read an expression of at most 500 characters, nested at most 50 deep.

    Raises ExpressionError with the position (from 1) and what is allowed there.

    >>> parse_expression("-Price * 2")
    Operation(sign='*', left=Negation(operand=Column(name='Price')), right=Number(value=Decimal('2')))
    """
    if len(text) > LONGEST_TEXT:
        raise ExpressionError(f"The expression has {len(text):,} characters; at most {LONGEST_TEXT} are allowed.")
    return _Parser(text).whole()


def columns_of(expression: Expression) -> tuple[str, ...]:
    """The columns an expression needs, each once, in order of appearance.

    >>> columns_of(parse_expression("a * 'Unit price' - a"))
    ('a', 'Unit price')
    """
    return tuple(dict.fromkeys(_columns(expression)))


def evaluate(expression: Expression, values: Mapping[str, Decimal]) -> Decimal:
    """The value of an expression for one row.

    Raises KeyError for a column without a value and ZeroDivisionError (decimal.DivisionByZero) as Decimals do.

    >>> evaluate(parse_expression("a * (1 - b)"), {"a": Decimal("14"), "b": Decimal("0.25")})
    Decimal('10.50')
    """
    return build(expression, column=lambda name: values[name], number=lambda value: value)


def build(expression: Expression, *, column: Callable[[str], Value], number: Callable[[Decimal], Value]) -> Value:
    """Fold an expression with the operators of whatever `column` and `number` give.

    With `column=pl.col` and `number=lambda value: pl.lit(float(value))` it is a Polars expression, and so for Narwhals.

    >>> build(parse_expression("2 * (a + 1)"), column=lambda name: 3.0, number=float)
    8.0
    """
    match expression:
        case Number(value):
            return number(value)
        case Column(name):
            return column(name)
        case Negation(operand):
            return -build(operand, column=column, number=number)  # type: ignore[operator, no-any-return]
        case Operation(sign, left, right):
            return _apply(sign, build(left, column=column, number=number), build(right, column=column, number=number))


def _apply(sign: str, left: Value, right: Value) -> Value:
    match sign:
        case "+":
            return left + right  # type: ignore[operator, no-any-return]
        case "-":
            return left - right  # type: ignore[operator, no-any-return]
        case "*":
            return left * right  # type: ignore[operator, no-any-return]
    return left / right  # type: ignore[operator, no-any-return]


def renamed(expression: Expression, name: Callable[[str], str]) -> Expression:
    """The same arithmetic over columns with other names.

    >>> write(renamed(parse_expression("price * 2"), str.upper))
    'PRICE * 2'
    """
    match expression:
        case Column(old):
            return Column(name(old))
        case Negation(operand):
            return Negation(renamed(operand, name))
        case Operation(sign, left, right):
            return Operation(sign, renamed(left, name), renamed(right, name))
    return expression


def write(expression: Expression) -> str:
    """The text of an expression with no more parentheses than it needs; reading it gives the same expression.

    >>> write(parse_expression("(UnitPrice*Quantity)*(1-Discount)"))
    'UnitPrice * Quantity * (1 - Discount)'
    >>> write(parse_expression("a-(b-c)")), write(parse_expression("-(a+b)"))
    ('a - (b - c)', '-(a + b)')
    """
    match expression:
        case Number(value):
            return format(value, "f")
        case Column(name):
            return quote_column(name)
        case Negation(operand):
            return f"-{_write_within(operand, _BINDING['-1'])}"
        case Operation(sign, left, right):
            # Of equals the left one is meant first, so only the right one needs parentheses.
            strength = _BINDING[sign]
            return f"{_write_within(left, strength)} {sign} {_write_within(right, strength + 1)}"


_BINDING = {"+": 1, "-": 1, "*": 2, "/": 2, "-1": 3}


def _write_within(expression: Expression, strength: int) -> str:
    """In parentheses if it binds less strongly than what it stands in."""
    text = write(expression)
    weaker = isinstance(expression, Operation) and _BINDING[expression.sign] < strength
    return f"({text})" if weaker else text


def quote_column(name: str) -> str:
    """A column's name as an expression must write it.

    >>> quote_column("UnitPrice"), quote_column("Unit price")
    ('UnitPrice', '"Unit price"')
    """
    if re.fullmatch(r"[^\W\d][\w.]*", name):
        return name
    return f"'{name}'" if '"' in name else f'"{name}"'


def _columns(expression: Expression) -> Iterator[str]:
    match expression:
        case Column(name):
            yield name
        case Negation(operand):
            yield from _columns(operand)
        case Operation(_, left, right):
            yield from _columns(left)
            yield from _columns(right)


def _tokens(text: str) -> Iterator[_Token]:
    position = 0
    end = len(text.rstrip())
    while position < end:
        match = _TOKEN.match(text, position)
        if match is None or match.lastgroup is None:
            position += len(text[position:]) - len(text[position:].lstrip())
            raise ExpressionError(
                f"The expression {text!r} has {text[position]!r} at position {position + 1}; allowed are {_ALLOWED}."
            )
        kind = "name" if match.lastgroup in ("double", "single") else match.lastgroup
        yield _Token(kind, match[match.lastgroup], match.start(match.lastgroup) + 1)
        position = match.end()
    yield _Token("end", "", end + 1)


class _Parser:
    """Recursive descent over the grammar at the head of this module."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = list(_tokens(text))
        self.index = 0
        self.depth = 0

    def whole(self) -> Expression:
        expression = self.sum()
        if self.token.kind != "end":
            raise self.error("an operator + - * / or the end")
        return expression

    @property
    def token(self) -> _Token:
        return self.tokens[self.index]

    def take(self, *signs: str) -> str | None:
        """The next sign if it is one of these, and step over it."""
        if self.token.kind != "sign" or self.token.text not in signs:
            return None
        self.index += 1
        return self.tokens[self.index - 1].text

    def sum(self) -> Expression:
        return self.chain(self.product, "+", "-")

    def product(self) -> Expression:
        return self.chain(self.factor, "*", "/")

    def chain(self, part: Callable[[], Expression], *signs: str) -> Expression:
        """Parts joined by signs of one rank, grouped from the left."""
        expression = part()
        while sign := self.take(*signs):
            expression = Operation(sign, expression, part())
        return expression

    def factor(self) -> Expression:
        self.depth += 1
        if self.depth > DEEPEST:
            raise ExpressionError(f"The expression {self.text!r} is nested more than {DEEPEST} deep; simplify it.")
        expression = self.unnested()
        self.depth -= 1
        return expression

    def unnested(self) -> Expression:
        if self.take("-"):
            return Negation(self.factor())
        if self.take("("):
            expression = self.sum()
            if not self.take(")"):
                raise self.error("a closing parenthesis or an operator + - * /")
            return expression
        token = self.token
        if token.kind not in ("number", "name"):
            raise self.error("a number, a column name, a minus or an opening parenthesis")
        self.index += 1
        return Number(Decimal(token.text)) if token.kind == "number" else Column(token.text)

    def error(self, allowed: str) -> ExpressionError:
        seen = repr(self.token.text) if self.token.text else "its end"
        return ExpressionError(
            f"The expression {self.text!r} has {seen} at position {self.token.position}; allowed there: {allowed}."
        )
