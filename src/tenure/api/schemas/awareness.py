from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field

from tenure.api.schemas.fields import In, Name, Name120, Out, examples, whole

MOST_NAMES = 50


class PollOut(Out):
    """The question "name our key accounts", put to everybody; `closed_on` is null while it takes answers."""

    id: int
    version: int
    name: str
    wanted: int
    opened_on: date
    closed_on: date | None


class PollPage(Out):
    """A page of polls, and the cursor of the next."""

    items: list[PollOut]
    next: str | None


class PollIn(In):
    """A new poll, and how many names it asks for."""

    model_config = examples({"name": "Autumn 2026", "wanted": 10})

    name: Name120
    wanted: Annotated[int, Field(strict=True, ge=1, le=MOST_NAMES), BeforeValidator(whole)] = 10


class NamesIn(In):
    """The names that you remember, the most important first."""

    model_config = examples({"names": ["Nordhaven Marine", "Alder Hydraulics"]})

    names: Annotated[list[Name], Field(min_length=1, max_length=MOST_NAMES)]


class NameOut(Out):
    """A name given by a share of the people; `account` is null where none is recognised."""

    name: str
    share: float
    account: int | None
    is_key: bool | None


class AwarenessOut(PollOut):
    """What came of a poll, null while it is open; shares are of 1, null where there is nothing to compare."""

    season: str | None
    official: int | None
    people: int | None
    distinct: int | None
    naming_all: float | None
    agreeing: float | None
    overlap: float | None
    names: list[NameOut]
