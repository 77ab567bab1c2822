"""When the money put into an account comes back, and what it is worth today."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate

NOTHING = Decimal(0)


def cumulative(flows: Sequence[Decimal]) -> list[Decimal]:
    """Return what has come in less what has gone out, after each year.

    Below 0 the account still owes us what was put into it; from 0 on it has paid back. C_t = F_0 + ... + F_t, in the
    currency of the flows: contribution after the costs of the account (hours x rate + programme). F_0 is today's.

    >>> [int(sum) for sum in cumulative([Decimal(flow) for flow in (-200, -50, 60, 120, 160, 180)])]
    [-200, -250, -190, -70, 90, 270]

    Of no flows there is no sum: an empty list. Source: METHODS 2.11.
    """
    return list(accumulate(flows))


def payback_years(flows: Sequence[Decimal]) -> Decimal | None:
    """Return after how many years what was put in is back for good.

    0 says that the account never owed anything, None that it still does after the last year. Flow t falls at the end
    of year t, F_0 today; within a year money comes in evenly, so that with C_s the last sum below 0 the payback is
    s + (-C_s) / F_(s+1) years. Where the sum falls below 0 again later, only the last return counts.

    >>> round(payback_years([Decimal(flow) for flow in (-200, -50, 60, 120, 160, 180)]), 2)
    Decimal('3.44')

    Of no flows: None. Source: METHODS 2.11, example there.
    """
    sums = cumulative(flows)
    owing = [year for year, total in enumerate(sums) if total < NOTHING]
    if not owing:
        return NOTHING if sums else None
    last = owing[-1]
    return None if last == len(sums) - 1 else last - sums[last] / flows[last + 1]


def present_value(flows: Sequence[Decimal], rate: Decimal) -> Decimal:
    """Return the net present value (NPV) of flows at a yearly rate of interest.

    Above 0 the account earns more than the rate, below 0 less. NPV = sum of F_t / (1 + rate)^t, in the currency of the
    flows. The first flow is today's and is not discounted; each later one falls at the end of its year. This timing
    gives the published figure of the example (with the first flow at the end of a year it would be 104.85).

    >>> flows = [Decimal(flow) for flow in (-200, -50, 60, 120, 160, 180)]
    >>> round(present_value(flows, Decimal("0.10")), 2)
    Decimal('115.34')

    Of no flows: 0. Raises ValueError for a rate of -1 or less. Source: METHODS 2.11, example there.
    """
    if rate <= -1:
        raise ValueError(f"The rate is {rate}; it must be above -1.")
    return sum((flow / (1 + rate) ** year for year, flow in enumerate(flows)), NOTHING)
