"""What of the first hour is done, told from the data alone: nobody ticks anything off."""

from dataclasses import dataclass

from django.db.models import Exists, QuerySet

from tenure.accounts.models import Account, AccountQuerySet
from tenure.assessments.actions.criteria_set import DEFAULT_NAME
from tenure.assessments.models import CriteriaSet
from tenure.commerce.models import Order
from tenure.core.models import Organisation
from tenure.core.policy import may
from tenure.core.queries import unfinished_jobs
from tenure.core.written import written_once
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
    if not may(member, "import.run"):
        return None
    (found,) = _there(member.pk, tuple(_sample_sets()))
    if found["dismissed"]:
        return None
    shown = Checklist(
        accounts=found["accounts"],
        orders=found["orders"],
        criteria=found["criteria"] or found["pack"],
        colleague=found["colleague"],
        season=found["season"],
        sample=found["sample"],
        sample_job=found["sample_job"],
        may_sample=may(member, "organisation.change"),
        may_invite=may(member, "member.manage"),
    )
    return None if shown.done == 4 and not shown.sample else shown


def is_sample_loaded() -> bool:
    """Whether any account of the sample company is there."""
    return _sample().exists()


def _sample() -> AccountQuerySet:
    # All of them have a number of their own there; said so, the index of these numbers answers.
    sample: AccountQuerySet = Account.objects.filter(source=SOURCE).exclude(external_id="")
    return sample


def _chosen_criteria() -> QuerySet[CriteriaSet, CriteriaSet]:
    """Criteria that somebody chose: what came by itself or with the sample does not count."""
    chosen = CriteriaSet.objects.filter(is_active=True).exclude(name=CRITERIA_NAME)
    return chosen.exclude(name=DEFAULT_NAME, label_pack="")


@written_once
def _sample_sets() -> QuerySet[CriteriaSet, int]:
    return CriteriaSet.objects.filter(name=CRITERIA_NAME).values_list("pk", flat=True)


@written_once
def _there(member: int, sample_sets: tuple[int, ...]) -> QuerySet[Member, dict[str, bool]]:
    """One question about all of them: this is asked whenever somebody who leads opens the portfolio."""
    published = Ranking.objects.exclude(published_at=None)
    rows = {
        "dismissed": Dismissal.objects.filter(member_id=member),
        "accounts": Account.objects.present().exclude(source=SOURCE),
        "orders": Order.objects.exclude(source=SOURCE),
        "criteria": _chosen_criteria(),
        "pack": Organisation.objects.exclude(label_pack=Organisation._meta.get_field("label_pack").get_default()),
        "colleague": Member.objects.exclude(pk=member).exclude(email__endswith=f"@{DOMAIN}"),
        "season": published.exclude(parameters__criteria_set__in=sample_sets),
        "sample": _sample(),
        "sample_job": unfinished_jobs(LOAD, REMOVE),
    }
    told: QuerySet[Member, dict[str, bool]] = Member.objects.filter(pk=member).values(
        **{name: Exists(some) for name, some in rows.items()}
    )
    return told
