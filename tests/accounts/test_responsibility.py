"""Who does what for an account: one answers for an area, rows only end, and two who speak at once are told."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from tenure.accounts.actions.responsibility import set_parts
from tenure.accounts.actions.team import remove_team_member
from tenure.accounts.choices import WorkArea, WorkPart
from tenure.accounts.models import Account, Responsibility
from tenure.accounts.queries.responsibilities import who_does_what
from tenure.core.errors import ConflictError
from tenure.core.models import AuditEntry
from tenure.people.actions.member import change_member
from tenure.people.models import Member
from tests.queries import assert_same_queries

A, R = WorkPart.ACCOUNTABLE, WorkPart.RESPONSIBLE
AREA = WorkArea.DELIVERY


def parts_of(account: Account) -> dict[int, WorkPart]:
    return next(dict(one.parts) for one in who_does_what(account).areas if one.area == AREA)


def test_one_alone_answers_for_an_area_and_hands_it_over_in_one_step(
    account: Account, alice: Member, bob: Member
) -> None:
    set_parts(account=account, area=AREA, parts={alice.pk: A}, by=alice)
    with pytest.raises(ValidationError, match="One alone is accountable"):
        set_parts(account=account, area=AREA, parts={bob.pk: A}, by=alice)
    set_parts(account=account, area=AREA, parts={alice.pk: R, bob.pk: A}, by=alice)
    assert parts_of(account) == {alice.pk: R, bob.pk: A}
    assert AREA not in who_does_what(account).unanswered


def test_the_database_itself_keeps_it_to_one(account: Account, alice: Member, bob: Member) -> None:
    set_parts(account=account, area=AREA, parts={alice.pk: A}, by=alice)
    with pytest.raises(IntegrityError), transaction.atomic():
        Responsibility.objects.create(account=account, area=AREA, member=bob, part=A)
    with pytest.raises(IntegrityError), transaction.atomic():
        Responsibility.objects.create(account=account, area=AREA, member=alice, part=R)


def test_what_was_stays_on_record_and_in_the_log(account: Account, alice: Member) -> None:
    for part in (A, A, R, None):
        set_parts(account=account, area=AREA, parts={alice.pk: part}, by=alice)
    rows = Responsibility.objects.order_by("pk")
    assert [(row.part, row.valid_to is None) for row in rows] == [("accountable", False), ("responsible", False)]
    log = AuditEntry.objects.filter(noun="responsibility").order_by("pk")
    assert [entry.verb for entry in log] == ["said", "said", "ended"]
    assert log[1].changes["part"] == ["accountable", "responsible"]


def test_nobody_from_outside_the_team_gets_a_part(account: Account, alice: Member, charlie: Member) -> None:
    with pytest.raises(ValidationError, match="not on this account's team"):
        set_parts(account=account, area=AREA, parts={charlie.pk: R}, by=alice)
    assert not Responsibility.objects.exists()


def test_the_second_of_two_is_told_and_others_parts_merge(account: Account, alice: Member, bob: Member) -> None:
    set_parts(account=account, area=AREA, parts={alice.pk: A}, by=alice, seen={alice.pk: None})
    with pytest.raises(ConflictError):
        set_parts(account=account, area=AREA, parts={alice.pk: R}, by=bob, seen={alice.pk: None})
    set_parts(account=account, area=AREA, parts={bob.pk: R}, by=bob, seen={bob.pk: None})
    assert parts_of(account) == {alice.pk: A, bob.pk: R}


def test_who_leaves_the_team_leaves_the_work(account: Account, alice: Member, bob: Member) -> None:
    set_parts(account=account, area=AREA, parts={bob.pk: A}, by=alice)
    remove_team_member(assignment=account.team.get(member=bob, valid_to=None), by=alice)
    assert parts_of(account) == {}
    assert AuditEntry.objects.filter(noun="responsibility", verb="ended").count() == 1


def test_who_left_the_company_is_shown_beside_the_team(
    account: Account, alice: Member, bob: Member, administrator: Member
) -> None:
    set_parts(account=account, area=AREA, parts={bob.pk: A}, by=alice)
    change_member(member=bob, changes={"is_active": False}, by=administrator)
    who = who_does_what(account)
    assert ([one.member for one in who.team], who.strangers) == ([alice], [bob])
    set_parts(account=account, area=AREA, parts={bob.pk: None}, by=alice)
    assert not who_does_what(account).strangers


def test_only_the_team_says_it(account: Account, alice: Member, charlie: Member, viewer: Member) -> None:
    for member in (charlie, viewer):
        with pytest.raises(PermissionDenied):
            set_parts(account=account, area=AREA, parts={alice.pk: A}, by=member)
    assert not Responsibility.objects.exists()


def test_many_take_as_many_queries_as_few(account: Account, alice: Member, bob: Member) -> None:
    def ask() -> object:
        return who_does_what(account)

    def fill() -> object:
        for area in WorkArea:
            set_parts(account=account, area=area, parts={alice.pk: A, bob.pk: R}, by=alice)
        return None

    few = who_does_what(account)
    assert len(few.unanswered) == len(WorkArea)
    fill()
    assert_same_queries(ask, ask)
    assert not who_does_what(account).unanswered
