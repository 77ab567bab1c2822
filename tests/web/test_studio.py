"""The studio shows and edits a draft for leaders, shows it to others, and never touches what was published."""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import partial

import pytest
from django.test import Client

from tenure.accounts.actions.team import add_team_member
from tenure.accounts.models import Account
from tenure.assessments.actions.awareness import answer_poll, close_poll, open_poll_for
from tenure.assessments.actions.criteria_set import copy_criteria_set
from tenure.assessments.actions.judgement import judge_pair
from tenure.assessments.actions.rating import create_question, rate_account
from tenure.assessments.models import AwarenessPoll, CriteriaSet, Rating
from tenure.assessments.queries import active_criteria_set, pairs_of
from tenure.core.models import AuditEntry
from tenure.insight.models import Ranking, Standing
from tenure.people.models import Member
from tests.queries import assert_same_queries
from tests.web.company import Company
from tests.web.conftest import SignIn
from tests.web.kept_company import company, kept_company

__all__ = ["company", "kept_company"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("company")]
PARTS = ("", "sensitivity/", "compare/", "unknowns/", "places/", "publish/")
TEAM = {"people": "1", "contracted": "20", "leave": "0", "internal": "0"}
HOURS = {**TEAM, "hours-a": "10", "hours-b": "10", "hours-c": "0"}


def make_draft(company: Company) -> CriteriaSet:
    active = active_criteria_set()
    assert active is not None
    return copy_criteria_set(criteria_set=active, name="Next year", by=company.director)


def text_of(client: Client, page: str) -> str:
    response = client.get(page)
    assert response.status_code == 200
    return response.content.decode()


def posts(draft: CriteriaSet) -> list[tuple[str, dict[str, object]]]:
    """Every form of the studio, filled in so that it saves."""
    criterion, level = draft.criteria.all()[0], draft.levels.all()[0]
    return [
        (f"/criteria/{draft.pk}/copy", {"name": "Another"}),
        (f"/criteria/{draft.pk}/scheme", {"hysteresis": "0.4", "version": draft.version}),
        (f"/criteria/{draft.pk}/key-levels", {"count": "1"}),
        (f"/criteria/{draft.pk}/criteria", {"measure": "share", "name": "Share", "weight": "5"}),
        (f"/criteria/{draft.pk}/levels", {"cut": "9"}),
        (f"/criteria/{draft.pk}/objectives", {"name": "Be known"}),
        (f"/criteria/{draft.pk}/compare/", {"pair": "0", "answer": "-3"}),
        (f"/level/{level.pk}", {"places": "3", "version": level.version}),
        (f"/criteria/{draft.pk}/places/", {"people": "2", "hours-a": "8"}),
        (f"/criterion/{criterion.pk}", {"weight": "31", "version": criterion.version}),
        (f"/criterion/{criterion.pk}/move", {"position": "2"}),
        (f"/level/{level.pk}/remove", {}),
        (f"/criterion/{criterion.pk}/remove", {}),
    ]


def state() -> list[object]:
    models = (CriteriaSet, Ranking, Standing, Rating, AuditEntry, AwarenessPoll)
    parts: list[object] = [list(model._default_manager.order_by("pk").values()) for model in models]
    return [*parts, [[*one.criteria.values(), *one.levels.values()] for one in CriteriaSet.objects.order_by("pk")]]


@pytest.mark.parametrize("part", PARTS)
def test_every_part_shows_to_everybody_but_no_account_to_a_stranger(
    sign_in: SignIn, charlie: Member, viewer: Member, part: str, company: Company
) -> None:
    page = f"/criteria/{make_draft(company).pk}/{part}"
    text_of(sign_in(company.director), page)
    text_of(sign_in(company.managers[0]), page)
    names = list(Account.objects.values_list("name", flat=True))
    for member in (charlie, viewer):
        html = text_of(sign_in(member), page)
        assert not any(name in html for name in names)


def test_the_studio_opens_with_the_latest_draft(sign_in: SignIn, company: Company) -> None:
    client = sign_in(company.director)
    assert "Make a draft to change" in text_of(client, "/criteria/")
    draft = make_draft(company)
    assert f"/criteria/{draft.pk}/preview" in text_of(client, "/criteria/")


