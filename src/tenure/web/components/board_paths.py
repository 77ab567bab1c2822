"""Who of ours reaches somebody, over whom: each path as a sentence, a chain and a strength."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from tenure.analytics.board.paths import Path, Restricted, find_paths
from tenure.analytics.board.position import Board
from tenure.relationships.board_words import function_words
from tenure.relationships.queries import BoardOn
from tenure.web.templatetags.figures import plain

MOST_PATHS = 12


@dataclass(frozen=True)
class Asked:
    """Whom somebody wants to reach and who of ours should, by id and empty where not chosen; `avoid` goes round those
    to whom somebody restricts our access."""

    goal: str
    member: str
    avoid: bool

    @property
    def fields(self) -> list[tuple[str, str]]:
        """The same as an address has it."""
        said = (("to", self.goal), ("by", self.member), ("avoid", "1" if self.avoid else ""))
        return [(name, value) for name, value in said if value]


@dataclass(frozen=True)
class Step:
    """Somebody on a path: the line that leads to them with its strength, and whether geometry alone assumes it."""

    name: str
    strength: str
    assumed: bool


@dataclass(frozen=True)
class PathView:
    """A path: in a sentence, as a chain that begins with one of ours, how strong it is, and who will mind."""

    sentence: str
    member: str
    steps: Sequence[Step]
    strength: str
    warnings: Sequence[str]


def asked_of(query: QueryDict, shown: BoardOn) -> Asked:
    """Read whom somebody wants to reach; who is not on the board counts as not chosen."""
    goals, members = {person.id for person in shown.board.people}, set(shown.board.members)
    goal, member = (query.get(name, "") for name in ("to", "by"))
    return Asked(
        goal if goal in goals else "", member if member in members else "", avoid=query.get("avoid", "") == "1"
    )


def choices_of(shown: BoardOn) -> dict[str, Any]:
    """Whom one can choose: theirs with their function, and ours."""
    functions = function_words()
    people = [(one.id, f"{one.name}, {functions[one.function]}") for one in shown.board.people]
    ours = [(name, shown.names[name]) for name in shown.board.members]
    return {"people": sorted(people, key=lambda each: each[1]), "ours": sorted(ours, key=lambda each: each[1])}


def path_views(shown: BoardOn, asked: Asked) -> list[PathView]:
    """The strongest paths of ours to somebody, or of one of ours, strongest first; empty where nobody was chosen."""
    if not asked.goal:
        return []
    found = find_paths(shown.board, asked.goal, Restricted.AVOID if asked.avoid else Restricted.WARN)
    own = [path for path in found if asked.member in ("", path.member)]
    lines = _lines(shown.board)
    return [_view(path, lines, shown.names) for path in own[:MOST_PATHS]]


Lines = Mapping[tuple[str, str], tuple[float, bool]]
"""The strength of the strongest line between two, and whether it is assumed alone."""


def _lines(board: Board) -> Lines:
    lines = {(tie.holder, tie.person): (tie.strength, False) for tie in board.ties}
    for edge in sorted(board.influence, key=lambda edge: edge.weight):
        if edge.kind.sways:
            lines[edge.source, edge.target] = (edge.weight, edge.assumed)
    return lines


def _view(path: Path, lines: Lines, names: Mapping[str, str]) -> PathView:
    stops = [path.member, *path.people]
    steps = []
    for one, other in zip(stops, path.people, strict=False):
        strength, assumed = lines[one, other]
        steps.append(Step(names[other], plain(strength), assumed))
    warning = _("%(by)s does not want us to speak to %(name)s.")
    return PathView(
        sentence=_sentence(names[path.member], steps),
        member=names[path.member],
        steps=steps,
        strength=plain(path.strength),
        warnings=[warning % {"by": names[one.by], "name": names[one.person]} for one in path.crossings],
    )


def _sentence(member: str, steps: Sequence[Step]) -> str:
    first, *others = steps
    said = _("%(member)s knows %(name)s") % {"member": member, "name": first.name}
    for step in others:
        said += _(", who sways %(name)s") % {"name": step.name}
    return f"{said}."
