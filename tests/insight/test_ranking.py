"""The portfolio is ranked from what the database holds, by rules that are kept, and says why."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils import timezone

from tenure.accounts.actions.account import trash_account
from tenure.accounts.choices import AccountKind
from tenure.accounts.models import Account
from tenure.analytics.criteria import Anchor, Criterion, GradeScheme, KnockOut, Level
from tenure.analytics.portfolio import DEFAULT_CRITERIA, Window, rank_accounts
from tenure.assessments.actions.criteria_set import activate_criteria_set, create_criteria_set
from tenure.assessments.actions.rating import create_question, rate_account
from tenure.assessments.queries import active_criteria_set
from tenure.assessments.rules import SelectionRules
from tenure.core.models import AuditEntry, Organisation
from tenure.insight.actions.ranking import compute_ranking, relabel
from tenure.insight.actions.season import publish_season
from tenure.insight.models import Ranking, Standing
from tenure.insight.queries import current_ranking, explanation, sensitivity, standing_of
from tenure.people.models import Member
from tests.insight.facts import YEAR_END, make_account, make_order, make_portfolio, make_year
from tests.insight.northwind import load_northwind, northwind_lines
from tests.queries import queries_of
from tests.shared import shared_data

pytestmark = pytest.mark.django_db

REVENUE = Criterion("revenue", "revenue", "revenue", 60, anchors=(Anchor(0, 0), Anchor(1_000_000, 10)))
FIT = Criterion("fit", "strategic fit", "rating:fit", 40, anchors=(Anchor(0, 0), Anchor(10, 10)))


def use_criteria(*criteria: Criterion, by: Member, **others: Any) -> None:
    """Rank by these criteria, and other rules, from now on."""
    rules = SelectionRules(criteria=criteria, **others)
    activate_criteria_set(criteria_set=create_criteria_set(name="Under test", rules=rules, by=by), by=by)


def place_of(account: Account) -> Standing:
    """Where the account stands; the test fails when it stands nowhere."""
    standing = standing_of(account)
    assert standing is not None
    return standing


def test_the_database_knows_how_large_a_ranking_is(director: Member) -> None:
    make_portfolio(12)
    compute_ranking(by=director)
    asked = {
        "sqlite": "SELECT stat FROM sqlite_stat1 WHERE tbl = %s AND idx = 'standing_by_grade'",
        "postgresql": "SELECT reltuples::bigint::text FROM pg_class WHERE relname = %s",
    }
    with connection.cursor() as cursor:
        cursor.execute(asked[connection.vendor], [Standing._meta.db_table])
        assert cursor.fetchone()[0].split()[0] == "12"


def test_the_biggest_of_otherwise_equal_customers_stands_first(director: Member) -> None:
    accounts = make_portfolio(12)

    ranking = compute_ranking(by=director)

    first = place_of(accounts[0])
    assert ranking.as_of == YEAR_END
    assert [s.account_id for s in ranking.standings.order_by("rank")] == [account.pk for account in accounts]
    assert (first.rank, first.rank_by_sales, first.label, first.is_key) == (1, 1, "Premier", True)
    assert (first.revenue, first.margin) == (Decimal("1200000.00"), Decimal("360000.00"))
    assert first.reason == "Premier at 10.0 of 10: revenue 10.0 and margin 10.0 lead; 1st by sales."


def test_northwind_in_the_database_ranks_as_its_files_do(director: Member) -> None:
    folder = shared_data("northwind")
    load_northwind(folder)
    use_criteria(*DEFAULT_CRITERIA_WITHOUT_OBJECTIVES, by=director, window="all")

    compute_ranking(by=director)

    lines, accounts = northwind_lines(folder)
    files = rank_accounts(
        lines, accounts=accounts, window=Window.parse("all"), criteria=DEFAULT_CRITERIA_WITHOUT_OBJECTIVES
    )
    expected = files.frame.to_native().collect().sort("rank")
    stored = Standing.objects.order_by("rank").select_related("account")
    assert [s.account.external_id for s in stored] == expected["account"].to_list()
    assert [s.score for s in stored] == pytest.approx(expected["score"].to_list(), abs=1e-9)
    assert [s.reason for s in stored] == expected["reason"].to_list()
    assert [float(s.measures["revenue"]) for s in stored] == expected["revenue"].to_list()
    quick = stored.get(account__external_id="QUICK")
    assert (quick.measures["revenue"], quick.revenue) == (110277.305, Decimal("110277.31"))


DEFAULT_CRITERIA_WITHOUT_OBJECTIVES = tuple(
    Criterion(c.code, c.name, c.measure, c.weight, direction=c.direction) for c in DEFAULT_CRITERIA
)


def test_what_is_unknown_is_not_zero(director: Member) -> None:
    make_portfolio(12)
    silent = make_account("Never ordered")

    compute_ranking(by=director)

    standing = place_of(silent)
    assert standing.measures["recency_days"] is None
    assert "recency_days" not in [name for name, value in standing.measures.items() if value == 0]
    assert standing.completeness < 1
    assert standing.low is not None
    assert standing.high is not None
    assert standing.low < standing.high
    assert "not known: " in standing.reason


def test_competitors_partners_and_the_trash_are_not_ranked(director: Member) -> None:
    accounts = make_portfolio(3)
    for kind in (AccountKind.COMPETITOR, AccountKind.PARTNER):
        make_year(make_account(f"A {kind}", kind=kind), 900_000)
    trash_account(account=accounts[1], by=director)

    ranking = compute_ranking(by=director)

    ranked = ranking.standings.order_by("rank").values_list("account", flat=True)
    assert list(ranked) == [accounts[0].pk, accounts[2].pk]
    assert ranking.standings.get(rank=1).measures["share"] == pytest.approx(0.75)


def test_a_prospect_known_by_ratings_alone_is_ranked(director: Member) -> None:
    make_portfolio(3)
    prospect = make_account("Ministry of Health", kind=AccountKind.PROSPECT)
    question = create_question(code="fit", name="Strategic fit", by=director)
    use_criteria(FIT, by=director)
    rate_account(account=prospect, question=question, score=Decimal(9), by=director, rated_on=date(2024, 6, 1))

    compute_ranking(by=director)

    assert (place_of(prospect).rank, place_of(prospect).score) == (1, 9.0)


def test_ratings_count_by_the_median_of_each_raters_last_word_until_the_day(
    director: Member, administrator: Member, alice: Member
) -> None:
    account = make_account("Rated", owner=alice)
    make_year(account, 500_000)
    question = create_question(code="fit", name="Strategic fit", by=director)
    use_criteria(REVENUE, FIT, by=director)
    for score, by, day in [(1, director, 1), (8, director, 2), (6, administrator, 1), (0, administrator, 366)]:
        rated_on = date.fromordinal(date(2024, 1, 1).toordinal() + day)
        rate_account(account=account, question=question, score=Decimal(score), by=by, rated_on=rated_on)

    compute_ranking(by=director)

    standing = place_of(account)
    assert standing.measures["rating:fit"] == 7.0
    assert standing.contributions == pytest.approx({"revenue": 3.0, "fit": 2.8})


def test_cancelled_orders_do_not_count(director: Member) -> None:
    account = make_account("Changed their mind")
    make_order(account, YEAR_END, "100.00")
    make_order(account, YEAR_END, "900.00", state="cancelled")

    compute_ranking(by=director)

    assert place_of(account).revenue == Decimal("100.00")


def test_revenue_counts_in_the_reporting_currency_at_the_rate_of_its_day(director: Member) -> None:
    account = make_account("Overseas")
    make_order(account, YEAR_END, "100.00", cost="60.00", rate="1.25")

    compute_ranking(by=director)

    assert (place_of(account).revenue, place_of(account).margin) == (Decimal("125.00"), Decimal("50.00"))


def test_first_anchors_are_frozen_so_that_a_newcomer_moves_nobody(director: Member) -> None:
    accounts = make_portfolio(12)
    compute_ranking(by=director)
    scores = {s.account_id: s.score for s in Standing.objects.all()}

    make_year(make_account("Giant"), 90_000_000)
    compute_ranking(by=director)

    assert {account.pk: place_of(account).score for account in accounts} == scores


def test_nothing_is_written_when_nothing_has_changed(director: Member) -> None:
    make_portfolio(3)
    first = compute_ranking(by=director)
    written = AuditEntry.objects.count()

    assert compute_ranking(by=director) == first
    assert AuditEntry.objects.count() == written


def test_a_changed_fact_makes_a_new_current_ranking_and_leaves_no_trace_of_the_old(director: Member) -> None:
    accounts = make_portfolio(3)
    first = compute_ranking(by=director)
    make_order(accounts[2], YEAR_END, "5000000.00")

    second = compute_ranking(by=director)

    assert Ranking.objects.get() == second != first
    assert Standing.objects.count() == 3
    assert place_of(accounts[2]).rank == 1


def test_a_limit_keeps_an_account_out_of_every_grade_but_the_last(director: Member) -> None:
    accounts = make_portfolio(12)
    limited = Criterion("revenue", "revenue", "revenue", 1, anchors=REVENUE.anchors, knock_out=KnockOut(maximum=1.1e6))
    use_criteria(limited, by=director)

    compute_ranking(by=director)

    out, inside = place_of(accounts[0]), place_of(accounts[1])
    assert (out.grade, out.knocked_out, out.score) == ("d", True, 10.0)
    assert (inside.grade, inside.knocked_out) == ("a", False)


def test_another_label_pack_renames_the_current_grades_and_their_reasons(director: Member) -> None:
    accounts = make_portfolio(12)
    compute_ranking(by=director)
    publish_season(name="2024", by=director)
    compute_ranking(by=director)

    relabel(label_pack="airline", by=director)

    assert place_of(accounts[0]).label == "First"
    assert place_of(accounts[0]).reason.startswith("First at 10.0 of 10")
    assert Standing.objects.get(ranking__name="2024", account=accounts[0]).label == "Premier"


def test_a_set_without_a_pack_of_its_own_uses_the_organisations(director: Member) -> None:
    accounts = make_portfolio(12)
    Organisation.objects.create(name="Ours", label_pack="olympic", reporting_currency="CHF")

    ranking = compute_ranking(by=director)

    assert place_of(accounts[0]).label == "Gold"
    assert ranking.currency == "CHF"


def test_an_account_manager_may_not_rank_and_nothing_changes(alice: Member) -> None:
    make_portfolio(3)
    with pytest.raises(PermissionDenied):
        compute_ranking(by=alice)
    assert not Ranking.objects.exists()
    assert active_criteria_set() is None


def test_a_company_without_orders_is_ranked_as_of_today(director: Member) -> None:
    account = make_account("First customer")

    ranking = compute_ranking(by=director)

    assert ranking.as_of == timezone.localdate()
    assert (place_of(account).grade, place_of(account).score) == ("d", None)


def test_an_order_dated_in_the_far_future_does_not_set_the_day(director: Member) -> None:
    account = make_account("Typist")
    make_order(account, YEAR_END, "100.00")
    make_order(account, date(2204, 12, 31), "100.00")

    assert compute_ranking(by=director).as_of == YEAR_END


def test_an_empty_company_has_an_empty_ranking(director: Member) -> None:
    assert compute_ranking(by=director).standings.count() == 0


def test_ranking_asks_the_database_as_often_for_many_accounts_as_for_few(director: Member) -> None:
    make_portfolio(3)
    compute_ranking(by=director)
    make_portfolio(3)
    few = len(queries_of(lambda: compute_ranking(by=director)))
    make_portfolio(30)
    assert len(queries_of(lambda: compute_ranking(by=director))) == few


def test_contributions_add_up_to_the_score_and_name_the_objectives_they_serve(director: Member) -> None:
    accounts = make_portfolio(12)
    compute_ranking(by=director)

    explained = explanation(place_of(accounts[5]))

    assert sum(row.contribution or 0 for row in explained.criteria) == pytest.approx(explained.standing.score)
    assert sum(row.weight for row in explained.criteria) == pytest.approx(1)
    assert all(row.objective for row in explained.criteria)
    assert explained.rise is not None
    assert explained.fall is None or explained.fall.score <= (explained.standing.score or 0) < explained.rise.score


def test_a_weight_that_leads_to_another_grade_puts_the_score_on_the_cut(director: Member) -> None:
    account = make_account("On the edge")
    make_year(account, 600_000)
    question = create_question(code="fit", name="Strategic fit", by=director)
    use_criteria(REVENUE, FIT, by=director)
    rate_account(account=account, question=question, score=Decimal(9), by=director, rated_on=YEAR_END)
    compute_ranking(by=director)

    change = sensitivity(place_of(account), director).most_critical

    assert change is not None
    assert (change.code, change.label) == ("fit", "1st Division")
    assert 9 * change.swap_weight + 6 * (1 - change.swap_weight) == pytest.approx(7.0)


def test_places_limit_a_grade_and_count_in_the_plausible_weightings(director: Member) -> None:
    accounts = make_portfolio(12)
    scheme = GradeScheme((Level("a", cut=7.0, places=1), Level("b", cut=5.0), Level("c")))
    use_criteria(REVENUE, by=director, scheme=scheme, label_pack="own", labels=("One", "Some", "Rest"))

    compute_ranking(by=director)

    assert [place_of(account).grade for account in accounts[:2]] == ["a", "b"]
    assert place_of(accounts[1]).turned_away
    assert dict(sensitivity(place_of(accounts[1]), director).shares)["One"] == 0.0


def test_rules_that_cannot_rank_are_refused_in_a_sentence(director: Member) -> None:
    with pytest.raises(ValidationError, match="weights of the criteria sum to 0"):
        use_criteria(Criterion("revenue", "revenue", "revenue", 0), by=director)


def test_the_current_ranking_is_the_last_season_until_a_new_one_is_computed(director: Member) -> None:
    make_portfolio(3)
    assert current_ranking() is None
    compute_ranking(by=director)
    season = publish_season(name="2024", by=director)
    assert current_ranking() == season
