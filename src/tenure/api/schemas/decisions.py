from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from tenure.accounts.choices import ContactFunction
from tenure.analytics.board.buying_centre import BuyingRole
from tenure.analytics.board.findings import FindingKind
from tenure.analytics.board.moves import MoveKind
from tenure.analytics.board.position import Kind, Piece
from tenure.api.schemas.fields import (
    Day,
    Evidence,
    Few,
    Flag,
    FogWeight,
    In,
    Key,
    Level,
    Line200,
    Name,
    Out,
    Replaced,
    ReviewDays,
    Share,
    StanceValue,
    Version,
    examples,
    unchanged,
)
from tenure.relationships.choices import USUAL_REVIEW_DAYS, DecisionState


class DecisionOut(Out):
    """One buying decision of an account; `closed_on` is the day on which it was decided or dropped."""

    id: int
    version: int
    created_at: datetime
    updated_at: datetime
    account: int
    name: str
    line: str
    opened_on: date
    deadline: date | None
    state: DecisionState
    closed_on: date | None
    review_days: int
    shared_crown: bool


class DecisionPage(Out):
    """A page of decisions, and the cursor of the next."""

    items: list[DecisionOut]
    next: str | None


class DecisionIn(In):
    """A new buying decision. A move of ours is due every `review_days`; a committee shares the crown."""

    model_config = examples({"account": 12, "name": "Pumps for the new plant", "deadline": "2026-09-30"})

    account: Key
    name: Name
    line: Line200 = ""
    opened_on: Day = unchanged()
    deadline: Day | None = None
    review_days: ReviewDays = USUAL_REVIEW_DAYS
    shared_crown: Flag = False


class DecisionPatch(In):
    """The fields to change; `version` is the one they were read at. Another state closes it today or opens it."""

    model_config = examples({"version": 1, "state": "decided"})

    version: Version | None = None
    name: Name = unchanged()
    line: Line200 = unchanged()
    opened_on: Day = unchanged()
    deadline: Day | None = unchanged()
    state: DecisionState = unchanged()
    review_days: ReviewDays = unchanged()
    shared_crown: Flag = unchanged()


class FactOut(Out):
    """What somebody said, from a day on and perhaps until one, which itself does not count any more."""

    id: int
    valid_from: date
    valid_to: date | None
    author: int
    recorded_at: datetime


class FactIn(In):
    """What is said from a day on, today unless given; `replaces` is the number of the row one saw, if any.

    Where another row holds by now the answer is 409 with what it says.
    """

    valid_from: Day = unchanged()
    replaces: Replaced | None = None


class EndIn(In):
    """The day on which it ends; today unless given."""

    model_config = examples({"on": "2026-03-31"})

    on: Day | None = None


class RoleOut(FactOut):
    """Where a contact stands on the board of a decision; an empty piece is the default rule's.

    What says how much power somebody has is null for who may not see it.
    """

    decision: int
    contact: int
    function: ContactFunction
    level: int
    power: int | None
    reach: int | None
    line_authority: bool | None
    piece: str | None
    is_rising: bool | None
    roles: list[BuyingRole] | None


class RolePage(Out):
    """A page of roles, and the cursor of the next."""

    items: list[RoleOut]
    next: str | None


class RoleIn(FactIn):
    """Where a contact stands: level 1 (operational) to 5 (board), formal power 1 to 5, reach in functions.

    Function and level are the contact's own unless given; `roles` are the parts in the buying centre, those that held
    unless given.
    """

    model_config = examples({"decision": 3, "contact": 7, "piece": "king", "level": 5, "function": "operations"})

    decision: Key
    contact: Key
    function: ContactFunction = unchanged()
    level: Level = unchanged()
    power: Level | None = None
    reach: Few | None = None
    line_authority: Flag = False
    piece: Piece = unchanged()
    is_rising: Flag = False
    roles: Annotated[list[BuyingRole], Field(max_length=len(BuyingRole))] = unchanged()


class StanceOut(Out):
    """What a contact thinks of us in a decision, +2 champion to -2 blocker; the latest counts."""

    id: int
    decision: int
    contact: int
    value: int
    evidence: str
    held_on: date
    author: int
    recorded_at: datetime


class StancePage(Out):
    """A page of stances, and the cursor of the next."""

    items: list[StanceOut]
    next: str | None


class StanceIn(In):
    """A stance with what shows it, and its day if not today."""

    model_config = examples({"decision": 3, "contact": 7, "value": -1, "evidence": "Asked two rivals for offers"})

    decision: Key
    contact: Key
    value: StanceValue
    evidence: Evidence
    held_on: Day = unchanged()


class InfluenceOut(FactOut):
    """What runs from one contact to another; assumed until it is confirmed."""

    decision: int
    source: int
    target: int
    kind: Kind
    weight: Decimal
    is_confirmed: bool


class InfluencePage(Out):
    """A page of influences, and the cursor of the next."""

    items: list[InfluenceOut]
    next: str | None


class InfluenceIn(FactIn):
    """What runs from `source` to `target`, weight 0 to 1; tension and restricted access sway nobody."""

    model_config = examples({"decision": 3, "source": 8, "target": 7, "kind": "influences", "weight": "0.5"})

    decision: Key
    source: Key
    target: Key
    kind: Kind = Kind.INFLUENCES
    weight: Share
    is_confirmed: Flag = True


class FogOut(FactOut):
    """A square on which somebody sits whom nobody of ours knows."""

    decision: int
    level: int
    function: ContactFunction
    weight: Decimal


class FogPage(Out):
    """A page of squares in fog, and the cursor of the next."""

    items: list[FogOut]
    next: str | None


class FogIn(FactIn):
    """A square in fog, and what it weighs beside the others."""

    model_config = examples({"decision": 3, "level": 4, "function": "finance", "weight": "2"})

    decision: Key
    level: Level
    function: ContactFunction
    weight: FogWeight = Decimal(1)


class BoardCommitmentIn(In):
    """Who takes on a finding or a move of a board, by its kind and whom it is about, null for the whole board.

    You do unless `owner` is given. Everybody who sees the account reads the text.
    """

    model_config = examples(
        {"kind": "uncovered", "contact": 7, "text": "Give Dahl a first tie", "due_on": "2026-03-12"}
    )

    kind: FindingKind | MoveKind
    contact: Key | None = None
    text: Name
    owner: Key = unchanged()
    due_on: Day
