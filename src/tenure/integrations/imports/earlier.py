"""What a run must remember of the rows it has passed, so that rows that repeat each other are understood."""

from dataclasses import dataclass, field

from tenure.integrations.imports import causes
from tenure.integrations.imports.drafts import Draft, Problem
from tenure.integrations.imports.survey import identity


@dataclass
class EarlierRows:
    """The rows that went before, as far as later ones depend on them: of identities that repeat, and no others.

    Rows that make positions of an order are counted for each order. A record that several rows describe must be
    described in the same way by all of them: else the second reading of the file would undo the first.
    """

    indexes: tuple[int, ...]
    repeated: frozenset[int]
    counts_positions: bool
    heads_repeat: bool
    first: dict[int, tuple[int, int]] = field(default_factory=dict)
    positions: dict[int, int] = field(default_factory=dict)

    def note(self, draft: Draft) -> None:
        """Remember a row: number its position, and report where it contradicts the first row of its identity."""
        found = self._repeated(draft)
        draft.position = 1
        if found is not None and self.counts_positions:
            draft.position = self.positions[found] = self.positions.get(found, 0) + 1
        self.check(draft)

    def check(self, draft: Draft) -> None:
        """Report a row that contradicts an earlier one about its first record."""
        found = self._repeated(draft)
        if found is None or draft.problems or draft.left_out or not self.heads_repeat:
            return
        said = hash((tuple(sorted(draft.head.values.items())), tuple(sorted(draft.head.references.items()))))
        number, first = self.first.setdefault(found, (draft.number, said))
        if first != said:
            draft.problems.append(Problem(causes.CONTRADICTION, "", f"row {number}"))

    def knows(self, draft: Draft) -> bool:
        """Whether the row belongs to an identity that repeats, whose rows were compared."""
        return self._repeated(draft) is not None

    def _repeated(self, draft: Draft) -> int | None:
        """The row's identity, if other rows have it too."""
        found = identity(draft.cells, self.indexes) if self.indexes else None
        return found if found in self.repeated else None