def test_every_form_saves_for_a_director(sign_in: SignIn, company: Company) -> None:
    client = sign_in(company.director)
    for address, data in posts(make_draft(company)):
        before = AuditEntry.objects.count()
        response = client.post(address, data)
        assert response.status_code == 302, (address, re.findall(r'role="alert">.*', response.content.decode()))
        assert AuditEntry.objects.count() > before, address


@pytest.mark.parametrize("who", ["alice", "charlie", "viewer"])
def test_no_form_saves_for_anybody_else_and_nothing_changes(
    sign_in: SignIn, request: pytest.FixtureRequest, who: str, company: Company
) -> None:
    draft = make_draft(company)
    client = sign_in(request.getfixturevalue(who))
    before = state()
    publishing = (f"/criteria/{draft.pk}/publish/", {"name": "2026", "confirmed": "1"})
    for address, data in [*posts(draft), publishing, ("/portfolio/awareness/ask", {"name": "Poll", "wanted": "3"})]:
        assert client.post(address, data).status_code == 403, address
    assert state() == before


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"weight": "-1"}, "greater than or equal to 0"),
        ({"weight": ""}, "Give a weight"),
        ({"weight": "lots"}, "Enter a number"),
        ({"anchors": "five to six"}, "is no anchor"),
        ({"anchors": "1 -> 2"}, "at least two"),
        ({"measure": "nonsense"}, "Select a valid choice"),
        ({"name": ""}, "cannot be blank"),
    ],
)
def test_what_cannot_be_saved_is_refused_with_its_reason(
    sign_in: SignIn, data: Mapping[str, str], sentence: str, company: Company
) -> None:
    criterion = make_draft(company).criteria.all()[0]
    before = state()
    response = sign_in(company.director).post(f"/criterion/{criterion.pk}", data)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert state() == before


def test_two_people_who_change_one_weight_are_shown_both_values(
    sign_in: SignIn, director: Member, company: Company
) -> None:
    criterion = make_draft(company).criteria.all()[0]
    address = f"/criterion/{criterion.pk}"
    assert sign_in(director).post(address, {"weight": "31", "version": criterion.version}).status_code == 302
    mine = sign_in(company.director).post(address, {"weight": "44", "version": criterion.version})
    assert mine.status_code == 409
    assert "<td>44</td><td>31.00</td>" in mine.content.decode()
    # Another field of the same criterion does not collide.
    assert sign_in(company.director).post(address, {"name": "Sales", "version": criterion.version}).status_code == 302
    criterion.refresh_from_db()
    assert (criterion.name, criterion.weight) == ("Sales", Decimal(31))


def test_a_set_that_has_decided_is_not_edited(sign_in: SignIn, company: Company) -> None:
    active = active_criteria_set()
    assert active is not None
    response = sign_in(company.director).post(f"/criterion/{active.criteria.all()[0].pk}", {"weight": "31"})
    assert response.status_code == 422
    assert "copy it to edit" in response.content.decode()


