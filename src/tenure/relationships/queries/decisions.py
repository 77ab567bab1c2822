"""The buying decisions of an account, and what holds of one thing just now."""

from typing import Any, TypeVar

from django.db.models import Case, Count, F, Q, QuerySet, Value, When

from tenure.accounts.models import Account, Contact
from tenure.relationships.choices import DecisionState
from tenure.relationships.models import Dated, Decision, Stance

STANCES_SHOWN = 6

Fact = TypeVar("Fact", bound=Dated)


def decisions_of(account: Account) -> QuerySet[Decision]:
    """The open ones first, by the day on which they are due, then those closed last; `people` counts their boards.

    Ask only for an account that the reader sees.
    """
    is_closed = Case(When(state=DecisionState.OPEN, then=Value(0)), default=Value(1))
    people = Count("roles", filter=Q(roles__valid_to=None))
    return Decision.objects.of_account(account.pk).annotate(people=people).order_by(
        is_closed, F("deadline").asc(nulls_last=True), F("closed_on").desc(nulls_last=True), "pk"
    )  # fmt: skip


def held_now(model: type[Fact], **key: Any) -> Fact | None:
    """What holds of one thing, with who said so; None where nobody says anything."""
    return model._default_manager.filter(**key, valid_to=None).select_related("author").first()


def stances_of(decision: Decision, contact: Contact) -> list[Stance]:
    """What somebody was said to think of us in a decision, the latest first."""
    said = Stance.objects.filter(decision=decision, contact=contact).select_related("author")
    return list(said.order_by("-held_on", "-pk")[:STANCES_SHOWN])
