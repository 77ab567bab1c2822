"""Refusals are put together where they are read: days, numbers and names of fields in the reader's language."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy, override

from tenure.analytics import unusable
from tenure.analytics.ahp import pairwise_matrix
from tenure.analytics.criteria import Anchor, Criterion, GradeScheme, Level
from tenure.analytics.portfolio import Window
from tenure.analytics.portfolio.grading import check_scheme
from tenure.analytics.portfolio.ranking import check_labels
from tenure.analytics.portfolio.scoring import check_criteria
from tenure.core.errors import ConflictError, error_sentences
from tenure.core.policy import RULES, Role, require
from tenure.core.policy_words import ACTS, ROLES
from tenure.core.wording import day, decimal, field_heading, grade_label, said, whole
from tenure.people.models import Member

TEN = (Anchor(0, 0), Anchor(10, 10))


def criterion(**changes: object) -> Criterion:
    return Criterion(**{"code": "size", "name": "size", "measure": "size", "weight": 1, "anchors": TEN, **changes})  # type: ignore[arg-type]


def test_days_and_numbers_are_written_by_the_language() -> None:
    values = day(date(2026, 3, 31)), day(datetime(2026, 3, 31, 23, tzinfo=UTC)), whole(12_000), decimal(Decimal("0.5"))
    assert [str(value) for value in values] == ["2026-03-31", "2026-03-31", "12,000", "0.5"]
    with override("de"):
        assert [str(value) for value in values] == ["31.03.2026", "31.03.2026", "12.000", "0,5"]


def test_a_refusal_is_said_in_the_language_of_whoever_reads_it() -> None:
    sentence = gettext_lazy("A score lies between 0 and 10; %(score)s does not.")
    refusal = ValidationError({"score": ValidationError(sentence, params={"score": decimal(Decimal("10.5"))})})
    assert error_sentences(refusal) == ["Score: A score lies between 0 and 10; 10.5 does not."]
    with override("de"):
        assert error_sentences(refusal) == ["Punktwert: Ein Punktwert liegt zwischen 0 und 10; 10,5 tut es nicht."]


def test_a_conflict_names_the_fields_in_the_reader_s_language() -> None:
    conflict = ConflictError({"follow_up_on": None, "city": "Bonn"}, 3)
    assert "changed city, follow_up_on in the meantime" in str(conflict)
    with override("de"):
        assert str(conflict).startswith("Jemand anderes hat inzwischen geändert: Stadt, Wiedervorlage.")


def test_a_field_without_a_word_keeps_its_name() -> None:
    with override("de"):
        assert [field_heading(name) for name in ("frob_count", "")] == ["Frob count", ""]


def test_every_act_and_role_of_the_policy_has_words() -> None:
    assert (set(ACTS), set(ROLES)) == (set(RULES), {role.value for role in Role})


def test_who_may_not_is_told_so_in_their_language() -> None:
    viewer = Member(role=Role.VIEWER, is_active=True)
    with pytest.raises(PermissionDenied) as refused:
        require(viewer, "account.change")
    assert error_sentences(refused.value) == ["As viewer you may not change accounts."]
    with override("de"):
        assert error_sentences(refused.value) == ["Als Leser dürfen Sie keine Kunden ändern."]


@pytest.mark.parametrize(
    "act",
    [
        lambda: check_criteria([criterion(), criterion()], columns=["size"]),
        lambda: check_criteria([criterion(weight=0)], columns=["size"]),
        lambda: check_criteria([criterion(weight=-1)], columns=["size"]),
        lambda: check_criteria([criterion()], columns=["charm", "fit"]),
        lambda: check_criteria([criterion(anchors=())], columns=["size"]),
        lambda: check_criteria([criterion(anchors=TEN[::-1])], columns=["size"]),
        lambda: check_criteria([criterion(anchors=(Anchor(0, 0), Anchor(1, 11)))], columns=["size"]),
        lambda: check_scheme(GradeScheme(())),
        lambda: check_scheme(GradeScheme((Level("a", cut=1), Level("b", cut=2)))),
        lambda: check_scheme(GradeScheme((Level("a", places=-1),))),
        lambda: check_labels(["One"], GradeScheme((Level("a"), Level("b")))),
        lambda: Window.parse("a while"),
        lambda: pairwise_matrix([-1]),
        lambda: pairwise_matrix([12]),
    ],
)
def test_rules_that_cannot_be_used_are_refused_in_the_reader_s_language(act: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r"\.$") as refused:
        act()
    english = str(refused.value)
    assert said(english, unusable.SENTENCES) == english
    with override("de"):
        assert said(english, unusable.SENTENCES) != english


def test_words_for_grades_of_our_own_are_translated_others_stay() -> None:
    with override("de"):
        assert [grade_label(label) for label in ("Non-League", "Stars", "")] == ["Amateurliga", "Stars", ""]
