"""People rate accounts with evidence and date; every word stays, the last one counts."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from tenure.accounts.models import Account
from tenure.analytics.criteria import Criterion
from tenure.assessments.actions.criteria_set import activate_criteria_set, create_criteria_set
from tenure.assessments.actions.rating import create_question, rate_account
from tenure.assessments.models import Rating, RatingQuestion
from tenure.assessments.queries import open_questions, ratings_of
from tenure.assessments.rules import SelectionRules
from tenure.core.models import AuditEntry
from tenure.people.models import Member
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def fit(director: Member) -> RatingQuestion:
    return create_question(code="fit", name="Strategic fit", low_meaning="none", high_meaning="perfect", by=director)


def rate(account: Account, question: RatingQuestion, score: str, by: Member, day: date | None = None) -> Rating:
    return rate_account(account=account, question=question, score=Decimal(score), by=by, rated_on=day)


def test_a_later_rating_counts_and_the_earlier_stays_on_record(
    account: Account, fit: RatingQuestion, alice: Member
) -> None:
    rate(account, fit, "9", alice, date(2024, 5, 2))
    rate(account, fit, "3.5", alice, date(2024, 5, 3))
    rate(account, fit, "8", alice, date(2024, 5, 1))

    (summary,) = ratings_of(account)

    assert [rating.score for rating in summary.ratings] == [Decimal("3.5")]
    assert Rating.objects.count() == 3


def test_raters_who_disagree_by_four_points_are_flagged(
    account: Account, fit: RatingQuestion, alice: Member, bob: Member
) -> None:
    rate(account, fit, "3", alice)
    rate(account, fit, "7", bob)
    group = ratings_of(account)[0].group
    assert group is not None
    assert (group.median, group.low, group.high, group.disagreement) == (5, 3, 7, True)


def test_a_question_nobody_answered_is_listed_without_a_middle(account: Account, fit: RatingQuestion) -> None:
    (summary,) = ratings_of(account)
    assert (summary.question, summary.ratings, summary.group) == (fit, (), None)


def test_an_open_question_names_the_team_that_could_answer_the_owner_first(
    account: Account, fit: RatingQuestion, director: Member, alice: Member, bob: Member
) -> None:
    rules = SelectionRules(criteria=(Criterion("fit", "fit", "rating:fit", 1),))
    activate_criteria_set(criteria_set=create_criteria_set(name="Fit", rules=rules, by=director), by=director)

    (question,) = open_questions(account)

    assert (question.question, question.could_answer) == (fit, (alice, bob))
    rate(account, fit, "5", bob)
    assert open_questions(account) == []


@pytest.mark.parametrize("score", ["-0.1", "10.1", "5.55", "NaN", "Infinity"])
def test_a_score_off_the_scale_is_refused(account: Account, fit: RatingQuestion, alice: Member, score: str) -> None:
    with pytest.raises(ValidationError):
        rate(account, fit, score, alice)
    assert not Rating.objects.exists()


def test_a_rating_of_the_future_is_refused(account: Account, fit: RatingQuestion, alice: Member) -> None:
    with pytest.raises(ValidationError, match="cannot be of the future"):
        rate(account, fit, "5", alice, timezone.localdate() + timedelta(days=1))


def test_a_stranger_and_a_viewer_may_not_rate_and_nothing_changes(
    account: Account, fit: RatingQuestion, charlie: Member, viewer: Member
) -> None:
    for member in (charlie, viewer):
        with pytest.raises(PermissionDenied):
            rate(account, fit, "5", member)
    assert not Rating.objects.exists()
    assert not AuditEntry.objects.filter(verb="rated").exists()


def test_a_rating_is_on_record_with_its_account(account: Account, fit: RatingQuestion, alice: Member) -> None:
    rate(account, fit, "5", alice)
    entry = AuditEntry.objects.get(verb="rated")
    assert (entry.account_id, entry.actor_name, entry.changes["score"]) == (account.pk, "Alice Owner", [None, "5"])


def test_ratings_cost_as_many_queries_for_many_raters_as_for_one(
    account: Account, fit: RatingQuestion, alice: Member, bob: Member, director: Member
) -> None:
    def raters(of: Account) -> list[str]:
        return [rating.rater.name for summary in ratings_of(of) for rating in summary.ratings]

    rate(account, fit, "5", alice)
    one = Account.objects.create(name="Other", name_key="other")
    rate(one, fit, "5", director)
    for member in (bob, director):
        rate(account, fit, "5", member)
    assert_same_queries(lambda: raters(one), lambda: raters(account))
