from datetime import datetime

from tenure.api.schemas.fields import Code40, Flag, In, Line200, Name60, Out, Version, examples, unchanged
from tenure.insight.choices import Audience

# Parameters of the portfolio's address by name; which there are, and what each takes, refusals say.
Definition = dict[Code40, Line200]


class ViewOut(Out):
    """A way of looking at the portfolio under a name; `definition` holds parameters of the page's address."""

    id: int
    name: str
    owner: int
    audience: Audience
    definition: dict[str, str]
    is_default: bool
    version: int
    created_at: datetime
    updated_at: datetime


class ViewPage(Out):
    """A page of saved views, and the cursor of the next."""

    items: list[ViewOut]
    next: str | None


class ViewIn(In):
    """A new view: for oneself, or, as a director, for the team."""

    model_config = examples({"name": "Germany by revenue", "definition": {"country": "Germany", "sort": "-revenue"}})

    name: Name60
    definition: Definition = {}
    audience: Audience = Audience.PRIVATE


class ViewPatch(In):
    """What to change of a view; what is left out stays. `version` is the one that was seen when it is renamed."""

    model_config = examples({"name": "Our Germany"}, {"is_default": True})

    name: Name60 = unchanged()
    definition: Definition = unchanged()
    audience: Audience = unchanged()
    is_default: Flag = unchanged()
    version: Version | None = None
