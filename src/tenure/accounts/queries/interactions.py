"""What is to be done next, and whom nobody has met for long."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.db.models import F, Max, Q, QuerySet
from django.utils import timezone

from tenure.accounts.choices import KEY_SENIORITY, MET_BY
from tenure.accounts.models import Account, Contact, Interaction
from tenure.core.written import written_once

LONG_DAYS = 60
STEPS_SHOWN = 5
PEOPLE_SHOWN = 6


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
    """The earliest open step of an account; `state` is none, and the rest empty, when there is none."""

    state: StepState
    on: date | None = None
    what: str = ""
    interaction: int | None = None


NO_STEP = NextStep(StepState.NONE)


def next_steps(accounts: Iterable[int], today: date) -> dict[int, NextStep]:
    """The next step of each of these accounts (by number), those without one included; one query for all."""
    numbers = list(accounts)
    steps = Interaction.objects.with_open_step().filter(account__in=numbers)
    rows = steps.order_by("account", "-follow_up_on", "-pk").values_list(
        "account", "follow_up_on", "follow_up", "subject", "pk"
    )
    # The earliest comes last and stays.
    found = {
        account: NextStep(step_state(day, today), day, what or subject, pk) for account, day, what, subject, pk in rows
    }
    return {number: found.get(number, NO_STEP) for number in numbers}


def next_of(steps: Sequence[Interaction], today: date) -> NextStep:
    """The first of an account's open steps, as `open_steps` gives them."""
    for step in steps[:1]:
        return NextStep(
            step_state(step.follow_up_on, today), step.follow_up_on, step.follow_up or step.subject, step.pk
        )
    return NO_STEP


def open_steps(account: Account) -> list[Interaction]:
    """The interactions of the account whose next step is still open, the most urgent first."""
    return _open_steps(account.pk)


@written_once
def _open_steps(account: int) -> QuerySet[Interaction, Interaction]:
    steps: QuerySet[Interaction] = Interaction.objects.with_open_step().filter(account_id=account)
    return steps.order_by("follow_up_on", "pk")[:STEPS_SHOWN]


@dataclass(frozen=True)
class KeyPerson:
    """A contact who decides or prepares decisions, and when somebody of ours last spoke with them; None: never."""

    contact: Contact
    met_at: datetime | None


def people_not_met(account: Account, today: date, *, days: int = LONG_DAYS) -> list[KeyPerson]:
    """The account's key people of today whom nobody has spoken with for so many days; never met first, then longest.

    Calls, meetings and visits count; mails and letters do not, as they can be sent to anybody.
    """
    since = timezone.make_aware(datetime.combine(today - timedelta(days=days), datetime.min.time()))
    cold = _cold(account.pk, since)
    return [KeyPerson(person, getattr(person, "met_at")) for person in cold]  # noqa: B009 - an annotation


@written_once
def _cold(account: int, since: datetime) -> QuerySet[Contact, Contact]:
    spoken = Q(interactions__kind__in=MET_BY, interactions__deleted_at=None)
    people = Contact.objects.of_account(account).filter(left_on=None, seniority__gte=KEY_SENIORITY)
    dated = people.annotate(met_at=Max("interactions__at", filter=spoken))
    cold = dated.filter(Q(met_at=None) | Q(met_at__lt=since))
    return cold.order_by(F("met_at").asc(nulls_first=True), F("seniority").desc(), "name")[:PEOPLE_SHOWN]


def last_met(contact: Contact) -> Interaction | None:
    """The last call, meeting or visit with the contact."""
    spoken = contact.interactions.filter(kind__in=MET_BY, deleted_at=None)
    return spoken.order_by("-at", "-pk").first()
