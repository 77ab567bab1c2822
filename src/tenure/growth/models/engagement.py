from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tenure.accounts.models import Account, of_accounts_seen_by
from tenure.accounts.models.account_thing import AccountThing, AccountThingQuerySet
from tenure.analytics.engagement import Answer, Criterion, Level, Stay
from tenure.core.models import Record
from tenure.core.policy import Actor
from tenure.growth.choices import criterion_answer_choices, criterion_choices, level_choices
from tenure.growth.models.plan_item import filled, line, who

ENDED = Q(ended_on__isnull=False)


class EngagementQuerySet(AccountThingQuerySet["Engagement"]):
    def running(self) -> Self:
        """Those that have not ended."""
        return self.filter(deleted_at=None, ended_on=None)


class Engagement(Record, AccountThing):
    """Something that we do with an account, as a product line or a project, on its way through the five levels.

    `EDITABLE` are the fields that people write. The level is that of the stay that lasts; once it has ended, that of
    the last one.
    """

    EDITABLE: ClassVar[tuple[str, ...]] = ("name", "owner")

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="engagements")
    name = line()
    owner = who()
    started_on = models.DateField(editable=False)
    level = models.CharField(max_length=14, choices=level_choices, default=Level.PRE_SALES, editable=False)
    ended_on = models.DateField(null=True, blank=True, editable=False)
    outcome = models.CharField(max_length=200, blank=True, default="", editable=False)

    objects = EngagementQuerySet.as_manager()

    class Meta:
        constraints = [
            filled("name", "engagement_has_name", _("Say what it is called.")),
            models.CheckConstraint(condition=Q(level__in=[one.value for one in Level]), name="engagement_level_known"),
            models.CheckConstraint(condition=(ENDED & ~Q(outcome="")) | (~ENDED & Q(outcome="")),
                                   name="engagement_ends_with_outcome"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["account", "deleted_at", "id"], name="engagement_by_account")]

    def __str__(self) -> str:
        return self.name


class LevelStayQuerySet(models.QuerySet["LevelStay"]):
    def visible_to(self, member: Actor) -> Self:
        """Those of the accounts that the member sees."""
        return self.filter(of_accounts_seen_by(member, "engagement__account"))


class LevelStay(models.Model):
    """A time of an engagement in a level; the last one lasts until it is left or the engagement ends.

    `reason` is why it was come to although something was missing, or by going back; `missing` is what was missing.
    """

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="stays")
    level = models.CharField(max_length=14, choices=level_choices)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    reason = line(blank=True)
    missing = models.JSONField(default=list, blank=True)
    moved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = LevelStayQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["engagement"], condition=Q(until=None), name="levelstay_one_lasts"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="levelstay_ends_after_beginning"
            ),
            models.CheckConstraint(condition=Q(level__in=[one.value for one in Level]), name="levelstay_level_known"),
        ]
        indexes = [models.Index(fields=["engagement", "id"], name="levelstay_by_engagement")]

    def __str__(self) -> str:
        return f"{self.level} of {self.engagement_id}"

    @property
    def stay(self) -> Stay:
        """What the arithmetic of levels takes."""
        return Stay(Level(self.level), self.since, self.until)


class LevelAnswerQuerySet(models.QuerySet["LevelAnswer"]):
    def visible_to(self, member: Actor) -> Self:
        """Those of the accounts that the member sees."""
        return self.filter(of_accounts_seen_by(member, "engagement__account"))


class LevelAnswer(Record):
    """Whether an engagement meets a criterion: by whom it was said, on which day, on what evidence.

    It has a row once somebody says something; what nobody has judged is unknown.
    """

    EDITABLE: ClassVar[tuple[str, ...]] = ("answer", "evidence")

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="answers")
    criterion = models.CharField(max_length=16, choices=criterion_choices, editable=False)
    answer = models.CharField(max_length=7, choices=criterion_answer_choices, default=Answer.UNKNOWN)
    evidence = line(blank=True, longest=500)
    answered_on = models.DateField(null=True, blank=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    objects = LevelAnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["engagement", "criterion"], name="levelanswer_once"),
            models.CheckConstraint(
                condition=Q(criterion__in=[one.value for one in Criterion]), name="levelanswer_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion} of {self.engagement_id}"
