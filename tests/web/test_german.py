"""In the German interface refusals, faults of a file, notices and words for grades are German too."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from tenure.assessments.actions.criteria_set import copy_criteria_set
from tenure.assessments.models import CriteriaSet
from tenure.assessments.queries import active_criteria_set
from tenure.people.models import Member
from tenure.web.components.grades import shown_label
from tests.web.company import Company, make_company
from tests.web.conftest import SignIn
from tests.web.import_stages import checked, upload

pytestmark = pytest.mark.django_db


def german(member: Member) -> Member:
    member.language = "de"
    member.save()
    return member


def draft_of(company: Company) -> CriteriaSet:
    active = active_criteria_set()
    assert active is not None
    return copy_criteria_set(criteria_set=active, name="Neu", by=company.director)


def text_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, response.content
    return response.content.decode()


@pytest.fixture
def company() -> Company:
    return make_company()


@pytest.fixture
def client(sign_in: SignIn, company: Company) -> Client:
    return sign_in(german(company.director))


def test_a_form_says_in_german_why_an_action_refuses(client: Client, company: Company) -> None:
    draft = draft_of(company)
    refused = client.post(f"/criteria/{draft.pk}/key-levels", {"count": "9"})
    assert refused.status_code == 422
    said = refused.content.decode()
    assert "Von 4 Stufen können höchstens 3 Schlüsselkunden enthalten; verlangt wurden 9." in said
    assert "can be key" not in said


def test_rules_that_cannot_rank_are_refused_in_german(client: Client, company: Company) -> None:
    last = draft_of(company).levels.exclude(cut=None).latest("position")
    refused = client.post(f"/level/{last.pk}", {"cut": "9.5", "version": last.version})
    assert refused.status_code == 422
    said = refused.content.decode()
    assert "Die Schwellen müssen von der besten Stufe zur letzten fallen" in said
    assert "must fall" not in said


def test_words_for_grades_that_we_come_with_are_german(client: Client, company: Company) -> None:
    draft = draft_of(company)
    portfolio = ("/portfolio/?sort=-rank", "/portfolio/?group=grade", "/portfolio/board/", "/portfolio/print")
    studio = (f"/criteria/{draft.pk}/{part}" for part in ("", "preview?w.growth=60", "sensitivity/", "publish/"))
    for page in (*portfolio, *studio):
        shown = text_of(client, page)
        assert re.search("1. Liga|Amateurliga", shown), page
        assert not re.search("1st Division|2nd Division|Non-League", shown), page


def test_a_member_s_own_words_for_grades_stay_as_they_were_written() -> None:
    with override("de"):
        own, ours = ["Silver", "Rest"], ["Silber", "Bronze"]
        assert [shown_label("Premier", place, pack="own", own=own) for place in (1, 2)] == own
        assert [shown_label("Premier", place, pack="olympic", own=own) for place in (2, 3)] == ours
        assert shown_label("Non-League", 3, pack="own", own=own) == "Amateurliga"


def test_a_preview_says_its_notices_in_german(client: Client, company: Company) -> None:
    draft = draft_of(company)
    CriteriaSet.objects.filter(pk=draft.pk).update(window="6m")
    shown = text_of(client, f"/criteria/{draft.pk}/preview")
    assert "; die Kriterien verlangen 6m" in shown
    assert "These facts are of" not in shown


@pytest.mark.django_db(transaction=True)
def test_the_wizard_says_in_german_what_is_wrong_with_a_file(
    settings: Any, tmp_path: Any, sign_in: SignIn, director: Member
) -> None:
    settings.HOME = tmp_path
    client = sign_in(german(director))
    run = checked(client)
    shown = text_of(client, f"/imports/{run.pk}/check/")
    assert shown.count("Das ist keine Zahl; erlaubt ist etwas wie 1,234.50.") == 2
    assert "This is not a number" not in shown
    columns = upload(client, "Customer ID;Name\n1;Adler AG\n")
    assert "ist ein Name von" in text_of(client, f"/imports/{columns.pk}/columns/")
    refused = client.post(f"/imports/{columns.pk}/columns/", {"kind": "accounts", "field-0": "external_id"})
    assert refused.status_code == 422
    assert "Die Zuordnung nennt keine Spalte für name" in refused.content.decode()
