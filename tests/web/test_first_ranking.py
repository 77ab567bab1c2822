"""Before there is a ranking the portfolio says what to do; a director ranks it, an account manager may not."""

import pytest

from tenure.accounts.models import Account
from tenure.insight.models import Ranking
from tenure.people.models import Member
from tests.web.conftest import SignIn
from tests.web.test_portfolio import names_on

pytestmark = pytest.mark.django_db


def test_before_any_account_the_page_says_what_to_do(sign_in: SignIn, director: Member) -> None:
    assert "There are no accounts yet" in sign_in(director).get("/portfolio/").content.decode()


def test_a_director_can_rank_the_accounts(sign_in: SignIn, director: Member, account: Account) -> None:
    client = sign_in(director)
    assert "Rank the portfolio" in client.get("/portfolio/").content.decode()
    assert client.post("/portfolio/rank").status_code == 302
    assert names_on(client, "/portfolio/not-key/") == [account.name]


def test_an_account_manager_is_not_offered_to_rank_and_may_not(
    sign_in: SignIn, alice: Member, account: Account
) -> None:
    client = sign_in(alice)
    page = client.get("/portfolio/").content.decode()
    assert "a director can do it" in page
    assert "Rank the portfolio" not in page
    response = client.post("/portfolio/rank")
    assert response.status_code == 403
    assert "As account manager you may not compute rankings." in response.content.decode()
    assert not Ranking.objects.exists()
