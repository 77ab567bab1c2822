"""The league table shows the key accounts a member may see, and why; everybody else stands on the other list."""

import re

import pytest
from django.test import Client

from tenure.accounts.models import Account
from tenure.insight.models import Ranking, Standing
from tenure.people.models import Member
from tests.queries import assert_same_queries
from tests.web.company import Company
from tests.web.conftest import SignIn
from tests.web.kept_company import company, kept_company

__all__ = ["company", "kept_company"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("company")]


def names_on(client: Client, page: str) -> list[str]:
    """The accounts of the table on a page, from top to bottom."""
    html = client.get(page).content.decode()
    head = r'<th class="cell-name" scope="row">\s*(?:<span class="name-line">)?'
    return re.findall(head + r'<a href="/accounts/\d+/">([^<]+)</a>', html)


def standings(**wanted: object) -> list[str]:
    ranked = Standing.objects.filter(ranking__is_current=True, **wanted).order_by("rank")
    return list(ranked.values_list("account__name", flat=True))


def test_the_league_shows_the_key_accounts_in_order_of_rank(sign_in: SignIn, company: Company) -> None:
    shown = names_on(sign_in(company.director), "/portfolio/")
    assert shown == [name.replace("&", "&amp;") for name in standings(is_key=True)]
    assert len(shown) > 2


def test_every_row_says_grade_score_and_reason(sign_in: SignIn, company: Company) -> None:
    html = sign_in(company.director).get("/portfolio/").content.decode()
    best = Standing.objects.select_related("account").get(ranking__is_current=True, rank=1)
    for text in (best.label, f"{best.score:.1f} of 10", best.short_reason, "by sales"):
        assert text in html


def test_the_other_list_shows_who_is_not_key_and_why(sign_in: SignIn, company: Company) -> None:
    client = sign_in(company.director)
    assert names_on(client, "/portfolio/not-key/") == standings(is_key=False)
    worst = Standing.objects.filter(ranking__is_current=True).latest("rank")
    assert worst.short_reason in client.get("/portfolio/not-key/").content.decode()


def test_a_manager_sees_only_the_accounts_of_their_teams(sign_in: SignIn, company: Company) -> None:
    manager = company.managers[1]
    client = sign_in(manager)
    mine = set(Account.objects.visible_to(manager).values_list("name", flat=True))
    shown = set(names_on(client, "/portfolio/")) | set(names_on(client, "/portfolio/not-key/"))
    assert shown == mine
    assert f"of {len(mine)} ranked" in client.get("/portfolio/").content.decode()


@pytest.mark.parametrize("page", ["/portfolio/", "/portfolio/not-key/", "/portfolio/movers/"])
def test_a_stranger_sees_no_account_at_all(sign_in: SignIn, charlie: Member, page: str) -> None:
    html = sign_in(charlie).get(page).content.decode()
    assert not any(name in html for name in Account.objects.values_list("name", flat=True))


def test_a_grade_can_be_chosen(sign_in: SignIn, company: Company) -> None:
    client = sign_in(company.director)
    for grade in ("b", "c"):
        wanted = [name.replace("&", "&amp;") for name in standings(grade=grade)]
        assert wanted
        assert names_on(client, f"/portfolio/?grade={grade}") == wanted


def test_names_can_be_searched(sign_in: SignIn, company: Company) -> None:
    client = sign_in(company.director)
    assert names_on(client, "/portfolio/?key=yes&q=nordhav") == ["Nordhaven Marine"]
    assert names_on(client, "/portfolio/?q=hamburg") == ["Nordhaven Marine"]
    assert "No account fits" in client.get("/portfolio/?q=zzz").content.decode()


@pytest.mark.parametrize("query", ["grade=%00", "grade=<script>", "after=-1", "after=x", "q=%00", "grade=zzzzzzzzzzzz"])
def test_what_cannot_be_understood_in_the_address_shows_a_page_all_the_same(
    sign_in: SignIn, query: str, company: Company
) -> None:
    assert sign_in(company.director).get(f"/portfolio/?{query}").status_code == 200


def test_pages_follow_each_other_by_rank(sign_in: SignIn, company: Company) -> None:
    client = sign_in(company.director)
    everybody = names_on(client, "/portfolio/not-key/")
    last = Standing.objects.get(ranking__is_current=True, account__name=everybody[2]).rank
    assert names_on(client, f"/portfolio/not-key/?after={last}") == everybody[3:]
    assert "To the top" in client.get(f"/portfolio/not-key/?after={last}").content.decode()


def test_movers_stand_above_or_below_what_they_sell(sign_in: SignIn, company: Company) -> None:
    html = sign_in(company.director).get("/portfolio/movers/").content.decode()
    better, worse = html.split("Sell better than they score")
    assert "Gorse Energy" in better
    assert "Fir Printing" in worse


def test_the_number_of_queries_does_not_grow_with_the_accounts(sign_in: SignIn, company: Company) -> None:
    client = sign_in(company.director)
    assert_same_queries(lambda: client.get("/portfolio/?grade=b"), lambda: client.get("/portfolio/?sort=rank"))
    assert_same_queries(lambda: client.get("/portfolio/not-key/?after=10"), lambda: client.get("/portfolio/not-key/"))


def test_every_page_gives_reasons_in_the_reader_s_language(sign_in: SignIn, company: Company) -> None:
    company.director.language = "de"
    company.director.save()
    client = sign_in(company.director)
    season = Ranking.objects.exclude(published_at=None).latest("pk")
    best = Standing.objects.filter(ranking__is_current=True).earliest("rank")
    pages = ("/portfolio/", "/portfolio/not-key/", "/portfolio/print", f"/seasons/{season.pk}/")
    for page in (*pages, f"/accounts/{best.account_id}/"):
        html = client.get(page).content.decode()
        assert re.search(r"[Vv]orn lieg|[Aa]m meisten brems", html), page
        assert not re.search(r"\blead[s]?[;.]|held back|by sales|at \d\.\d of 10", html), page
