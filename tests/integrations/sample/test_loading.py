"""The sample company in the database: loaded by the importer, ranked, and taken away without a trace."""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from tenure.accounts.actions.account import create_account
from tenure.accounts.actions.contact import create_contact
from tenure.accounts.models import Account, Contact
from tenure.analytics.board.evaluation import evaluate
from tenure.assessments.models import Assessment, AwarenessPoll, CriteriaSet
from tenure.assessments.queries import criteria_set_in_hand, group_weighting, programme
from tenure.commerce.models import Order, Product
from tenure.core.models import ExchangeRate, Notification
from tenure.insight.models import Ranking, SavedView, Standing
from tenure.insight.queries import current_ranking
from tenure.insight.queries.awareness import awareness_of
from tenure.insight.queries.relationship_stage import stage_seen
from tenure.integrations.sample.actions import remove_sample_company
from tenure.integrations.sample.loading import load_sample_company
from tenure.integrations.sample.second_line import (
    BLOCKER_TURNED,
    ENGINEERING,
    KING,
    PROCUREMENT,
    RIVAL_ENTERED,
    SPONSOR_LOST,
)
from tenure.people.models import Member
from tenure.relationships.actions.decision import create_decision
from tenure.relationships.actions.stance import give_stance
from tenure.relationships.board_words import BAD, GOOD
from tenure.relationships.models import (
    CompetitorTie,
    Decision,
    DecisionRole,
    FogSquare,
    Influence,
    Stance,
    TieOverride,
)
from tenure.relationships.queries import Course, board_in, course_of, positions_in, story_of
from tenure.web.components.board_address import BoardAddress
from tenure.web.components.board_changes import change_marks
from tenure.web.components.board_curve import curve_of
from tests.cast import enter

TODAY = date(2026, 11, 21)


@dataclass(frozen=True)
class KeptCompany:
    """Whoever loaded the sample company, and the files of its imports, which no transaction brings back."""

    administrator: Member
    home: Path
    files: Mapping[Path, bytes]


