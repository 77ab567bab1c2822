"""The parents of new accounts that are certain already when the accounts come in."""

from collections.abc import Iterable, Mapping, Sequence

from tenure.accounts.models import Account
from tenure.integrations.imports.directory import is_number, known_to, rows_where
from tenure.integrations.imports.drafts import Part
from tenure.integrations.imports.facts import OWN


def give_known_parents(parts: Sequence[Part], source: str) -> None:
    """Give new accounts, which have their numbers, the parents that their rows name by an id.

    Where accounts of the batch would stand below themselves, it takes all rows to say which of them stays outside.
    """
    named = [(part, part.references["parent"]) for part in parts if "parent" in part.references]
    if not named:
        return
    made = {part.values["external_id"]: part.id for part in parts if part.id and part.values.get("external_id")}
    known = known_parents({text for _, text in named} - set(made), source) | made
    planned = {part.id: known[text] for part, text in named if part.id and text in known}
    circles = on_circles(planned)
    for part, _ in named:
        if part.id in planned and part.id not in circles:
            part.values["parent_id"] = planned[part.id]


def known_parents(texts: Iterable[str], source: str) -> dict[str, int]:
    """The accounts that these texts name by the source's id, or by our number in our own exports."""
    if source != OWN:
        return known_to(source, Account, texts, deleted_at=None)
    numbers = {int(text) for text in texts if is_number(text)}
    return {str(pk): pk for (pk,) in rows_where(Account, "pk", numbers, "pk", deleted_at=None)}


def on_circles(parents: Mapping[int, int]) -> set[int]:
    """Who would stand below themselves.

    >>> on_circles({1: 2, 2: 3, 3: 1, 4: 1, 5: 5, 6: 9})
    {1, 2, 3, 5}
    """
    circling: set[int] = set()
    walked: set[int] = set()
    for child in parents:
        path: list[int] = []
        place: int | None = child
        while place is not None and place not in walked:
            walked.add(place)
            path.append(place)
            place = parents.get(place)
        if place in path:
            circling.update(path[path.index(place) :])
    return circling
