"""Criteria, levels and labels in a TOML file: read with full sentences for what is wrong, written to be kept.

labels = ["Premier", "1st Division", "2nd Division", "Non-League"]
hysteresis = 0.3

[[criteria]]
code = "revenue"
name = "revenue"
measure = "revenue"
weight = 25
direction = "benefit"
normalisation = "anchored"
anchors = [[0, 0], [50000, 5], [200000, 10]]
knock_out = { minimum = 1000 }
objective = "Hold and widen the business that carries us"

[[levels]]
code = "a"
cut = 7.0
places = 5
"""

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from tenure.analytics.criteria import (
    DEFAULT_SCHEME,
    LABEL_PACKS,
    Anchor,
    Criterion,
    Direction,
    GradeScheme,
    KnockOut,
    Level,
    Normalisation,
)
from tenure.analytics.portfolio import MEASURES
from tenure.cli.errors import CommandError

LARGEST_FILE = 1 << 20
DEFAULT_LABELS = LABEL_PACKS["football"]

_CRITERION_KEYS = (
    *("code", "name", "measure", "weight", "direction", "normalisation", "anchors", "knock_out", "objective"),
)
_LEVEL_KEYS = ("code", "cut", "places")
_FILE_KEYS = ("criteria", "levels", "labels", "hysteresis", "key_levels")

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True)
class Selection:
    """What accounts are judged by; `criteria` is None where the file gives none and the default set applies."""

    criteria: tuple[Criterion, ...] | None = None
    scheme: GradeScheme = DEFAULT_SCHEME
    labels: tuple[str, ...] = DEFAULT_LABELS


def read_selection(path: Path) -> Selection:
    """Read a criteria file. Raises CommandError, with the place and what is allowed there, for anything unknown."""
    content = _content(path)
    _known(content, _FILE_KEYS, "The criteria file")
    criteria = [_criterion(entry, place) for place, entry in _entries(content, "criteria")]
    levels = [_level(entry, place) for place, entry in _entries(content, "levels")]
    scheme = replace(DEFAULT_SCHEME, levels=tuple(levels)) if levels else DEFAULT_SCHEME
    return Selection(
        criteria=tuple(criteria) or None,
        scheme=replace(
            scheme,
            hysteresis=_number(content, "hysteresis", "The criteria file", default=scheme.hysteresis),
            key_levels=_whole(content, "key_levels", "The criteria file", default=scheme.key_levels),
        ),
        labels=_labels(content),
    )


def write_selection(selection: Selection) -> str:
    """The TOML text of a selection, anchors and all, which reads back as the same selection."""
    head = [f"labels = {_list(selection.labels)}", f"hysteresis = {selection.scheme.hysteresis!r}"]
    head.append(f"key_levels = {selection.scheme.key_levels}")
    criteria = [_criterion_text(criterion) for criterion in selection.criteria or ()]
    levels = [_level_text(level) for level in selection.scheme.levels]
    return "\n\n".join(["\n".join(head), *criteria, *levels]) + "\n"


def parse_places(text: str) -> tuple[int, ...]:
    """Read `5,15` as numbers of places, the best level first.

    >>> parse_places("5, 15")
    (5, 15)
    """
    places = [part.strip() for part in text.split(",")]
    if not all(place.isascii() and place.isdigit() and len(place) <= 9 for place in places):
        raise CommandError(
            f"The places {text!r} are not understood; whole numbers with commas between, as in 5,15, are."
        )
    return tuple(map(int, places))


def with_places(scheme: GradeScheme, places: Sequence[int]) -> GradeScheme:
    """Give the first levels places instead of cuts; the others keep their cut.

    >>> with_places(DEFAULT_SCHEME, (5,)).levels[:2]
    (Level(code='a', cut=None, places=5), Level(code='b', cut=5.5, places=None))
    """
    if len(places) >= len(scheme.levels):
        raise CommandError(
            f"There are {len(places)} numbers of places for {len(scheme.levels)} levels; "
            f"at most {len(scheme.levels) - 1} are allowed, since the last level takes all others."
        )
    given = [replace(level, cut=None, places=count) for level, count in zip(scheme.levels, places, strict=False)]
    return replace(scheme, levels=(*given, *scheme.levels[len(places) :]))


# Reading.


