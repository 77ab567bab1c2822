"""An index from keys to records, sixteen bytes an entry, so that a million accounts can be compared within memory."""

from array import array
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

COMMONEST = 60
MOST_CANDIDATES = 100
SMALLEST_MERGE = 50_000


def _empty() -> NDArray[np.int64]:
    return np.empty(0, dtype=np.int64)


@dataclass
class Blocks:
    """Which records share a key. Keys that more than sixty records have say too little and are passed over.

    The bulk lies in two sorted arrays; what was added since waits in a dictionary until it is worth a merge.
    """

    hashes: NDArray[np.int64] = field(default_factory=_empty)
    records: NDArray[np.int64] = field(default_factory=_empty)
    recent: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    waiting: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to be compared with."""
        return not len(self.hashes) and not self.recent

    def add(self, record: int, keys: Iterable[str]) -> None:
        """Put a record under each of its keys."""
        for key in keys:
            self.recent[hash(key)].append(record)
            self.waiting += 1
        if self.waiting > max(SMALLEST_MERGE, len(self.hashes) // 2):
            self._merge()

    def candidates(self, keys: Iterable[str]) -> list[int]:
        """The records that share a key, those that share most of them first; at most a hundred."""
        shared: dict[int, int] = defaultdict(int)
        for key in keys:
            found = self._block(hash(key))
            if len(found) <= COMMONEST:
                for record in found:
                    shared[record] += 1
        return sorted(shared, key=lambda record: (-shared[record], record))[:MOST_CANDIDATES]

    def _block(self, key: int) -> list[int]:
        start, end = np.searchsorted(self.hashes, (key, key + 1)) if len(self.hashes) else (0, 0)
        if end - start > COMMONEST:
            return [0] * (COMMONEST + 1)
        return [*self.records[start:end].tolist(), *self.recent.get(key, ())]

    def _merge(self) -> None:
        hashes, records = array("q"), array("q")
        for key, found in self.recent.items():
            hashes.extend([key] * len(found))
            records.extend(found)
        keys = np.concatenate([self.hashes, np.frombuffer(hashes, dtype=np.int64)])
        order = np.argsort(keys, kind="stable")
        self.hashes = keys[order]
        self.records = np.concatenate([self.records, np.frombuffer(records, dtype=np.int64)])[order]
        self.recent.clear()
        self.waiting = 0
