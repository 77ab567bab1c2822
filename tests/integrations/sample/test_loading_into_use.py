"""The sample company beside what an installation in use has made already."""

from datetime import date

from tenure.assessments.actions.awareness import open_poll_for
from tenure.assessments.queries import open_poll
from tenure.insight.actions.saved_view import make_default, save_view
from tenure.insight.choices import Audience
from tenure.insight.queries.saved_views import default_view
from tenure.integrations.sample.loading import load_sample_company
from tenure.people.models import Member


def test_what_the_team_sees_first_and_is_asked_already_stays(administrator: Member, director: Member) -> None:
    own = make_default(view=save_view(name="Ours", definition={}, audience=Audience.TEAM, by=director), by=director)
    asked = open_poll_for(name="Ours", by=director)
    load_sample_company(today=date(2026, 11, 21), by=administrator, say=lambda _: None)
    assert (default_view(administrator), open_poll()) == (own, asked)
