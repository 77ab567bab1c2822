"""The balance gauge of a plan: four needles between the short side and the long side, each with its evidence."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Side(StrEnum):
    """What a needle weighs: at -1 the second side, at +1 the first."""

    RELATIONSHIP = "relationship_and_product"
    PROFIT = "profit_and_volume"
    TEAM = "team_and_individual"
    LONG = "long_and_short"


class Evidence(StrEnum):
    """What a needle stands on: so many of so many."""

    RELATIONSHIP_OBJECTIVES = "relationship_objectives"
    PROFIT_TARGETS = "profit_targets"
    PROFIT_PAY = "profit_pay"
    SHARED_PAY = "shared_pay"
    KNOWN_BY_TWO = "known_by_two"
    LONG_HOURS = "long_hours"


NEEDLES: dict[Side, tuple[Evidence, ...]] = {
    Side.RELATIONSHIP: (Evidence.RELATIONSHIP_OBJECTIVES,),
    Side.PROFIT: (Evidence.PROFIT_TARGETS, Evidence.PROFIT_PAY),
    Side.TEAM: (Evidence.SHARED_PAY, Evidence.KNOWN_BY_TWO),
    Side.LONG: (Evidence.LONG_HOURS,),
}


@dataclass(frozen=True)
class Share:
    """So many (`part`) of so many (`whole`); None where nobody counted, which is not zero."""

    kind: Evidence
    part: float | None = None
    whole: float | None = None

    @property
    def value(self) -> float | None:
        """The share, 0 to 1; None where it is unknown or there is nothing to share."""
        return None if self.part is None or not self.whole else self.part / self.whole


@dataclass(frozen=True)
class Needle:
    """Where one needle stands, -1 to 1, None where nothing is known; and what it stands on, unknowns among it."""

    side: Side
    value: float | None
    evidence: tuple[Share, ...]


def balance(counted: Iterable[Share]) -> list[Needle]:
    """Return the four needles.

    -1: all on the short side (product, volume, individual, short term); 0: even; +1: all on the long side. A needle is
    2 m - 1 with m the mean of its known shares: relationship, share of visionary and relationship objectives; profit,
    shares of profit in targets and in pay; team, share of pay that is shared and of the client's people known by two
    or more of ours; long, share of planned hours on objectives of more than 12 months. No verdict: which balance is
    right depends on the account.

    >>> counted = [Share(Evidence.RELATIONSHIP_OBJECTIVES, 3, 4), Share(Evidence.KNOWN_BY_TWO, 1, 4)]
    >>> [needle.value for needle in balance(counted)]
    [0.5, None, -0.5, None]

    What is not counted stays unknown and moves nothing. Raises ValueError where a part is not between 0 and the whole,
    or the same is counted twice. Source: METHODS 2.11 (C06).
    """
    known = _by_kind(counted)
    return [_needle(side, tuple(known.get(kind, Share(kind)) for kind in kinds)) for side, kinds in NEEDLES.items()]


def _needle(side: Side, evidence: tuple[Share, ...]) -> Needle:
    shares = [share.value for share in evidence if share.value is not None]
    # As fractions, so that the mean of equal shares is that share and no needle leaves its scale.
    mean = sum((Fraction(share) for share in shares), Fraction(0)) / len(shares) if shares else None
    return Needle(side, None if mean is None else float(2 * mean - 1), evidence)


def _by_kind(counted: Iterable[Share]) -> dict[Evidence, Share]:
    found: dict[Evidence, Share] = {}
    for share in counted:
        if share.kind in found:
            raise ValueError(f"{share.kind} is counted twice; it may be counted once.")
        if share.part is not None and share.whole is not None and not 0 <= share.part <= share.whole:
            raise ValueError(f"{share.kind} is {share.part} of {share.whole}; it must be between 0 and {share.whole}.")
        found[share.kind] = share
    return found
