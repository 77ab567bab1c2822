"""That people met is recorded by those who may, with people of the account, and never twice over somebody else."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from tenure.accounts.actions.account import create_account
from tenure.accounts.actions.contact import create_contact
from tenure.accounts.actions.interaction import change_interaction, create_interaction
from tenure.accounts.actions.trash import restore_thing, trash_thing
from tenure.accounts.models import Account, Commitment, Interaction
from tenure.accounts.queries import (
    StepState,
    TimelinePlace,
    next_steps,
    people_not_met,
    timeline_of,
)
from tenure.core.errors import ConflictError
from tenure.core.models import AuditEntry
from tenure.people.models import Member
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


def test_whoever_records_it_took_part_unless_others_are_named(account: Account, alice: Member, bob: Member) -> None:
    alone = create_interaction(account=account, by=alice, subject="Call")
    both = create_interaction(account=account, by=alice, subject="Meeting", members=[alice, bob])
    assert list(alone.members.all()) == [alice]
    assert set(both.members.all()) == {alice, bob}
    entry = AuditEntry.objects.filter(noun="interaction", thing_id=both.pk).get()
    assert entry.changes["members"] == [None, sorted([alice.pk, bob.pk])]


def test_what_they_promised_is_owed_by_the_first_of_theirs_to_whoever_recorded_it(
    account: Account, alice: Member
) -> None:
    people = [create_contact(account=account, by=alice, name=name) for name in ("Ida Holm", "Jens Eide")]
    met = create_interaction(
        account=account, by=alice, subject="Call", contacts=people[::-1], promised="The drawings", promised_on=TODAY
    )
    owed = Commitment.objects.get()
    assert (owed.contact, owed.to_member, owed.owner, owed.text) == (people[1], alice, None, "The drawings")
    assert (owed.interaction, owed.due_on) == (met, TODAY)


def test_a_stranger_and_a_viewer_record_nothing(account: Account, charlie: Member, viewer: Member) -> None:
    for member in (charlie, viewer):
        with pytest.raises(PermissionDenied):
            create_interaction(account=account, by=member, subject="Call")
    assert not Interaction.objects.exists()


def test_people_of_other_accounts_cannot_have_been_there(account: Account, alice: Member) -> None:
    other = create_account(by=alice, name="Other")
    stranger = create_contact(account=other, by=alice, name="Frida Fremd")
    with pytest.raises(ValidationError, match="Frida Fremd is not at"):
        create_interaction(account=account, by=alice, subject="Call", contacts=[stranger])


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"at": timezone.now() + timedelta(days=3)}, "has not come"),
        ({"kind": "call", "direction": "in"}, "come in or go out"),
        ({"follow_up": "Send it"}, "Say by which day"),
        ({"promised": "The drawings"}, "Say by which day"),
        ({"promised": "The drawings", "promised_on": TODAY}, "Say who of theirs promised it"),
        ({"kind": "dream"}, "dream"),
        ({"subject": ""}, "blank"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    account: Account, alice: Member, fields: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(ValidationError, match=sentence):
        create_interaction(account=account, by=alice, **{"subject": "Call", **fields})
    assert not Interaction.objects.exists()


def test_changes_of_different_fields_merge_and_of_the_same_conflict(
    account: Account, alice: Member, bob: Member
) -> None:
    met = create_interaction(account=account, by=alice, subject="Call")
    change_interaction(interaction=met, changes={"notes": "Alice's"}, by=alice, version=1)
    mine = Interaction.objects.get(pk=met.pk)
    change_interaction(interaction=mine, changes={"subject": "Bob's call"}, by=bob, version=1)
    with pytest.raises(ConflictError) as conflict:
        change_interaction(interaction=mine, changes={"notes": "Bob's"}, by=bob, version=1)
    assert conflict.value.current == {"notes": "Alice's"}
    met.refresh_from_db()
    assert (met.subject, met.notes, met.version) == ("Bob's call", "Alice's", 3)


def test_two_who_change_who_took_part_conflict_too(account: Account, alice: Member, bob: Member) -> None:
    met = create_interaction(account=account, by=alice, subject="Call")
    change_interaction(interaction=met, changes={"members": [alice, bob]}, by=alice, version=1)
    with pytest.raises(ConflictError) as conflict:
        change_interaction(interaction=met, changes={"members": [bob]}, by=bob, version=1)
    assert conflict.value.current == {"members": sorted([alice.pk, bob.pk])}


def test_what_is_to_be_done_next_becomes_a_task_of_whoever_records_it(
    account: Account, alice: Member, bob: Member
) -> None:
    met = create_interaction(
        account=account, by=alice, subject="Call", members=[bob], follow_up="Send the offer", follow_up_on=TODAY
    )
    about = create_interaction(account=account, by=alice, subject="Their budget", follow_up_on=TODAY)
    owed = Commitment.objects.order_by("pk").values_list("text", "kind", "owner", "due_on", "interaction", "origin")
    assert list(owed) == [
        ("Send the offer", "task", alice.pk, TODAY, met.pk, "interaction"),
        ("Their budget", "task", alice.pk, TODAY, about.pk, "interaction"),
    ]


def test_what_is_in_the_trash_is_gone_with_what_came_from_it_and_comes_back_with_it(
    account: Account, alice: Member
) -> None:
    met = create_interaction(account=account, by=alice, subject="Call", follow_up_on=TODAY)
    other = create_interaction(account=account, by=alice, subject="Mail", follow_up="Answer", follow_up_on=TODAY)
    trash_thing(thing=other.commitments.get(), by=alice)
    for thing in (met, other):
        trash_thing(thing=thing, by=alice)
    assert not Interaction.objects.visible_to(alice).exists()
    assert next_steps([account.pk], TODAY)[account.pk].state == StepState.NONE
    assert timeline_of(account).entries[0] not in (met, other)
    for thing in (met, other):
        restore_thing(thing=thing, by=alice)
    assert [one.text for one in Commitment.objects.visible_to(alice)] == ["Call"]


def test_key_people_whom_nobody_spoke_with_for_sixty_days_are_named(account: Account, alice: Member) -> None:
    def person(name: str, seniority: int = 5) -> object:
        return create_contact(account=account, by=alice, name=name, seniority=seniority)

    def met(contact: object, days: int, kind: str = "call") -> None:
        at = timezone.now() - timedelta(days=days)
        create_interaction(account=account, by=alice, subject="Call", kind=kind, at=at, contacts=[contact])  # type: ignore[list-item]

    met(person("Fresh"), 10)
    met(person("Cold"), 90)
    met(person("Only mailed"), 5, "mail")
    person("Never")
    person("Clerk", 2)
    found = people_not_met(account, timezone.localdate())
    assert [one.name for one in found] == ["Never", "Only mailed", "Cold"]
    assert found[0].last_met_at is None


def test_pages_of_the_timeline_follow_each_other_without_gap_or_double(account: Account, alice: Member) -> None:
    for number in range(9):
        at = timezone.now() - timedelta(days=number // 2)
        create_interaction(account=account, by=alice, subject=f"Call {number}", at=at)
        create_contact(account=account, by=alice, name=f"Contact {number}")
    whole = timeline_of(account, limit=100)
    seen, place = [], TimelinePlace()
    while place is not None:
        page = timeline_of(account, place, limit=4)
        seen += page.entries
        place = page.following  # type: ignore[assignment]
    assert seen == whole.entries
    assert [entry.at for entry in seen] == sorted((entry.at for entry in seen), reverse=True)


def test_the_timeline_asks_as_often_for_many_as_for_few(account: Account, alice: Member) -> None:
    other = create_account(by=alice, name="Other")
    for place, count in ((account, 1), (other, 6)):
        for number in range(count):
            who = create_contact(account=place, by=alice, name=f"Contact {number}")
            create_interaction(account=place, by=alice, subject="Call", contacts=[who])
    assert_same_queries(lambda: timeline_of(account), lambda: timeline_of(other))
