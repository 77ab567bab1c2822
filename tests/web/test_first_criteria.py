"""Before there are any criteria the studio says so, and a director may begin."""

import pytest

from tenure.assessments.queries import active_criteria_set
from tenure.people.models import Member
from tests.web.conftest import SignIn
from tests.web.test_studio import text_of

pytestmark = pytest.mark.django_db


def test_without_any_criteria_a_director_may_begin(sign_in: SignIn, director: Member, viewer: Member) -> None:
    assert "There are no criteria yet" in text_of(sign_in(viewer), "/criteria/")
    assert sign_in(viewer).post("/criteria/start").status_code == 403
    assert sign_in(director).post("/criteria/start").status_code == 302
    assert active_criteria_set() is not None
