"""The bounded values that requests are made of. Nothing passes that a database would refuse or cut."""

import math
import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from ninja import Path
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    StringConstraints,
)
from pydantic_core import CoreSchema, core_schema

GREATEST_KEY = 2**63 - 1
GREATEST_COUNT = 2**31 - 1
# Moments of these years exist in every time zone.
FIRST_YEAR, LAST_YEAR = 1900, 9998

# No control characters: PostgreSQL refuses NUL, and a line is one line.
_LINE = r"^[^\x00-\x1f\x7f-\x9f]*$"
_NAME = r"^[^\x00-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x1f\x7f-\x9f]*$"
# Lines and tabs are text; other control characters are not.
_TEXT = r"^[^\x00-\x08\x0b-\x1f\x7f-\x9f]*$"
_EMAIL_WORD = r"[A-Za-z0-9_%+'-]+"
_EMAIL_LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_EMAIL = rf"{_EMAIL_WORD}(\.{_EMAIL_WORD})*@({_EMAIL_LABEL}\.)+[A-Za-z]{{2,63}}"
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# A binary fraction of so many digits stands for one decimal fraction beyond doubt, though it lies this part of it off.
EXACT_DIGITS = 12
BINARY_ERROR = 1e-14


def _iso_day(value: Any) -> Any:
    """Let through what is written YYYY-MM-DD; pydantic alone would also take numbers as seconds since 1970."""
    if isinstance(value, date) or (isinstance(value, str) and _DAY.fullmatch(value)):
        return value
    raise ValueError("a day is written YYYY-MM-DD, as in 2026-03-31")


def _written_moment(value: Any) -> Any:
    """Let through what is written as a moment; pydantic alone would also take numbers as seconds since 1970."""
    if isinstance(value, datetime) or (isinstance(value, str) and _MOMENT.match(value)):
        return value
    raise ValueError("a moment is written as in 2026-03-31T12:00:00Z")


def _within_calendar(value: datetime) -> datetime:
    """Moments that have a year in every time zone."""
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ValueError(f"a moment lies between the years {FIRST_YEAR} and {LAST_YEAR}")
    return value


