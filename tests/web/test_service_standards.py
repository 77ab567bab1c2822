"""A director says what each grade is promised; everybody reads it, and whether it is kept."""

import pytest

from tenure.assessments.models import ServiceStandard
from tenure.core.models import AuditEntry
from tenure.insight.models import Standing
from tests.web.company import Company
from tests.web.conftest import SignIn
from tests.web.kept_company import company, kept_company

__all__ = ["company", "kept_company"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("company")]

LAST = {"version": "0", "visit_days": "365", "reviews_per_year": "0", "promise": "A call a year"}


def test_a_director_promises_the_last_grade_something_and_its_accounts_say_so(
    sign_in: SignIn, company: Company
) -> None:
    client = sign_in(company.director)
    assert client.post("/criteria/service/d", {**LAST, "has_sponsor": "1"}).status_code == 302
    assert "A call a year" in client.get("/criteria/service/").content.decode()
    assert ServiceStandard.objects.get(grade="d").has_sponsor
    assert AuditEntry.objects.filter(noun="servicestandard", verb="stated").count() == 1
    last = Standing.objects.filter(ranking__is_current=True, grade="d").first()
    if last is not None:
        assert "A call a year" in client.get(f"/accounts/{last.account_id}/").content.decode()


def test_a_box_that_is_not_ticked_takes_the_sponsor_away(sign_in: SignIn, company: Company) -> None:
    client = sign_in(company.director)
    client.post("/criteria/service/a", {**LAST, "has_sponsor": "1"})
    client.post("/criteria/service/a", {**LAST, "version": "1"})
    assert not ServiceStandard.objects.get(grade="a").has_sponsor


def test_who_saves_second_sees_both_values(sign_in: SignIn, company: Company) -> None:
    client = sign_in(company.director)
    client.post("/criteria/service/a", {**LAST, "visit_days": "30"})
    answer = client.post("/criteria/service/a", {**LAST, "visit_days": "77"})
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "<td>77</td><td>30</td>" in html
    assert ServiceStandard.objects.get(grade="a").visit_days == 30


def test_the_form_that_was_refused_stands_open(sign_in: SignIn, company: Company) -> None:
    client = sign_in(company.director)
    assert '<details class="adds" open>' not in client.get("/criteria/service/").content.decode()
    refused = client.post("/criteria/service/a", {**LAST, "visit_days": "soon"}).content.decode()
    assert refused.count('<details class="adds" open>') == 1


@pytest.mark.parametrize("wrong", [{"visit_days": "0"}, {"visit_days": "soon"}, {"reviews_per_year": "99"}])
def test_what_cannot_be_promised_is_refused(sign_in: SignIn, wrong: dict[str, str], company: Company) -> None:
    client = sign_in(company.director)
    assert client.post("/criteria/service/a", {**LAST, **wrong}).status_code == 422
    assert not ServiceStandard.objects.exists()


def test_a_manager_reads_what_is_promised_and_changes_nothing(sign_in: SignIn, company: Company) -> None:
    client = sign_in(company.managers[0])
    html = client.get("/criteria/service/").content.decode()
    assert "Nothing has been stated yet." in html
    assert 'name="visit_days"' not in html
    assert client.post("/criteria/service/a", LAST).status_code == 403
    assert not ServiceStandard.objects.exists()
