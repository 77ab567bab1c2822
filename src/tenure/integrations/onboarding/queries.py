"""What of the first hour is done, told from the data alone: nobody ticks anything off."""

from dataclasses import dataclass

from tenure.accounts.models import Account
from tenure.assessments.actions.criteria_set import DEFAULT_NAME
from tenure.assessments.models import CriteriaSet
from tenure.commerce.models import Order
from tenure.core.models import Organisation
from tenure.core.policy import may
from tenure.core.queries import unfinished_jobs
from tenure.insight.models import Ranking
from tenure.integrations.onboarding.models import Dismissal
from tenure.integrations.sample.queue import LOAD, REMOVE
from tenure.integrations.sample.words import CRITERIA_NAME, DOMAIN, SOURCE
from tenure.people.models import Member


@dataclass(frozen=True)
class Checklist:
    """The four things to do first, whether each is done, and where the sample company stands.

    `orders` and `accounts` are the two halves of the first one. `sample` is whether the sample company is loaded,
    `sample_job` whether a job is loading or removing it, `may_sample` whether the member may ask for that.
    """

    accounts: bool
    orders: bool
    criteria: bool
    colleague: bool
    season: bool
    sample: bool
    sample_job: bool
    may_sample: bool
    may_invite: bool

    @property
    def done(self) -> int:
        """How many of the four are done."""
        return sum((self.accounts and self.orders, self.criteria, self.colleague, self.season))


def checklist(member: Member) -> Checklist | None:
    """The checklist for a member who leads; None once all is done, and for who has put it away."""
    if not may(member, "import.run") or Dismissal.objects.filter(member=member).exists():
        return None
    found = Checklist(
        accounts=Account.objects.present().exclude(source=SOURCE).exists(),
        orders=Order.objects.exclude(source=SOURCE).exists(),
        criteria=_has_chosen_criteria(),
        colleague=Member.objects.exclude(pk=member.pk).exclude(email__endswith=f"@{DOMAIN}").exists(),
        season=_has_own_season(),
        sample=is_sample_loaded(),
        sample_job=unfinished_jobs(LOAD, REMOVE).exists(),
        may_sample=may(member, "organisation.change"),
        may_invite=may(member, "member.manage"),
    )
    return None if found.done == 4 and not found.sample else found


def is_sample_loaded() -> bool:
    """Whether any account of the sample company is there."""
    # All of them have a number of their own there; said so, the index of these numbers answers.
    return Account.objects.filter(source=SOURCE).exclude(external_id="").exists()


def _has_chosen_criteria() -> bool:
    """Whether somebody chose criteria or words for grades: what came by itself or with the sample does not count."""
    chosen = CriteriaSet.objects.filter(is_active=True).exclude(name=CRITERIA_NAME)
    usual = Organisation._meta.get_field("label_pack").get_default()
    return (
        chosen.exclude(name=DEFAULT_NAME, label_pack="").exists()
        or Organisation.objects.exclude(label_pack=usual).exists()
    )


def _has_own_season() -> bool:
    sample_sets = list(CriteriaSet.objects.filter(name=CRITERIA_NAME).values_list("pk", flat=True))
    return Ranking.objects.exclude(published_at=None).exclude(parameters__criteria_set__in=sample_sets).exists()
