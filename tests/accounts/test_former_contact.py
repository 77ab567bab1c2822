"""Who leaves keeps their history, is warned of on boards, and can be found again at another company."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from tenure.accounts.actions.account import create_account
from tenure.accounts.actions.contact import change_contact, create_contact, link_former_contact
from tenure.accounts.models import Account, Contact
from tenure.accounts.queries.career import career_of
from tenure.core.jobs import run_job
from tenure.core.models import AuditEntry, JobRun
from tenure.insight.models import BoardNotice
from tenure.people.models import Member
from tenure.relationships.actions.decision import create_decision
from tenure.relationships.actions.decision_role import set_role

LEFT = date(2026, 3, 31)


@pytest.fixture
def before(account: Account, alice: Member) -> Contact:
    return create_contact(account=account, by=alice, name="Ruth Foss", left_on=LEFT)


@pytest.fixture
def now(alice: Member) -> Contact:
    return create_contact(account=create_account(by=alice, name="Neue Werke"), by=alice, name="Ruth Foss")


def test_somebody_is_found_again_both_ways(before: Contact, now: Contact, alice: Member) -> None:
    link_former_contact(contact=now, former=before, by=alice)
    assert career_of(now, alice).formerly == before
    assert career_of(before, alice).later == [now]
    entry = AuditEntry.objects.get(verb="found again")
    assert entry.changes == {"formerly": [None, before.pk]}
    link_former_contact(contact=now, former=None, by=alice)
    assert career_of(before, alice).later == []


def test_a_link_is_shown_to_those_alone_who_see_both_accounts(
    before: Contact, now: Contact, alice: Member, bob: Member
) -> None:
    link_former_contact(contact=now, former=before, by=alice)
    assert career_of(before, bob).later == []


def test_nobody_links_somebody_whom_they_do_not_see(before: Contact, charlie: Member, alice: Member) -> None:
    theirs = create_contact(account=create_account(by=charlie, name="Charlies Werke"), by=charlie, name="Ruth Foss")
    with pytest.raises(ValidationError, match="no such person"):
        link_former_contact(contact=theirs, former=before, by=charlie)
    with pytest.raises(PermissionDenied):
        link_former_contact(contact=before, former=None, by=charlie)
    assert not Contact.objects.exclude(formerly=None).exists()


def test_only_who_has_left_another_account_can_have_been_somebody(before: Contact, now: Contact, alice: Member) -> None:
    colleague = create_contact(account=before.account, by=alice, name="Moe", left_on=LEFT)
    staying = create_contact(account=now.account, by=alice, name="Sue")
    with pytest.raises(ValidationError, match="another account"):
        link_former_contact(contact=before, former=colleague, by=alice)
    with pytest.raises(ValidationError, match="Sue has not left"):
        link_former_contact(contact=before, former=staying, by=alice)


def test_nobody_was_who_they_became(before: Contact, now: Contact, alice: Member) -> None:
    link_former_contact(contact=now, former=before, by=alice)
    change_contact(contact=now, changes={"left_on": LEFT}, by=alice)
    with pytest.raises(ValidationError, match="became later"):
        link_former_contact(contact=before, former=now, by=alice)


def test_every_board_on_which_a_leaver_stands_is_warned_of_at_once(account: Account, alice: Member) -> None:
    contact = create_contact(account=account, by=alice, name="Ruth Foss")
    decision = create_decision(account=account, by=alice, name="Pumps", opened_on=LEFT)
    set_role(decision=decision, contact=contact, by=alice, valid_from=LEFT, level=3, function="other")
    change_contact(contact=contact, changes={"left_on": LEFT}, by=alice)
    run_job.call(JobRun.objects.get().pk)
    assert [(one.kind, one.contact) for one in BoardNotice.objects.filter(decision=decision)] == [("left", contact)]
    assert decision.roles.filter(contact=contact, valid_to=None).exists()


def test_who_stands_on_no_board_asks_for_nothing(before: Contact, alice: Member) -> None:
    change_contact(contact=before, changes={"left_on": None}, by=alice)
    assert not JobRun.objects.exists()


def test_the_page_offers_leavers_and_links_them(client: Client, before: Contact, now: Contact, alice: Member) -> None:
    client.force_login(alice)
    address = f"/contacts/{now.pk}/formerly"
    assert f"Ruth Foss, {before.account.name}" in client.get(address).content.decode()
    assert client.post(address, {"formerly": before.pk}).status_code == 302
    assert f'/contacts/{before.pk}"' in client.get(f"/contacts/{now.pk}").content.decode()
    assert f'/contacts/{now.pk}"' in client.get(f"/contacts/{before.pk}").content.decode()


def test_a_link_to_somebody_unseen_is_refused_by_the_page(client: Client, before: Contact, charlie: Member) -> None:
    theirs = create_contact(account=create_account(by=charlie, name="Charlies Werke"), by=charlie, name="Ruth Foss")
    client.force_login(charlie)
    assert client.post(f"/contacts/{theirs.pk}/formerly", {"formerly": before.pk}).status_code == 422
    assert client.get(f"/contacts/{before.pk}/formerly").status_code == 404


def test_who_chooses_beside_somebody_else_is_told_and_may_keep_the_own_choice(
    client: Client, before: Contact, now: Contact, alice: Member
) -> None:
    client.force_login(alice)
    address, seen = f"/contacts/{now.pk}/formerly", now.version
    link_former_contact(contact=now, former=before, by=alice)
    lost = client.post(address, {"formerly": "", "version": seen})
    assert lost.status_code == 409
    assert "Somebody else has chosen Ruth Foss meanwhile" in lost.content.decode()
    now.refresh_from_db()
    assert now.formerly == before
    assert f'name="version" value="{now.version}"' in lost.content.decode()
    assert client.post(address, {"formerly": "", "version": now.version}).status_code == 302
    now.refresh_from_db()
    assert now.formerly is None
