from typing import Literal

from tenure.api.schemas.fields import Out
from tenure.insight.search import Noun


class HitOut(Out):
    """Something found; `near` when you own its account or opened it lately, `account` the contact's account."""

    noun: Noun
    id: int
    name: str
    detail: str
    account: int | None
    closeness: Literal["exact", "beginning", "words", "within", "misspelt"]
    near: bool


class FoundOut(Out):
    """What a text could mean, best first."""

    items: list[HitOut]


class SeenAccountOut(Out):
    """An account that was opened lately."""

    id: int
    name: str


class SeenOut(Out):
    """The accounts opened last, the latest first."""

    items: list[SeenAccountOut]
