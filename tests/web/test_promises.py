"""The ledger of promises shows what is owed to whoever sees the account, and lets who may settle it there."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.test import Client
from django.utils import timezone

from tenure.accounts.actions.account import create_account
from tenure.accounts.actions.commitment import keep_commitment, make_commitment
from tenure.accounts.actions.contact import create_contact
from tenure.accounts.actions.team import add_team_member
from tenure.accounts.models import Account, Commitment, Contact
from tenure.accounts.queries.ledger import LedgerFilter, Shown, ledger_page
from tenure.people.models import Member
from tests.queries import assert_same_queries
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


@pytest.fixture
def contact(account: Account, alice: Member) -> Contact:
    return create_contact(account=account, by=alice, name="Maria Lindqvist")


@pytest.fixture
def promise(account: Account, alice: Member) -> Commitment:
    return make_commitment(account=account, by=alice, text="Send the offer", due_on=timezone.localdate() + WEEK)


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def kept_in_time(account: Account, by: Member, times: int) -> None:
    for number in range(times):
        due = timezone.localdate() - timedelta(days=number + 1)
        made = make_commitment(account=account, by=by, text=f"Pallets {number}", due_on=due, department="Logistics")
        keep_commitment(commitment=made, by=by, on=due)


def test_the_team_sees_the_ledger_and_strangers_nothing(
    sign_in: SignIn, account: Account, promise: Commitment, bob: Member, charlie: Member
) -> None:
    assert "Send the offer" in shown(sign_in(bob), f"/accounts/{account.pk}/promises/")
    stranger = sign_in(charlie)
    for address in (f"/accounts/{account.pk}/promises/", f"/commitments/{promise.pk}"):
        assert stranger.get(address).status_code == 404
    assert "Send the offer" not in shown(stranger, "/promises/")


def test_a_viewer_reads_it_and_finds_no_button(
    sign_in: SignIn, account: Account, promise: Commitment, viewer: Member, alice: Member
) -> None:
    add_team_member(account=account, member=viewer, by=alice)
    client = sign_in(viewer)
    for address in (f"/accounts/{account.pk}/promises/", "/promises/", f"/commitments/{promise.pk}"):
        page = shown(client, address)
        assert "Send the offer" in page
        assert f"/commitments/{promise.pk}/keep" not in page
    assert client.post(f"/commitments/{promise.pk}/keep").status_code == 403


def test_the_kept_rate_is_shown_from_five_on(sign_in: SignIn, account: Account, alice: Member) -> None:
    client = sign_in(alice)
    kept_in_time(account, alice, 4)
    assert "not enough data" in shown(client, f"/accounts/{account.pk}/promises/")
    kept_in_time(account, alice, 1)
    page = shown(client, "/promises/")
    assert "5 of 5 due" in page
    assert page.count('<td class="number">5</td>') == 2, "due from Alice, and from Logistics"


def test_a_new_promise_needs_words_and_a_day_and_may_be_theirs(
    sign_in: SignIn, account: Account, alice: Member, contact: Contact
) -> None:
    client, address = sign_in(alice), f"/accounts/{account.pk}/promises/new"
    refused = client.post(address, {"text": "Send drawings", "kind": "promise"})
    assert refused.status_code == 422
    due = timezone.localdate() + WEEK
    body = {"text": "Send drawings", "kind": "promise", "due_on": due, "owed_by": f"theirs-{contact.pk}"}
    assert client.post(address, body).status_code == 302
    made = Commitment.objects.get()
    assert (made.owner, made.contact, made.due_on) == (None, contact, due)


def test_what_is_done_in_a_row_leads_back_to_the_list_and_can_be_undone(
    sign_in: SignIn, promise: Commitment, alice: Member, bob: Member
) -> None:
    client, here = sign_in(alice), "/promises/?show=all"
    acts: dict[str, dict[str, str]] = {
        "keep": {"outcome": "Sent"},
        "miss": {},
        "withdraw": {},
        "redate": {"days": "7", "because": "They are not ready"},
        "delegate": {"to": f"ours-{bob.pk}"},
    }
    names = ("state", "settled_on", "outcome", "due_on", "slips", "owner_id")
    before = [getattr(promise, name) for name in names]
    for act, body in acts.items():
        answer = client.post(f"/commitments/{promise.pk}/{act}", {**body, "next": here})
        assert (answer.status_code, answer.headers["Location"]) == (302, here)
        promise.refresh_from_db()
        assert [getattr(promise, name) for name in names] != before, act
        undo = f"/commitments/{promise.pk}/undo"
        assert undo in shown(client, here)
        assert client.post(undo, {"next": here}).status_code == 302
        promise.refresh_from_db()
        assert [getattr(promise, name) for name in names] == before, act


def test_another_day_without_a_reason_or_a_day_changes_nothing(
    sign_in: SignIn, promise: Commitment, alice: Member
) -> None:
    client = sign_in(alice)
    for body, sentence in (({"days": "7"}, "Say why the day changes."), ({"reason": "Snow"}, "Say which day.")):
        client.post(f"/commitments/{promise.pk}/redate", body)
        assert sentence in shown(client, "/promises/")
    promise.refresh_from_db()
    assert promise.version == 1


def test_two_who_edit_the_same_words_see_both(sign_in: SignIn, promise: Commitment, alice: Member, bob: Member) -> None:
    def body(text: str) -> dict[str, str]:
        begun = {"initial-text": "Send the offer", "initial-kind": "promise", "initial-owed_by": f"ours-{alice.pk}"}
        return {**begun, "text": text, "kind": "promise", "owed_by": f"ours-{alice.pk}", "version": "1"}

    address = f"/commitments/{promise.pk}"
    assert sign_in(alice).post(address, body("Send two offers")).status_code == 302
    answer = sign_in(bob).post(address, body("Send three offers"))
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Send two offers" in page
    assert "Send three offers" in page


def test_the_client_is_shown_what_was_chosen(sign_in: SignIn, promise: Commitment, alice: Member) -> None:
    client = sign_in(alice)
    for sent, expected in (("1", True), ("", False)):
        client.post(f"/commitments/{promise.pk}/client", {"client_visible": sent})
        promise.refresh_from_db()
        assert promise.client_visible is expected


def test_filters_leave_what_they_say(
    sign_in: SignIn, account: Account, alice: Member, bob: Member, contact: Contact
) -> None:
    today = timezone.localdate()
    late = partial(make_commitment, account=account, by=alice, due_on=today - WEEK)
    late(text="Ours late", department="Logistics")
    late(text="Theirs late", contact=contact)
    late(text="Nobody late", owner=None)
    make_commitment(account=account, by=alice, text="Bobs soon", due_on=today + WEEK, owner=bob)
    keep_commitment(commitment=late(text="Done"), by=alice)
    texts = ["Ours late", "Theirs late", "Nobody late", "Bobs soon", "Done"]
    client = sign_in(alice)
    for query, expected in {
        "": texts[:4],
        "?show=overdue": texts[:3],
        "?show=settled": ["Done"],
        "?show=all": texts,
        "?side=ours": ["Ours late", "Nobody late", "Bobs soon"],
        "?side=theirs": ["Theirs late"],
        "?side=nobodys": ["Nobody late"],
        f"?owner={bob.pk}": ["Bobs soon"],
        "?department=Logistics": ["Ours late"],
        "?show=nonsense&owner=x": texts[:4],
    }.items():
        for address in ("/promises/", f"/accounts/{account.pk}/promises/"):
            page = shown(client, address + query)
            assert [text for text in texts if f">{text}</a>" in page] == expected, query


def test_pages_follow_each_other_without_gap_or_double(account: Account, alice: Member) -> None:
    for number in range(7):
        make_commitment(account=account, by=alice, text=str(number), due_on=date(2026, 3, 1 + number // 3))
    for wanted in (LedgerFilter(), LedgerFilter(shown=Shown.ALL)):
        found, after = [], 0
        while after is not None:
            page = ledger_page(Commitment.objects.visible_to(alice), wanted, date(2026, 3, 2), after=after, limit=3)
            found += [one.pk for one in page.commitments]
            after = page.next_after  # type: ignore[assignment]
        order = "-" if wanted.latest_first else ""
        assert found == list(Commitment.objects.order_by(f"{order}due_on", f"{order}pk").values_list("pk", flat=True))


def test_the_lists_ask_as_often_for_many_as_for_one(sign_in: SignIn, alice: Member, bob: Member) -> None:
    few, many = (create_account(by=alice, name=name) for name in ("Few", "Many"))
    for account, times in ((few, 1), (many, 6)):
        for number in range(times):
            contact = create_contact(account=account, by=alice, name=f"Contact {number}")
            make_commitment(account=account, by=alice, text="Pay", due_on=date(2026, 3, 1), contact=contact)
            make_commitment(account=account, by=alice, text="Go", due_on=date(2026, 3, 1), to_contact=contact)
    client = sign_in(alice)
    assert_same_queries(
        lambda: client.get(f"/accounts/{few.pk}/promises/"), lambda: client.get(f"/accounts/{many.pk}/promises/")
    )
    assert_same_queries(
        lambda: client.get("/promises/?department=none"), lambda: client.get("/promises/?department=none&show=all")
    )
