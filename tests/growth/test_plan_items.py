"""What is listed in a plan, and its texts: written by several people at once."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from tenure.analytics.plans.staleness import Freshness
from tenure.core.errors import ConflictError
from tenure.growth.actions.guidance import change_guidance
from tenure.growth.actions.plan import change_plan, review_section
from tenure.growth.actions.plan_item import add_item, change_item, remove_item, restore_item
from tenure.growth.models import Guidance, Plan, PlanObjective, PlanRisk, ProfitYear
from tenure.growth.queries.document import document_of
from tenure.growth.queries.plans import profit_plan, sections_of
from tenure.people.models import Member
from tests.growth.conftest import objective
from tests.queries import queries_of


def test_a_sixth_open_objective_is_refused_and_a_closed_one_makes_room(plan: Plan, alice: Member) -> None:
    first, *_ = [objective(plan, alice, name=f"Number {number}") for number in range(5)]
    sentence = "A plan has at most 5 open objectives; close one before another begins"
    with pytest.raises(ValidationError, match=sentence):
        objective(plan, alice, name="One too many")
    change_item(item=first, changes={"state": "reached"}, by=alice)
    sixth = objective(plan, alice, name="Now it fits")
    with pytest.raises(ValidationError, match=sentence):
        change_item(item=first, changes={"state": "open"}, by=alice)
    remove_item(item=sixth, by=alice)
    change_item(item=first, changes={"state": "open"}, by=alice)
    with pytest.raises(ValidationError, match=sentence):
        restore_item(item=sixth, by=alice)
    assert PlanObjective.objects.of_plan(plan).count() == 5


def test_different_fields_merge_and_the_same_field_is_told_with_both_values(plan: Plan, alice: Member) -> None:
    item = objective(plan, alice)
    seen = item.version
    change_item(item=item, changes={"unit": "lines"}, by=alice, version=seen)
    change_item(item=item, changes={"measure": "sold"}, by=alice, version=seen)
    with pytest.raises(ConflictError) as lost:
        change_item(item=item, changes={"unit": "pieces"}, by=alice, version=seen)
    assert lost.value.current == {"unit": "lines"}
    item.refresh_from_db()
    assert (item.unit, item.measure) == ("lines", "sold")


def test_two_who_write_in_one_section_of_a_plan_merge(plan: Plan, alice: Member, bob: Member) -> None:
    seen = plan.version
    Plan.objects.filter(pk=plan.pk).update(strategy_reviewed_on=timezone.localdate() - timedelta(days=200))
    change_plan(plan=plan, changes={"message": "One number to call"}, by=alice, version=seen)
    change_plan(plan=plan, changes={"pillars": "Speed"}, by=bob, version=seen)
    with pytest.raises(ConflictError) as lost:
        change_plan(plan=plan, changes={"message": "Two numbers"}, by=bob, version=seen)
    assert lost.value.current == {"message": "One number to call"}
    assert plan.strategy_reviewed_on == timezone.localdate()


def test_an_owner_sees_the_plan(plan: Plan, alice: Member, charlie: Member) -> None:
    with pytest.raises(ValidationError, match="Charlie Stranger does not see the plan"):
        objective(plan, alice, owner=charlie)
    item = objective(plan, alice)
    with pytest.raises(ValidationError, match="Charlie Stranger does not see the plan"):
        change_item(item=item, changes={"owner": charlie}, by=alice)


def test_a_target_needs_a_measure(plan: Plan, alice: Member) -> None:
    with pytest.raises(ValidationError, match="A target needs a measure"):
        objective(plan, alice, target=3)


def test_a_year_comes_once(plan: Plan, alice: Member) -> None:
    year = add_item(ProfitYear, plan=plan, by=alice, year=2026, contribution=10)
    with pytest.raises(ValidationError, match="has this year already"):
        add_item(ProfitYear, plan=plan, by=alice, year=2026, contribution=20)
    remove_item(item=year, by=alice)
    add_item(ProfitYear, plan=plan, by=alice, year=2026, contribution=20)


def test_the_profit_plan_of_the_published_example_pays_back_in_3_44_years(plan: Plan, alice: Member) -> None:
    for year, (contribution, cost) in enumerate([(0, 200), (30, 80), (120, 60), (160, 40), (200, 40), (200, 20)], 2024):
        add_item(ProfitYear, plan=plan, by=alice, year=year, contribution=contribution, cost=cost)
    found = profit_plan(ProfitYear.objects.of_plan(plan), plan.rate)
    assert [int(total) for _, total in found.years] == [-200, -250, -190, -70, 90, 270]
    assert str(round(found.payback or 0, 2)) == "3.44"
    assert str(round(found.value or 0, 2)) == "115.34"


def test_sections_that_nobody_looked_at_for_long_are_stale_until_somebody_does(plan: Plan, alice: Member) -> None:
    today = timezone.localdate()
    assert sections_of(plan, today) == {"strategy": Freshness.FRESH}
    assert sections_of(plan, today + timedelta(days=91)) == {"strategy": Freshness.STALE}
    Plan.objects.filter(pk=plan.pk).update(strategy_reviewed_on=today - timedelta(days=100), state="agreed")
    review_section(plan=plan, section="strategy", by=alice)
    assert sections_of(plan, today) == {"strategy": Freshness.FRESH}
    assert plan.state == "agreed"
    with pytest.raises(ValidationError, match="is no section of a plan"):
        review_section(plan=plan, section="weather", by=alice)


def test_the_document_asks_as_often_for_many_items_as_for_one(plan: Plan, alice: Member) -> None:
    objective(plan, alice, owner=alice)
    add_item(PlanRisk, plan=plan, by=alice, name="A rival", owner=alice)
    asked = len(queries_of(lambda: document_of(plan, figures={})))
    for number in range(3):
        objective(plan, alice, name=f"More {number}", owner=alice)
        add_item(PlanRisk, plan=plan, by=alice, name=f"Risk {number}", owner=alice)
    assert len(queries_of(lambda: document_of(plan, figures={}))) == asked


def test_what_guides_the_company_is_one_row_that_merges(director: Member) -> None:
    change_guidance(changes={"vision": "First choice", "core_values": "Candour\n\nCare"}, by=director)
    seen = Guidance.objects.get().version
    change_guidance(changes={"mission": "Serve"}, by=director, version=seen)
    with pytest.raises(ConflictError):
        change_guidance(changes={"mission": "Sell"}, by=director, version=seen)
    assert Guidance.objects.get().values == ["Candour", "Care"]
