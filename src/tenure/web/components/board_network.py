"""The network of a board: who stands between whom, drawn while it is small enough and always listed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenure.analytics.board.network import Graph, Network, Node, network_of, said_graph
from tenure.analytics.board.network_layout import CIRCLES, NAMES, RADIUS, Point, lay_out_network
from tenure.analytics.board.strokes import pixels
from tenure.relationships.board_findings import Meaning
from tenure.relationships.board_people import PersonView
from tenure.relationships.queries import BoardOn
from tenure.web.templatetags.figures import count, percent, plain

MOST_DRAWN, MOST_NAMED, NAMED_OF_MANY = 150, 36, 14
"""From more people on there is the list alone; from more on names stand beside those who matter most alone."""
MOST_BROKERS = 3

MEASURES = (
    Meaning(gettext_lazy("Degree"), gettext_lazy("How many stand next to somebody.")),
    Meaning(
        gettext_lazy("Betweenness"),
        gettext_lazy("The share of shortest ways between two others that run through somebody."),
    ),
    Meaning(gettext_lazy("Closeness"), gettext_lazy("High where all others are few steps away."), "(n − 1) / Σ d"),
    Meaning(
        gettext_lazy("Constraint"),
        gettext_lazy("Low for who bridges groups that have no other link (Burt)."),
        "Σ (p + Σ p p)²",
    ),
)


@dataclass(frozen=True)
class NetworkRow:
    """One node in the list: `url` is empty for ours; `breaks` where the network falls apart without them."""

    id: str
    name: str
    url: str
    is_ours: bool
    degree: str
    betweenness: str
    closeness: str
    constraint: str
    breaks: bool


@dataclass(frozen=True)
class Dot:
    """A drawn node, the larger the more stands between others; `label` is empty where there are too many."""

    row: NetworkRow
    x: str
    y: str
    radius: str
    left: str
    top: str
    size: str
    label: str
    label_y: str


@dataclass(frozen=True)
class Link:
    """A drawn link between two middles."""

    source: str
    target: str
    x1: str
    y1: str
    x2: str
    y2: str
    is_bridge: bool


@dataclass(frozen=True)
class NetworkScene:
    """The list, what it says in words, and the drawing; no dots where there are too many."""

    width: str
    height: str
    dots: Sequence[Dot]
    links: Sequence[Link]
    listed: Sequence[NetworkRow]
    said: Sequence[str]
    measures: Sequence[Meaning]


def network_scene(shown: BoardOn, people: Sequence[PersonView]) -> NetworkScene:
    """Measure and draw the network of a board: confirmed influence and our ties that count as lines."""
    graph = said_graph(shown.board)
    network = network_of(graph)
    urls = {one.id: one.url for one in people}
    ordered = sorted(network.nodes, key=lambda name: (-network.nodes[name].betweenness, -network.nodes[name].degree))
    cut = set(network.articulation_points)
    rows = [_row(name, network.nodes[name], shown.names, urls, name in cut) for name in ordered]
    width, height, dots, links = _drawn(graph, network, rows) if len(rows) <= MOST_DRAWN else ("", "", [], [])
    return NetworkScene(width, height, dots, links, rows, list(_said(network, ordered, shown.names)), MEASURES)


def _row(name: str, node: Node, names: Mapping[str, str], urls: Mapping[str, str], breaks: bool) -> NetworkRow:
    return NetworkRow(
        id=name,
        name=names[name],
        url=urls.get(name, ""),
        is_ours=name not in urls,
        degree=count(node.degree),
        betweenness=plain(node.betweenness),
        closeness=plain(node.closeness),
        constraint=_("unknown") if node.constraint is None else plain(node.constraint),
        breaks=breaks,
    )


def _drawn(
    graph: Graph, network: Network, rows: Sequence[NetworkRow]
) -> tuple[str, str, Sequence[Dot], Sequence[Link]]:
    layout = lay_out_network(graph, NAMES if len(rows) <= MOST_NAMED else CIRCLES)
    places, bridges = layout.places, {frozenset(bridge) for bridge in network.bridges}
    named = len(rows) if len(rows) <= MOST_NAMED else NAMED_OF_MANY
    most = max((node.betweenness for node in network.nodes.values()), default=0.0) or 1.0
    dots = []
    for number, row in enumerate(rows):
        x, y = places[row.id]
        radius = RADIUS * (0.55 + 0.45 * network.nodes[row.id].betweenness / most)
        label = row.name if number < named else ""
        dots.append(_dot(row, x, y, radius, label))
    links = [_link(one, other, places, is_bridge=frozenset((one, other)) in bridges) for one, other in graph.edges]
    return pixels(layout.width), pixels(layout.height), dots, links


def _dot(row: NetworkRow, x: float, y: float, radius: float, label: str) -> Dot:
    return Dot(
        row=row,
        x=pixels(x),
        y=pixels(y),
        radius=pixels(radius),
        left=pixels(x - radius),
        top=pixels(y - radius),
        size=pixels(2 * radius),
        label=label,
        label_y=pixels(y + radius + 12),
    )


def _link(one: str, other: str, places: Mapping[str, Point], *, is_bridge: bool) -> Link:
    x1, y1, x2, y2 = (pixels(number) for number in (*places[one], *places[other]))
    return Link(one, other, x1, y1, x2, y2, is_bridge)


def _said(network: Network, ordered: Sequence[str], names: Mapping[str, str]) -> Iterable[str]:
    """Brokers and bridges in words, those that matter most first."""
    for name in ordered[:MOST_BROKERS]:
        share = network.nodes[name].betweenness
        if share > 0:
            sentence = _("%(name)s is a broker: %(share)s of the shortest ways between two others run through them.")
            yield sentence % {"name": names[name], "share": percent(share)}
    if network.articulation_points:
        told = ", ".join(names[name] for name in ordered if name in set(network.articulation_points))
        yield _("The network falls apart without any one of: %(names)s.") % {"names": told}
    inner = [pair for pair in network.bridges if min(network.nodes[name].degree for name in pair) > 1]
    for one, other in inner[:MOST_BROKERS]:
        sentence = _("%(one)s and %(other)s are the only bridge between two groups.")
        yield sentence % {"one": names[one], "other": names[other]}
