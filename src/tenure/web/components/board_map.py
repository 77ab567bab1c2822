"""The political map of a board: who reports to whom, who sways and fights whom, with stance and power."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenure.analytics.board.political import MapLine, PoliticalMap, lay_out_map
from tenure.analytics.board.position import Board, Influence, Kind, Person
from tenure.analytics.board.reporting import forest_of, in_order
from tenure.analytics.board.strokes import pixels, rounded_path
from tenure.relationships.board_people import PersonView
from tenure.relationships.board_words import LEVELS, STANCES, Mark
from tenure.relationships.queries import BoardOn
from tenure.web.components.board_scene import WIDEST, Place, place_of
from tenure.web.templatetags.figures import plain

LINES: Mapping[MapLine, Promise] = {
    MapLine.REPORTS: gettext_lazy("Reports to"),
    MapLine.INFLUENCE: gettext_lazy("Influence"),
    MapLine.TENSION: gettext_lazy("Tension"),
    MapLine.ACCESS: gettext_lazy("Restricts access"),
}
MOST_POWER = 5


@dataclass(frozen=True)
class MapCard:
    """A person on the map: stance by shape, word and tone, power in words and as filled and empty dots."""

    person: PersonView
    place: Place
    stance: Mark
    power: str
    filled: str
    empty: str


@dataclass(frozen=True)
class MapPath:
    """A drawn line: its kind, both ends by id, its path, and how thick it is."""

    kind: MapLine
    source: str
    target: str
    path: str
    width: str


@dataclass(frozen=True)
class MapRow:
    """A person in the list, in the order of the trees: to whom they report, and what runs from them."""

    person: PersonView
    depth: int
    level: str | Promise
    stance: Mark
    power: str
    superior: str
    sways: str
    conflicts: str


@dataclass(frozen=True)
class MapScene:
    """All that is drawn, in a box of so many pixels, which may shrink a little where it `fits` a screen so."""

    width: str
    height: str
    fits: bool
    rows: Sequence[tuple[str | Promise, Place]]
    cards: Sequence[MapCard]
    lines: Sequence[MapPath]
    legend: Sequence[tuple[MapLine, str | Promise, int]]
    listed: Sequence[MapRow]


def map_scene(shown: BoardOn, people: Sequence[PersonView]) -> MapScene:
    """Draw the map of a board on which somebody stands, and list the same by who reports to whom."""
    layout = lay_out_map(shown.board)
    counts = Counter(line.kind for line in layout.lines)
    persons = {person.id: person for person in shown.board.people}
    return MapScene(
        width=pixels(layout.width),
        height=pixels(layout.height),
        fits=layout.width <= WIDEST,
        rows=[(LEVELS[level], place_of(box)) for level, box in layout.rows.items()],
        cards=[_card(one, persons[one.id], layout) for one in people],
        lines=_paths(layout),
        legend=[(kind, LINES[kind], counts[kind]) for kind in MapLine if counts[kind]],
        listed=_listed(shown.board, {one.id: one for one in people}, persons),
    )


def power_words(power: int | None) -> str:
    """Formal power out of five, or that nobody has said.

    >>> power_words(4)
    '4/5'
    """
    return _("unknown") if power is None else f"{power}/{MOST_POWER}"


def _card(view: PersonView, person: Person, layout: PoliticalMap) -> MapCard:
    power = person.power or 0
    return MapCard(
        person=view,
        place=place_of(layout.people[person.id]),
        stance=STANCES[person.stance],
        power=power_words(person.power),
        filled="●" * power,
        empty="○" * (MOST_POWER - power),
    )


def _paths(layout: PoliticalMap) -> list[MapPath]:
    """Reporting lines below, conflicts on top."""
    ordered = sorted(layout.lines, key=lambda line: list(MapLine).index(line.kind))
    return [
        MapPath(
            line.kind, line.source, line.target, rounded_path(line.points), pixels(_width(line.kind, line.strength))
        )
        for line in ordered
    ]


def _width(kind: MapLine, strength: float) -> float:
    return 1.5 if kind is MapLine.REPORTS else round(1 + 2 * strength, 1)


def _listed(board: Board, views: Mapping[str, PersonView], persons: Mapping[str, Person]) -> list[MapRow]:
    forest = forest_of(board)
    said = [edge for edge in board.influence if not edge.assumed]
    superiors = {edge.source: edge.target for edge in forest.beside} | dict(forest.superior)
    return [
        MapRow(
            person=views[name],
            depth=min(depth, 4),
            level=LEVELS[persons[name].level],
            stance=STANCES[persons[name].stance],
            power=power_words(persons[name].power),
            superior=persons[superiors[name]].name if name in superiors else _("nobody known"),
            sways=_named(name, said, persons, (Kind.INFLUENCES, Kind.FRIEND)),
            conflicts=_conflicts(name, said, persons),
        )
        for name, depth in in_order(forest)
    ]


def _named(name: str, said: Iterable[Influence], persons: Mapping[str, Person], kinds: Sequence[Kind]) -> str:
    found = [edge for edge in said if edge.source == name and edge.kind in kinds]
    return ", ".join(f"{persons[edge.target].name} {plain(edge.weight)}" for edge in found)


def _conflicts(name: str, said: Iterable[Influence], persons: Mapping[str, Person]) -> str:
    told = []
    for edge in said:
        if edge.kind is Kind.TENSION and name in (edge.source, edge.target):
            other = edge.target if name == edge.source else edge.source
            told.append(_("tension with %(name)s") % {"name": persons[other].name})
        if edge.kind is Kind.RESTRICTS_ACCESS and name == edge.source:
            told.append(_("restricts our access to %(name)s") % {"name": persons[edge.target].name})
    return ", ".join(dict.fromkeys(told))
