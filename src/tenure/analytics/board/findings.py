"""What a position shows: check, contested, hanging, uncovered, pins, forks and the rest, as data without words.

The definitions are this project's own proposal; docs/board.md has them all. `wording` says them in a language.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tenure.analytics.board.arrays import Arrays, Exposure
from tenure.analytics.board.paths import Path, paths_to, restrictions
from tenure.analytics.board.position import SCEPTIC, SUPPORTER, Board, Kind, Tie, exceeds, reaches

FORKED_VALUE = 3.0
"""From what value a piece counts in a fork."""


class FindingKind(StrEnum):
    """What may be found, gravest first."""

    MATE_DANGER = "mate_danger"
    CHECK = "check"
    DOUBLE_CHECK = "double_check"
    CONTESTED = "contested"
    DOUBLE_ATTACK = "double_attack"
    NO_KING = "no_king"
    HANGING = "hanging"
    PIN = "pin"
    FORK = "fork"
    UNCOVERED = "uncovered"
    SINGLE_THREADED = "single_threaded"
    RESTRICTED_ACCESS = "restricted_access"
    TENSION = "tension"
    FOG = "fog"
    TIME_TROUBLE = "time_trouble"
    TEMPO = "tempo"
    STALEMATE = "stalemate"
    CASTLED = "castled"
    ROBUST = "robust"
    OUR_FORK = "our_fork"


@dataclass(frozen=True)
class Finding:
    """One finding about a person, None where it is about the whole board; `evidence` holds plain values."""

    kind: FindingKind
    person: str | None
    evidence: Mapping[str, Any]


@dataclass(frozen=True)
class Side:
    """Who attacks or defends a person: `side` is competitor, member or person; strength counts as a line."""

    by: str
    side: str
    strength: float

    @property
    def plain(self) -> dict[str, Any]:
        """As evidence."""
        return {"by": self.by, "side": self.side, "strength": self.strength}


@dataclass(frozen=True)
class Sides:
    """Everybody's attackers and defenders by column."""

    attackers: list[list[Side]]
    defenders: list[list[Side]]


def sides_of(arrays: Arrays) -> Sides:
    """Name the attackers and defenders whose strengths `exposure_of` multiplies."""
    sides = Sides([[] for _ in arrays.column], [[] for _ in arrays.column])
    _add_ties(sides.attackers, arrays, arrays.board.competitor_ties, "competitor")
    _add_ties(sides.defenders, arrays, arrays.board.ties, "member")
    for source, target, weight in arrays.sway:
        person = arrays.board.people[source]
        if person.stance <= SCEPTIC:
            sides.attackers[target].append(Side(person.id, "person", weight))
        elif person.stance >= SUPPORTER:
            sides.defenders[target].append(Side(person.id, "person", weight))
    return sides


def _add_ties(sides: list[list[Side]], arrays: Arrays, ties: tuple[Tie, ...], side: str) -> None:
    for tie in ties:
        if reaches(tie.strength, arrays.parameters.line):
            sides[arrays.column[tie.person]].append(Side(tie.holder, side, tie.strength))


def findings_of(arrays: Arrays, exposure: Exposure) -> list[Finding]:
    """Return everything that the position shows, gravest first, people in the order of the board."""
    sides = sides_of(arrays)
    found = [
        *_of_kings(arrays, exposure, sides),
        *_of_people(arrays, exposure, sides),
        *_forks(arrays, sides),
        *_of_the_board(arrays.board),
    ]
    return gravest_first(found)


def gravest_first(findings: Iterable[Finding]) -> list[Finding]:
    """Findings by how grave their kinds are; those of one kind stay in order."""
    order = {kind: place for place, kind in enumerate(FindingKind)}
    return sorted(findings, key=lambda finding: order[finding.kind])


def _of_kings(arrays: Arrays, exposure: Exposure, sides: Sides) -> Iterator[Finding]:
    kings = [place for place, crowned in enumerate(arrays.king) if crowned]
    if not kings:
        yield Finding(FindingKind.NO_KING, None, {})
    for king in kings:
        paths = paths_to(arrays, king)
        open_paths = [path for path in paths if reaches(path.strength, arrays.parameters.path)]
        yield from _threats(arrays, exposure, sides, king, open_paths)
        yield from _pins(arrays, king, open_paths)
        yield from _castled(arrays, king, sides)


def _threats(arrays: Arrays, exposure: Exposure, sides: Sides, king: int, open_paths: list[Path]) -> Iterator[Finding]:
    attack, defence = float(exposure.attack[king]), float(exposure.defence[king])
    if not reaches(attack, arrays.parameters.line):
        return
    person = arrays.board.people[king].id
    attackers = sides.attackers[king]
    evidence = {
        "attack": attack,
        "defence": defence,
        "attackers": [side.plain for side in attackers],
        "defenders": [side.plain for side in sides.defenders[king]],
    }
    in_check = exceeds(attack, defence)
    yield Finding(FindingKind.CHECK if in_check else FindingKind.CONTESTED, person, evidence)
    if len(attackers) >= 2:
        kind = FindingKind.DOUBLE_CHECK if in_check else FindingKind.DOUBLE_ATTACK
        yield Finding(kind, person, {"attackers": evidence["attackers"]})
    if in_check and not open_paths:
        yield Finding(FindingKind.MATE_DANGER, person, {"path_needed": arrays.parameters.path})


