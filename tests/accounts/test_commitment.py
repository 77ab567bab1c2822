"""What is owed is noted by those who may, put off with a reason, settled once, and counted by its first day."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from itertools import product
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from tenure.accounts.actions.account import create_account
from tenure.accounts.actions.commitment import (
    change_commitment,
    delegate_commitment,
    keep_commitment,
    make_commitment,
    miss_commitment,
    redate_commitment,
    reopen_commitment,
    take_back_commitment,
    withdraw_commitment,
)
from tenure.accounts.actions.contact import create_contact
from tenure.accounts.actions.interaction import create_interaction
from tenure.accounts.actions.trash import restore_thing, trash_thing
from tenure.accounts.models import Account, Commitment, Contact
from tenure.accounts.queries import StepState, kept_rate_of, next_of, next_steps, open_commitments
from tenure.accounts.queries.ledger import ledger_tally
from tenure.analytics.commitments import CommitmentState, kept_rate
from tenure.core.errors import ConflictError
from tenure.core.models import AuditEntry
from tenure.people.models import Member
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 12)
WEEK = timedelta(days=7)


@pytest.fixture
def contact(account: Account, alice: Member) -> Contact:
    return create_contact(account=account, by=alice, name="Maria Lindqvist")


@pytest.fixture
def promise(account: Account, alice: Member) -> Commitment:
    return make_commitment(account=account, by=alice, text="Send the offer", due_on=TODAY)


def log_of(commitment: Commitment) -> list[tuple[str, dict[str, Any]]]:
    entries = AuditEntry.objects.filter(noun="commitment", thing_id=commitment.pk).order_by("pk")
    return list(entries.values_list("verb", "changes"))


def test_only_words_and_a_day_are_needed_and_whoever_says_it_owes_it(promise: Commitment, alice: Member) -> None:
    assert (promise.owner, promise.kind, promise.state, promise.origin) == (alice, "promise", "open", "")
    assert (promise.due_on, promise.first_due_on, promise.client_visible) == (TODAY, TODAY, False)
    assert [verb for verb, _ in log_of(promise)] == ["created"]


def test_theirs_has_no_owner_of_ours_and_nobody_may_owe_it_yet(
    account: Account, alice: Member, contact: Contact
) -> None:
    theirs = make_commitment(account=account, by=alice, text="Send drawings", due_on=TODAY, contact=contact)
    nobodys = make_commitment(account=account, by=alice, text="Find a carrier", due_on=TODAY, owner=None)
    assert (theirs.owner, theirs.contact) == (None, contact)
    assert (nobodys.owner, nobodys.contact) == (None, None)
    assert list(Commitment.objects.ours()) == [nobodys]
    assert list(Commitment.objects.theirs()) == [theirs]


def test_a_stranger_and_a_viewer_note_and_settle_nothing(
    account: Account, promise: Commitment, charlie: Member, viewer: Member
) -> None:
    acts: list[Callable[..., object]] = [
        partial(make_commitment, account=account, text="Mine", due_on=TODAY),
        partial(keep_commitment, commitment=promise),
        partial(redate_commitment, commitment=promise, due_on=TODAY + WEEK, reason="Snow"),
        partial(take_back_commitment, commitment=promise),
        partial(trash_thing, thing=promise),
    ]
    for member, act in product((charlie, viewer), acts):
        with pytest.raises(PermissionDenied):
            act(by=member)
    promise.refresh_from_db()
    assert (Commitment.objects.count(), promise.version) == (1, 1)


def test_people_and_talks_of_other_accounts_have_nothing_to_do_with_it(
    account: Account, alice: Member, charlie: Member
) -> None:
    other = create_account(by=alice, name="Other")
    stranger = create_contact(account=other, by=alice, name="Frida Fremd")
    met = create_interaction(account=other, by=alice, subject="Call")
    refused: dict[str, tuple[Any, str]] = {
        "contact": (stranger, "Frida Fremd is not at"),
        "to_contact": (stranger, "Frida Fremd is not at"),
        "interaction": (met, "with another account"),
        "owner": (charlie, "Charlie Stranger does not see"),
        "to_member": (charlie, "Charlie Stranger does not see"),
    }
    for name, (thing, sentence) in refused.items():
        with pytest.raises(ValidationError, match=sentence):
            make_commitment(account=account, by=alice, text="Send it", due_on=TODAY, **{name: thing})
    assert not Commitment.objects.exists()


def test_the_database_keeps_the_rules_whoever_writes(account: Account, alice: Member, contact: Contact) -> None:
    good = {"account": account, "text": "Send it", "due_on": TODAY, "first_due_on": TODAY, "owner": alice}
    broken: list[dict[str, Any]] = [
        {"text": ""},
        {"contact": contact},
        {"to_member": alice},
        {"owner": None, "contact": contact, "to_contact": contact},
        {"owner": None, "contact": contact, "department": "Logistics"},
        {"to_contact": contact, "to_member": alice, "owner": None},
        {"state": "kept"},
        {"settled_on": TODAY},
        {"outcome": "Done"},
        {"effort_hours": -1},
    ]
    for fields in broken:
        with pytest.raises(IntegrityError), transaction.atomic():
            Commitment.objects.create(**{**good, **fields})
    assert Commitment.objects.create(**good).version == 1


def test_another_day_needs_a_reason_and_counts_as_slipped_beyond_the_first(promise: Commitment, bob: Member) -> None:
    with pytest.raises(ValidationError, match="Say why the day changes"):
        redate_commitment(commitment=promise, due_on=TODAY + WEEK, reason=" ", by=bob)
    redate_commitment(commitment=promise, due_on=TODAY + WEEK, reason="Their drawings are late", by=bob)
    assert (promise.due_on, promise.first_due_on, promise.slips) == (TODAY + WEEK, TODAY, 1)
    verb, changes = log_of(promise)[-1]
    assert (verb, changes["reason"]) == ("put off", [None, "Their drawings are late"])
    redate_commitment(commitment=promise, due_on=TODAY - WEEK, reason="It is ready", by=bob)
    assert (promise.slips, promise.version) == (1, 3)
    assert redate_commitment(commitment=promise, due_on=TODAY - WEEK, reason="", by=bob).version == 3


@pytest.mark.parametrize(
    ("settle", "state"),
    [(keep_commitment, "kept"), (miss_commitment, "missed"), (withdraw_commitment, "withdrawn")],
)
def test_it_is_settled_once_and_twice_is_the_same(settle: Any, state: str, promise: Commitment, bob: Member) -> None:
    settle(commitment=promise, by=bob, on=TODAY - WEEK, outcome="By mail")
    assert (promise.state, promise.settled_on, promise.outcome) == (state, TODAY - WEEK, "By mail")
    assert settle(commitment=promise, by=bob).version == 2
    with pytest.raises(ValidationError, match="is settled already"):
        redate_commitment(commitment=promise, due_on=TODAY + WEEK, reason="Later", by=bob)
    other = miss_commitment if settle is keep_commitment else keep_commitment
    with pytest.raises(ValidationError, match="is settled already"):
        other(commitment=promise, by=bob)
    reopen_commitment(commitment=promise, by=bob)
    assert (promise.state, promise.settled_on, promise.outcome) == ("open", None, "")
    assert [verb for verb, _ in log_of(promise)] == ["created", state, "reopened"]


def test_what_has_not_come_cannot_have_settled_it(promise: Commitment, alice: Member) -> None:
    with pytest.raises(ValidationError, match="has not come"):
        keep_commitment(commitment=promise, by=alice, on=timezone.localdate() + WEEK)


def test_two_who_settle_it_at_once_do_not_both_win(promise: Commitment, alice: Member, bob: Member) -> None:
    same = Commitment.objects.get(pk=promise.pk)
    keep_commitment(commitment=promise, by=alice)
    with pytest.raises(ConflictError) as conflict:
        miss_commitment(commitment=same, by=bob)
    assert conflict.value.current["state"] == "kept"


def test_changes_of_different_fields_merge_and_of_the_same_conflict(
    promise: Commitment, alice: Member, bob: Member
) -> None:
    change_commitment(commitment=promise, changes={"department": "Logistics"}, by=alice, version=1)
    mine = Commitment.objects.get(pk=promise.pk)
    change_commitment(commitment=mine, changes={"client_visible": True}, by=bob, version=1)
    with pytest.raises(ConflictError) as conflict:
        change_commitment(commitment=mine, changes={"department": "Sales"}, by=bob, version=1)
    assert conflict.value.current == {"department": "Logistics"}
    promise.refresh_from_db()
    assert (promise.department, promise.client_visible, promise.version) == ("Logistics", True, 3)


def test_it_is_handed_on_to_one_who_sees_the_account(
    promise: Commitment, alice: Member, bob: Member, charlie: Member, contact: Contact
) -> None:
    delegate_commitment(commitment=promise, to=bob, by=alice)
    assert promise.owner == bob
    with pytest.raises(ValidationError, match="does not see"):
        delegate_commitment(commitment=promise, to=charlie, by=alice)
    theirs = make_commitment(account=promise.account, by=alice, text="Pay", due_on=TODAY, contact=contact)
    with pytest.raises(ValidationError, match="cannot be handed on"):
        delegate_commitment(commitment=theirs, to=bob, by=alice)


def test_what_was_done_last_is_taken_back_unless_something_else_was_done_since(
    promise: Commitment, alice: Member, bob: Member
) -> None:
    with pytest.raises(ValidationError, match="Nothing was done"):
        take_back_commitment(commitment=promise, by=alice)
    redate_commitment(commitment=promise, due_on=TODAY + WEEK, reason="Snow", by=alice)
    take_back_commitment(commitment=promise, by=alice)
    assert (promise.due_on, promise.slips) == (TODAY, 0)
    delegate_commitment(commitment=promise, to=bob, by=alice)
    take_back_commitment(commitment=promise, by=alice)
    assert promise.owner == alice
    keep_commitment(commitment=promise, by=alice, outcome="Sent")
    change_commitment(commitment=promise, changes={"department": "Sales"}, by=bob)
    with pytest.raises(ConflictError):
        take_back_commitment(commitment=promise, by=alice)
    promise.refresh_from_db()
    assert (promise.state, promise.outcome) == ("kept", "Sent")


def test_the_trash_gives_it_back_as_it_was(promise: Commitment, alice: Member) -> None:
    trash_thing(thing=promise, by=alice)
    assert not Commitment.objects.visible_to(alice).exists()
    restore_thing(thing=promise, by=alice)
    assert list(Commitment.objects.visible_to(alice)) == [promise]


def test_a_next_step_is_none_planned_today_or_overdue_and_the_earliest_of_ours_counts(
    account: Account, alice: Member, contact: Contact
) -> None:
    def state() -> StepState:
        found = next_steps([account.pk], TODAY)[account.pk]
        assert found == next_of(open_commitments(account), TODAY)
        return found.state

    make_commitment(account=account, by=alice, text="Pay", due_on=TODAY - WEEK, contact=contact)
    assert state() == StepState.NONE
    for days, expected in ((3, StepState.PLANNED), (0, StepState.TODAY), (-1, StepState.OVERDUE)):
        made = make_commitment(account=account, by=alice, text="Call", due_on=TODAY + timedelta(days))
        assert state() == expected
    keep_commitment(commitment=made, by=alice)
    assert state() == StepState.TODAY


def every_kind_of_life(account: Account, alice: Member, bob: Member) -> None:
    """Commitments of all states, days and slips around TODAY, written past the actions."""
    around = [TODAY + timedelta(days=days) for days in (-9, 0, 9)]
    rows = [
        Commitment(
            account=account, text="Send it", owner=owner, due_on=due, first_due_on=first, slips=slips,
            state=state.value, settled_on=None if state == CommitmentState.OPEN else settled,
        )
        for owner, first, due, settled, state, slips in product(
            (alice, bob), around, around, around, CommitmentState, (0, 1)
        )
    ]  # fmt: skip
    Commitment.objects.bulk_create(rows)


def test_the_database_counts_as_the_arithmetic_does(account: Account, alice: Member, bob: Member) -> None:
    every_kind_of_life(account, alice, bob)
    everything = list(Commitment.objects.all())
    whole = kept_rate_of(Commitment.objects.all(), TODAY)
    assert whole == kept_rate([one.owed for one in everything], TODAY)
    assert whole.due > 100
    tally = ledger_tally(Commitment.objects.all(), TODAY)
    assert tally.our_rate == whole
    by_member = {line.member: line.rate for line in tally.by_member}
    for member in (alice, bob):
        assert by_member[member.pk] == kept_rate([one.owed for one in everything if one.owner == member], TODAY)


def test_a_ledger_is_counted_in_one_pass_and_tells_the_sides_and_the_departments_apart(
    account: Account, alice: Member, bob: Member
) -> None:
    every_kind_of_life(account, alice, bob)
    theirs = Contact.objects.create(account=account, name="Carol")
    Commitment.objects.filter(owner=bob).update(owner=None, contact=theirs)
    Commitment.objects.filter(slips=1, contact=None).update(department="Logistics")
    tally, everything = ledger_tally(Commitment.objects.all(), TODAY), list(Commitment.objects.all())
    assert tally.their_rate == kept_rate([one.owed for one in everything if one.contact], TODAY)
    [line] = tally.by_department
    assert line.rate == kept_rate([one.owed for one in everything if one.department], TODAY)
    still_open = [one for one in everything if one.state == CommitmentState.OPEN]
    assert tally.figures.still_open == len(still_open) > tally.our_figures.still_open > 0
    assert tally.figures.overdue == sum(one.due_on < TODAY for one in still_open)
    assert len(queries_of(lambda: ledger_tally(Commitment.objects.all(), TODAY))) == 2
