"""Taking the last word back, one by one and many at once; and ties by hand that are set together."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from tenure.accounts.actions.account import create_account
from tenure.accounts.actions.contact import create_contact
from tenure.accounts.models import Account, Contact
from tenure.core.errors import ConflictError
from tenure.core.models import AuditEntry
from tenure.people.models import Member
from tenure.relationships.actions.decision_role import end_role, set_role
from tenure.relationships.actions.heat_map import set_strengths, take_strengths_back
from tenure.relationships.actions.influence import set_influence
from tenure.relationships.actions.stance import give_stance
from tenure.relationships.actions.taking_back import end_fact, take_back, take_back_stance
from tenure.relationships.actions.tie import override_tie
from tenure.relationships.models import Decision, DecisionRole, Influence, Stance, TieOverride
from tests.relationships.conftest import OPENED

pytestmark = pytest.mark.django_db
HALF = Decimal("0.5")


def holding(day: date) -> list[int | None]:
    """The formal power of who stands on a board on a day."""
    return [role.power for role in DecisionRole.objects.on(day)]


def test_what_gave_way_holds_again_from_the_first_day_of_what_is_taken_back(
    decision: Decision, dahl: Contact, alice: Member
) -> None:
    later = OPENED + timedelta(days=10)
    set_role(decision=decision, contact=dahl, by=alice, power=2, valid_from=OPENED)
    taken = set_role(decision=decision, contact=dahl, by=alice, power=5, valid_from=later)
    again = take_back(fact=taken, by=alice)
    assert [holding(OPENED), holding(later), holding(timezone.localdate())] == [[2], [2], [2]]
    assert isinstance(again, DecisionRole)
    assert (again.valid_from, DecisionRole.objects.count()) == (later, 3)


def test_what_nothing_was_said_before_counts_on_no_day_once_it_is_taken_back(
    decision: Decision, dahl: Contact, alice: Member
) -> None:
    take_back(fact=set_role(decision=decision, contact=dahl, by=alice, valid_from=OPENED), by=alice)
    assert [holding(OPENED), holding(timezone.localdate())] == [[], []]
    assert AuditEntry.objects.filter(noun="decisionrole").count() == 2


def test_what_had_ended_holds_again_from_the_day_it_ended(decision: Decision, dahl: Contact, alice: Member) -> None:
    role = set_role(decision=decision, contact=dahl, by=alice, power=3, valid_from=OPENED)
    ended = end_role(role=role, by=alice, on=OPENED + timedelta(days=5))
    take_back(fact=ended, by=alice)
    assert [holding(OPENED + timedelta(days=days)) for days in (4, 5, 6)] == [[3], [3], [3]]


def test_a_king_does_not_come_back_beside_another(
    decision: Decision, dahl: Contact, foss: Contact, alice: Member
) -> None:
    first = end_role(role=set_role(decision=decision, contact=dahl, by=alice, piece="king"), by=alice)
    set_role(decision=decision, contact=foss, by=alice, piece="king")
    with pytest.raises(ValidationError, match="Foss is the king of this decision already"):
        take_back(fact=first, by=alice)
    assert [role.contact for role in DecisionRole.objects.filter(valid_to=None)] == [foss]


def test_what_others_said_since_is_not_taken_back(
    decision: Decision, dahl: Contact, foss: Contact, alice: Member, director: Member
) -> None:
    about: Mapping[str, Any] = {"decision": decision, "source": foss, "target": dahl}
    mine = set_influence(**about, weight=HALF, by=alice)
    set_influence(**about, weight=Decimal(1), by=director)
    mine.refresh_from_db()
    with pytest.raises(ConflictError):
        take_back(fact=mine, by=alice)
    assert Influence.objects.get(valid_to=None).weight == 1


def test_a_stance_of_another_person_or_a_later_day_is_not_what_was_said_before(
    decision: Decision, dahl: Contact, foss: Contact, alice: Member
) -> None:
    give_stance(decision=decision, contact=foss, value=2, evidence="Praised us", by=alice, held_on=OPENED)
    give_stance(decision=decision, contact=dahl, value=1, evidence="Later", by=alice)
    earlier = give_stance(decision=decision, contact=dahl, value=-2, evidence="Before", by=alice, held_on=OPENED)
    with pytest.raises(ValidationError, match="Nothing was said before this stance"):
        take_back_stance(stance=earlier, by=alice)
    assert Stance.objects.count() == 3


def test_only_who_may_say_it_takes_it_back(
    account: Account, decision: Decision, dahl: Contact, alice: Member, viewer: Member, charlie: Member
) -> None:
    role = set_role(decision=decision, contact=dahl, by=alice)
    tie = override_tie(member=alice, contact=dahl, by=alice, strength=HALF, reason="Met")
    for stranger in (viewer, charlie):
        for fact in (role, tie):
            with pytest.raises(PermissionDenied):
                take_back(fact=fact, by=stranger)
            with pytest.raises(PermissionDenied):
                end_fact(fact=fact, by=stranger)
        with pytest.raises(PermissionDenied):
            set_strengths(account=account, pairs=[(alice, dahl)], strength=HALF, reason="Met", by=stranger)
        with pytest.raises(PermissionDenied):
            take_strengths_back(account=account, said=tie, by=stranger)
    assert not DecisionRole.objects.exclude(valid_to=None).exists()
    assert list(TieOverride.objects.all()) == [tie]


def test_ties_set_together_are_taken_back_together_but_for_those_said_anew(
    account: Account, dahl: Contact, foss: Contact, alice: Member, director: Member
) -> None:
    pairs = [(alice, dahl), (alice, foss)]
    first, _second = set_strengths(account=account, pairs=pairs, strength=HALF, reason="Workshop", by=alice)
    override_tie(member=alice, contact=foss, by=director, strength=Decimal(1), reason="Old friends")
    take_strengths_back(account=account, said=first, by=alice)
    assert [(row.contact, row.strength) for row in TieOverride.objects.filter(valid_to=None)] == [(foss, Decimal(1))]
    told = AuditEntry.objects.filter(noun="tieoverride").order_by("pk").values_list("verb", flat=True)
    assert list(told) == ["said", "said", "said", "ended"]
    with pytest.raises(ValidationError, match="Something else was said of these ties since"):
        take_strengths_back(account=account, said=first, by=alice)


def test_ties_to_strangers_or_of_who_has_left_are_refused_together(
    account: Account, dahl: Contact, alice: Member, bob: Member, director: Member
) -> None:
    elsewhere = create_contact(account=create_account(by=director, name="Elsewhere"), by=director, name="Frida")
    bob.is_active = False
    for pairs in ([(alice, dahl), (alice, elsewhere)], [(alice, dahl), (bob, dahl)], []):
        with pytest.raises(ValidationError):
            set_strengths(account=account, pairs=pairs, strength=HALF, reason="Met", by=alice)
    with pytest.raises(ValidationError, match="less than or equal to 1"):
        set_strengths(account=account, pairs=[(alice, dahl)], strength=Decimal(2), reason="Met", by=alice)
    with pytest.raises(ValidationError, match="Say why"):
        set_strengths(account=account, pairs=[(alice, dahl)], strength=HALF, reason="  ", by=alice)
    assert not TieOverride.objects.exists()


def test_ties_taken_back_days_later_count_on_no_day(
    account: Account, dahl: Contact, foss: Contact, alice: Member
) -> None:
    override_tie(member=alice, contact=dahl, by=alice, strength=Decimal("0.2"), reason="Met once", valid_from=OPENED)
    rows = set_strengths(
        account=account, pairs=[(alice, dahl), (alice, foss)], strength=HALF, reason="Workshop", by=alice
    )
    # As if it had been said ten days ago.
    said = timezone.localdate() - timedelta(days=10)
    TieOverride.objects.filter(pk__in=[row.pk for row in rows]).update(valid_from=said)
    TieOverride.objects.filter(contact=dahl, valid_to__isnull=False).update(valid_to=said)
    take_strengths_back(account=account, said=rows[0], by=alice)
    for days in (0, 5, 10, 15):
        day = timezone.localdate() - timedelta(days=days)
        assert [(row.contact, row.strength) for row in TieOverride.objects.on(day)] == [(dahl, Decimal("0.2"))]
