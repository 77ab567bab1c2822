from typing import ClassVar, Self, TypeVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from tenure.accounts.models import Account, Commitment, of_accounts_seen_by
from tenure.accounts.models.account_thing import AccountThing, AccountThingQuerySet
from tenure.analytics.commitments import CommitmentState
from tenure.analytics.onboarding import Step
from tenure.core.models import Record
from tenure.core.policy import Actor
from tenure.growth.choices import OwedBy, owed_by_choices
from tenure.growth.models.engagement import Engagement
from tenure.growth.models.plan_item import filled, line

Part = TypeVar("Part", bound="TemplatePart", covariant=True)

LATEST_DAY = 730
WAITING = Q(commitment__deleted_at=None, commitment__state=CommitmentState.OPEN.value)


class TemplatePartQuerySet(models.QuerySet[Part]):
    def visible_to(self, member: Actor) -> Self:
        """What is in use, for every active member."""
        return self.ever_visible_to(member).filter(deleted_at=None)

    def ever_visible_to(self, member: Actor) -> Self:
        """The same and what was taken out of use."""
        return self.all() if member.is_active else self.none()


class TemplatePart(Record):
    """What the whole company's templates are made of; `EDITABLE` are the fields that people write."""

    EDITABLE: ClassVar[tuple[str, ...]] = ()

    deleted_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True


class OnboardingTemplateQuerySet(TemplatePartQuerySet["OnboardingTemplate"]):
    """How clients are begun with."""


class OnboardingTemplate(TemplatePart):
    """How a client is begun with: the steps that every onboarding of the kind has, kept for the next one."""

    EDITABLE = ("name",)

    name = line(longest=120)

    objects = OnboardingTemplateQuerySet.as_manager()

    class Meta:
        constraints = [
            filled("name", "onboardingtemplate_has_name", _("Say what it is called.")),
            models.UniqueConstraint(
                fields=["name"],
                condition=Q(deleted_at=None),
                name="onboardingtemplate_name_once",
                violation_error_message=_("There is a template of this name already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OnboardingTemplateStepQuerySet(TemplatePartQuerySet["OnboardingTemplateStep"]):
    """What is to be done for clients who begin."""


class OnboardingTemplateStep(TemplatePart):
    """What is to be done, how many days after the start, and who owes it; a department is named."""

    EDITABLE = ("text", "days", "owed_by", "department", "is_first_value")

    template = models.ForeignKey(OnboardingTemplate, on_delete=models.CASCADE, related_name="steps")
    text = line()
    days = models.PositiveSmallIntegerField(validators=[MaxValueValidator(LATEST_DAY)])
    owed_by = models.CharField(max_length=13, choices=owed_by_choices, default=OwedBy.OWNER)
    department = line(blank=True, longest=60)
    is_first_value = models.BooleanField(default=False)

    objects = OnboardingTemplateStepQuerySet.as_manager()

    class Meta:
        constraints = [
            filled("text", "onboardingtemplatestep_has_text", _("Say in a few words what is to be done.")),
            models.CheckConstraint(
                condition=Q(days__lte=LATEST_DAY),
                name="onboardingtemplatestep_within_two_years",
                violation_error_message=_("A step is due 0 to 730 days after the start."),
            ),
            models.CheckConstraint(
                condition=(Q(owed_by=OwedBy.DEPARTMENT.value) & ~Q(department=""))
                | (~Q(owed_by=OwedBy.DEPARTMENT.value) & Q(department="")),
                name="onboardingtemplatestep_department_named",
                violation_error_message=_("Name the department where one owes the step, and only there."),
            ),
        ]
        indexes = [models.Index(fields=["template", "deleted_at", "days", "id"], name="onboardingstep_by_template")]

    def __str__(self) -> str:
        return self.text


class OnboardingPlanQuerySet(AccountThingQuerySet["OnboardingPlan"]):
    def running(self) -> Self:
        """Those of whose steps some are open."""
        return self.filter(Exists(OnboardingStep.objects.filter(WAITING, plan=OuterRef("pk"))))

    def waiting_for(self, department: str) -> Self:
        """Those of whose open steps a department owes some."""
        owed = OnboardingStep.objects.filter(WAITING, plan=OuterRef("pk"), commitment__department=department)
        return self.filter(Exists(owed))


class OnboardingPlan(Record, AccountThing):
    """How an account is begun with, for an engagement or as a whole; what is to be done are commitments."""

    EDITABLE: ClassVar[tuple[str, ...]] = ("name",)

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="onboarding_plans")
    name = line(longest=120)
    engagement = models.ForeignKey(
        Engagement, on_delete=models.SET_NULL, null=True, blank=True, related_name="onboarding_plans"
    )
    template = models.ForeignKey(
        OnboardingTemplate, on_delete=models.SET_NULL, null=True, blank=True, related_name="plans", editable=False
    )
    started_on = models.DateField(editable=False)

    objects = OnboardingPlanQuerySet.as_manager()

    class Meta:
        constraints = [filled("name", "onboardingplan_has_name", _("Say what it is called."))]
        indexes = [
            models.Index(fields=["account", "deleted_at", "id"], name="onboardingplan_by_account"),
            models.Index(fields=["started_on", "id"], condition=Q(deleted_at=None), name="onboardingplan_by_start"),
        ]

    def __str__(self) -> str:
        return self.name


class OnboardingStepQuerySet(models.QuerySet["OnboardingStep"]):
    def visible_to(self, member: Actor) -> Self:
        """Those of the accounts that the member sees."""
        return self.filter(of_accounts_seen_by(member, "plan__account"))


class OnboardingStep(models.Model):
    """A commitment that belongs to an onboarding. What, who, by when and whether it was done are the commitment's."""

    plan = models.ForeignKey(OnboardingPlan, on_delete=models.CASCADE, related_name="steps")
    commitment = models.OneToOneField(Commitment, on_delete=models.CASCADE, related_name="onboarding_step")
    is_first_value = models.BooleanField(default=False)

    objects = OnboardingStepQuerySet.as_manager()

    def __str__(self) -> str:
        return f"step {self.commitment_id} of {self.plan_id}"

    @property
    def step(self) -> Step:
        """What the arithmetic of onboarding takes."""
        return Step(self.commitment.owed, self.is_first_value)
