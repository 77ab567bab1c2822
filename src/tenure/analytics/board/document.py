"""A position read from its JSON document; docs/board.md shows one.

Whatever is wrong is a BoardError that names the place, as `people[2].stance`, the value seen and what is allowed.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from tenure.analytics.board import refusals
from tenure.analytics.board.defaults import assumed_influence, default_piece, functions_in_order
from tenure.analytics.board.position import (
    BLOCKER,
    CHAMPION,
    HIGHEST_LEVEL,
    LOWEST_LEVEL,
    Board,
    Fog,
    Influence,
    Kind,
    Person,
    Piece,
    Tie,
)
from tenure.analytics.board.refusals import BoardError, shown, some

LARGEST_DOCUMENT = 16 << 20
LONGEST_TEXT = 200
HIGHEST_POWER = 5
WIDEST_REACH = 1_000
HEAVIEST_SQUARE = 1_000

Reader = Callable[[object, str], Any]
Shape = tuple[Mapping[str, Reader], Mapping[str, Reader]]
"""The keys that an object must have and those that it may have, each with what reads its value."""


def parse_board(content: bytes) -> Board:
    """Read a position from the bytes of its document. Raises BoardError."""
    if len(content) > LARGEST_DOCUMENT:
        raise BoardError(refusals.TOO_LARGE, size=len(content), most=LARGEST_DOCUMENT)
    try:
        return read_board(json.loads(content.decode("utf-8-sig"), object_pairs_hook=_object))
    except UnicodeDecodeError as error:
        raise BoardError(refusals.NOT_READABLE) from error
    except json.JSONDecodeError as error:
        cause = error.msg[:1].lower() + error.msg[1:]
        raise BoardError(refusals.NOT_JSON, cause=cause, line=error.lineno, column=error.colno) from error
    except RecursionError as error:
        raise BoardError(refusals.TOO_DEEP) from error
    except BoardError:
        raise
    except ValueError as error:
        # Python refuses whole numbers of thousands of digits before anything here sees them.
        raise BoardError(refusals.NOT_READABLE) from error


def read_board(document: object) -> Board:
    """Read a position from its document as Python has it after `json.loads`. Raises BoardError.

    Where a person's piece is absent the default rule gives it; whoever sways nobody is given assumed influence.

    >>> board = read_board({"people": [{"id": "d", "name": "Dahl", "piece": "king", "stance": 0, "level": 5,
    ...     "function": "operations"}], "ties": [{"member": "KAM", "person": "d", "strength": 0.35}]})
    >>> board.people[0].piece.value, board.members, board.ties[0].strength
    ('king', ('KAM',), 0.35)
    """
    content = _checked(document, "The document", ({"people": _list}, dict.fromkeys(_LISTS, _list)))
    people = _people(content["people"])
    known = {person.id: f"people[{number}].id" for number, person in enumerate(people)}
    ties = _ties(content.get("ties") or [], "ties", "member", known)
    rivals = _ties(content.get("competitor_ties") or [], "competitor_ties", "competitor", known)
    _require_sides(known, ties, rivals)
    fog = _fog(content.get("fog") or [])
    given = _influence(content.get("influence") or [], known)
    return Board(
        people=people,
        members=tuple(dict.fromkeys(tie.holder for tie in ties)),
        ties=ties,
        competitor_ties=rivals,
        influence=(*given, *assumed_influence(people, given, functions_in_order(people, fog))),
        fog=fog,
    )


def _people(entries: Sequence[object]) -> tuple[Person, ...]:
    if not entries:
        raise BoardError(refusals.NOBODY)
    people = [_person(_checked(entry, f"people[{number}]", _PERSON)) for number, entry in enumerate(entries)]
    _require_different(((person.id,) for person in people), "people", "id")
    return tuple(people)


def _person(entry: Mapping[str, Any]) -> Person:
    piece = entry.get("piece") or default_piece(
        entry.get("power"), entry.get("reach"), entry.get("line_authority") or False
    )
    return Person(
        id=entry["id"],
        name=entry["name"],
        stance=entry["stance"],
        level=entry["level"],
        function=entry["function"],
        piece=piece,
        power=entry.get("power"),
    )


def _ties(entries: Sequence[object], where: str, holder: str, known: Mapping[str, str]) -> tuple[Tie, ...]:
    shape: Shape = ({holder: _text, "person": _text, "strength": _share}, {})
    read = [_checked(entry, f"{where}[{number}]", shape) for number, entry in enumerate(entries)]
    for number, entry in enumerate(read):
        _require_known(entry["person"], f"{where}[{number}].person", known)
    _require_different(((entry[holder], entry["person"]) for entry in read), where)
    return tuple(Tie(entry[holder], entry["person"], entry["strength"]) for entry in read)


def _influence(entries: Sequence[object], known: Mapping[str, str]) -> tuple[Influence, ...]:
    read = [_checked(entry, f"influence[{number}]", _INFLUENCE) for number, entry in enumerate(entries)]
    for number, entry in enumerate(read):
        for end in ("from", "to"):
            _require_known(entry[end], f"influence[{number}].{end}", known)
        if entry["from"] == entry["to"]:
            raise BoardError(refusals.SAME_PERSON, place=f"influence[{number}]", value=shown(entry["from"]))
    edges = [
        Influence(entry["from"], entry["to"], entry["weight"], entry.get("kind") or Kind.INFLUENCES) for entry in read
    ]
    _require_different(((edge.source, edge.target, edge.kind) for edge in edges), "influence")
    return tuple(edges)


def _fog(entries: Sequence[object]) -> tuple[Fog, ...]:
    read = [_checked(entry, f"fog[{number}]", _FOG) for number, entry in enumerate(entries)]
    squares = [Fog(entry["level"], entry["function"]) for entry in read]
    _require_different(((square.level, square.function) for square in squares), "fog")
    return tuple(
        square if entry.get("weight") is None else replace(square, weight=entry["weight"])
        for square, entry in zip(squares, read, strict=True)
    )


def _require_sides(known: Mapping[str, str], ties: Sequence[Tie], rivals: Sequence[Tie]) -> None:
    """Refuse an id that stands for two sides: who leaves, and who attacks, would have two readings."""
    named = dict(known)
    for number, tie in enumerate(ties):
        _require_unnamed(tie.holder, f"ties[{number}].member", named)
    named |= {tie.holder: f"ties[{number}].member" for number, tie in reversed(list(enumerate(ties)))}
    for number, tie in enumerate(rivals):
        _require_unnamed(tie.holder, f"competitor_ties[{number}].competitor", named)


def _require_unnamed(name: str, place: str, named: Mapping[str, str]) -> None:
    if name in named:
        raise BoardError(refusals.TWO_SIDES, place=place, value=shown(name), first=named[name])


def _require_known(name: str, place: str, known: Mapping[str, str]) -> None:
    if name not in known:
        raise BoardError(refusals.NO_SUCH_PERSON, place=place, value=shown(name), allowed=some(known))


def _require_different(keys: Iterable[tuple[object, ...]], where: str, field: str = "") -> None:
    first: dict[tuple[object, ...], int] = {}
    dotted = field and f".{field}"
    for number, key in enumerate(keys):
        if key in first:
            place, earlier = f"{where}[{number}]{dotted}", f"{where}[{first[key]}]{dotted}"
            raise BoardError(refusals.GIVEN_TWICE, place=place, first=earlier)
        first[key] = number


def _checked(value: object, place: str, shape: Shape) -> dict[str, Any]:
    """The object's values as they are read, those that may be absent left out where they are absent or null."""
    needed, optional = shape
    allowed = {**needed, **optional}
    if not isinstance(value, dict):
        raise BoardError(refusals.NOT_AN_OBJECT, place=place, value=shown(value), allowed=", ".join(allowed))
    for key in value:
        if key not in allowed:
            raise BoardError(refusals.UNKNOWN_KEY, place=place, key=shown(key), allowed=", ".join(allowed))
    for key in needed:
        if key not in value:
            raise BoardError(refusals.MISSING_KEY, place=place, key=key, needed=", ".join(needed))
    inside = "" if place == "The document" else f"{place}."
    given = {key: one for key, one in value.items() if key in needed or one is not None}
    return {key: allowed[key](one, f"{inside}{key}") for key, one in given.items()}


