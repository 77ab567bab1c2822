from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from tenure.api.schemas.decisions import FactIn, FactOut
from tenure.api.schemas.fields import Depth, Evidence, In, Key, Name, Out, Share, examples, unchanged
from tenure.relationships.actions.heat_map import MOST_AT_ONCE


class TieOverrideOut(FactOut):
    """How well one of ours knows a contact, said by hand: a strength, or a depth that goes into the sum."""

    member: int
    contact: int
    strength: Decimal | None
    depth: int | None
    reason: str


class TieOverridePage(Out):
    """A page of ties by hand, and the cursor of the next."""

    items: list[TieOverrideOut]
    next: str | None


class TieOverrideIn(FactIn):
    """A tie by hand: strength 0 to 1, or depth 0 (unknown) to 4 (advocate), and why."""

    model_config = examples({"member": 2, "contact": 7, "strength": "0.8", "reason": "At school together"})

    member: Key
    contact: Key
    strength: Share | None = None
    depth: Depth | None = None
    reason: Evidence


class PairIn(In):
    """One of ours and one of theirs."""

    member: Key
    contact: Key


class TiesIn(In):
    """Many ties of one account by hand, all of one strength and for one reason, from today on."""

    model_config = examples(
        {"pairs": [{"member": 2, "contact": 7}, {"member": 2, "contact": 8}], "strength": "0.4", "reason": "Kick-off"}
    )

    pairs: Annotated[list[PairIn], Field(min_length=1, max_length=MOST_AT_ONCE)]
    strength: Share
    reason: Evidence


class TiesSet(Out):
    """The rows that are new; a tie of which this was said already keeps its row."""

    items: list[TieOverrideOut]


class CompetitorTieOut(FactOut):
    """How well a competitor knows a contact, 0 to 1, as far as we can tell."""

    contact: int
    competitor: str
    competitor_account: int | None
    strength: Decimal


class CompetitorTiePage(Out):
    """A page of competitors' ties, and the cursor of the next."""

    items: list[CompetitorTieOut]
    next: str | None


class CompetitorTieIn(FactIn):
    """A competitor's tie; its name is that of its account unless given."""

    model_config = examples({"contact": 7, "competitor": "Rivalco", "strength": "0.6"})

    contact: Key
    competitor: Name = unchanged()
    competitor_account: Key | None = None
    strength: Share


class TieOut(Out):
    """A tie on a day: its strength of 0 to 1, and what interactions show of it. `override` is the row by hand, if any.

    `contacts` are two-way ones of 90 days, `days_since` the last of them; directions and topics are of a year.
    """

    member: int
    contact: int
    strength: float
    contacts: float
    depth: int
    incoming: int
    outgoing: int
    topics: int
    days_since: float | None
    override: int | None


class TiesOut(Out):
    """Who of ours knows whom at an account on a day."""

    day: date
    items: list[TieOut]
