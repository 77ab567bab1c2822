"""Whether people agree: on who the key accounts are, on the class of an account, on a score."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, starmap
from statistics import fmean, median

import numpy as np
from numpy.typing import NDArray

DISAGREEMENT_RANGE = 4.0


@dataclass(frozen=True)
class Awareness:
    """What a poll "name our key accounts" brought to light.

    `names` are all distinct names given, most often named first, with the share of people who gave them;
    `naming_all` is the share of people who named every official key account, `agreeing` the average share of the
    official ones that a person named; `overlap` is the mean Jaccard index.
    """

    people: int
    names: tuple[tuple[str, float], ...]
    naming_all: float | None
    agreeing: float | None
    overlap: float | None

    @property
    def distinct(self) -> int:
        """How many different accounts were named."""
        return len(self.names)


@dataclass(frozen=True)
class GroupRating:
    """Several people's scores of one thing: the middle, both ends, and whether they should talk about it."""

    raters: int
    median: float
    low: float
    high: float
    disagreement: bool

    @property
    def range(self) -> float:
        """The distance between the highest and the lowest score."""
        return self.high - self.low


def awareness(lists: Sequence[Collection[str]], official: Collection[str]) -> Awareness:
    """Read a poll in which every person named the key accounts, as a set of account codes.

    All three shares lie between 0 (nobody knows the list; no two people share a name) and 1 (everybody knows it; all
    gave the same names). Formula of overlap: the mean over pairs of people of |A and B| / |A or B|; of agreeing: the
    mean over people of |A and official| / |official|.

    >>> poll = awareness(["ABC", "ABD", "ACE", "BFG"], official="ABC")
    >>> poll.distinct, poll.naming_all, round(poll.agreeing, 4), round(poll.overlap, 4)
    (7, 0.25, 0.6667, 0.2667)
    >>> poll.names[:2]
    (('A', 0.75), ('B', 0.75))

    `naming_all` and `agreeing` are None without people or without an official list, `overlap` with fewer than two
    people. Two people who named nobody share no name: 0.
    Source: Farrington on sales teams that cannot name their top accounts; Jaccard, New Phytologist 11 (1912).
    """
    named = [frozenset(names) for names in lists]
    wanted = frozenset(official)
    counts = Counter(chain.from_iterable(named))
    by_fame = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return Awareness(
        people=len(named),
        names=tuple((name, count / len(named)) for name, count in by_fame),
        naming_all=fmean(wanted <= names for names in named) if named and wanted else None,
        agreeing=fmean(len(wanted & names) / len(wanted) for names in named) if named and wanted else None,
        overlap=fmean(starmap(_jaccard, combinations(named, 2))) if len(named) > 1 else None,
    )


def fleiss_kappa(counts: Sequence[Sequence[int]]) -> float | None:
    """Return how far several raters agree on classes, beyond what chance would bring.

    `counts` has one row per account and one column per class: how many raters chose it. 1 is full agreement, 0 what
    chance gives, below 0 less than that. Formula: kappa = (P - E) / (1 - E), where P is the mean over accounts of
    (sum n_c^2 - n) / (n (n - 1)) with n raters, and E the sum of squared shares of the classes.

    >>> round(fleiss_kappa([[3, 0], [0, 3], [2, 1]]), 3)
    0.55

    None without accounts, and when everybody chose one and the same class throughout: chance then explains it all.
    Raises ValueError when accounts have different numbers of raters or fewer than two, or a count is negative.
    Source: Fleiss, Psychological Bulletin 76 (1971).
    """
    if not counts:
        return None
    table = np.asarray(counts, dtype=float)
    raters = _raters(table)
    agreement = ((table**2).sum(axis=1) - raters) / (raters * (raters - 1))
    chance = float(((table.sum(axis=0) / table.sum()) ** 2).sum())
    return None if chance == 1 else float((agreement.mean() - chance) / (1 - chance))


def group_rating(scores: Sequence[float | None]) -> GroupRating | None:
    """Read several people's scores of one thing without hiding that they differ.

    A range of 0 is full agreement; from 4 of 10 points on it is flagged as disagreement.
    Formula: median, range = highest - lowest, over the known scores.

    >>> rating = group_rating([3, 8, None, 7])
    >>> rating.median, rating.range, rating.disagreement
    (7, 5, True)

    None when nobody scored; one score alone has no disagreement.
    """
    known = [score for score in scores if score is not None]
    if not known:
        return None
    low, high = min(known), max(known)
    # Rounded, because 7.1 - 3.1 is a hair less than 4.
    return GroupRating(len(known), median(known), low, high, disagreement=round(high - low, 9) >= DISAGREEMENT_RANGE)


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one or other else 0.0


def _raters(table: NDArray[np.float64]) -> float:
    totals = sorted(set(table.sum(axis=1).tolist()))
    if len(totals) > 1 or totals[0] < 2 or (table < 0).any():
        seen = ", ".join(f"{total:g}" for total in totals)
        raise ValueError(
            f"Every account needs the same number of raters, at least two, and no negative count; got {seen}."
        )
    return float(totals[0])
