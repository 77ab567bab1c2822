"""How far those who are needed agree on us, and where they drift if nobody acts: a meter, and a row for each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenure.analytics.board.consensus import Role, consensus, projected_stances
from tenure.analytics.board.position import Board, Person
from tenure.core.figures import count, percent, signed
from tenure.relationships.board_findings import Figure, Meaning, consensus_figure
from tenure.relationships.board_people import PersonView
from tenure.relationships.board_words import BAD, GOOD, STANCES, Mark, tone_of
from tenure.relationships.queries import BoardOn

STAYS = 0.05
"""Points of stance by which somebody has to drift to be said to."""
PROJECTION = Meaning(
    gettext_lazy("If nobody acts"),
    gettext_lazy(
        "Where stances settle if everybody keeps some of the own opinion and listens to those who sway them, by the "
        "weights on the board. A view of what is said here, assumed influence too, and not a forecast: it has not been "
        "compared with how decisions went."
    ),
    "y = (I − A W)⁻¹ (I − A) y₀",
)


@dataclass(frozen=True)
class Voter:
    """Somebody who is needed: power, stance, the points that they weigh for us or against, and where they drift."""

    person: PersonView
    power: str
    stance: Mark
    points: str
    drift: Mark


@dataclass(frozen=True)
class ConsensusTable:
    """The meter today and if nobody acts, what both mean, and everybody on the board, the most powerful first."""

    figures: Sequence[Figure]
    voters: Sequence[Voter]
    unknown: int


def consensus_table(shown: BoardOn, people: Sequence[PersonView]) -> ConsensusTable:
    """The consensus of a board that may be seen with its judgements."""
    persons, drift = {person.id: person for person in shown.board.people}, projected_stances(shown.board)
    ordered = sorted(people, key=lambda one: (-(persons[one.id].power or 0), -abs(persons[one.id].stance)))
    return ConsensusTable(
        figures=[consensus_figure(shown), _settled(shown.board, drift)],
        voters=[_voter(one, persons[one.id], drift[one.id]) for one in ordered],
        unknown=len(shown.board.fog),
    )


def _settled(board: Board, drift: Mapping[str, float]) -> Figure:
    """The share that is reached if nobody acts, of those whose power is known."""
    known = [(person.power, drift[person.id]) for person in board.people if person.power is not None]
    most = 2 * sum(power for power, _stance in known)
    if not most:
        return Figure(PROJECTION.name, _("unknown"), term=PROJECTION)
    share = sum(power * stance for power, stance in known) / most
    return Figure(PROJECTION.name, percent(share), _("a view, not a forecast"), tone_of(share), PROJECTION)


def _voter(view: PersonView, person: Person, settles: float) -> Voter:
    alone = consensus([Role(person.name, person.power, person.stance)])
    return Voter(
        person=view,
        power=_("unknown") if person.power is None else f"{person.power}/5",
        stance=STANCES[person.stance],
        points=_("unknown") if alone.share is None else ("+" if alone.total > 0 else "") + count(alone.total),
        drift=_drift(settles, settles - person.stance),
    )


def _drift(settles: float, moved: float) -> Mark:
    if abs(moved) < STAYS:
        return Mark(_("stays"))
    return Mark(signed(settles), "▲" if moved > 0 else "▼", GOOD if moved > 0 else BAD)
