"""What is owed: an account's next step, what is open, and how much of what was due was kept."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import BooleanField, Count, ExpressionWrapper, F, Q, QuerySet

from tenure.accounts.models import Account, Commitment
from tenure.analytics.commitments import CommitmentState, KeptRate
from tenure.core.written import written_once

OPEN_SHOWN = 6


class StepState(StrEnum):
    """Where an account's next step is."""

    NONE = "none"
    PLANNED = "planned"
    TODAY = "today"
    OVERDUE = "overdue"


def step_state(day: date | None, today: date) -> StepState:
    """The state of a step that is to be done by a day, None when there is no step.

    >>> [step_state(day, date(2026, 3, 12)).value for day in (None, date(2026, 3, 13), date(2026, 3, 12))]
    ['none', 'planned', 'today']
    """
    if day is None:
        return StepState.NONE
    if day == today:
        return StepState.TODAY
    return StepState.PLANNED if day > today else StepState.OVERDUE


@dataclass(frozen=True)
class NextStep:
    """The earliest of what we owe an account; `state` is none, and the rest empty, when there is nothing."""

    state: StepState
    on: date | None = None
    what: str = ""
    commitment: int | None = None


NO_STEP = NextStep(StepState.NONE)


def next_steps(accounts: Iterable[int], today: date) -> dict[int, NextStep]:
    """The next step of each of these accounts (by number), those without one included; one query for all."""
    numbers = list(accounts)
    steps = Commitment.objects.still_open().ours().filter(account__in=numbers)
    rows = steps.order_by("account", "-due_on", "-pk").values_list("account", "due_on", "text", "pk")
    # The earliest comes last and stays.
    found = {account: NextStep(step_state(day, today), day, what, pk) for account, day, what, pk in rows}
    return {number: found.get(number, NO_STEP) for number in numbers}


def next_of(commitments: Sequence[Commitment], today: date) -> NextStep:
    """The first that we owe among an account's open commitments, as `open_commitments` gives them."""
    for one in commitments[:1]:
        if one.contact_id is None:
            return NextStep(step_state(one.due_on, today), one.due_on, one.text, one.pk)
    return NO_STEP


def open_commitments(account: Account) -> list[Commitment]:
    """What is owed on the account and still open: ours before theirs, the most urgent first."""
    return _open_commitments(account.pk)


@written_once
def _open_commitments(account: int) -> QuerySet[Commitment, Commitment]:
    owed = Commitment.objects.still_open().filter(account_id=account).select_related("owner", "contact")
    is_ours = ExpressionWrapper(Q(contact=None), output_field=BooleanField())
    return owed.annotate(is_ours=is_ours).order_by("-is_ours", "due_on", "pk")[:OPEN_SHOWN]


KEPT_COUNTS = ("kept", "late", "slipped", "missed", "overdue", "withdrawn")


def kept_rate_of(commitments: QuerySet[Commitment], day: date) -> KeptRate:
    """How much of them was kept by a day; it counts as `analytics.commitments.kept_rate` does, in the database."""
    return KeptRate(**commitments.order_by().aggregate(**kept_counts(day)))


def kept_counts(day: date) -> Mapping[str, Count]:
    """What is counted of commitments for a `KeptRate`, each under the name of its field."""
    settled = ~Q(state=CommitmentState.OPEN.value) & Q(settled_on__lte=day)
    due = Q(deleted_at=None) & (Q(first_due_on__lt=day) | (Q(first_due_on=day) & settled))
    kept, missed, withdrawn = (
        due & settled & Q(state=state.value)
        for state in (CommitmentState.KEPT, CommitmentState.MISSED, CommitmentState.WITHDRAWN)
    )
    counted = {
        "kept": kept & Q(slips=0, settled_on__lte=F("first_due_on")),
        "late": kept & Q(slips=0, settled_on__gt=F("first_due_on")),
        "slipped": (kept | (due & ~settled)) & Q(slips__gt=0),
        "missed": missed,
        "overdue": due & ~settled & Q(slips=0),
        "withdrawn": withdrawn,
    }
    return {name: Count("pk", filter=wanted) for name, wanted in counted.items()}
