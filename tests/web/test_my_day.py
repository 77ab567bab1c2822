"""A member's day holds what is theirs to do, in order; the brief what they may know; the feed opens by its secret."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tenure.accounts.actions.account import create_account
from tenure.accounts.actions.commitment import keep_commitment, make_commitment
from tenure.accounts.actions.contact import create_contact
from tenure.accounts.actions.interaction import create_interaction
from tenure.accounts.actions.team import add_team_member
from tenure.accounts.choices import TeamRole
from tenure.accounts.models import Account, Commitment, Contact
from tenure.growth.actions.plan import create_plan
from tenure.growth.actions.proposal_review import ask_proposal_review
from tenure.insight.models import Ranking
from tenure.insight.queries.my_day import DayItem, Part, my_day
from tenure.people.actions import issue_calendar_feed
from tenure.people.models import CalendarFeed, Member
from tenure.relationships.actions.decision import create_decision
from tenure.relationships.actions.decision_role import set_role
from tenure.relationships.actions.stance import give_stance
from tests.api.conftest import ranked
from tests.queries import assert_same_queries, queries_of
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def contact(account: Account, alice: Member) -> Contact:
    return create_contact(account=account, by=alice, name="Maria Lindqvist", seniority=5)


def key_account(account: Account) -> Ranking:
    return ranked([account], is_current=True)


def told(items: list[DayItem]) -> list[tuple[Part, str]]:
    return [
        (one.part, one.commitment.text if one.commitment else one.contact.name if one.contact else one.text)
        for one in items
    ]


def test_the_day_goes_from_overdue_to_going_cold_and_holds_ones_own(
    account: Account, alice: Member, bob: Member, contact: Contact
) -> None:
    key_account(account)
    today = timezone.localdate()
    for text, days, owner in (("Soon", 3, alice), ("Late", -2, alice), ("Now", 0, alice), ("Bob's", 0, bob)):
        make_commitment(account=account, by=alice, text=text, due_on=today + days * DAY, owner=owner)
    make_commitment(account=account, by=alice, text="Pay", due_on=today, contact=contact, to_member=alice)
    make_commitment(account=account, by=alice, text="Far", due_on=today + 7 * DAY)
    expected = [
        (Part.OVERDUE, "Late"),
        (Part.TODAY, "Now"),
        (Part.TODAY, "Pay"),
        (Part.WEEK, "Soon"),
        (Part.COLD, "Maria Lindqvist"),
    ]
    assert told(my_day(alice, today)) == expected
    assert told(my_day(bob, today)) == [(Part.TODAY, "Bob's")]


def test_another_provider_joins_with_plain_values(account: Account, alice: Member) -> None:
    today = timezone.localdate()
    review = DayItem(Part.REVIEWS, account, today, text="Review of the plan", url="/plans/1/")
    assert my_day(alice, today, [lambda _member, _today: [review]]) == [review]


def test_reviews_that_fall_due_and_proposals_that_wait_come_to_whom_they_are_for(
    sign_in: SignIn, account: Account, alice: Member, bob: Member, director: Member
) -> None:
    today = timezone.localdate()
    plan = create_plan(account=account, by=alice, starts_on=today - 100 * DAY)
    add_team_member(account=account, member=director, by=alice, role=TeamRole.MENTOR)
    ask_proposal_review(account=account, title="Offer", asked_of=director, due_on=today + 9 * DAY, by=alice)
    review, proposal = my_day(director, today)
    assert (review.part, review.on, review.review and review.review.plan) == (Part.REVIEWS, today - 10 * DAY, plan)
    assert (proposal.part, proposal.proposal and proposal.proposal.title) == (Part.REVIEWS, "Offer")
    assert my_day(bob, today) == []
    page = sign_in(director).get("/my-day/").content.decode()
    assert all(words in page for words in ("was to be reviewed", "Hold the review", "asks you to look at “Offer”"))


def test_a_review_that_is_not_near_waits_for_its_week(account: Account, alice: Member, director: Member) -> None:
    today = timezone.localdate()
    create_plan(account=account, by=alice, starts_on=today - 83 * DAY)
    add_team_member(account=account, member=director, by=alice, role=TeamRole.MENTOR)
    assert my_day(director, today) == []
    assert [item.part for item in my_day(director, today + DAY)] == [Part.REVIEWS]


def test_who_was_met_lately_is_not_going_cold(account: Account, alice: Member, contact: Contact) -> None:
    key_account(account)
    create_interaction(account=account, by=alice, subject="Call", kind="call", contacts=[contact])
    assert my_day(alice, timezone.localdate()) == []


def test_the_page_does_snoozes_and_stays(sign_in: SignIn, account: Account, alice: Member) -> None:
    today = timezone.localdate()
    late = make_commitment(account=account, by=alice, text="Send the offer", due_on=today - DAY)
    client = sign_in(alice)
    assert "Send the offer" in client.get("/my-day/").content.decode()
    body = {"days": "1", "because": "They are not ready", "next": "/my-day/"}
    assert client.post(f"/commitments/{late.pk}/redate", body).headers["Location"] == "/my-day/"
    late.refresh_from_db()
    assert (late.due_on, late.slips) == (today + DAY, 1), "from today on, not from the day that is past"
    keep_commitment(commitment=late, by=alice)
    assert "Nothing is overdue" in client.get("/my-day/").content.decode()


def test_the_form_for_another_day_comes_when_its_menu_opens(
    sign_in: SignIn, account: Account, alice: Member, viewer: Member, charlie: Member
) -> None:
    owed = make_commitment(account=account, by=alice, text="Send the offer", due_on=timezone.localdate())
    client, address = sign_in(alice), f"/commitments/{owed.pk}/redate"
    page = client.get("/my-day/").content.decode()
    assert address in page
    assert "Why it moves" not in page
    opened = {"HX-Request": "true", "HX-Current-URL": "http://testserver/my-day/"}
    form = client.get(address, headers=opened).content.decode()
    assert "Why it moves" in form
    assert 'name="next" value="/my-day/"' in form
    assert "<html" not in form
    plain = client.get(address)
    assert (plain.status_code, plain.headers["Location"]) == (302, f"/commitments/{owed.pk}")
    assert [sign_in(member).get(address).status_code for member in (viewer, charlie)] == [403, 404]


def test_the_day_asks_as_often_for_many_as_for_one(sign_in: SignIn, alice: Member, bob: Member) -> None:
    today = timezone.localdate()
    accounts = [create_account(by=alice, name=f"Account {number}") for number in range(5)]
    ranked(accounts, is_current=True)
    for account in accounts:
        add_team_member(account=account, member=bob, by=alice)
        create_contact(account=account, by=alice, name="Maria", seniority=5)
        make_commitment(account=account, by=alice, text="Send it", due_on=today)
    make_commitment(account=accounts[0], by=alice, text="Send it", due_on=today, owner=bob)
    few, many = sign_in(bob), sign_in(alice)
    assert_same_queries(lambda: few.get("/my-day/"), lambda: many.get("/my-day/"))


def test_reviews_ask_as_often_for_many_plans_as_for_one(alice: Member, bob: Member, charlie: Member) -> None:
    today = timezone.localdate()
    for number in range(5):
        account = create_account(by=alice, name=f"Account {number}")
        for mentor in (bob,) if number else (bob, charlie):
            add_team_member(account=account, member=mentor, by=alice, role=TeamRole.MENTOR)
        create_plan(account=account, by=alice, starts_on=today - 90 * DAY)
    assert_same_queries(lambda: my_day(charlie, today), lambda: my_day(bob, today))
    assert (len(my_day(charlie, today)), len(my_day(bob, today))) == (1, 5)


def test_the_brief_tells_stances_to_the_team_and_not_to_viewers(
    sign_in: SignIn, account: Account, alice: Member, viewer: Member, charlie: Member, contact: Contact
) -> None:
    today = timezone.localdate()
    decision = create_decision(account=account, by=alice, name="Pumps")
    set_role(decision=decision, contact=contact, by=alice, level=5, piece="king")
    give_stance(decision=decision, contact=contact, value=-2, evidence="Said so", by=alice)
    create_interaction(account=account, by=alice, subject="Visit", kind="visit", contacts=[contact], notes="Wants more")
    make_commitment(account=account, by=alice, text="Send the offer", due_on=today)
    make_commitment(account=account, by=alice, text="Send drawings", due_on=today, contact=contact)
    add_team_member(account=account, member=viewer, by=alice)
    address = f"/accounts/{account.pk}/brief/"
    team, looker = (sign_in(member).get(address).content.decode() for member in (alice, viewer))
    for page in (team, looker):
        assert all(said in page for said in ("Send the offer", "Send drawings", "Maria Lindqvist", "Wants more"))
    assert "Blocker" in team
    assert "Blocker" not in looker
    assert "Pumps" not in looker
    assert sign_in(charlie).get(address).status_code == 404


def test_the_brief_asks_as_often_for_many_as_for_one(sign_in: SignIn, alice: Member) -> None:
    few, many = (create_account(by=alice, name=name) for name in ("Few", "Many"))
    for account, times in ((few, 1), (many, 5)):
        for number in range(times):
            contact = create_contact(account=account, by=alice, name=f"Contact {number}")
            create_interaction(account=account, by=alice, subject="Call", kind="call", contacts=[contact])
            make_commitment(account=account, by=alice, text="Pay", due_on=timezone.localdate(), contact=contact)
            make_commitment(account=account, by=alice, text="Go", due_on=timezone.localdate(), to_contact=contact)
    client = sign_in(alice)
    assert_same_queries(
        lambda: client.get(f"/accounts/{few.pk}/brief/"), lambda: client.get(f"/accounts/{many.pk}/brief/")
    )


def test_the_feed_holds_what_the_member_owes_and_sees(account: Account, alice: Member, bob: Member) -> None:
    today = timezone.localdate()
    made = make_commitment(account=account, by=alice, text="Send the offer", due_on=today)
    make_commitment(account=account, by=alice, text="Bob's", due_on=today, owner=bob)
    _, secret = issue_calendar_feed(by=alice)
    answer = Client().get(f"/calendar/{secret}.ics")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    text = answer.content.decode()
    assert f"UID:commitment-{made.pk}@tenure" in text
    assert "Bob's" not in text
    team = account.team.get(member=alice)
    team.valid_to = timezone.now()
    team.save()
    assert "Send the offer" not in Client().get(f"/calendar/{secret}.ics").content.decode()


def test_the_secret_is_kept_nowhere_but_in_the_address(
    alice: Member, caplog: pytest.LogCaptureFixture, sign_in: SignIn
) -> None:
    page = sign_in(alice).post("/settings/calendar").content.decode()
    secret = page.partition("/calendar/")[2].partition(".ics")[0]
    assert len(secret) == 43
    caplog.clear()
    assert Client().get(f"/calendar/{secret}.ics").status_code == 200
    assert secret not in caplog.text
    assert secret not in str(CalendarFeed.objects.values_list().get())
    assert secret not in sign_in(alice).get("/settings/calendar").content.decode()


def test_an_unknown_address_is_not_found_after_one_question(alice: Member) -> None:
    issue_calendar_feed(by=alice)
    client = Client()
    assert client.get("/calendar/guessed.ics").status_code == 404
    assert len([sql for sql in queries_of(lambda: client.get("/calendar/guessed.ics")) if "calendarfeed" in sql]) == 1
    assert Commitment.objects.count() == 0
