"""What a case of an operation says, and the cases that every noun of a kind has."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Case:
    """One operation. `{name}` in path and body stands for the number of that part of the world.

    `file` is what an upload sends, the body then being its options.
    """

    operation: str
    method: str
    path: str
    body: Mapping[str, Any] | None = None
    who: str = "alice"
    status: int = 200
    file: bytes = b""

    def __str__(self) -> str:
        return self.operation


def changed(noun: str, changes: Mapping[str, Any], who: str = "alice") -> list[Case]:
    """The operations on one thing of a kind."""
    path = f"{noun.replace('_', '-')}s/{{{noun}}}"
    return [
        Case(f"patch_{noun}", "patch", path, changes, who),
        Case(f"delete_{noun}", "delete", path, who=who, status=204),
        Case(f"post_{noun}_restore", "post", f"{path}/restore", who=who),
    ]


def kept(noun: str, new: Mapping[str, Any], changes: Mapping[str, Any], who: str = "alice") -> list[Case]:
    """The operations on a kind of thing that is listed, added, changed, taken off and put back."""
    path = f"{noun.replace('_', '-')}s"
    return [
        Case(f"list_{noun}s", "get", path),
        Case(f"post_{noun}", "post", path, new, who, 201),
        *changed(noun, changes, who),
    ]
