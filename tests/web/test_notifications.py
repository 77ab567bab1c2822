"""Who is told what, once, and that nobody reads what another was told."""

from collections.abc import Callable

import pytest

from tenure.accounts.actions.account import assign_owner, create_account
from tenure.accounts.actions.team import add_team_member
from tenure.accounts.models import Account
from tenure.core.actions import notify
from tenure.core.jobs import enqueue, run_job
from tenure.core.models import Notification
from tenure.core.queries import MOST_COUNTED, unread_count
from tenure.insight.actions.season import publish_season
from tenure.insight.models import Ranking
from tenure.people.models import Member
from tests.queries import assert_same_queries, queries_of
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db


def told(member: Member) -> list[str]:
    return list(Notification.objects.filter(member_id=member.pk).order_by("pk").values_list("kind", flat=True))


def tell(member: Member, occasion: str = "a") -> Notification:
    notify(members=[member.pk], kind="season_published", occasion=occasion, who="Dora", season=occasion)
    return Notification.objects.get(member_id=member.pk, occasion=occasion)


def test_a_new_owner_and_a_new_team_member_are_told_but_not_who_did_it(
    account: Account, alice: Member, bob: Member, charlie: Member, director: Member
) -> None:
    assert (told(alice), told(bob)) == ([], ["team_joined"])
    assign_owner(account=account, owner=charlie, by=director)
    mine = create_account(by=director, name="Mine")
    assign_owner(account=mine, owner=director, by=director)
    add_team_member(account=mine, member=alice, by=director)
    assert (told(charlie), told(director), told(alice)) == (["owner_assigned"], [], ["team_joined"])


def test_everybody_but_the_publisher_is_told_of_a_season(alice: Member, viewer: Member, director: Member) -> None:
    Ranking.objects.create(
        as_of="2026-03-31", window="12m", currency="EUR", criteria=[], scheme={}, labels=[], inputs_hash="x",
        is_current=True,
    )  # fmt: skip
    publish_season(name="2026", by=director)
    assert (told(alice), told(viewer), told(director)) == (["season_published"], ["season_published"], [])


def test_who_asked_for_a_job_is_told_that_it_failed(
    alice: Member, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    job = enqueue(kind="import", arguments={"run": 0}, by=alice)
    run_job.call(job.pk)
    assert told(alice) == ["job_failed"]


def test_one_occasion_is_told_once(alice: Member) -> None:
    tell(alice)
    tell(alice)
    assert told(alice) == ["season_published"]


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="'rain' is no kind of notification"):
        notify(members=[1], kind="rain", occasion="x")


def test_following_one_marks_it_and_leads_to_the_thing(sign_in: SignIn, account: Account, bob: Member) -> None:
    (notification,) = Notification.objects.filter(member_id=bob.pk)
    response = sign_in(bob).post(f"/notifications/{notification.pk}")
    assert response["Location"] == f"/accounts/{account.pk}/"
    assert unread_count(bob) == 0


@pytest.mark.parametrize("method", ["get", "post"])
def test_another_members_notification_is_not_there(
    sign_in: SignIn, alice: Member, charlie: Member, method: str
) -> None:
    notification = tell(alice)
    answer = getattr(sign_in(charlie), method)(f"/notifications/{notification.pk}")
    assert answer.status_code == (404 if method == "post" else 405)
    assert unread_count(alice) == 1
    assert "published the key accounts" not in sign_in(charlie).get("/notifications/").content.decode()


def test_the_bell_counts_to_nine_with_one_query(sign_in: SignIn, alice: Member) -> None:
    client = sign_in(alice)
    for number in range(MOST_COUNTED + 5):
        tell(alice, str(number))
    assert ">9+<" in client.get("/help").content.decode()
    asked = [sql for sql in queries_of(lambda: client.get("/help")) if "core_notification" in sql]
    assert len(asked) == 1
    client.post("/notifications/read")
    assert "bell-count" not in client.get("/help").content.decode()


def test_the_list_comes_in_pages_and_asks_as_often_for_many(sign_in: SignIn, alice: Member) -> None:
    client = sign_in(alice)
    tell(alice, "first")
    few = len(queries_of(lambda: client.get("/notifications/")))
    for number in range(60):
        tell(alice, str(number))
    assert len(queries_of(lambda: client.get("/notifications/"))) == few
    html = client.get("/notifications/").content.decode()
    assert ("Earlier" in html, "accounts of first" in html) == (True, False)
    after = Notification.objects.filter(member_id=alice.pk).order_by("-pk")[49].pk
    assert "accounts of first" in client.get(f"/notifications/?after={after}").content.decode()
    assert_same_queries(lambda: client.get("/notifications/"), lambda: client.get("/notifications/"))
