"""The checklist of the first hour: told from the data, put away by each member, with the sample company beside it."""

import pytest
from django.test import Client

from tenure.accounts.models import Account
from tenure.core.jobs import run_job
from tenure.core.models import JobRun
from tenure.integrations.onboarding.models import Dismissal
from tenure.integrations.onboarding.queries import checklist
from tenure.people.models import Member
from tests.web.company import make_company
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db


def test_each_item_follows_from_the_data(administrator: Member, sign_in: SignIn) -> None:
    found = checklist(administrator)
    assert found is not None
    assert (found.done, found.accounts, found.orders, found.season) == (0, False, False, False)
    assert "0 of 4 done" in sign_in(administrator).get("/portfolio/").content.decode()
    make_company(accounts=4)
    found = checklist(administrator)
    assert found is not None
    assert (found.accounts, found.orders, found.colleague, found.season, found.criteria) == (True,) * 4 + (False,)
    assert "3 of 4 done" in sign_in(administrator).get("/portfolio/").content.decode()


def test_who_puts_it_away_sees_it_no_more_until_they_call_it_back(
    administrator: Member, director: Member, sign_in: SignIn
) -> None:
    client = sign_in(director)
    assert client.post("/checklist/dismiss").status_code == 302
    assert client.post("/checklist/dismiss").status_code == 302
    assert "The first hour" not in client.get("/portfolio/").content.decode()
    assert "The first hour" in sign_in(administrator).get("/portfolio/").content.decode()
    client.post("/checklist/recall")
    assert (Dismissal.objects.count(), checklist(director) is None) == (0, False)


@pytest.mark.parametrize("who", ["alice", "bob", "charlie", "viewer"])
def test_only_leaders_see_it_and_only_administrators_switch_the_sample(
    sign_in: SignIn, director: Member, request: pytest.FixtureRequest, who: str
) -> None:
    client = sign_in(request.getfixturevalue(who))
    assert "The first hour" not in client.get("/portfolio/").content.decode()
    for other in (client, sign_in(director)):
        assert [other.post(f"/sample/{act}").status_code for act in ("load", "remove")] == [403, 403]
    assert JobRun.objects.count() == 0


def work(client: Client, act: str) -> JobRun:
    """Ask for it on the page, and do the job as a worker would."""
    client.post(f"/sample/{act}")
    job = JobRun.objects.get(kind=f"sample-{act}")
    run_job.call(job.pk)
    job.refresh_from_db()
    return job


def test_the_sample_company_comes_and_goes_and_leaves_nothing(administrator: Member, sign_in: SignIn) -> None:
    client = sign_in(administrator)
    assert work(client, "load").error == ""
    assert Account.objects.count() > 200
    shown = client.get("/portfolio/", follow=True).content.decode()
    assert "Remove the sample company" in shown
    assert "0 of 4 done" in shown
    assert work(client, "remove").result == {"stayed": []}
    assert (Account.objects.count(), Member.objects.count()) == (0, 1)
    assert "is not loaded" in client.post("/sample/remove", follow=True).content.decode()
