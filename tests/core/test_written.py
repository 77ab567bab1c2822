"""A query whose SQL is kept finds what the same query would find, for every caller and every value."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db.models import QuerySet

from tenure.accounts.actions.account import create_account
from tenure.accounts.actions.interaction import create_interaction
from tenure.accounts.models import Account, Commitment
from tenure.core.policy import Actor
from tenure.core.written import Limit, Words, written_once
from tenure.people.models import Member
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 12, 12, tzinfo=UTC)


@written_once
def named(member: Actor, parent: int | None, limit: Limit) -> QuerySet[Account, str]:
    seen = Account.objects.visible_to(member).filter(parent_id=parent)
    return seen.order_by("name").values_list("name", flat=True)[:limit]


@written_once
def whole(number: int) -> QuerySet[Account, Account]:
    return Account.objects.filter(pk=number).select_related("owner").prefetch_related("team")


@written_once
def owed_from(first: datetime, last: datetime, until: date) -> QuerySet[Commitment, str]:
    owed = Commitment.objects.filter(interaction__at__gte=first, interaction__at__lt=last, due_on__lte=until)
    return owed.values_list("text", flat=True)


@written_once
def called(name: Words) -> QuerySet[Account, str]:
    return Account.objects.filter(name=name).values_list("name", flat=True)


def test_words_are_values(director: Member) -> None:
    for name in ("Alpha", "Beta"):
        create_account(by=director, name=name)
    assert [called(Words(name)) for name in ("Alpha", "Beta", "Alpha", "once 0")] == [
        ["Alpha"],
        ["Beta"],
        ["Alpha"],
        [],
    ]
    assert len(queries_of(lambda: called(Words("Beta")))) == 1


def test_each_call_finds_what_its_own_values_ask_for(director: Member) -> None:
    group, other = (create_account(by=director, name=name) for name in ("Group", "Other"))
    for parent, names in ((group, "ab"), (other, "cd")):
        for name in names:
            create_account(by=director, name=name, parent=parent)
    for _ in range(2):
        assert named(director, group.pk, Limit(5)) == ["a", "b"]
        assert named(director, other.pk, Limit(5)) == ["c", "d"]
        assert named(director, other.pk, Limit(1)) == ["c"]
        assert named(director, None, Limit(5)) == ["Group", "Other"]


def test_a_member_sees_their_own_and_nobody_elses(
    account: Account, director: Member, alice: Member, charlie: Member
) -> None:
    create_account(by=charlie, name="Zeta")
    for _ in range(2):
        found = [named(member, None, Limit(5)) for member in (director, alice, charlie)]
        assert found == [[account.name, "Zeta"], [account.name], ["Zeta"]]
    alice.is_active = director.is_active = False
    assert named(alice, None, Limit(5)) == named(director, None, Limit(5)) == []


def test_records_come_whole_and_fresh_each_time(account: Account, alice: Member) -> None:
    (before,) = whole(account.pk)
    Account.objects.filter(pk=account.pk).update(name="After")
    (after,) = whole(account.pk)
    assert (before.name, after.name, after.owner) == (account.name, "After", alice)
    assert len(queries_of(lambda: [(one.owner, list(one.team.all())) for one in whole(account.pk)])) == 2


def test_days_and_moments_are_compared_as_days_and_moments(account: Account, alice: Member) -> None:
    create_interaction(account=account, by=alice, at=NOON, subject="met", follow_up_on=NOON.date())
    hour, day = timedelta(hours=1), timedelta(days=1)
    assert owed_from(NOON, NOON + hour, NOON.date()) == ["met"]
    assert owed_from(NOON - hour, NOON, NOON.date()) == []
    assert owed_from(NOON, NOON + hour, NOON.date() - day) == []


def test_the_sql_is_written_for_the_first_call_only() -> None:
    written = 0

    @written_once
    def numbered(number: int) -> QuerySet[Account, Account]:
        nonlocal written
        written += 1
        return Account.objects.filter(pk=number)

    for number in range(5):
        numbered(number)
    assert written == 2, "for two sets of values, to see where the values are"


def test_a_number_that_no_column_holds_finds_nothing() -> None:
    assert whole(2**63) == whole(-(2**80)) == []


def test_a_value_that_is_worked_out_is_refused_before_it_can_go_stale() -> None:
    @written_once
    def recent(today: date) -> QuerySet[Commitment, Commitment]:
        return Commitment.objects.filter(due_on__gte=today - timedelta(days=7), due_on__lte=today)

    with pytest.raises(ValueError, match="works a value out"):
        recent(NOON.date())


def test_a_value_that_is_part_of_the_text_is_refused() -> None:
    @written_once
    def first(limit: int) -> QuerySet[Account, Account]:
        return Account.objects.order_by("name")[:limit]

    with pytest.raises(ValueError, match="depends on a value"):
        first(3)


def test_arguments_by_name_are_refused() -> None:
    with pytest.raises(TypeError, match="by place"):
        whole(number=1)
