"""What is said of the other side holds from a day on, ends when something else is said, and is never rewritten."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from tenure.accounts.actions.account import create_account
from tenure.accounts.models import Account, Contact
from tenure.core.errors import ConflictError
from tenure.core.models import AuditEntry
from tenure.people.models import Member
from tenure.relationships.actions.decision_role import end_role, set_role
from tenure.relationships.actions.fog_square import lift_fog, mark_fog
from tenure.relationships.actions.influence import end_influence, set_influence
from tenure.relationships.actions.stance import give_stance
from tenure.relationships.actions.tie import end_competitor_tie, end_override, override_tie, set_competitor_tie
from tenure.relationships.models import (
    CompetitorTie,
    Dated,
    Decision,
    DecisionRole,
    FogSquare,
    Influence,
    Stance,
    TieOverride,
)
from tests.relationships.conftest import OPENED

pytestmark = pytest.mark.django_db
LATER = OPENED + timedelta(days=30)


def test_any_day_shows_what_held_on_it(decision: Decision, foss: Contact, alice: Member) -> None:
    set_role(decision=decision, contact=foss, by=alice, level=3, valid_from=OPENED)
    set_role(decision=decision, contact=foss, by=alice, level=4, valid_from=LATER)

    def levels(day: date) -> list[int]:
        return list(DecisionRole.objects.on(day).values_list("level", flat=True))

    days = [OPENED - timedelta(days=1), OPENED, LATER - timedelta(days=1), LATER, timezone.localdate()]
    assert [levels(day) for day in days] == [[], [3], [3], [4], [4]]


def test_what_was_said_twice_on_a_day_is_what_was_said_last(decision: Decision, foss: Contact, alice: Member) -> None:
    for level in (3, 4):
        set_role(decision=decision, contact=foss, by=alice, level=level, valid_from=OPENED)
    assert list(DecisionRole.objects.on(OPENED).values_list("level", flat=True)) == [4]
    assert DecisionRole.objects.count() == 2


def test_saying_what_holds_already_changes_nothing(decision: Decision, foss: Contact, alice: Member) -> None:
    first = set_role(decision=decision, contact=foss, by=alice, valid_from=OPENED)
    assert set_role(decision=decision, contact=foss, by=alice) == first
    assert AuditEntry.objects.filter(noun="decisionrole").count() == 1


def test_the_log_tells_what_was_and_what_is_said(decision: Decision, foss: Contact, alice: Member) -> None:
    set_role(decision=decision, contact=foss, by=alice, level=3, valid_from=OPENED)
    role = set_role(decision=decision, contact=foss, by=alice, level=4)
    changes = AuditEntry.objects.get(noun="decisionrole", thing_id=role.pk).changes
    assert (changes["level"], changes["contact"]) == ([3, 4], [None, foss.pk])


def test_whoever_saw_another_row_is_told(decision: Decision, foss: Contact, alice: Member, bob: Member) -> None:
    seen = set_role(decision=decision, contact=foss, by=alice, level=3, valid_from=OPENED)
    set_role(decision=decision, contact=foss, by=alice, level=4, replaces=seen.pk)
    with pytest.raises(ConflictError) as conflict:
        set_role(decision=decision, contact=foss, by=bob, level=5, replaces=seen.pk)
    assert conflict.value.current["level"] == 4
    assert DecisionRole.objects.get(valid_to=None).level == 4


def test_the_past_is_not_said_anew_and_the_future_not_yet(decision: Decision, foss: Contact, alice: Member) -> None:
    set_role(decision=decision, contact=foss, by=alice, level=3, valid_from=LATER)
    with pytest.raises(ValidationError, match="Something else was said on"):
        set_role(decision=decision, contact=foss, by=alice, level=4, valid_from=OPENED)
    with pytest.raises(ValidationError, match="a day that has come"):
        set_role(decision=decision, contact=foss, by=alice, level=4, valid_from=date(2999, 1, 1))


def test_the_database_keeps_one_row_of_a_kind_at_a_time(decision: Decision, foss: Contact, alice: Member) -> None:
    role = set_role(decision=decision, contact=foss, by=alice)
    role.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        role.save(force_insert=True)


@pytest.fixture
def everything(decision: Decision, dahl: Contact, foss: Contact, alice: Member) -> list[Dated]:
    """One fact of each kind that ends."""
    return [
        set_role(decision=decision, contact=foss, by=alice, valid_from=OPENED),
        override_tie(
            member=alice, contact=foss, by=alice, strength=Decimal("0.8"), reason="At school together",
            valid_from=OPENED,
        ),
        set_influence(
            decision=decision, source=foss, target=dahl, weight=Decimal("0.5"), by=alice, valid_from=OPENED
        ),
        set_competitor_tie(
            contact=foss, competitor="Rivalco", strength=Decimal("0.6"), by=alice, valid_from=OPENED
        ),
        mark_fog(decision=decision, level=4, function="finance", by=alice, valid_from=OPENED),
    ]  # fmt: skip


ENDS: list[Callable[[Any, Member], Dated]] = [
    lambda fact, by: end_role(role=fact, by=by),
    lambda fact, by: end_override(tie=fact, by=by),
    lambda fact, by: end_influence(influence=fact, by=by),
    lambda fact, by: end_competitor_tie(tie=fact, by=by),
    lambda fact, by: lift_fog(square=fact, by=by),
]


@pytest.mark.parametrize("place", range(len(ENDS)))
def test_whoever_is_not_on_the_team_ends_nothing_and_sees_nothing(
    place: int, everything: list[Dated], charlie: Member, viewer: Member, bob: Member
) -> None:
    fact, ended = everything[place], ENDS[place]
    rows = type(fact)._default_manager
    for member in (charlie, viewer):
        with pytest.raises(PermissionDenied):
            ended(fact, member)
    assert rows.get(pk=fact.pk).valid_to is None
    assert not rows.visible_to(charlie).exists()  # type: ignore[attr-defined]
    assert ended(fact, bob).valid_to == ended(fact, bob).valid_to == timezone.localdate()
    assert AuditEntry.objects.filter(noun=fact._meta.model_name, verb="ended").count() == 1


def test_whoever_is_not_on_the_team_says_nothing(
    decision: Decision, dahl: Contact, foss: Contact, charlie: Member, viewer: Member
) -> None:
    half = Decimal("0.5")
    for by in (charlie, viewer):
        attempts: list[Callable[[Member], object]] = [
            lambda by: set_role(decision=decision, contact=foss, by=by),
            lambda by: give_stance(decision=decision, contact=foss, value=1, evidence="Said so", by=by),
            lambda by: override_tie(member=by, contact=foss, by=by, strength=half, reason="Friends"),
            lambda by: set_influence(decision=decision, source=foss, target=dahl, weight=half, by=by),
            lambda by: set_competitor_tie(contact=foss, competitor="Rivalco", strength=half, by=by),
            lambda by: mark_fog(decision=decision, level=4, function="finance", by=by),
        ]
        for attempt in attempts:
            with pytest.raises(PermissionDenied):
                attempt(by)
    tables = (DecisionRole, Stance, TieOverride, Influence, CompetitorTie, FogSquare)
    assert [table._default_manager.count() for table in tables] == [0] * len(tables)


def test_a_stance_needs_evidence_a_day_that_has_come_and_a_value_on_the_scale(
    decision: Decision, foss: Contact, alice: Member
) -> None:
    bad: list[dict[str, Any]] = [{"evidence": "  "}, {"value": 3}, {"held_on": date(2999, 1, 1)}]
    for fields in bad:
        with pytest.raises(ValidationError):
            give_stance(decision=decision, contact=foss, by=alice, **{"value": 1, "evidence": "Said so", **fields})
    assert not Stance.objects.exists()


def test_stances_are_told_in_the_order_of_their_days(decision: Decision, foss: Contact, alice: Member) -> None:
    give_stance(decision=decision, contact=foss, value=2, evidence="Praised us", by=alice, held_on=LATER)
    give_stance(decision=decision, contact=foss, value=-1, evidence="Complained", by=alice, held_on=OPENED)
    assert [stance.value for stance in Stance.objects.until(LATER)] == [-1, 2]
    assert [stance.value for stance in Stance.objects.until(OPENED)] == [-1]


def test_a_tie_by_hand_needs_a_reason_and_a_number(foss: Contact, alice: Member) -> None:
    with pytest.raises(ValidationError):
        override_tie(member=alice, contact=foss, by=alice, strength=Decimal("0.5"))
    with pytest.raises(ValidationError, match="how strong the tie is, or how deep"):
        override_tie(member=alice, contact=foss, by=alice, reason="Because")
    with pytest.raises(ValidationError):
        override_tie(member=alice, contact=foss, by=alice, reason="Because", strength=Decimal("1.5"))


def test_whoever_has_left_has_no_ties(foss: Contact, alice: Member, bob: Member) -> None:
    bob.is_active = False
    with pytest.raises(ValidationError, match="Bob Team has left and has no ties"):
        override_tie(member=bob, contact=foss, by=alice, strength=Decimal("0.5"), reason="Friends")


def test_a_competitor_goes_by_the_name_of_its_account_which_one_has_to_see(
    foss: Contact, alice: Member, director: Member
) -> None:
    rival = create_account(by=alice, name="Rivalco", kind="competitor")
    hidden: Account = create_account(by=director, name="Hidden")
    tie = set_competitor_tie(contact=foss, competitor_account=rival, strength=Decimal("0.6"), by=alice)
    assert tie.competitor == "Rivalco"
    with pytest.raises(ValidationError, match="you may not see it"):
        set_competitor_tie(contact=foss, competitor_account=hidden, strength=Decimal("0.6"), by=alice)


def test_nobody_sways_themselves(decision: Decision, foss: Contact, alice: Member) -> None:
    with pytest.raises(ValidationError, match="Nobody sways themselves"):
        set_influence(decision=decision, source=foss, target=foss, weight=Decimal("0.5"), by=alice)
