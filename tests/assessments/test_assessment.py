"""Answering questionnaires: what holds, who may, what is refused, two at once, and taking back."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from tenure.accounts.actions.account import create_account
from tenure.accounts.actions.contact import create_contact
from tenure.accounts.models import Account, Contact
from tenure.analytics.assessment.maturity import DIMENSIONS
from tenure.analytics.assessment.questionnaire import AnswerSide, AssessmentKind
from tenure.analytics.assessment.stage import STATEMENTS
from tenure.analytics.assessment.targets import TARGETS
from tenure.assessments.actions.assessment import Answered, assess, restore_assessment, take_assessment_back
from tenure.assessments.models import Assessment, AssessmentAnswer
from tenure.assessments.queries import answers_of, course_of, programme, sheet_of
from tenure.core.errors import ConflictError
from tenure.core.models import AuditEntry
from tenure.people.models import Member
from tests.queries import queries_of

TODAY = date(2026, 6, 1)
STAGE, TARGET, MATURITY = AssessmentKind.STAGE, AssessmentKind.TARGETS, AssessmentKind.MATURITY


@pytest.fixture
def contact(account: Account, alice: Member) -> Contact:
    return create_contact(account=account, by=alice, name="Ida Holm")


def judged(account: Account, by: Member, held_on: date = TODAY, /, **values: Any) -> Assessment:
    answers = [Answered(code, value) for code, value in values.items()]
    return assess(kind=TARGET, account=account, answers=answers, by=by, held_on=held_on)


def held(account: Account, until: date | None = None) -> dict[str, int | None]:
    values = sheet_of(TARGETS, answers_of(TARGETS, account), until=until).values
    return {code: value for code, value in values.items() if value is not None}


def test_the_latest_answer_to_each_question_holds_and_earlier_days_can_be_looked_at(
    account: Account, alice: Member, bob: Member
) -> None:
    judged(account, alice, TODAY, picture=2, reach=1)
    judged(account, bob, TODAY + timedelta(days=9), reach=3)
    judged(account, bob, TODAY - timedelta(days=9), picture=4)
    assert held(account) == {"picture": 2, "reach": 3}
    assert held(account, TODAY) == {"picture": 2, "reach": 1}
    assert held(account, TODAY - timedelta(days=9)) == {"picture": 4}


def test_nobody_knows_is_an_answer_and_no_zero(account: Account, alice: Member) -> None:
    judged(account, alice, picture=2)
    judged(account, alice, picture=None)
    line = sheet_of(TARGETS, answers_of(TARGETS, account)).lines[0]
    assert (line.value, line.answer is None) == (None, False)


def test_both_sides_are_held_apart_and_theirs_names_who_said_so(
    account: Account, alice: Member, contact: Contact
) -> None:
    six = [Answered(question.code, 3) for question in STATEMENTS.questions]
    assess(kind=STAGE, account=account, answers=six, by=alice)
    theirs = assess(
        kind=STAGE, account=account, answers=[Answered("trust", 1, " Told at lunch ")], by=alice, person=contact,
        side=AnswerSide.THEIRS,
    )  # fmt: skip
    answers = answers_of(STATEMENTS, account)
    ours, said = (sheet_of(STATEMENTS, answers, side).values["trust"] for side in AnswerSide)
    assert (ours, said, theirs.person, theirs.rater) == (3, 1, contact, alice)
    assert theirs.answers.get().evidence == "Told at lunch"


REFUSED = [
    ({"kind": TARGET, "answers": []}, "one question at least"),
    ({"kind": TARGET, "answers": [Answered("trust", 1)]}, "no question of this kind"),
    ({"kind": TARGET, "answers": [Answered("reach", 5)]}, "between 1 and 4"),
    ({"kind": TARGET, "answers": [Answered("reach", 1), Answered("reach", 2)]}, "answered twice"),
    ({"kind": TARGET, "side": AnswerSide.THEIRS}, "our own side alone"),
    ({"kind": STAGE, "side": AnswerSide.THEIRS}, "who of theirs"),
    ({"kind": MATURITY}, "name no account"),
    ({"kind": TARGET, "held_on": date(2126, 1, 1)}, "a day that has come"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "sentence"), REFUSED, ids=[sentence for _, sentence in REFUSED])
def test_what_makes_no_sense_is_refused(
    said: dict[str, Any], sentence: str, account: Account, director: Member
) -> None:
    with pytest.raises(ValidationError, match=sentence):
        assess(**{"answers": [Answered("reach", 1)], **said}, account=account, by=director)
    assert not Assessment.objects.exists()


def test_a_target_is_of_an_account_and_a_person_of_the_same_one(
    account: Account, director: Member, contact: Contact
) -> None:
    other = create_account(by=director, name="Other Works")
    with pytest.raises(ValidationError, match="which account is meant"):
        assess(kind=TARGET, answers=[Answered("reach", 1)], by=director)
    theirs: dict[str, Any] = {
        "kind": STAGE,
        "side": AnswerSide.THEIRS,
        "answers": [Answered("trust", 1)],
        "by": director,
    }
    with pytest.raises(ValidationError, match="of this account"):
        assess(account=other, person=contact, **theirs)
    with pytest.raises(ValidationError, match="name no person"):
        assess(account=account, person=contact, **{**theirs, "side": AnswerSide.OURS})


def test_the_team_judges_an_account_and_leaders_the_programme(
    account: Account, bob: Member, charlie: Member, director: Member, viewer: Member
) -> None:
    judged(account, bob, picture=1)
    for stranger in (charlie, viewer):
        with pytest.raises(PermissionDenied):
            judged(account, stranger, picture=4)
    with pytest.raises(PermissionDenied):
        assess(kind=MATURITY, answers=[Answered("roles", 2)], by=bob)
    assess(kind=MATURITY, answers=[Answered("roles", 2)], by=director)
    assert AssessmentAnswer.objects.count() == 2


def test_the_second_of_two_is_told_what_the_first_answered(account: Account, alice: Member, bob: Member) -> None:
    seen = judged(account, alice, picture=1, bond=1).answers.latest("pk").pk
    judged(account, bob, picture=3)
    mine: dict[str, Any] = {"kind": TARGET, "account": account, "by": alice, "held_on": TODAY, "seen": seen}
    with pytest.raises(ConflictError) as lost:
        assess(answers=[Answered("picture", 2), Answered("bond", 2)], **mine)
    assert lost.value.current == {"picture": 3}
    assert held(account) == {"picture": 3, "bond": 1}
    assess(answers=[Answered("bond", 2)], **mine)
    assess(answers=[Answered("picture", 2)], **{**mine, "seen": lost.value.version})
    assert held(account) == {"picture": 2, "bond": 2}


def test_answers_are_taken_back_and_hold_again(account: Account, alice: Member, charlie: Member) -> None:
    judged(account, alice, picture=1)
    later = judged(account, alice, picture=3)
    take_assessment_back(assessment=take_assessment_back(assessment=later, by=alice), by=alice)
    assert held(account) == {"picture": 1}
    with pytest.raises(PermissionDenied):
        restore_assessment(assessment=later, by=charlie)
    restore_assessment(assessment=later, by=alice)
    assert held(account) == {"picture": 3}
    verbs = AuditEntry.objects.filter(noun="assessment", thing_id=later.pk).order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == ["assessed", "trashed", "restored"]


def test_what_was_answered_is_in_the_log(account: Account, alice: Member) -> None:
    made = judged(account, alice, picture=1)
    (entry,) = AuditEntry.objects.filter(noun="assessment", thing_id=made.pk)
    assert entry.account_id == account.pk
    assert entry.changes["answers"] == [None, {"picture": [1, ""]}]


def test_the_course_tells_what_held_after_each_day(account: Account, alice: Member) -> None:
    for days, value in ((0, 1), (30, 2), (60, 3)):
        judged(account, alice, TODAY - timedelta(days=days), reach=value)
    course = course_of(TARGETS, answers_of(TARGETS, account))
    assert [sheet.values["reach"] for _, sheet in course] == [3, 2, 1]


def test_a_programme_is_compared_with_how_it_was(director: Member) -> None:
    codes, today = [question.code for question in DIMENSIONS.questions], timezone.localdate()
    for ago, value in ((180, 1), (0, 2)):
        answers = [Answered(code, value) for code in codes]
        assess(kind=MATURITY, answers=answers, by=director, held_on=today - timedelta(days=ago))
    rated = programme()
    assert [one.maturity.stage for one in rated.held] == ["established", "tried"]
    assert {(one.before, one.by) for one in rated.lines} == {(1, 1)}
    assert len(rated.steps) == 8


def test_many_assessments_are_read_by_as_many_queries_as_one(account: Account, alice: Member) -> None:
    judged(account, alice, picture=1)
    one = queries_of(lambda: answers_of(TARGETS, account))
    for value in (1, 2, 3, 4):
        judged(account, alice, picture=value, bond=value)
    assert len(queries_of(lambda: answers_of(TARGETS, account))) == len(one) == 1