def test_htmx_gets_the_parts_alone(sign_in: SignIn, company: Company) -> None:
    draft = make_draft(company)
    client = sign_in(company.director)
    part = text_of(client, f"/criteria/{draft.pk}/preview?w.growth=60")
    assert part.lstrip().startswith("<section")
    assert "With the weights you try" in part
    address = f"/criterion/{draft.criteria.all()[0].pk}"
    saved = client.post(address, {"weight": "40"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in saved
    assert 'value="40"' in saved


@pytest.mark.parametrize("query", ["w.growth=", "w.growth=-5", "w.growth=1e9", "w.growth=%00", "w.nothing=5"])
def test_a_weight_that_cannot_be_understood_is_left_as_it_is(sign_in: SignIn, query: str, company: Company) -> None:
    text_of(sign_in(company.director), f"/criteria/{make_draft(company).pk}/preview?{query}")


def test_without_scripts_other_weights_are_tried_by_the_address(sign_in: SignIn, company: Company) -> None:
    html = text_of(sign_in(company.director), f"/criteria/{make_draft(company).pk}/?w.growth=90&w.revenue=1")
    assert "Biggest movers" in html
    assert re.search(r"Up \d+ places?, from \d+ to \d+: .* counts", html)


def three_criteria(company: Company) -> CriteriaSet:
    draft = make_draft(company)
    for criterion in draft.criteria.all()[3:]:
        criterion.delete()
    return draft


def test_comparing_goes_on_to_the_next_pair_and_the_weights_can_be_used(sign_in: SignIn, company: Company) -> None:
    draft = three_criteria(company)
    client, address = sign_in(company.director), f"/criteria/{draft.pk}/compare/"
    assert client.post(address, {"pair": "0", "answer": "2"})["Location"].endswith("?pair=1")
    client.post(address, {"pair": "1", "answer": "8"})
    client.post(address, {"pair": "2", "answer": "4"})
    assert "The comparisons hang together" in text_of(client, address)
    assert client.post(f"{address}weigh").status_code == 302
    weights = [criterion.weight for criterion in draft.criteria.all()]
    assert weights == [Decimal("61.54"), Decimal("30.77"), Decimal("7.69")]


def test_contradictions_name_the_worst_comparison_and_what_would_mend_it(sign_in: SignIn, company: Company) -> None:
    draft = three_criteria(company)
    for pair, value in zip(pairs_of(draft, company.director), (9, 1 / 9, 9), strict=True):
        judge_pair(first=pair.first, second=pair.second, value=value, by=company.director)
    client, address = sign_in(company.director), f"/criteria/{draft.pk}/compare/"
    html = text_of(client, address)
    assert "They contradict each other" in html
    assert "would bring the ratio to" in html
    assert client.post(f"{address}weigh").status_code == 422
    assert client.post(f"{address}weigh", {"despite": "1"}).status_code == 302


def test_several_accounts_are_rated_in_one_table_all_or_none(sign_in: SignIn, company: Company) -> None:
    manager = company.managers[0]
    mine = list(Account.objects.visible_to(manager).filter(parent=None))[:2]
    client, address = sign_in(manager), f"/criteria/{make_draft(company).pk}/rate/access/"
    assert mine[0].name in text_of(client, address)
    bad = {f"score-{mine[0].pk}": "7", f"score-{mine[1].pk}": "11"}
    assert client.post(address, bad).status_code == 422
    assert Rating.objects.count() == 0
    good = {**bad, f"score-{mine[1].pk}": "4.5", f"evidence-{mine[1].pk}": "Lunch in May"}
    assert client.post(address, good).status_code == 302
    assert set(Rating.objects.values_list("account_id", "evidence")) == {(mine[0].pk, ""), (mine[1].pk, "Lunch in May")}
    assert f'name="score-{mine[0].pk}"' not in text_of(client, address)


def test_an_account_of_others_cannot_be_rated(sign_in: SignIn, viewer: Member, company: Company) -> None:
    foreign = next(account for account in company.accounts if account.owner_id == company.managers[2].pk)
    address, data = f"/criteria/{make_draft(company).pk}/rate/access/", {f"score-{foreign.pk}": "7"}
    assert sign_in(company.managers[0]).post(address, data).status_code == 422
    assert sign_in(viewer).post(address, data).status_code == 403
    assert Rating.objects.count() == 0


def test_unknowns_say_for_how_many_and_who_could_answer(sign_in: SignIn, company: Company) -> None:
    draft = make_draft(company)
    client = sign_in(company.director)
    client.post(f"/criteria/{draft.pk}/criteria", {"measure": "rating:access", "name": "Access", "weight": "20"})
    html = text_of(client, f"/criteria/{draft.pk}/unknowns/")
    assert f"/criteria/{draft.pk}/rate/access/" in html


def test_raters_who_are_far_apart_are_named(sign_in: SignIn, company: Company) -> None:
    question = create_question(code="fit", name="Fit with us", by=company.director)
    for member, score in ((company.director, 9), (company.managers[0], 2)):
        rate_account(account=company.accounts[0], question=question, score=Decimal(score), by=member)
    html = text_of(sign_in(company.director), f"/criteria/{make_draft(company).pk}/unknowns/")
    assert "Fit with us" in html
    assert "Ilse Brandt 9.0" in html


def test_places_by_hours_go_into_the_draft(sign_in: SignIn, company: Company) -> None:
    draft = make_draft(company)
    client, address = sign_in(company.director), f"/criteria/{draft.pk}/places/"
    assert "Over-subscribed" in client.get(address, HOURS).content.decode()
    assert client.post(address, HOURS).status_code == 302
    places = list(draft.levels.values_list("places", flat=True))
    assert sum(number for number in places if number is not None) == 2
    assert places[2:] == [None, None]


def test_publishing_shows_who_moves_and_why_and_makes_the_list_the_portfolios(
    sign_in: SignIn, company: Company
) -> None:
    draft = make_draft(company)
    client, address = sign_in(company.director), f"/criteria/{draft.pk}/publish/"
    client.post(f"/criterion/{draft.criteria.get(code='growth').pk}", {"weight": "95"})
    html = text_of(client, address)
    assert client.post(address, {"name": "2026"}).status_code == 422
    assert client.post(address, {"name": "2024", "confirmed": "1"}).status_code == 422
    assert not CriteriaSet.objects.get(pk=draft.pk).is_active
    assert client.post(address, {"name": "2026", "note": "Growth first", "confirmed": "1"}).status_code == 302
    season = Ranking.objects.get(name="2026")
    moved = season.standings.filter(movement__in=["promoted", "relegated"])
    assert {int(number) for number in re.findall(r"/accounts/(\d+)/", html)} == {one.account_id for one in moved}
    assert moved
    assert all(standing.reason in html for standing in moved)
    for page in (f"/seasons/{season.pk}/", "/seasons/"):
        assert "Growth first" in text_of(client, page)
    assert "season 2026" in text_of(client, "/portfolio/")


def test_a_season_is_shown_with_both_lists_as_far_as_one_sees(
    sign_in: SignIn, charlie: Member, company: Company
) -> None:
    season = Ranking.objects.exclude(published_at=None).get()
    assert "Not key, and why" in text_of(sign_in(company.director), f"/seasons/{season.pk}/")
    hidden = text_of(sign_in(charlie), f"/seasons/{season.pk}/")
    assert not any(name in hidden for name in Account.objects.values_list("name", flat=True))
    assert sign_in(company.director).get("/seasons/999999/").status_code == 404


def test_an_awareness_poll_says_how_much_of_the_published_list_is_known(
    sign_in: SignIn, charlie: Member, company: Company
) -> None:
    client = sign_in(company.director)
    assert client.post("/portfolio/awareness/ask", {"name": "Autumn", "wanted": "4"}).status_code == 302
    poll = AwarenessPoll.objects.get()
    official = Standing.objects.filter(ranking__name="2024", is_key=True).order_by("rank")[:4]
    names = [standing.account.name for standing in official]
    reply = f"/portfolio/awareness/{poll.pk}/reply"
    assert sign_in(company.managers[0]).post(reply, {"names": "\n".join(names)}).status_code == 302
    sign_in(company.managers[1]).post(reply, {"names": "Acme"})
    assert client.post(reply, {"names": "a\nb\nc\nd\ne"}).status_code == 422
    assert sign_in(charlie).post(f"/portfolio/awareness/{poll.pk}/close").status_code == 403
    assert client.post(f"/portfolio/awareness/{poll.pk}/close").status_code == 302
    html = text_of(client, "/portfolio/awareness/")
    assert html.count('<dd class="figure">50') == 2
    assert "Acme" in html
    assert not any(name in text_of(sign_in(charlie), "/portfolio/awareness/") for name in names)


def test_the_number_of_queries_does_not_grow_with_what_is_shown(sign_in: SignIn, company: Company) -> None:
    draft = make_draft(company)
    # One account without orders for the one, two for the other: something of theirs is unknown.
    unit = Account.objects.exclude(parent=None).earliest("pk")
    add_team_member(account=unit, member=company.managers[2], by=company.director)
    few, many = sign_in(company.managers[2]), sign_in(company.managers[0])
    poll = open_poll_for(name="One", wanted=9, by=company.director)
    answer_poll(poll=poll, names=[account.name for account in company.accounts[:9]], by=company.managers[1])
    close_poll(poll=poll, by=company.director)
    season = Ranking.objects.exclude(published_at=None).get()
    pages = [f"/criteria/{draft.pk}/{part}" for part in PARTS]
    for page in [*pages, "/portfolio/awareness/", f"/seasons/{season.pk}/", "/seasons/"]:
        assert_same_queries(partial(few.get, page), partial(many.get, page))
