"""What each grade is promised is kept or not, and where nobody can know it is said to be unknown."""

from datetime import date, datetime, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from tenure.accounts.actions.team import add_team_member
from tenure.accounts.choices import InteractionKind
from tenure.accounts.models import Account, Interaction
from tenure.analytics.service import Kept, Tally, kept_from
from tenure.assessments.actions.service_standard import set_service_standard
from tenure.assessments.models import ServiceStandard
from tenure.assessments.queries import active_criteria_set, grades_of
from tenure.commerce.models import Delivery, Order
from tenure.core.errors import ConflictError
from tenure.core.models import AuditEntry
from tenure.insight.actions.ranking import compute_ranking
from tenure.insight.actions.season import publish_season
from tenure.insight.queries import current_ranking, standing_of
from tenure.insight.queries.service import GradeService, service_by_grade, service_of
from tenure.people.models import Member
from tests.insight.facts import make_portfolio
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db

EVERY = 30


def at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(10)))


def meet(account: Account, days_ago: int, kind: InteractionKind = InteractionKind.CALL) -> Interaction:
    """Somebody spoke with the account so many days ago."""
    day = timezone.localdate() - timedelta(days=days_ago)
    return Interaction.objects.create(account=account, kind=kind, at=at(day), subject="Talk")


def deliver(account: Account, confirmed: int, late: int | None, *, state: str = "delivered") -> None:
    """Goods confirmed for so many days ago came so many days late; None for a day that nobody wrote down."""
    due = timezone.localdate() - timedelta(days=confirmed)
    order = Order.objects.create(account=account, ordered_on=due, currency="EUR", state=state)
    came = None if late is None else due + timedelta(days=late)
    Delivery.objects.create(order=order, confirmed_on=due, delivered_on=came)


@pytest.fixture
def accounts(director: Member) -> list[Account]:
    """A ranked portfolio whose every grade is promised a contact in thirty days."""
    made = make_portfolio(12)
    compute_ranking(by=director)
    for code, _ in grades():
        set_service_standard(grade=code, changes={"visit_days": EVERY}, by=director)
    return made


def grades() -> list[tuple[str, str]]:
    criteria_set = active_criteria_set()
    assert criteria_set is not None
    return grades_of(criteria_set)


def services(member: Member) -> dict[str, GradeService]:
    found = service_by_grade(grades(), current_ranking(), member, today=timezone.localdate())
    return {row.grade: row for row in found}


def grade_of(account: Account) -> str:
    standing = standing_of(account)
    assert standing is not None
    return standing.grade


def kept_by(account: Account) -> Kept:
    standing = standing_of(account)
    assert standing is not None
    return service_of(standing, today=timezone.localdate()).contact


def test_the_last_grade_has_a_standard_like_every_other(accounts: list[Account], director: Member) -> None:
    found = services(director)
    assert list(found) == ["a", "b", "c", "d"]
    assert found["d"].standard.visit_days == EVERY
    assert sum(row.accounts for row in found.values()) == len(accounts)


def test_while_nothing_is_on_record_nobody_knows(accounts: list[Account], director: Member) -> None:
    assert {row.contact.share for row in services(director).values()} == {None}
    assert kept_by(accounts[0]) == Kept.UNKNOWN


def test_who_was_never_met_counts_as_not_kept_once_that_long_is_on_record(
    accounts: list[Account], director: Member
) -> None:
    meet(accounts[0], EVERY)
    meet(accounts[1], EVERY + 1)
    assert [kept_by(account) for account in accounts[:3]] == [Kept.KEPT, Kept.BROKEN, Kept.NEVER]
    grade = services(director)[grade_of(accounts[0])]
    assert (grade.contact.kept, grade.contact.unknown) == (1, 0)
    assert grade.contact.broken == grade.accounts - 1


def test_a_record_younger_than_the_promise_says_nothing_of_who_was_not_met(
    accounts: list[Account], director: Member
) -> None:
    meet(accounts[0], EVERY - 1)
    assert [kept_by(account) for account in accounts[:2]] == [Kept.KEPT, Kept.UNKNOWN]
    grade = services(director)[grade_of(accounts[0])]
    assert (grade.contact.share, grade.contact.unknown) == (1.0, grade.accounts - 1)


def test_an_account_that_has_just_come_is_not_neglected_yet(accounts: list[Account], director: Member) -> None:
    meet(accounts[0], 400)
    newest = accounts[5]
    Order.objects.filter(account=newest).update(ordered_on=timezone.localdate())
    before = services(director)[grade_of(newest)].contact
    assert kept_by(newest) == Kept.UNKNOWN
    limit = kept_from(timezone.localdate(), EVERY)
    Account.objects.filter(pk=newest.pk).update(created_at=at(limit))
    newest.refresh_from_db()
    assert kept_by(newest) == Kept.NEVER
    after = services(director)[grade_of(newest)].contact
    assert (after.broken, after.unknown) == (before.broken + 1, before.unknown - 1)


