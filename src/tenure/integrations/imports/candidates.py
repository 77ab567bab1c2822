"""What a row may mean when it is not sure."""

from typing import NamedTuple


class Candidate(NamedTuple):
    """A record that a row resembles without being surely the same; `likeness` from 0 to 100."""

    id: int
    name: str
    likeness: float
