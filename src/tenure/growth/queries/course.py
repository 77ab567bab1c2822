"""How far a plan is: its versions, who has to sign, who has."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from tenure.accounts.choices import TeamRole
from tenure.accounts.models import TeamMember
from tenure.analytics.plans.course import Course, PlanState
from tenure.core.policy import RULES
from tenure.growth.models import Plan, PlanSignature, PlanVersion
from tenure.people.models import Member

# Mentors and sponsors look at a plan from outside; those who carry it sign it.
SIGNING = (TeamRole.OWNER, TeamRole.MEMBER)


@dataclass(frozen=True)
class Signer:
    """Somebody whose signature the latest version needs; `signed_at` is None while it lacks theirs."""

    member: Member
    signed_at: datetime | None = None


def last_version(plan: Plan) -> PlanVersion | None:
    """The version that was circulated last, without its document."""
    return plan.versions.defer("document").order_by("-number").first()


def signers_of(accounts: Iterable[int]) -> dict[int, list[Member]]:
    """Who signs plans of these accounts by number: owner and team of today who may; one query."""
    rows = TeamMember.objects.filter(
        account__in=list(accounts), valid_to=None, role__in=[role.value for role in SIGNING],
        member__is_active=True, member__role__in=[role.value for role in RULES["plan.sign"]],
    )  # fmt: skip
    found: dict[int, list[Member]] = {}
    for row in rows.select_related("member").order_by("valid_from", "pk"):
        found.setdefault(row.account_id, []).append(row.member)
    return found


def signatures_on(version: PlanVersion | None) -> list[PlanSignature]:
    """The signatures that stand on a version; of none there are none."""
    if version is None:
        return []
    standing = version.signatures.filter(withdrawn_at=None)
    return list(standing.select_related("member").order_by("signed_at"))


def course_of(plan: Plan) -> Course:
    """How far the plan is, as the rules of its course take it; three queries."""
    team = signers_of([plan.account_id]).get(plan.account_id, [])
    last = last_version(plan)
    return _course(plan, team, last, signatures_on(last))


def _course(
    plan: Plan, team: Iterable[Member], last: PlanVersion | None, signatures: Iterable[PlanSignature]
) -> Course:
    state, number = PlanState(plan.state), last.number if last else 0
    is_draft = state == PlanState.DRAFT
    return Course(
        team=frozenset(member.pk for member in team),
        state=state,
        edition=number + is_draft,
        signed=frozenset() if is_draft else frozenset(one.member_id for one in signatures),
        runs=plan.runs,
    )


@dataclass(frozen=True)
class Standing:
    """How far a plan is, for reading: its course, its versions from the last back, and who signs the last."""

    course: Course
    versions: list[PlanVersion]
    signers: list[Signer]

    @property
    def last(self) -> PlanVersion | None:
        """The version that was circulated last."""
        return self.versions[0] if self.versions else None


def standing_of_plan(plan: Plan) -> Standing:
    """The same with names and moments; three queries, however many versions there are."""
    team = signers_of([plan.account_id]).get(plan.account_id, [])
    versions = list(plan.versions.defer("document").select_related("frozen_by").order_by("-number"))
    last = versions[0] if versions else None
    signatures = signatures_on(last)
    course = _course(plan, team, last, signatures)
    moments = {one.member_id: one.signed_at for one in signatures if one.member_id in course.signed}
    ours = {member.pk: member for member in [*team, *(one.member for one in signatures)]}
    signers = [Signer(member, moments.get(number)) for number, member in ours.items() if number in course.team]
    return Standing(course, versions, signers)
