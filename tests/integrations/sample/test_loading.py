"""The sample company in the database: loaded by the importer, ranked, and taken away without a trace."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied

from tenure.accounts.actions.account import create_account
from tenure.accounts.actions.contact import create_contact
from tenure.accounts.models import Account, Contact
from tenure.analytics.board.evaluation import evaluate
from tenure.assessments.actions.awareness import open_poll_for
from tenure.assessments.models import AwarenessPoll, CriteriaSet
from tenure.assessments.queries import criteria_set_in_hand, group_weighting, open_poll
from tenure.commerce.models import Order, Product
from tenure.core.models import ExchangeRate, Notification
from tenure.insight.actions.saved_view import make_default, save_view
from tenure.insight.choices import Audience
from tenure.insight.models import Ranking, SavedView, Standing
from tenure.insight.queries import current_ranking
from tenure.insight.queries.awareness import awareness_of
from tenure.insight.queries.saved_views import default_view
from tenure.integrations.sample.actions import remove_sample_company
from tenure.integrations.sample.loading import load_sample_company
from tenure.people.models import Member
from tenure.relationships.actions.decision import create_decision
from tenure.relationships.actions.stance import give_stance
from tenure.relationships.models import (
    CompetitorTie,
    Decision,
    DecisionRole,
    FogSquare,
    Influence,
    Stance,
    TieOverride,
)
from tenure.relationships.queries import BoardOn, board_on

TODAY = date(2026, 11, 21)


@pytest.fixture
def loaded(administrator: Member, settings: object, tmp_path: Path) -> Member:
    """The administrator of an installation with the sample company in it."""
    settings.HOME = tmp_path  # type: ignore[attr-defined]
    load_sample_company(today=TODAY, by=administrator, say=lambda _: None)
    return administrator


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
        Decision, DecisionRole, Stance, Influence, FogSquare, TieOverride, CompetitorTie,
    ):  # fmt: skip
        assert not model.objects.exists()
    assert set(Member.objects.all()) == {loaded, director}


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


def test_the_decision_tells_of_a_sponsor_lost_a_competitor_and_a_blocker_turned(loaded: Member) -> None:
    (decision,) = Decision.objects.visible_to(loaded)
    start, now = (board_on(decision, TODAY - timedelta(days=ago)) for ago in (230, 0))
    before, after = evaluate(start.board), evaluate(now.board)
    assert before.score.position > 0 > after.score.position
    assert (start.board.competitors, now.board.competitors) == ((), ("competitor:Rivalco",))
    kinds = [{finding.kind.value for finding in found.findings} for found in (before, after)]
    assert ("castled" in kinds[0], kinds[1] & {"check", "contested"}) == (True, {"contested"})
    assert (stance_of(start, "Head of engineering"), stance_of(now, "Head of engineering")) == (-2, 1)


def stance_of(shown: BoardOn, title: str) -> int:
    """What the person with a title thinks of us."""
    roles = DecisionRole.objects.filter(decision=shown.decision, contact__title=title)
    code = f"contact:{roles.get().contact_id}"
    return next(person.stance for person in shown.board.people if person.id == code)


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


def test_what_the_team_sees_first_and_is_asked_already_stays(administrator: Member, director: Member) -> None:
    own = make_default(view=save_view(name="Ours", definition={}, audience=Audience.TEAM, by=director), by=director)
    asked = open_poll_for(name="Ours", by=director)
    load_sample_company(today=TODAY, by=administrator, say=lambda _: None)
    assert (default_view(administrator), open_poll()) == (own, asked)


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
