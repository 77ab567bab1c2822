"""How strong a tie is, and how well somebody is covered by all ties to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2, prod

from tenure.analytics.board.position import STANDARD, Parameters, reaches

DEEPEST = 4
TOPICS_OF_BREADTH = 3
CONTACTS_IN_90_DAYS = 6.0
"""How many two-way contacts in 90 days make a tie frequent, unless said otherwise."""
DAYS_OF_HALF_LIFE = 30.0


@dataclass(frozen=True)
class Evidence:
    """What is known of one of ours and one person of the customer's. Mass mail is no contact.

    `contacts` are two-way contacts of the last 90 days; `incoming` and `outgoing` messages tell who writes to whom;
    `depth` is 0 unknown, 1 introduced, 2 working, 3 trusted, 4 advocate; `topics` are different ones;
    `days_since` the last two-way contact, None where there was none.
    """

    contacts: float
    depth: int
    incoming: int
    outgoing: int
    topics: int
    days_since: float | None


@dataclass(frozen=True)
class Strength:
    """A tie's strength with what it is made of: `quality` by evidence, times `freshness`; each 0 to 1."""

    quality: float
    freshness: float

    @property
    def strength(self) -> float:
        """0 for no tie, 1 for the strongest."""
        return self.quality * self.freshness


def tie_strength(evidence: Evidence, target: float = CONTACTS_IN_90_DAYS) -> Strength:
    """Return how strong a tie is, from what happened between two people.

    0 means that there is none or that it has gone cold, 1 that it could not be stronger. Formula: quality
    q = (F + D/4 + R + B) / 4, where F = min(1, contacts / target), D the depth, R = min(in, out) / max(in, out) and
    B = min(1, topics / 3); strength s = q * freshness.

    >>> tie = tie_strength(Evidence(contacts=6, depth=3, incoming=4, outgoing=6, topics=2, days_since=30))
    >>> round(tie.quality, 4), round(tie.freshness, 4), round(tie.strength, 4)
    (0.7708, 0.8409, 0.6482)

    Without messages R is 0; without a two-way contact freshness is 0. Raises ValueError for a negative number, a depth
    over 4 or a target that is not above 0.
    Source: Granovetter's components of a tie and multiplexity; the mixture is this project's own.
    """
    counts = (evidence.contacts, evidence.incoming, evidence.outgoing, evidence.topics)
    if min(counts) < 0 or not 0 <= evidence.depth <= DEEPEST or not target > 0:
        raise ValueError(
            f"Contacts, messages and topics must be 0 or more, depth 0 to {DEEPEST} and the target above 0; "
            f"got {evidence} and {target:g}."
        )
    most = max(evidence.incoming, evidence.outgoing)
    returned = min(evidence.incoming, evidence.outgoing) / most if most else 0.0
    parts = (
        min(1.0, evidence.contacts / target),
        evidence.depth / DEEPEST,
        returned,
        min(1.0, evidence.topics / TOPICS_OF_BREADTH),
    )
    return Strength(sum(parts) / len(parts), freshness(evidence.days_since, evidence.depth))


def freshness(days_since: float | None, depth: int) -> float:
    """Return how much of a tie is left after days without a two-way contact; deep ties keep longer.

    1 means today, 0 never. Formula: 2^(-days / (30 (1 + depth))).

    >>> round(freshness(30, 3), 4), freshness(30, 0), freshness(None, 4)
    (0.8409, 0.5, 0.0)

    Raises ValueError for negative days.
    """
    if days_since is None:
        return 0.0
    if days_since < 0:
        raise ValueError(f"The days since the last contact must be 0 or more; got {days_since:g}.")
    return float(2 ** (-days_since / (DAYS_OF_HALF_LIFE * (1 + depth))))


def days_as_line(
    evidence: Evidence, target: float = CONTACTS_IN_90_DAYS, parameters: Parameters = STANDARD
) -> float | None:
    """Return in how many days a tie stops being a line if nobody speaks: a tie that drifts has few left.

    Formula: 30 (1 + D) log2(q / .3) - days since the last contact; q as in `tie_strength`, as it is today.

    >>> round(days_as_line(Evidence(contacts=6, depth=3, incoming=4, outgoing=6, topics=2, days_since=30)), 1)
    133.4

    0 for a tie that is under the limit already. None for one that never had the quality of a line, or without a
    contact. Errors as in `tie_strength`.
    """
    quality = tie_strength(evidence, target).quality
    if evidence.days_since is None or not reaches(quality, parameters.line):
        return None
    lasts = DAYS_OF_HALF_LIFE * (1 + evidence.depth) * log2(quality / parameters.line)
    return max(0.0, lasts - evidence.days_since)


def cover(strengths: Sequence[float]) -> float:
    """Return how well somebody is covered by all our ties to them.

    0 means that nobody of ours reaches them, 1 that somebody certainly does. Formula: c = 1 - prod (1 - s).

    >>> round(cover([0.8, 0.4]), 2), cover([])
    (0.88, 0.0)
    """
    return 1 - prod((1 - strength for strength in strengths), start=1.0)


def rest(strengths: Sequence[float]) -> float:
    """Return the cover that stays when the strongest tie is lost.

    >>> round(rest([0.8, 0.4, 0.5]), 2), rest([0.8]), rest([])
    (0.7, 0.0, 0.0)
    """
    return cover(sorted(strengths)[:-1])


def is_single_threaded(strengths: Sequence[float], parameters: Parameters = STANDARD) -> bool:
    """Whether all hangs on one line: there is a line, and without the best one the rest is no line's worth.

    >>> is_single_threaded([0.7]), is_single_threaded([0.8, 0.4]), is_single_threaded([])
    (True, False, False)
    """
    has_line = any(reaches(strength, parameters.line) for strength in strengths)
    return has_line and not reaches(rest(strengths), parameters.line)