def _list(value: object, place: str) -> list[object]:
    if not isinstance(value, list):
        raise BoardError(refusals.NOT_A_LIST, place=place, value=shown(value))
    return value


def _text(value: object, place: str) -> str:
    fits = isinstance(value, str) and value.isprintable() and bool(value.strip()) and len(value) <= LONGEST_TEXT
    if not fits:
        raise BoardError(refusals.NOT_TEXT, place=place, value=shown(value), most=LONGEST_TEXT)
    return str(value)


def _whole(low: int, high: int) -> Reader:
    def read(value: object, place: str) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise BoardError(refusals.NOT_WHOLE, place=place, value=shown(value), low=low, high=high)
        return value

    return read


def _number(low: float, high: float) -> Reader:
    def read(value: object, place: str) -> float:
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not low <= value <= high:  # type: ignore[operator]
            raise BoardError(refusals.NOT_A_NUMBER, place=place, value=shown(value), low=low, high=high)
        return float(value)  # type: ignore[arg-type]

    return read


def _truth(value: object, place: str) -> bool:
    if not isinstance(value, bool):
        raise BoardError(refusals.NOT_TRUE_OR_FALSE, place=place, value=shown(value))
    return value


def _choice(choices: type[Piece] | type[Kind]) -> Reader:
    def read(value: object, place: str) -> Piece | Kind:
        if not isinstance(value, str) or value not in list(choices):
            raise BoardError(refusals.NOT_A_CHOICE, place=place, value=shown(value), allowed=", ".join(choices))
        return choices(value)

    return read


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content: dict[str, Any] = {}
    for key, value in pairs:
        if key in content:
            raise BoardError(refusals.KEY_TWICE, key=shown(key))
        content[key] = value
    return content


_share = _number(0, 1)
_level = _whole(LOWEST_LEVEL, HIGHEST_LEVEL)
_PERSON: Shape = (
    {"id": _text, "name": _text, "stance": _whole(BLOCKER, CHAMPION), "level": _level, "function": _text},
    {
        "piece": _choice(Piece),
        "power": _whole(1, HIGHEST_POWER),
        "reach": _whole(0, WIDEST_REACH),
        "line_authority": _truth,
    },
)
_INFLUENCE: Shape = ({"from": _text, "to": _text, "weight": _share}, {"kind": _choice(Kind)})
_FOG: Shape = ({"level": _level, "function": _text}, {"weight": _number(0, HEAVIEST_SQUARE)})
_LISTS = ("ties", "competitor_ties", "influence", "fog")