def whole(value: Any) -> Any:
    """To JSON 10.0 is as whole as 10; text is not, nor true."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


@dataclass(frozen=True)
class Digits:
    """A decimal number with so many digits before and after the point, between two bounds; text or a JSON number.

    It goes out as text, so that no digit is lost on the way.
    """

    whole: int
    places: int
    least: Decimal | None = None
    greatest: Decimal | None = None

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        number = core_schema.decimal_schema(
            max_digits=self.whole + self.places, decimal_places=self.places, ge=self.least, le=self.greatest
        )
        exact = core_schema.no_info_before_validator_function(self._exact, number)
        return core_schema.no_info_after_validator_function(self._padded, exact)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: Any) -> dict[str, Any]:
        if handler.mode == "serialization":
            return {"type": "string", "pattern": self.pattern}
        text = {"type": "string", "pattern": self.pattern}
        whole = {"type": "integer", **self._bounds(10**self.whole - 1)}
        step = float(Decimal(10) ** -self.places)
        fraction = {"type": "number", **self._bounds(self._greatest_fraction), "multipleOf": step}
        return {"anyOf": [text, whole, fraction]}

    @property
    def pattern(self) -> str:
        """How the number is written as text."""
        if self.greatest in (1, 10):
            below = "0" if self.greatest == 1 else "[0-9]"
            return rf"^({below}(\.[0-9]{{1,{self.places}}})?|{self.greatest}(\.0{{1,{self.places}}})?)$"
        positive = r"(?!0+(\.0+)?$)" if self.least else ""
        sign = "-?" if self.least is None else ""
        return rf"^{positive}{sign}[0-9]{{1,{self.whole}}}(\.[0-9]{{1,{self.places}}})?$"

    def _bounds(self, edge: int) -> dict[str, float]:
        least = -edge if self.least is None else float(self.least)
        return {"minimum": least, "maximum": edge if self.greatest is None else float(self.greatest)}

    @property
    def _greatest_fraction(self) -> int:
        return int(min(10**self.whole - 1, 10 ** (EXACT_DIGITS - self.places)))

    def _padded(self, value: Decimal) -> Decimal:
        """With all its places, as the database gives it back."""
        return value.quantize(Decimal(10) ** -self.places)

    def _exact(self, value: Any) -> Any:
        if isinstance(value, float):
            return self._decimal_of(value)
        if isinstance(value, str) and not re.fullmatch(self.pattern, value, re.ASCII):
            raise ValueError(f"{value[:40]!r} is not such a number; write it like 1234.5, {self.places} places at most")
        return value

    def _decimal_of(self, value: float) -> Decimal:
        if value.is_integer():
            return Decimal(int(value))
        if not abs(value) <= self._greatest_fraction:
            raise ValueError(f"{value!r} is too large to be exact as a JSON number; write it as text")
        nearest = round(value, self.places)
        if not math.isclose(nearest, value, rel_tol=BINARY_ERROR):
            raise ValueError(f"{value!r} has more than {self.places} places")
        return Decimal(repr(nearest))


PathKey = Annotated[int, Path(ge=1, le=GREATEST_KEY)]
Key = Annotated[int, Field(strict=True, ge=1, le=GREATEST_KEY), BeforeValidator(whole)]
Version = Annotated[int, Field(strict=True, ge=1, le=GREATEST_COUNT), BeforeValidator(whole)]
Count = Annotated[int, Field(strict=True, ge=0, le=GREATEST_COUNT), BeforeValidator(whole)]
Level = Annotated[int, Field(strict=True, ge=1, le=5), BeforeValidator(whole)]
Few = Annotated[int, Field(strict=True, ge=0, le=20), BeforeValidator(whole)]
Place = Annotated[int, Field(strict=True, ge=0, le=1000), BeforeValidator(whole)]
Days = Annotated[int, Field(strict=True, ge=1, le=3650), BeforeValidator(whole)]
ReviewDays = Annotated[int, Field(strict=True, ge=1, le=366), BeforeValidator(whole)]
Question = Annotated[int, Field(strict=True, ge=1, le=12), BeforeValidator(whole)]
StanceValue = Annotated[int, Field(strict=True, ge=-2, le=2), BeforeValidator(whole)]
Depth = Annotated[int, Field(strict=True, ge=0, le=4), BeforeValidator(whole)]
# A row that one saw; what is sent only to be compared is no reference.
Replaced = Annotated[int, Field(strict=True, ge=1, le=2**53 - 1), BeforeValidator(whole)]
Flag = Annotated[bool, Field(strict=True)]
Day = Annotated[date, BeforeValidator(_iso_day)]
Moment = Annotated[AwareDatetime, BeforeValidator(_written_moment), AfterValidator(_within_calendar)]
Money = Annotated[Decimal, Digits(13, 2)]
Amount = Annotated[Decimal, Digits(11, 4)]
Price = Annotated[Decimal, Digits(11, 4, least=Decimal(0))]
Fraction = Annotated[Decimal, Digits(1, 6, least=Decimal(0), greatest=Decimal(1))]
Share = Annotated[Decimal, Digits(1, 2, least=Decimal(0), greatest=Decimal(1))]
FogWeight = Annotated[Decimal, Digits(2, 2, least=Decimal(0))]
Score = Annotated[Decimal, Digits(2, 1, least=Decimal(0), greatest=Decimal(10))]
Weight = Annotated[Decimal, Digits(4, 2, least=Decimal(0))]
Points = Annotated[Decimal, Digits(2, 2, least=Decimal(0))]
Measure = Annotated[float, Field(strict=True, ge=-1e15, le=1e15, allow_inf_nan=False)]
Hours = Annotated[Decimal, Digits(5, 1, least=Decimal(0))]
Rate = Annotated[Decimal, Digits(7, 8, least=Decimal("0.00000001"))]
Line40 = Annotated[str, StringConstraints(max_length=40, pattern=_LINE)]
Line60 = Annotated[str, StringConstraints(max_length=60, pattern=_LINE)]
Line20 = Annotated[str, StringConstraints(max_length=20, pattern=_LINE)]
Line120 = Annotated[str, StringConstraints(max_length=120, pattern=_LINE)]
Line200 = Annotated[str, StringConstraints(max_length=200, pattern=_LINE)]
# What stands in a file's cells and heads, where a line may be broken.
Cell200 = Annotated[str, StringConstraints(max_length=200, pattern=_TEXT)]
Head500 = Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=_TEXT)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=_NAME)]
Words = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=_NAME)]
Name60 = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=_NAME)]
Name120 = Annotated[str, StringConstraints(min_length=1, max_length=120, pattern=_NAME)]
Text10000 = Annotated[str, StringConstraints(max_length=10_000, pattern=_TEXT)]
Text4000 = Annotated[str, StringConstraints(max_length=4000, pattern=_TEXT)]
Evidence = Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=_NAME)]
Text500 = Annotated[str, StringConstraints(max_length=500, pattern=_TEXT)]
Code10 = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,10}$")]
Code40 = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,40}$")]
Email = Annotated[str, StringConstraints(max_length=254, pattern=rf"^{_EMAIL}$")]
EmailOrEmpty = Annotated[str, StringConstraints(max_length=254, pattern=rf"^({_EMAIL})?$")]
Language = Annotated[str, StringConstraints(pattern=r"^([a-z]{2}(-[A-Z]{2})?)?$")]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
CurrencyOrEmpty = Annotated[str, StringConstraints(pattern=r"^([A-Z]{3})?$")]


class In(BaseModel):
    """What a request may carry: the fields named, and no others."""

    model_config = ConfigDict(extra="forbid")


class Out(BaseModel):
    """What an answer shows: the fields named, and no others."""


def unchanged() -> Any:
    """The default of a Patch's field: it may be left out, which is not the same as being set to null."""
    return Field(default_factory=_nothing)


def _nothing() -> Any:
    return None


def examples(*values: dict[str, Any]) -> ConfigDict:
    """A schema's settings with examples for the OpenAPI document; extras stay forbidden."""
    return ConfigDict(extra="forbid", json_schema_extra={"examples": list(values)})
