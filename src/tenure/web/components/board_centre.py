"""The buying centre of a decision as a table: who plays which part, and which parts nobody is known to play."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tenure.analytics.board.buying_centre import BuyingRole, buying_centre
from tenure.analytics.board.position import Person
from tenure.relationships.board_people import PersonView
from tenure.relationships.board_words import STANCES, Mark
from tenure.relationships.choices import buying_role_choices
from tenure.relationships.queries import BoardOn
from tenure.web.templatetags.figures import percent

MEANINGS = {
    BuyingRole.DECIDER: _("chooses between the offers"),
    BuyingRole.APPROVER: _("has to agree before it is bought"),
    BuyingRole.INFLUENCER: _("sways those who choose"),
    BuyingRole.SPECIFIER: _("writes down what it has to do"),
    BuyingRole.USER: _("works with it"),
    BuyingRole.BUYER: _("negotiates and orders"),
    BuyingRole.GATEKEEPER: _("lets suppliers and information in or keeps them out"),
    BuyingRole.INITIATOR: _("first asked for it"),
}


@dataclass(frozen=True)
class Filled:
    """Somebody in a part: stance and cover."""

    person: PersonView
    stance: Mark
    cover: str


@dataclass(frozen=True)
class Part:
    """A part of the buying centre: what it is, and who plays it, nobody where it is not known."""

    name: str
    meaning: str
    people: Sequence[Filled]


@dataclass(frozen=True)
class CentreTable:
    """All parts, how many of how many somebody plays, the share of those, and who plays none that is known."""

    parts: Sequence[Part]
    filled: int
    needed: int
    share: str
    without: Sequence[PersonView]


def centre_table(shown: BoardOn, people: Sequence[PersonView]) -> CentreTable:
    """The buying centre of a board's decision."""
    persons = {person.id: person for person in shown.board.people}
    views = {one.id: one for one in people}
    centre = buying_centre({name: shown.parts.get(name, ()) for name in persons})
    names = dict(buying_role_choices())
    return CentreTable(
        parts=[
            Part(names[role], str(MEANINGS[role]), [_filled(views[name], persons[name]) for name in who])
            for role, who in centre.who.items()
        ],
        filled=centre.filled,
        needed=centre.needed,
        share=percent(centre.coverage),
        without=[one for one in people if not shown.parts.get(one.id)],
    )


def _filled(view: PersonView, person: Person) -> Filled:
    return Filled(view, STANCES[person.stance], percent(view.cover))