def _pins(arrays: Arrays, king: int, open_paths: list[Path]) -> Iterator[Finding]:
    """An ally through whom every path to the king runs stands on the strongest one, so only those are tried."""
    for name in open_paths[0].people if open_paths else ():
        place = arrays.column[name]
        if place == king or arrays.board.people[place].stance < SUPPORTER:
            continue
        others = paths_to(arrays, king, frozenset({place}))
        if not others or not reaches(others[0].strength, arrays.parameters.path):
            evidence = {"king": arrays.board.people[king].id, "path": _plain(open_paths[0])}
            yield Finding(FindingKind.PIN, name, evidence)


def _castled(arrays: Arrays, king: int, sides: Sides) -> Iterator[Finding]:
    lines = [side for side in sides.defenders[king] if side.side == "member"]
    person = arrays.board.people[king].id
    sponsor = castling(arrays.board, {line.by: line.strength for line in lines}, arrays.parameters.cover)
    if sponsor is not None:
        others = [line.by for line in lines if line.by != sponsor]
        yield Finding(FindingKind.CASTLED, person, {"sponsor": sponsor, "others": others})


def castling(board: Board, lines: Mapping[str, float], strength: float) -> str | None:
    """The sponsor whose line castles the king, given our lines to him by member; None where he is not castled."""
    sponsors = [
        member
        for member, line in lines.items()
        if reaches(line, strength) and (board.sponsors is None or member in board.sponsors)
    ]
    return max(sponsors, key=lambda member: lines[member]) if sponsors and len(lines) > 1 else None


def _of_people(arrays: Arrays, exposure: Exposure, sides: Sides) -> Iterator[Finding]:
    attacks, defences = exposure.attack.tolist(), exposure.defence.tolist()
    covers, rests, robust = exposure.cover.tolist(), exposure.rest.tolist(), exposure.robust.tolist()
    parameters = arrays.parameters
    for place, person in enumerate(arrays.board.people):
        lines = [side for side in sides.defenders[place] if side.side == "member"]
        if person.stance >= SUPPORTER and exceeds(attacks[place], defences[place]):
            against = [side.plain for side in sides.attackers[place]]
            evidence = {"attack": attacks[place], "defence": defences[place], "attackers": against}
            yield Finding(FindingKind.HANGING, person.id, evidence)
        if not reaches(covers[place], parameters.cover):
            yield Finding(FindingKind.UNCOVERED, person.id, {"cover": covers[place]})
        if lines and not reaches(rests[place], parameters.line):
            best = max(lines, key=lambda line: line.strength)
            evidence = {"member": best.by, "cover": covers[place], "rest": rests[place]}
            yield Finding(FindingKind.SINGLE_THREADED, person.id, evidence)
        if robust[place]:
            yield Finding(FindingKind.ROBUST, person.id, {"cover": covers[place], "rest": rests[place]})


def _forks(arrays: Arrays, sides: Sides) -> Iterator[Finding]:
    attacked: dict[tuple[str, str], list[str]] = {}
    for place, attackers in enumerate(sides.attackers):
        if reaches(float(arrays.value[place]), FORKED_VALUE):
            for side in attackers:
                attacked.setdefault((side.side, side.by), []).append(arrays.board.people[place].id)
    for (side_name, by), pieces in attacked.items():
        if len(pieces) >= 2:
            person = by if side_name == "person" else None
            yield Finding(FindingKind.FORK, person, {"by": by, "side": side_name, "pieces": pieces})


def _of_the_board(board: Board) -> Iterator[Finding]:
    for person, wardens in restrictions(board).items():
        yield Finding(FindingKind.RESTRICTED_ACCESS, person, {"by": wardens})
    for edge in board.influence:
        if edge.kind is Kind.TENSION:
            yield Finding(FindingKind.TENSION, edge.source, {"with": edge.target, "weight": edge.weight})
    if board.fog:
        squares = [{"level": square.level, "function": square.function} for square in board.fog]
        yield Finding(FindingKind.FOG, None, {"share": fog_share(board), "squares": squares})


def fog_share(board: Board) -> float:
    """Return how much of the board is in fog.

    0 means that we know everybody, 1 that we know nobody. Formula: weight of unknown squares / (that + squares on which
    somebody known sits, weight 1 each).
    """
    unknown = sum(square.weight for square in board.fog)
    known = len({(person.level, person.function) for person in board.people})
    return unknown / (unknown + known) if unknown else 0.0


def _plain(path: Path) -> dict[str, Any]:
    return {"member": path.member, "people": list(path.people), "strength": path.strength}
