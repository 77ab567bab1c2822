from datetime import datetime
from typing import Annotated

from pydantic import Field

from tenure.accounts.choices import AccountKind
from tenure.api.schemas.fields import In, Key, Out, examples
from tenure.insight.choices import BulkKind

Accounts = Annotated[list[Key], Field(min_length=1, max_length=1000)]


class BulkChangeIn(In):
    """The same for many accounts: `member` is the new owner (null: nobody) or team member, `account_kind` the kind."""

    model_config = examples({"kind": "set_kind", "accounts": [1], "account_kind": "prospect"})

    kind: BulkKind
    accounts: Accounts
    member: Key | None = None
    account_kind: AccountKind | None = None


class BulkChangeOut(Out):
    """What was done to many accounts at once. `accounts` are those that changed, as far as you see them.

    `value` is the member's number or the kind; `kept` lists what undoing left, because it was changed again.
    """

    id: int
    kind: BulkKind
    value: str
    by: int
    at: datetime
    accounts: list[int]
    undone_at: datetime | None
    undo_until: datetime
    kept: list[int]


class BulkChanges(Out):
    """The last fifty."""

    items: list[BulkChangeOut]
