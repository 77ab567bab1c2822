"""What was agreed with a client, for us and for them: the way, what they expect, what they got."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Model, QuerySet

from tenure.accounts.models import Account
from tenure.analytics.roadmap import Punctuality, Standing, Value, punctuality, standing, value_of
from tenure.growth.models import Advice, Benefit, Expectation, RoadmapEntry

# The page of advice has all of it.
ADVICE_SHOWN = 20


@dataclass(frozen=True)
class Stop:
    """Something on the way and how it stands on the day."""

    entry: RoadmapEntry
    standing: Standing


@dataclass(frozen=True)
class Agreed:
    """Everything agreed with a client; `punctuality` is that of milestones and phases that were due."""

    stops: Sequence[Stop]
    expectations: Sequence[Expectation]
    benefits: Sequence[Benefit]
    advice: Sequence[Advice]
    punctuality: Punctuality
    value: Value

    @property
    def accepted(self) -> int:
        """How many expectations the client has accepted."""
        return sum(one.accepted_on is not None for one in self.expectations)


def agreed_with(account: Account, today: date, *, shared: bool = False) -> Agreed:
    """What was agreed with the account by a day; `shared` only what is for the client to see. Four queries.

    Ask only for an account that the reader sees.
    """
    entries = _of(RoadmapEntry, account, shared=shared).order_by("due_on", "pk")
    stops = [Stop(entry, standing(entry.due_on, entry.reached_on, today)) for entry in entries]
    expectations = list(_of(Expectation, account, shared=shared).select_related("accepted_by").order_by("pk"))
    benefits = _of(Benefit, account, shared=shared).select_related("accepted_by")
    got = list(benefits.order_by(F("delivered_on").desc(nulls_last=True), "-pk"))
    return Agreed(
        stops=stops,
        expectations=expectations,
        benefits=got,
        advice=list(_of(Advice, account, shared=shared).order_by("-given_on", "-pk")[:ADVICE_SHOWN]),
        punctuality=punctuality(stop.standing for stop in stops if stop.entry.kind != "message"),
        value=value_of((one.currency, one.amount, one.accepted_on is not None) for one in got),
    )


def _of(model: type[Model], account: Account, *, shared: bool) -> QuerySet[Any]:
    things = model._default_manager.filter(account=account, deleted_at=None).select_related("owner", "contact")
    return things.filter(client_visible=True) if shared else things
