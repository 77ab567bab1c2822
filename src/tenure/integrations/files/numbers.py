"""Amounts as people write them: how a column writes its numbers, and the Decimal that a text means."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

LARGEST = Decimal(10) ** 15
LONGEST_TEXT = 60
WHOLE_NUMBERS = "whole numbers"

_SPACES = " \u00a0\u2007\u2009\u202f"
_APOSTROPHES = "'\u2019\u02bc"
_MINUSES = str.maketrans({"\u2212": "-", "\u2013": "-", "\ufe63": "-", "\uff0d": "-"})

_CODES = (
    "AED|ALL|AMD|ARS|AUD|AZN|BAM|BDT|BGN|BHD|BRL|BYN|CAD|CHF|CLP|CNY|COP|CRC|CZK|DKK|DOP|DZD|EGP|EUR|GBP|GEL|GHS|"
    "HKD|HUF|IDR|ILS|INR|IQD|IRR|ISK|JOD|JPY|KES|KRW|KWD|KZT|LBP|LKR|MAD|MDL|MKD|MXN|MYR|NGN|NOK|NPR|NZD|OMR|PEN|"
    "PHP|PKR|PLN|PYG|QAR|RON|RSD|RUB|SAR|SEK|SGD|THB|TND|TRY|TWD|TZS|UAH|UGX|USD|UYU|UZS|VND|XAF|XOF|ZAR"
)
_SIGNS = (
    "R\\$|US\\$|A\\$|C\\$|NZ\\$|HK\\$|S\\$|Rs\\.?|Fr\\.|kr\\.?|z\u0142|K\u010d|Ft|lei|"
    "[$\u20a0-\u20bf\u00a3\u00a5\u00a2]"
)
_CURRENCY = f"(?:{_CODES}|{_SIGNS})"
_AFFIXES = re.compile(rf"^({_CURRENCY})?[{_SPACES}]*(.*?)[{_SPACES}]*({_CURRENCY})?$", re.DOTALL)
_BODY = re.compile(rf"[0-9][0-9.,{_SPACES}{_APOSTROPHES}]*|[.,][0-9]+")
_EXPONENT = re.compile(r"([0-9]+(?:[.,][0-9]+)?)[eE]([+-]?[0-9]{1,2})")
_ROUND_AMOUNT = re.compile(r"(?<=[0-9])[.,]-{1,2}(?=$|[^0-9])")
_LEADING_ZERO = re.compile(r"0[0-9]+")


@dataclass(frozen=True)
class NumberStyle:
    """How one column writes numbers: its decimal mark, and its thousands separator (empty where it has none).

    A space stands for every kind of space, an apostrophe for every kind of apostrophe.
    """

    decimal: str = "."
    thousands: str = ""


POINT = NumberStyle(".", ",")
COMMA = NumberStyle(",", ".")


@dataclass(frozen=True)
class NumberGuess:
    """The style of a column, or the likelier of two if `ambiguous`; None where no style reads it.

    `unreadable` counts the texts that are no number in any style.
    """

    style: NumberStyle | None
    ambiguous: bool
    unreadable: int
    why: str

    @property
    def decisive(self) -> bool:
        """Whether some text showed the style, so that texts which do not may be read by it."""
        return self.style is not None and not self.ambiguous and self.why != WHOLE_NUMBERS


@dataclass(frozen=True)
class _Stripped:
    """A number without its dress: digits and separators, sign and scale."""

    body: str
    negative: bool
    percent: bool


def is_code(text: str) -> bool:
    """Whether digits begin with a zero that a number would lose, so that they must stay text.

    >>> is_code("00420"), is_code("0"), is_code("0.5"), is_code("420")
    (True, False, False, False)
    """
    return _LEADING_ZERO.fullmatch(text.strip()) is not None


def guess_number_style(samples: Iterable[str]) -> NumberGuess:
    """Decide from sample texts which mark is the decimal one.

    A mark followed by one, two or more than three digits, or standing last beside the other mark, is decimal; a mark
    that occurs twice separates thousands. A column in which only texts such as "1.234" occur is ambiguous: the style
    that is given then reads them as thousands.

    >>> guess_number_style(["1.234,50", "12,00"]).style
    NumberStyle(decimal=',', thousands='.')
    >>> guess_number_style(["1.234", "2.500"]).ambiguous
    True
    >>> guess_number_style(["Alder", "Birch"]).style is None
    True
    """
    texts = [text for text in samples if text.strip()]
    bodies = [body for text in texts if (body := _sample_body(text)) is not None]
    unreadable = len(texts) - len(bodies)
    style, ambiguous, why = _style_of(bodies)
    return NumberGuess(style, ambiguous, unreadable, why)


def _style_of(bodies: list[str]) -> tuple[NumberStyle | None, bool, str]:
    decimals = {mark for body in bodies if (mark := _decimal_mark(body))}
    if not bodies:
        return None, False, "no value is a number"
    if len(decimals) == 2:
        return None, True, "some values have a decimal comma and some a decimal point"
    if decimals:
        (mark,) = decimals
        return NumberStyle(mark, _thousands(bodies, mark)), False, f"decimal {_spoken(mark)}"
    return _style_without_decimals(bodies)


def _style_without_decimals(bodies: list[str]) -> tuple[NumberStyle | None, bool, str]:
    for mark, other in ((",", "."), (".", ",")):
        examples = [body for body in bodies if mark in body]
        if any(body.count(mark) > 1 for body in examples):
            return NumberStyle(other, mark), False, f"{_spoken(mark)}s separate thousands"
        if examples:
            return NumberStyle(other, mark), True, f"{examples[0]!r} may be read in two ways"
    return NumberStyle(".", _thousands(bodies, ".")), False, WHOLE_NUMBERS


def _sample_body(text: str) -> str | None:
    if len(text) > LONGEST_TEXT:
        return None
    stripped = _strip(text)
    if _EXPONENT.fullmatch(stripped.body):
        return stripped.body.lower().partition("e")[0]
    return stripped.body if _BODY.fullmatch(stripped.body) else None


def _decimal_mark(body: str) -> str | None:
    """The mark that must be decimal in this text, None where the text does not tell."""
    points, commas = body.count("."), body.count(",")
    if points and commas:
        return max(".,", key=body.rfind)
    if points + commas != 1:
        return None
    mark = "." if points else ","
    before, after = body.split(mark)
    grouped = len(after) == 3 and 1 <= len(before) <= 3 and not before.startswith("0")
    return None if grouped else mark


def _thousands(bodies: list[str], decimal: str) -> str:
    """The thousands separator in use; the other mark by default, which then simply does not occur."""
    for group, sign in ((_SPACES, " "), (_APOSTROPHES, "'")):
        if any(character in body for body in bodies for character in group):
            return sign
    return "," if decimal == "." else "."


def _spoken(mark: str) -> str:
    return "point" if mark == "." else "comma"


def parse_decimal(text: str, style: NumberStyle = POINT) -> Decimal:
    """The number a text means in a style: currency, sign, parentheses, percent and thousands understood.

    Range: below 10**15 in size. Thousands must stand in groups of three.
    Raises ValueError with a sentence for anything else.

    >>> parse_decimal("(1.234,50) €", COMMA), parse_decimal("USD 1,250.00-"), parse_decimal("12.5 %")
    (Decimal('-1234.50'), Decimal('-1250.00'), Decimal('0.125'))
    >>> parse_decimal("n/a")
    Traceback (most recent call last):
    ...
    ValueError: The value 'n/a' is not a number; something like 1,234.50 is allowed.
    """
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"A text of {len(text):,} characters is not a number; at most {LONGEST_TEXT} are allowed.")
    stripped = _strip(text)
    number = _plain(stripped.body, style)
    if number is None:
        raise ValueError(f"The value {text!r} is not a number; something like {_example(style)} is allowed.")
    value = Decimal(number) / 100 if stripped.percent else Decimal(number)
    return _bounded(-value if stripped.negative else value, text)


def _bounded(value: Decimal, text: str) -> Decimal:
    if abs(value) >= LARGEST:
        raise ValueError(f"The value {text!r} is out of range; numbers below 10^15 are allowed.")
    return value


def _strip(text: str) -> _Stripped:
    """Take off sign, parentheses, currency and percent, from the outside in, each at most once on a side."""
    body = _ROUND_AMOUNT.sub("", text.translate(_MINUSES).strip())
    parentheses = body.startswith("(") and body.endswith(")") and len(body) > 2
    if parentheses:
        body = body[1:-1].strip()
    body, outer = _signed(body)
    body, percent = (body[:-1].rstrip(), True) if body.endswith("%") else (body, False)
    body = _without_currency(body)
    if not parentheses and body.startswith("(") and body.endswith(")") and len(body) > 2:
        parentheses, body = True, body[1:-1].strip()
    body, inner = _signed(body)
    signs = sum((parentheses, outer == "-", inner == "-"))
    return _Stripped(body if signs < 2 and not (outer and inner) else "", signs == 1, percent)


def _signed(body: str) -> tuple[str, str]:
    if body[:1] in ("-", "+") and body:
        return body[1:].lstrip(), body[0]
    if body.endswith("-"):
        return body[:-1].rstrip(), "-"
    return body, ""


def _without_currency(body: str) -> str:
    match = _AFFIXES.match(body)
    if match is None or (match[1] and match[3]):
        return body
    return match[2]


def _plain(body: str, style: NumberStyle) -> str | None:
    """The body as Python writes a number, None where it is not one in this style."""
    if scientific := _EXPONENT.fullmatch(body):
        mantissa = scientific[1].replace(style.decimal, ".")
        return None if "," in mantissa else f"{mantissa}e{scientific[2]}"
    whole, _, fraction = body.partition(style.decimal)
    digits = _ungrouped(whole, style.thousands)
    if digits is None or (fraction and not _is_digits(fraction)):
        return None
    return f"{digits}.{fraction}" if fraction else (digits or None)


def _ungrouped(whole: str, thousands: str) -> str | None:
    if not whole or _is_digits(whole):
        return whole
    separators = {" ": _SPACES, "'": _APOSTROPHES}.get(thousands, thousands)
    found = {character for character in whole if not character.isdigit()}
    if len(found) != 1 or not found <= set(separators):
        return None
    first, *groups = whole.split(found.pop())
    fits = _is_digits(first) and len(first) <= 3 and all(_is_digits(group) and len(group) == 3 for group in groups)
    return first + "".join(groups) if fits else None


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _example(style: NumberStyle) -> str:
    return f"1{style.thousands}234{style.decimal}50"