def _content(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise CommandError(f"The criteria file {path} is larger than 1 MB; criteria are a page of TOML.")
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CommandError(f"The criteria file {path} cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"The criteria file {path} is not UTF-8 text, as TOML has to be.") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise CommandError(f"The criteria file {path} is not TOML: {str(error).rstrip('.')}.") from error


def _entries(content: Mapping[str, Any], key: str) -> list[tuple[str, dict[str, Any]]]:
    """The tables of a list with the words for their place."""
    entries = content.get(key, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise CommandError(f"The criteria file has {key} = {_short(entries)}; it must be tables headed [[{key}]].")
    return [(f"Entry {number} of [[{key}]]", entry) for number, entry in enumerate(entries, start=1)]


def _criterion(entry: Mapping[str, Any], place: str) -> Criterion:
    _known(entry, _CRITERION_KEYS, place)
    code = _text(entry, "code", place)
    return Criterion(
        code=code,
        name=_text(entry, "name", place, default=code),
        measure=_measure(entry, place, default=code),
        weight=_number(entry, "weight", place),
        direction=_choice(entry, "direction", place, Direction.BENEFIT),
        normalisation=_choice(entry, "normalisation", place, Normalisation.ANCHORED),
        anchors=_anchors(entry, place),
        knock_out=_knock_out(entry, place),
        objective=_text(entry, "objective", place, default=""),
    )


def _measure(entry: Mapping[str, Any], place: str, *, default: str) -> str:
    measure = _text(entry, "measure", place, default=default)
    if measure not in MEASURES:
        raise _wrong(place, "measure", measure, f"{', '.join(MEASURES)} are allowed")
    return measure


def _level(entry: Mapping[str, Any], place: str) -> Level:
    _known(entry, _LEVEL_KEYS, place)
    return Level(
        code=_text(entry, "code", place),
        cut=_number(entry, "cut", place) if "cut" in entry else None,
        places=_whole(entry, "places", place) if "places" in entry else None,
    )


def _labels(content: Mapping[str, Any]) -> tuple[str, ...]:
    labels = content.get("labels", list(DEFAULT_LABELS))
    if not isinstance(labels, list) or not labels or not all(isinstance(label, str) and label for label in labels):
        raise CommandError(f"The criteria file has labels = {_short(labels)}; it must be a list of words.")
    return tuple(labels)


def _anchors(entry: Mapping[str, Any], place: str) -> tuple[Anchor, ...]:
    anchors = entry.get("anchors", [])
    pairs = isinstance(anchors, list) and all(isinstance(pair, list) and len(pair) == 2 for pair in anchors)
    if not pairs or not all(_is_number(number) for pair in anchors for number in pair):
        raise CommandError(f"{place} has anchors = {_short(anchors)}; pairs [value, score] are allowed.")
    return tuple(Anchor(float(value), float(score)) for value, score in anchors)


def _knock_out(entry: Mapping[str, Any], place: str) -> KnockOut | None:
    if "knock_out" not in entry:
        return None
    limits = entry["knock_out"]
    if not isinstance(limits, dict) or not limits:
        raise CommandError(f"{place} has knock_out = {_short(limits)}; {{ minimum = .., maximum = .. }} is allowed.")
    _known(limits, ("minimum", "maximum"), f"{place}, knock_out,")
    given = {key: _number(limits, key, f"{place}, knock_out,") for key in limits}
    return KnockOut(minimum=given.get("minimum"), maximum=given.get("maximum"))


def _known(table: Mapping[str, Any], keys: Sequence[str], place: str) -> None:
    for key in table:
        if key not in keys:
            raise CommandError(f"{place} has the key {key!r}; the keys are {', '.join(keys)}.")


def _text(table: Mapping[str, Any], key: str, place: str, *, default: str | None = None) -> str:
    value = table.get(key, default)
    if not isinstance(value, str) or not (value or default == ""):
        raise _wrong(place, key, value, "a text is needed")
    return value


def _number(table: Mapping[str, Any], key: str, place: str, *, default: float | None = None) -> float:
    value = table.get(key, default)
    if not _is_number(value):
        raise _wrong(place, key, value, "a number is needed")
    return float(value)


def _whole(table: Mapping[str, Any], key: str, place: str, *, default: int | None = None) -> int:
    value = table.get(key, default)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise _wrong(place, key, value, "a whole number of 0 or more is needed")
    return value


def _choice(table: Mapping[str, Any], key: str, place: str, default: Choice) -> Choice:
    kinds = type(default)
    try:
        return kinds(table.get(key, default))
    except ValueError as error:
        raise _wrong(place, key, table[key], f"{', '.join(kinds)} are allowed") from error


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < float("inf")


def _wrong(place: str, key: str, value: Any, allowed: str) -> CommandError:
    seen = f"no {key}" if value is None else f"{key} = {_short(value)}"
    return CommandError(f"{place} has {seen}; {allowed}.")


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


# Writing. Basic TOML strings are JSON strings; floats print with the digits that read back the same.


def _criterion_text(criterion: Criterion) -> str:
    lines = ["[[criteria]]"]
    lines += [f"{key} = {_quoted(getattr(criterion, key))}" for key in ("code", "name", "measure")]
    lines += [f"weight = {criterion.weight!r}"]
    lines += [f"direction = {_quoted(criterion.direction)}", f"normalisation = {_quoted(criterion.normalisation)}"]
    if criterion.anchors:
        pairs = ", ".join(f"[{anchor.value!r}, {anchor.score!r}]" for anchor in criterion.anchors)
        lines.append(f"anchors = [{pairs}]")
    if criterion.knock_out is not None:
        lines.append(f"knock_out = {_knock_out_text(criterion.knock_out)}")
    if criterion.objective:
        lines.append(f"objective = {_quoted(criterion.objective)}")
    return "\n".join(lines)


def _knock_out_text(limits: KnockOut) -> str:
    given = {"minimum": limits.minimum, "maximum": limits.maximum}
    return "{ " + ", ".join(f"{key} = {value!r}" for key, value in given.items() if value is not None) + " }"


def _level_text(level: Level) -> str:
    lines = ["[[levels]]", f"code = {_quoted(level.code)}"]
    lines += [] if level.cut is None else [f"cut = {level.cut!r}"]
    lines += [] if level.places is None else [f"places = {level.places}"]
    return "\n".join(lines)


def _list(words: Sequence[str]) -> str:
    return "[" + ", ".join(map(_quoted, words)) + "]"


def _quoted(text: str) -> str:
    return json.dumps(str(text), ensure_ascii=False).replace("\x7f", "\\u007f")
