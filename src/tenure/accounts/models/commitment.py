from datetime import date
from decimal import Decimal

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tenure.accounts.choices import (
    CommitmentKind,
    CommitmentOrigin,
    commitment_kind_choices,
    commitment_origin_choices,
    commitment_state_choices,
)
from tenure.accounts.models.account import Account
from tenure.accounts.models.account_thing import AccountThing, AccountThingQuerySet
from tenure.accounts.models.contact import Contact
from tenure.accounts.models.interaction import Interaction
from tenure.analytics.commitments import CommitmentState, Owed, Status, status_on
from tenure.core.models import ExternalRecord
from tenure.people.models import Member

OPEN = Q(deleted_at=None, state=CommitmentState.OPEN.value)


class CommitmentQuerySet(AccountThingQuerySet["Commitment"]):
    def still_open(self) -> "CommitmentQuerySet":
        """Those that nobody has kept, missed or withdrawn yet."""
        return self.filter(OPEN)

    def ours(self) -> "CommitmentQuerySet":
        """What we owe, or nobody yet."""
        return self.filter(contact=None)

    def theirs(self) -> "CommitmentQuerySet":
        """What they owe."""
        return self.exclude(contact=None)

    def owed_by(self, member: Member) -> "CommitmentQuerySet":
        return self.filter(owner=member)

    def due_before(self, day: date) -> "CommitmentQuerySet":
        return self.filter(due_on__lt=day)


class Commitment(ExternalRecord, AccountThing):
    """Anything that somebody owes somebody by a day: a promise, a task, a request, a plan's action, an obligation.

    Who owes it is a member of ours (`owner`), somebody of theirs (`contact`), or nobody yet; `department` is the part
    of our house that has to deliver. It is owed to one of theirs or of ours, or to nobody in particular. The day first
    promised stays whatever happens; `slips` counts how often it was put off beyond it. It came from an interaction, or
    from what `origin` says, which points to it from its own table.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="commitments")
    kind = models.CharField(max_length=16, choices=commitment_kind_choices, default=CommitmentKind.PROMISE)
    text = models.CharField(max_length=200)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="commitments"
    )
    contact = models.ForeignKey(Contact, on_delete=models.SET_NULL, null=True, blank=True, related_name="commitments")
    department = models.CharField(max_length=60, blank=True, default="")
    to_member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="promised_commitments"
    )
    to_contact = models.ForeignKey(
        Contact, on_delete=models.SET_NULL, null=True, blank=True, related_name="promised_commitments"
    )
    due_on = models.DateField()
    first_due_on = models.DateField(editable=False)
    slips = models.PositiveSmallIntegerField(default=0, editable=False)
    state = models.CharField(
        max_length=9, choices=commitment_state_choices, default=CommitmentState.OPEN, editable=False
    )
    settled_on = models.DateField(null=True, blank=True, editable=False)
    outcome = models.CharField(max_length=200, blank=True, default="")
    client_visible = models.BooleanField(default=False)
    effort_hours = models.DecimalField(
        max_digits=6, decimal_places=1, null=True, blank=True, validators=[MinValueValidator(Decimal(0))]
    )
    interaction = models.ForeignKey(
        Interaction, on_delete=models.SET_NULL, null=True, blank=True, related_name="commitments", editable=False
    )
    origin = models.CharField(max_length=12, choices=commitment_origin_choices, blank=True, default="", editable=False)

    objects = CommitmentQuerySet.as_manager()

    class Meta(ExternalRecord.Meta):
        constraints = [
            *ExternalRecord.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(text=""),
                name="commitment_has_text",
                violation_error_message=_("Say in a few words what is owed."),
            ),
            models.CheckConstraint(
                condition=Q(owner=None) | Q(contact=None),
                name="commitment_owed_by_one",
                violation_error_message=_("Either one of ours owes it or one of theirs, not both."),
            ),
            models.CheckConstraint(
                condition=Q(to_member=None) | Q(to_contact=None),
                name="commitment_owed_to_one",
                violation_error_message=_("It is owed either to one of ours or to one of theirs, not to both."),
            ),
            models.CheckConstraint(
                condition=(Q(owner=None) | Q(to_member=None) | ~Q(owner=F("to_member")))
                & (Q(contact=None) | Q(to_contact=None) | ~Q(contact=F("to_contact"))),
                name="commitment_owed_to_another",
                violation_error_message=_("Nobody owes anything to themselves."),
            ),
            models.CheckConstraint(
                condition=Q(department="") | Q(contact=None),
                name="commitment_department_is_ours",
                violation_error_message=_("Departments are ours; what one of theirs owes has none."),
            ),
            models.CheckConstraint(
                condition=Q(state=CommitmentState.OPEN.value, settled_on=None, outcome="")
                | (~Q(state=CommitmentState.OPEN.value) & Q(settled_on__isnull=False)),
                name="commitment_settled_on_a_day",
                violation_error_message=_("What is settled has its day, and what is open has none and no outcome."),
            ),
            models.CheckConstraint(
                condition=Q(interaction=None) | Q(origin=CommitmentOrigin.INTERACTION.value),
                name="commitment_says_its_origin",
            ),
            models.CheckConstraint(
                condition=Q(effort_hours=None) | Q(effort_hours__gte=0),
                name="commitment_effort_not_negative",
                violation_error_message=_("Effort is a number of hours, 0 or more."),
            ),
        ]
        indexes = [
            models.Index(fields=["account", "due_on", "id"], condition=OPEN, name="commitment_open_by_account"),
            models.Index(fields=["owner", "due_on", "id"], condition=OPEN, name="commitment_open_by_owner"),
            models.Index(fields=["due_on", "id"], condition=OPEN, name="commitment_open_by_day"),
            models.Index(fields=["account", "-id"], condition=Q(deleted_at=None), name="commitment_by_account"),
            models.Index(fields=["due_on", "id"], condition=Q(deleted_at=None), name="commitment_by_day"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def owed(self) -> Owed:
        """What the arithmetic of promises takes."""
        state = CommitmentState(self.state)
        return Owed(self.first_due_on, self.due_on, state, self.settled_on, self.slips)

    def status_on(self, day: date) -> Status:
        """How it stands with it on a day."""
        return status_on(self.owed, day)
