"""What differs between two versions of a plan's document."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Document = Mapping[str, Any]
# By this key an item of a list is known again.
IDENTITY = "id"


class DifferenceKind(StrEnum):
    """What became of a value."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True)
class Difference:
    """One difference: where, as keys and identities of items from the outside in, and both values.

    Of something added `old` is None, of something removed `new`.
    """

    place: tuple[str | int, ...]
    kind: DifferenceKind
    old: Any = None
    new: Any = None


def differences(old: Document, new: Document) -> list[Difference]:
    """Return what became of each value from one document to another, in the order of the new one.

    An empty list says that nothing changed. Objects are compared key by key. Items of a list that have an `id` are the
    same where that is the same, whatever place they stand at; other lists are compared as one value.

    >>> old = {"strategy": "Grow", "risks": [{"id": 1, "text": "Rival"}, {"id": 2, "text": "Price"}]}
    >>> new = {"strategy": "Keep", "risks": [{"id": 2, "text": "Prices"}, {"id": 3, "text": "Staff"}]}
    >>> for found in differences(old, new):
    ...     print(found.kind, found.place)
    changed ('strategy',)
    changed ('risks', 2, 'text')
    added ('risks', 3)
    removed ('risks', 1)

    Of two empty documents: an empty list. Source: this project's own rule.
    """
    return list(_of_objects((), old, new))


def _of_objects(place: tuple[str | int, ...], old: Document, new: Document) -> Iterator[Difference]:
    for key, value in new.items():
        if key in old:
            yield from _of_values((*place, key), old[key], value)
        else:
            yield Difference((*place, key), DifferenceKind.ADDED, new=value)
    for key in old:
        if key not in new:
            yield Difference((*place, key), DifferenceKind.REMOVED, old=old[key])


def _of_values(place: tuple[str | int, ...], old: Any, new: Any) -> Iterator[Difference]:
    if old == new:
        return
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        yield from _of_objects(place, old, new)
    elif _has_items(old) and _has_items(new):
        yield from _of_objects(place, _by_identity(old), _by_identity(new))
    else:
        yield Difference(place, DifferenceKind.CHANGED, old, new)


def _has_items(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, Mapping) and IDENTITY in item for item in value)


def _by_identity(items: Sequence[Document]) -> dict[Any, Document]:
    return {item[IDENTITY]: item for item in items}
