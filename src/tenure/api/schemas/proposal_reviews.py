"""Proposals and presentations that are looked at before they go out."""

from datetime import date, datetime
from typing import Literal

from tenure.api.schemas.fields import Day, In, Key, Name, Out, Version, examples
from tenure.api.schemas.plans import Text4000
from tenure.growth.choices import ProposalVerdict


class ProposalReviewOut(Out):
    """What is to go out, who is asked to look at it by when, what they say, and whether it may go."""

    id: int
    version: int
    created_at: datetime
    updated_at: datetime
    account: int
    title: str
    document: int | None
    asked_by: int
    asked_of: int
    due_on: date
    comments: str
    verdict: ProposalVerdict | Literal[""]
    answered_on: date | None
    withdrawn_on: date | None


class ProposalReviewPage(Out):
    """A page of them, and the cursor of the next."""

    items: list[ProposalReviewOut]
    next: str | None


class ProposalReviewIn(In):
    """What is to go out and who looks at it first; `document` is a file of the account."""

    model_config = examples({"account": 12, "title": "Offer for line three", "asked_of": 4, "due_on": "2026-06-05"})

    account: Key
    title: Name
    asked_of: Key
    due_on: Day
    document: Key | None = None


class VerdictIn(In):
    """Whether it may go out; what may not as it is takes a comment."""

    model_config = examples({"verdict": "change_first", "comments": "Name the price on page one"})

    verdict: ProposalVerdict
    comments: Text4000 = ""
    version: Version | None = None