def test_letters_and_what_is_planned_are_no_contact(accounts: list[Account]) -> None:
    meet(accounts[1], 400)
    meet(accounts[0], 3, InteractionKind.MAIL)
    meet(accounts[0], -5)
    assert kept_by(accounts[0]) == Kept.NEVER


def test_deliveries_are_judged_by_their_confirmed_day(accounts: list[Account], director: Member) -> None:
    first = accounts[0]
    for late in (0, -2, 0, 1):
        deliver(first, 30, late)
    deliver(first, 30, None)
    deliver(first, 30, None, state="open")
    deliver(first, 0, None, state="open")
    deliver(first, 366, 5)
    deliver(first, 30, 9, state="cancelled")
    expected = Tally(kept=3, broken=2, unknown=1)
    standing = standing_of(first)
    assert standing is not None
    assert service_of(standing, today=timezone.localdate()).delivery == expected
    assert services(director)[grade_of(first)].delivery == expected


def test_a_grade_counts_what_its_accounts_count_one_by_one(accounts: list[Account], director: Member) -> None:
    for place, account in enumerate(accounts):
        if place % 3:
            meet(account, 10 * place)
        deliver(account, 5 + place, place - 4)
    by_grade = services(director)
    for code, row in by_grade.items():
        mine = [account for account in accounts if grade_of(account) == code]
        one_by_one = [kept_by(account) for account in mine]
        assert row.contact.kept == one_by_one.count(Kept.KEPT)
        assert row.contact.broken == one_by_one.count(Kept.BROKEN) + one_by_one.count(Kept.NEVER)
        assert row.contact.unknown == one_by_one.count(Kept.UNKNOWN)
        assert row.delivery.kept + row.delivery.broken == len(mine)


def test_a_member_counts_their_own_accounts_alone(accounts: list[Account], alice: Member, director: Member) -> None:
    add_team_member(account=accounts[0], member=alice, by=director)
    deliver(accounts[0], 9, 0)
    deliver(accounts[1], 9, 4)
    found = services(alice)
    assert sum(row.accounts for row in found.values()) == 1
    assert found[grade_of(accounts[0])].delivery == Tally(kept=1)


def test_many_accounts_cost_as_many_queries_as_few(director: Member) -> None:
    make_portfolio(2)
    compute_ranking(by=director)
    season = publish_season(name="Small", by=director)
    make_portfolio(9)
    ranking = compute_ranking(by=director)
    set_service_standard(grade="a", changes={"visit_days": EVERY}, by=director)
    today, chosen = timezone.localdate(), grades()
    assert_same_queries(
        lambda: service_by_grade(chosen, season, director, today=today),
        lambda: service_by_grade(chosen, ranking, director, today=today),
    )


def test_a_grade_s_standard_is_stated_and_changed_with_its_history(director: Member) -> None:
    make_portfolio(2)
    compute_ranking(by=director)
    made = set_service_standard(grade="d", changes={"visit_days": 365, "promise": "A call a year"}, by=director)
    set_service_standard(grade="d", changes={"visit_days": 180}, by=director, version=made.version)
    entries = AuditEntry.objects.filter(noun="servicestandard").order_by("pk")
    assert [entry.verb for entry in entries] == ["stated", "changed"]
    assert entries[1].changes["visit_days"] == [365, 180]


def test_who_came_later_learns_what_somebody_else_has_said(director: Member) -> None:
    make_portfolio(2)
    compute_ranking(by=director)
    set_service_standard(grade="a", changes={"visit_days": 30}, by=director, version=0)
    with pytest.raises(ConflictError):
        set_service_standard(grade="a", changes={"visit_days": 60}, by=director, version=0)
    set_service_standard(grade="a", changes={"has_sponsor": True}, by=director, version=1)
    assert ServiceStandard.objects.get(grade="a").visit_days == 30


@pytest.mark.parametrize(
    "changes",
    [{"visit_days": 0}, {"visit_days": 3651}, {"response_hours": 0}, {"reviews_per_year": 53}, {"grade": "b"}],
)
def test_what_no_grade_can_be_promised_is_refused(director: Member, changes: dict[str, object]) -> None:
    make_portfolio(2)
    compute_ranking(by=director)
    with pytest.raises(ValidationError):
        set_service_standard(grade="a", changes=changes, by=director)
    assert not ServiceStandard.objects.exists()


def test_a_grade_that_is_not_there_is_promised_nothing(director: Member) -> None:
    with pytest.raises(ValidationError):
        set_service_standard(grade="z", changes={"visit_days": 30}, by=director)


def test_an_account_manager_promises_nothing_for_the_company(accounts: list[Account], alice: Member) -> None:
    with pytest.raises(PermissionDenied):
        set_service_standard(grade="a", changes={"visit_days": 1}, by=alice)
    assert ServiceStandard.objects.get(grade="a").visit_days == EVERY
