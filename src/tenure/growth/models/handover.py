from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.accounts.models import Account, Contact, Interaction, of_accounts_seen_by
from tenure.analytics.handover import HandoverState, Item, state_on, watch_until
from tenure.core.models import Record
from tenure.core.policy import Actor
from tenure.growth.choices import HandoverKind, handover_item_choices, handover_kind_choices, handover_state_choices
from tenure.people.models import Member

# Those that the account's next handover finds in its way.
RUNNING = tuple(
    state.value
    for state in (HandoverState.OPEN, HandoverState.MET, HandoverState.RECEIVED, HandoverState.ACCEPTED)
)  # fmt: skip
# Those whose giver still knows what the receiver does not.
NOT_RECEIVED = (HandoverState.OPEN.value, HandoverState.MET.value)
MET = Q(meeting__isnull=False)
RECEIVED = Q(received_on__isnull=False)
ACCEPTED = Q(accepted_on__isnull=False)


class HandoverQuerySet(models.QuerySet["Handover"]):
    def visible_to(self, member: Actor) -> Self:
        """Those of the accounts that the member sees."""
        return self.filter(of_accounts_seen_by(member))

    def running(self) -> Self:
        """Those that are neither closed nor withdrawn."""
        return self.filter(state__in=RUNNING)

    def concerning(self, member: Member) -> Self:
        """Those in which the member gives or takes."""
        return self.filter(Q(from_member=member) | Q(to_member=member))


class Handover(Record):
    """How an account goes from one of ours to another: told, met together, received, accepted by the client, watched.

    `to_member` is None as long as nobody has the account. The sheet is what was known of the account on the day the
    receiver took it, as plain values; it does not change afterwards. `accepted_by` is who accepted for the client.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="handovers")
    kind = models.CharField(max_length=10, choices=handover_kind_choices, default=HandoverKind.SUCCESSION)
    from_member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="handovers_given")
    to_member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="handovers_taken"
    )
    reason = models.CharField(max_length=200, blank=True, default="")
    opened_at = models.DateTimeField(default=timezone.now, editable=False)
    state = models.CharField(max_length=9, choices=handover_state_choices, default=HandoverState.OPEN, editable=False)
    meeting = models.ForeignKey(
        Interaction, on_delete=models.SET_NULL, null=True, blank=True, related_name="handovers", editable=False
    )
    received_on = models.DateField(null=True, blank=True, editable=False)
    sheet = models.JSONField(null=True, blank=True, editable=False)
    accepted_on = models.DateField(null=True, blank=True, editable=False)
    accepted_by = models.ForeignKey(
        Contact, on_delete=models.SET_NULL, null=True, blank=True, related_name="handovers_accepted", editable=False
    )
    client_words = models.CharField(max_length=500, blank=True, default="", editable=False)
    closed_on = models.DateField(null=True, blank=True, editable=False)
    outcome = models.CharField(max_length=500, blank=True, default="", editable=False)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to_member=None) | ~Q(to_member=F("from_member")),
                name="handover_to_another",
                violation_error_message=_("Nobody hands an account over to themselves."),
            ),
            models.UniqueConstraint(
                fields=["account", "from_member"],
                condition=Q(state__in=NOT_RECEIVED),
                name="handover_once_at_a_time",
                violation_error_message=_("They are handing this account over already."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("received", "accepted")) | RECEIVED, name="handover_received_on_a_day"
            ),
            models.CheckConstraint(condition=~Q(state="accepted") | ACCEPTED, name="handover_accepted_on_a_day"),
            models.CheckConstraint(
                condition=Q(state__in=RUNNING, closed_on=None) | (~Q(state__in=RUNNING) & Q(closed_on__isnull=False)),
                name="handover_closed_on_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["account", "-id"], name="handover_by_account"),
            models.Index(fields=["to_member", "state"], name="handover_by_receiver"),
            models.Index(fields=["from_member", "state"], name="handover_by_giver"),
        ]

    def __str__(self) -> str:
        return f"handover {self.pk} of {self.account_id}"

    @property
    def watched_until(self) -> date | None:
        """The last day of the watch; None before the client has accepted."""
        return watch_until(self.accepted_on) if self.accepted_on else None

    def state_on(self, day: date) -> HandoverState:
        """How far it has come on a day."""
        return state_on(HandoverState(self.state), self.accepted_on, day)


class HandoverItemQuerySet(models.QuerySet["HandoverItem"]):
    def visible_to(self, member: Actor) -> Self:
        """Those of the accounts that the member sees."""
        return self.filter(of_accounts_seen_by(member, "handover__account"))


class HandoverItem(Record):
    """One thing of a handover: what is told of it, and when it was done. It has a row once somebody says something."""

    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="items")
    item = models.CharField(max_length=10, choices=handover_item_choices)
    note = models.TextField(max_length=4000, blank=True, default="")
    done_at = models.DateTimeField(null=True, blank=True, editable=False)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )

    objects = HandoverItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["handover", "item"], name="handoveritem_once"),
            models.CheckConstraint(condition=Q(item__in=[item.value for item in Item]), name="handoveritem_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.item} of {self.handover_id}"
