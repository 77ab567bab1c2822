"""The catalogue of terms leaves out nothing that pages show."""

import pytest

from tenure.analytics.criteria import Criterion
from tenure.analytics.portfolio import DEFAULT_CRITERIA, MEASURES
from tenure.insight.terms import TERMS, Family, term_of_measure
from tenure.people.models import Member
from tests.web.conftest import SignIn


@pytest.mark.parametrize("measure", MEASURES)
def test_every_measure_is_explained_with_its_formula(measure: str) -> None:
    term = TERMS[measure]
    assert (term.family, bool(term.formula)) == (Family.MEASURE, True)


@pytest.mark.parametrize("criterion", DEFAULT_CRITERIA, ids=lambda criterion: criterion.code)
def test_every_criterion_is_explained_by_its_measure(criterion: Criterion) -> None:
    assert term_of_measure(criterion.measure).name


@pytest.mark.parametrize("code", TERMS)
def test_every_term_is_a_sentence(code: str) -> None:
    assert TERMS[code].code == code
    assert str(TERMS[code].meaning).endswith(".")


@pytest.mark.django_db
def test_the_help_page_explains_every_term_once(sign_in: SignIn, alice: Member) -> None:
    html = sign_in(alice).get("/help").content.decode()
    assert [html.count(f'<div id="{code}">') for code in TERMS] == [1] * len(TERMS)
