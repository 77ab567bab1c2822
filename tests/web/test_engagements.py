"""The pages of engagements: begun, judged, moved and taken back without scripts, and what is missing in words."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tenure.accounts.actions.account import create_account
from tenure.accounts.models import Account
from tenure.analytics.engagement import Level
from tenure.growth.actions.engagement import begin_engagement, move_engagement
from tenure.growth.models import Engagement, LevelAnswer
from tenure.people.models import Member
from tests.queries import assert_same_queries
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def client(sign_in: SignIn, alice: Member) -> Client:
    return sign_in(alice)


@pytest.fixture
def home(account: Account) -> str:
    return f"/accounts/{account.pk}/engagements"


@pytest.fixture
def engagement(account: Account, alice: Member) -> Engagement:
    started = TODAY - timedelta(days=130)
    return begin_engagement(account=account, by=alice, name="Second line", owner=alice, started_on=started)


def test_an_engagement_is_begun_judged_moved_and_ended(client: Client, home: str) -> None:
    assert "Nothing is under way" in client.get(f"{home}/").content.decode()
    new = {"name": "Second line", "started_on": (TODAY - timedelta(days=9)).isoformat(), "level": "pre_sales"}
    assert client.post(f"{home}/new", new).status_code == 302
    found = Engagement.objects.get()
    one = f"/engagements/{found.pk}"
    said = {"answer": "met", "evidence": "Their chart"}
    assert client.post(f"{one}/criteria/deciders_known", said).status_code == 302
    refused = client.post(f"{one}/move", {"to": "negotiation"})
    assert (refused.status_code, "why it goes on all the same" in refused.content.decode()) == (422, True)
    client.post(f"{one}/move", {"to": "negotiation", "reason": "They want the offer first"})
    page, drawer = (client.get(address).content.decode() for address in (f"{home}/", f"{one}/"))
    assert "Price, terms and delivery are agreed in writing" in page
    assert "They want the offer first" in drawer
    client.post(f"{one}/end", {"outcome": "They build it themselves"})
    assert "They build it themselves" in client.get(f"{home}/").content.decode()
    client.post(f"{one}/back")
    client.post(f"{one}/back")
    found.refresh_from_db()
    assert (found.level, found.ended_on) == ("pre_sales", None)


def test_what_takes_longer_than_usual_is_marked_with_what_is_usual(
    client: Client, home: str, engagement: Engagement
) -> None:
    page = client.get(f"{home}/").content.decode()
    assert all(words in page for words in ("longer than usual", "130 days", "guideline 120 days"))


def test_the_second_of_two_who_judge_sees_both(client: Client, engagement: Engagement) -> None:
    address = f"/engagements/{engagement.pk}/criteria/deciders_known"
    client.post(address, {"answer": "unknown", "evidence": "Asked", "initial-answer": "unknown"})
    seen = LevelAnswer.objects.get().version
    first = {"answer": "met", "initial-answer": "unknown", "evidence": "Asked", "initial-evidence": "Asked"}
    client.post(address, {**first, "version": seen})
    lost = client.post(address, {**first, "answer": "not_met", "version": seen})
    assert lost.status_code == 409
    assert LevelAnswer.objects.get().answer == "met"


def test_an_engagement_that_was_moved_meanwhile_is_not_moved_again(
    client: Client, engagement: Engagement, alice: Member
) -> None:
    seen = engagement.version
    move_engagement(engagement=engagement, to=Level.NEGOTIATION, by=alice, reason="Early")
    lost = client.post(f"/engagements/{engagement.pk}/move", {"to": "implementation", "reason": "x", "version": seen})
    assert (lost.status_code, "Negotiation" in lost.content.decode()) == (409, True)


def test_what_was_taken_off_comes_back(client: Client, home: str, engagement: Engagement) -> None:
    client.post(f"/engagements/{engagement.pk}/remove")
    assert client.get(f"/engagements/{engagement.pk}/").status_code == 404
    client.post(f"/engagements/{engagement.pk}/restore")
    assert "Second line" in client.get(f"{home}/").content.decode()


def test_the_page_asks_as_often_for_five_as_for_one(client: Client, alice: Member) -> None:
    few, many = (create_account(by=alice, name=name) for name in ("Few", "Many"))
    for account, count in ((few, 1), (many, 5)):
        for number in range(count):
            made = begin_engagement(account=account, by=alice, name=f"Number {number}", owner=alice)
            move_engagement(engagement=made, to=Level.NEGOTIATION, by=alice, reason="Early")
    pages = [f"/accounts/{one.pk}/engagements/" for one in (few, many)]
    assert_same_queries(lambda: client.get(pages[0]), lambda: client.get(pages[1]))


def test_strangers_see_nothing_and_viewers_write_nothing(
    sign_in: SignIn, home: str, engagement: Engagement, charlie: Member, viewer: Member
) -> None:
    one = f"/engagements/{engagement.pk}"
    addresses = (f"{home}/", f"{one}/", f"{one}/move", f"{one}/criteria/accepted")
    assert [sign_in(charlie).get(address).status_code for address in addresses] == [404, 404, 404, 404]
    assert sign_in(viewer).post(f"{home}/new", {"name": "x"}).status_code == 403
    assert Engagement.objects.count() == 1
