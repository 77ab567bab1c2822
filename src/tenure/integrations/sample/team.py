"""Who does what for one client, with an area that nobody answers for, and weeks in which two are about to call one."""

from datetime import date, timedelta

from tenure.accounts.actions.commitment import make_commitment
from tenure.accounts.actions.responsibility import set_parts
from tenure.accounts.choices import KEY_SENIORITY, CommitmentKind, TeamRole, WorkArea, WorkPart
from tenure.accounts.models import Account, Contact
from tenure.accounts.queries import team_of
from tenure.people.models import Member

ANSWERS, DOES, ASKED, TOLD = WorkPart.ACCOUNTABLE, WorkPart.RESPONSIBLE, WorkPart.CONSULTED, WorkPart.INFORMED
# For each area the parts of the owner and of the colleagues behind them, as far as there are so many.
WORK: dict[WorkArea, tuple[WorkPart | None, ...]] = {
    WorkArea.RELATIONSHIP: (ANSWERS, DOES, ASKED),
    WorkArea.DEALS: (ANSWERS, ASKED, TOLD),
    WorkArea.DELIVERY: (ASKED, ANSWERS, DOES),
    WorkArea.SERVICE: (TOLD, DOES, ANSWERS),
    WorkArea.BILLING: (ASKED, DOES, None),
    WorkArea.PLAN: (ANSWERS, DOES, ASKED),
}
# What is planned with the first of those who decide: of which of ours, in so many days.
CALLS = (
    (0, 4, "Go through the offer of the second line"),
    (1, 6, "Ask for the dates of the service contract"),
)


def divide_the_work(*, account: Account, today: date, by: Member) -> None:
    """Say who does what, and plan two calls to one person that nobody has spoken about."""
    team = _team(account)
    for area, parts in WORK.items():
        said = {member.pk: part for member, part in zip(team, parts, strict=False) if part is not None}
        set_parts(account=account, area=area, parts=said, by=by)
    deciders = Contact.objects.of_account(account.pk).filter(left_on=None, seniority__gte=KEY_SENIORITY)
    person = deciders.order_by("-seniority", "pk").first()
    for place, days, text in CALLS:
        if person is not None and place < len(team):
            make_commitment(
                account=account, by=by, kind=CommitmentKind.TASK, text=text, owner=team[place], to_contact=person,
                due_on=today + timedelta(days=days),
            )  # fmt: skip


def _team(account: Account) -> list[Member]:
    """The owner and those who work with them: a mentor looks on and has no part."""
    working = [one.member for one in team_of(account) if one.role == TeamRole.MEMBER]
    return [*([account.owner] if account.owner else []), *working]
