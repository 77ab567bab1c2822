"""Ways of looking at the sample company's portfolio that its people have kept."""

from dataclasses import dataclass, field

from tenure.insight.actions.saved_view import make_default, save_view
from tenure.insight.choices import Audience
from tenure.insight.models import SavedView
from tenure.integrations.sample.words import DOMAIN
from tenure.people.models import Member


@dataclass(frozen=True)
class View:
    """A saved view: its name and the parameters of the portfolio's address that it stands for."""

    name: str
    definition: dict[str, str] = field(default_factory=dict)


OWN_VIEW = View("Lost ground", {"movement": "relegated", "sort": "-revenue"})
TEAM_VIEW = View("Key accounts by owner", {"key": "yes", "group": "owner"})
DEFAULT_VIEW = View("By rank, with growth", {"columns": "grade,revenue,growth,trend,why,owner"})
MANAGER = "anna.weber"


def keep_views(*, by: Member, director: Member) -> None:
    """A private view for whoever loads the company and for a manager, one for the team, and one that all see first.

    What who loads it has called the same already stays, and so does what the team sees first.
    """
    if not SavedView.objects.filter(owner=by, name=OWN_VIEW.name).exists():
        save_view(name=OWN_VIEW.name, definition=OWN_VIEW.definition, by=by)
    manager = Member.objects.get(email=f"{MANAGER}@{DOMAIN}")
    mine = save_view(name="My accounts", definition={"owner": str(manager.pk)}, by=manager)
    make_default(view=mine, by=manager)
    save_view(name=TEAM_VIEW.name, definition=TEAM_VIEW.definition, audience=Audience.TEAM, by=director)
    default = save_view(name=DEFAULT_VIEW.name, definition=DEFAULT_VIEW.definition, audience=Audience.TEAM, by=director)
    if not SavedView.objects.filter(audience=Audience.TEAM, is_default=True).exists():
        make_default(view=default, by=director)
