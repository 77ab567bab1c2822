"""How much of an account hangs on one person, of ours or of the customer's, and what losing them may cost."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from tenure.analytics.board.arrays import Arrays, arrays_of, exposure_of, product_without_each
from tenure.analytics.board.position import STANDARD, Board, Parameters

LOSS_LOW, LOSS_HIGH = Decimal("0.132"), Decimal("0.176")
"""The published loss of a customer's annual sales when its sales person changes, as a band."""
_CENT = Decimal("0.01")


@dataclass(frozen=True)
class RevenueAtRisk:
    """A band of annual revenue, in the currency asked in; `scaled` where it was scaled by dependency, an assumption."""

    low: Decimal
    high: Decimal
    scaled: bool


def account_cover(arrays: Arrays) -> float:
    """Return the cover of the whole account, each person weighing as much as their piece.

    0 means that we reach nobody, 1 that somebody certainly reaches everybody. Formula: C = sum v c / sum v.
    """
    return float(arrays.value @ exposure_of(arrays).cover / arrays.value.sum())


def dependency(board: Board, parameters: Parameters = STANDARD) -> Mapping[str, float | None]:
    """Return the share of the account's cover that is lost when one of ours leaves, by member.

    0 means that nobody would notice, 1 that all of it goes. Formula: dep = (C - C without the member) / C, where
    C = sum v c / sum v. Shares need not sum to 1: what two cover, neither takes along.
    None while nobody covers anybody. Source: leave-one-out; METHODS 2.9.
    """
    arrays = arrays_of(board, parameters)
    whole = float(arrays.value @ exposure_of(arrays).cover)
    without = (1 - product_without_each(1 - arrays.ours)) @ arrays.value
    return {
        member: (whole - float(left)) / whole if whole > 0 else None
        for member, left in zip(board.members, without, strict=True)
    }


def dependency_on_people(board: Board, parameters: Parameters = STANDARD) -> Mapping[str, float | None]:
    """Return the share of the account's cover that is lost when one of the customer's people leaves, by person.

    The square stays, and whoever follows is unknown to us. Formula: v c / sum v c; the shares sum to 1.
    None while nobody covers anybody.
    """
    arrays = arrays_of(board, parameters)
    held = arrays.value * exposure_of(arrays).cover
    whole = float(held.sum())
    return {
        person.id: float(part) / whole if whole > 0 else None for person, part in zip(board.people, held, strict=True)
    }


def revenue_at_risk(
    revenue: Decimal, share: float | None = None, mean_share: float | None = None
) -> RevenueAtRisk | None:
    """Return the annual revenue that a change of the person on our side puts at risk, as a band.

    Formula: revenue * 13.2 % to 17.6 %, as published for a change of the sales person. Given a dependency and the mean
    dependency of the team the band is scaled by their quotient, up to all the revenue: that is an assumption of ours
    and is marked `scaled`.

    >>> band = revenue_at_risk(Decimal("2000000"))
    >>> str(band.low), str(band.high), band.scaled
    ('264000.00', '352000.00', False)
    >>> str(revenue_at_risk(Decimal("2000000"), 0.6, 0.3).high)
    '704000.00'

    None where the revenue is negative, or the mean dependency is not above 0. Source: Shi, Sridhar, Grewal & Lilien
    2017.
    """
    scaled = share is not None and mean_share is not None
    if revenue < 0 or (mean_share is not None and not mean_share > 0):
        return None
    factor = Decimal(str(share / mean_share)) if share is not None and mean_share is not None else Decimal(1)
    low, high = (min(revenue, revenue * loss * factor).quantize(_CENT) for loss in (LOSS_LOW, LOSS_HIGH))
    return RevenueAtRisk(low, high, scaled)