@pytest.fixture(scope="module")
def kept_company(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[KeptCompany]:
    """The sample company in a transaction of the module's: loaded once, and whole again for each test."""
    home = tmp_path_factory.mktemp("home")
    with django_db_blocker.unblock(), override_settings(HOME=home), transaction.atomic():
        administrator = enter("administrator")
        load_sample_company(today=TODAY, by=administrator, say=lambda _: None)
        files = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
        yield KeptCompany(administrator, home, files)
        transaction.set_rollback(True)


@pytest.fixture
def loaded(db: None, kept_company: KeptCompany) -> Member:
    """The administrator of an installation with the sample company in it."""
    for path, content in kept_company.files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return copy.copy(kept_company.administrator)


def test_the_sample_company_is_ranked_and_removed_without_a_trace(loaded: Member, director: Member) -> None:
    ranking = current_ranking()
    assert ranking is not None
    standings = Standing.objects.filter(ranking=ranking)
    assert standings.filter(is_key=True).count() == 18
    assert set(standings.values_list("movement", flat=True)) >= {"promoted", "relegated", "held"}
    assert list(Ranking.objects.exclude(published_at=None).values_list("name", flat=True)) == ["Season 2025"]

    with pytest.raises(PermissionDenied):
        remove_sample_company(by=director)
    assert Account.objects.count() > 200

    own = create_account(by=loaded, name="Eigene Kundschaft")
    assert remove_sample_company(by=loaded) == []
    assert list(Account.objects.all()) == [own]
    for model in (
        Contact, Order, Product, ExchangeRate, Ranking, Standing, SavedView, AwarenessPoll, CriteriaSet, Notification,
        Decision, DecisionRole, Stance, Influence, FogSquare, TieOverride, CompetitorTie, Assessment,
    ):  # fmt: skip
        assert not model.objects.exists()
    assert set(Member.objects.all()) == {loaded, director}


def test_a_client_sees_two_stages_less_in_the_relationship_than_we_do_and_another_one_comes_apart(
    loaded: Member,
) -> None:
    main = Assessment.objects.get(side="theirs", held_on=TODAY - timedelta(days=26)).account
    assert main is not None
    seen = stage_seen(main, loaded, TODAY)
    assert [one.placing.stage for one in seen.sides.values()] == ["interdependent", "basic"]
    assert (seen.gap, seen.is_wide, len(seen.course)) == (9, True, 4)
    others = Assessment.objects.filter(kind="stage").exclude(account=main).select_related("account")
    (apart,) = {one.account for one in others if one.account}
    assert [one.is_disintegrating for one in stage_seen(apart, loaded, TODAY).sides.values()] == [True, False]


def test_our_programme_has_come_a_stage_further_in_half_a_year(loaded: Member) -> None:
    rated = programme()
    assert [one.maturity.stage for one in rated.held] == ["established", "tried"]
    assert [step.question.code for step in rated.steps][:2] == ["skills", "measures"]


def test_every_screen_has_a_story(loaded: Member) -> None:
    views = {view.name: (view.audience, view.is_default) for view in SavedView.objects.visible_to(loaded)}
    assert views == {
        "Lost ground": ("private", False),
        "Key accounts by owner": ("team", False),
        "By rank, with growth": ("team", True),
    }
    closed, running = AwarenessPoll.objects.order_by("opened_on")
    result = awareness_of(closed, loaded)
    assert (result.figures.people, result.season, running.closed_on) == (8, "Season 2025", None)
    assert result.figures.agreeing
    told = Notification.objects.filter(member_id=loaded.pk, read_at=None)
    assert set(told.values_list("kind", flat=True)) == {"season_published", "team_joined", "import_finished"}


@pytest.fixture
def course(loaded: Member) -> Course:
    """The sample's decision over its two years."""
    (decision,) = Decision.objects.visible_to(loaded)
    return course_of(story_of(decision, decision.opened_on, TODAY))


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


# How many days ago, which way the position went, and what the curve and "what changed" say of it.
EVENTS = (
    (SPONSOR_LOST, BAD, ["Robin Adler is on the board no more.", "Maren Okafor has lost the line to {king}."]),
    (RIVAL_ENTERED, BAD, ["Rivalco has a line to {procurement}.", "Rivalco has a line to {king}."]),
    (BLOCKER_TURNED, GOOD, ["{engineering}: Blocker, now Neutral."]),
)


def test_two_years_of_the_decision_tell_of_a_sponsor_lost_a_competitor_entering_and_a_blocker_turned(
    course: Course,
) -> None:
    decision = course.story.decision
    assert (TODAY - decision.opened_on).days == 730
    people = {
        "king": name_of(decision, KING), "procurement": name_of(decision, PROCUREMENT),
        "engineering": name_of(decision, ENGINEERING),
    }  # fmt: skip
    curve = curve_of(course.story, BoardAddress(decision.account_id, decision.pk), TODAY)
    assert curve is not None
    turns = {turn.moment.day: turn for turn in curve.turns}
    for days, tone, told in EVENTS:
        before, after = board_in(course, ago(days + 1)), board_in(course, ago(days))
        marks = [mark.word for mark in change_marks(before, after, None, judged=True)]
        expected = [sentence.format(**people) for sentence in told]
        assert (turns[ago(days)].tone, [*expected]) == (tone, [one for one in expected if one in marks])
        assert set(expected) <= {mark.word for mark in turns[ago(days)].said}


def test_the_position_leads_is_lost_and_is_being_won_back(course: Course) -> None:
    some = (700, 479, 478, 341, 340, 201, 200, 0)
    found = positions_in(course, [ago(days) for days in some])
    at = {days: position or 0.0 for days, position in zip(some, found, strict=True)}
    assert at[479] > 10 > 0 > at[340]
    assert at[478] < at[479] - 10
    assert at[340] < at[341] - 2
    assert at[200] > at[201] + 2
    assert min(at.values()) < at[0] < at[479]


def test_the_decision_ends_near_the_worked_example(course: Course) -> None:
    now = board_in(course, TODAY)
    kinds = {finding.kind.value for finding in evaluate(now.board).findings}
    assert kinds & {"check", "contested"} == {"contested"}
    assert now.board.competitors == ("competitor:Rivalco",)


def name_of(decision: Decision, title: str) -> str:
    """Who of the board has a title."""
    return DecisionRole.objects.filter(decision=decision, contact__title=title).latest("pk").contact.name


def test_a_member_who_said_something_of_ones_own_decision_stays_disabled(loaded: Member) -> None:
    own = create_account(by=loaded, name="Eigene Kundschaft")
    anna = Member.objects.get(email="anna.weber@harrowlind.example")
    contact = create_contact(account=own, by=loaded, name="Dahl", seniority=5)
    decision = create_decision(account=own, by=loaded, name="Valves")
    stance = give_stance(decision=decision, contact=contact, value=1, evidence="Praised us", by=loaded)
    Stance.objects.filter(pk=stance.pk).update(author=anna)
    assert remove_sample_company(by=loaded) == ["Kept: 1 members look after accounts of your own and are disabled."]
    assert Stance.objects.get().author == anna


def test_next_year_s_criteria_are_weighed_by_comparisons_that_hang_together(loaded: Member) -> None:
    draft = criteria_set_in_hand()
    assert draft is not None
    group = group_weighting(draft)
    assert group.weighting is not None
    assert (draft.activated_at, len(group.criteria), group.weighting.acceptable) == (None, 7, True)
    assert group.weighting.consistency_ratio


def test_what_ones_own_accounts_need_stays(loaded: Member) -> None:
    group = Account.objects.get(name="Nordhaven Group")
    anna = Member.objects.get(email="anna.weber@harrowlind.example")
    create_account(by=loaded, name="Eigenes Werk", parent=group, owner=anna)
    assert remove_sample_company(by=loaded) == [
        "Kept: 1 accounts stand above accounts of your own.",
        "Kept: 1 members look after accounts of your own and are disabled.",
    ]
    anna.refresh_from_db()
    assert not anna.is_active
