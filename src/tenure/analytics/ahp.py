"""Weights from pairwise comparisons (analytic hierarchy process), and how far the comparisons contradict each other.

A pairwise matrix says how many times more criterion i matters than criterion j on Saaty's scale: 1 equally,
3 moderately, 5 strongly, 7 very strongly, 9 extremely more, and the reciprocals for less.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isqrt, log

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tenure.analytics import unusable

Matrix = NDArray[np.float64]

ACCEPTABLE_RATIO = 0.10
SCALE_TOP = 9.0
SAATY_SCALE = (*(1 / value for value in range(9, 1, -1)), *(float(value) for value in range(1, 10)))
# Saaty's first table of mean consistency indices of random matrices, for 1 to 10 criteria. His later table (.52, .89,
# 1.11, 1.25, 1.35, 1.40, 1.45, 1.49 from 3 criteria on) gives slightly larger ratios; published examples use this one.
RANDOM_INDEX = (0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49)
_TOLERANCE = 1e-9
_RECIPROCAL_TOLERANCE = 1e-6


@dataclass(frozen=True)
class Comparison:
    """One judgement, row against column (counted from 0), beside the value that would agree with all the others."""

    row: int
    column: int
    value: float
    consistent: float


@dataclass(frozen=True)
class Weighting:
    """What a pairwise matrix says: the weights, a cross-check of them, and whether the judgements hang together."""

    weights: tuple[float, ...]
    geometric_mean_weights: tuple[float, ...]
    lambda_max: float
    consistency_index: float
    consistency_ratio: float
    acceptable: bool
    worst: Comparison | None


def pairwise_matrix(judgements: Sequence[float]) -> Matrix:
    """Build the pairwise matrix from the judgements above its diagonal, row by row.

    Each judgement lies between 1/9 and 9; n criteria need n(n-1)/2 of them. Below the diagonal a_ji = 1 / a_ij.

    >>> pairwise_matrix([2, 8, 4]).tolist()
    [[1.0, 2.0, 8.0], [0.5, 1.0, 4.0], [0.125, 0.25, 1.0]]

    No judgement at all gives the matrix of a single criterion, [[1.0]].

    Raises ValueError when the number of judgements fits no matrix or a judgement is off the scale.
    """
    upper = np.asarray(judgements, dtype=float)
    size = (1 + isqrt(1 + 8 * len(upper))) // 2
    if size * (size - 1) // 2 != len(upper):
        raise ValueError(
            f"The judgements above the diagonal of a pairwise matrix must number n(n-1)/2 (1, 3, 6, 10 ...); "
            f"got {len(upper)}."
        )
    _check_scale(upper)
    matrix = np.ones((size, size))
    rows, columns = np.triu_indices(size, 1)
    matrix[rows, columns] = upper
    matrix[columns, rows] = 1 / upper
    return checked(matrix)


def checked(matrix: ArrayLike) -> Matrix:
    """Return the matrix as an array once it is known to be a pairwise matrix.

    >>> checked([[1, 4], [0.25, 1]]).shape
    (2, 2)

    Raises ValueError, naming the offending entry, when the matrix is not square, has no or more than 10 criteria, holds
    a value that is not positive or lies beyond 1/9 to 9, or when a_ij * a_ji is not 1.
    """
    square = _square(matrix)
    _check_scale(square)
    _check_reciprocal(square)
    return square


def eigenvector_weights(matrix: ArrayLike) -> tuple[float, ...]:
    """Return the weight of each criterion by the principal right eigenvector.

    Weights lie between 0 (does not matter beside the others) and 1 (nothing else matters) and sum to 1.
    Formula: A w = lambda_max w, sum w = 1.

    >>> [round(weight, 3) for weight in eigenvector_weights(pairwise_matrix([4, 3, 7, 1 / 3, 3, 5]))]
    [0.548, 0.127, 0.27, 0.056]

    A single criterion weighs 1. Raises ValueError as `checked` does.
    Source: Saaty, Notices of the AMS 60 (2013).
    """
    return _plain(_principal(checked(matrix))[1])


def geometric_mean_weights(matrix: ArrayLike) -> tuple[float, ...]:
    """Return the weights by the geometric mean of each row, the cross-check shown beside the eigenvector's.

    Weights lie between 0 and 1 and sum to 1; for up to three criteria, and for consistent judgements, both ways agree.
    Formula: g_i = (prod_j a_ij)^(1/n), w_i = g_i / sum g.

    >>> [round(weight, 3) for weight in geometric_mean_weights(pairwise_matrix([4, 3, 7, 1 / 3, 3, 5]))]
    [0.546, 0.128, 0.27, 0.056]

    A single criterion weighs 1. Raises ValueError as `checked` does.
    Source: Crawford & Williams, Journal of Mathematical Psychology 29 (1985).
    """
    means = np.exp(np.log(checked(matrix)).mean(axis=1))
    return _plain(means / means.sum())


def consistency_index(matrix: ArrayLike) -> float:
    """Return how far the judgements depart from agreement with each other, before it is compared with chance.

    0 means that every a_ij * a_jk equals a_ik; there is no upper end.
    Formula: CI = (lambda_max - n) / (n - 1).

    >>> round(consistency_index(pairwise_matrix([4, 3, 7, 1 / 3, 3, 5])), 4)
    0.0395

    One or two criteria cannot contradict each other: 0. Raises ValueError as `checked` does.
    Source: Saaty, Notices of the AMS 60 (2013).
    """
    array = checked(matrix)
    size = len(array)
    if size <= 2:
        return 0.0
    # Rounding can put lambda_max a hair below n, which no positive reciprocal matrix allows.
    return max(0.0, (_principal(array)[0] - size) / (size - 1))


def consistency_ratio(matrix: ArrayLike) -> float:
    """Return the inconsistency of the judgements as a share of that of random ones.

    0 is perfect agreement, up to 0.10 acceptable, 1 as bad as throwing dice.
    Formula: CR = CI / RI(n), RI from `RANDOM_INDEX`.

    >>> round(consistency_ratio(pairwise_matrix([4, 3, 7, 1 / 3, 3, 5])), 3)
    0.044

    One or two criteria cannot contradict each other: 0. Raises ValueError as `checked` does.
    Source: Saaty, Notices of the AMS 60 (2013).
    """
    array = checked(matrix)
    return consistency_index(array) / RANDOM_INDEX[len(array) - 1] if len(array) > 2 else 0.0


def worst_comparison(matrix: ArrayLike) -> Comparison | None:
    """Name the judgement that fits the weights least, and the value that would fit them.

    Formula: the pair i < j with the largest |ln(a_ij * w_j / w_i)|; the consistent value is w_i / w_j.

    >>> worst = worst_comparison(pairwise_matrix([4, 3, 7, 1 / 3, 3, 5]))
    >>> worst.row, worst.column, worst.value, round(worst.consistent, 2)
    (0, 2, 3.0, 2.03)

    None when the judgements agree, as one or two criteria always do. A consistent value may lie beyond 9: then the
    scale is too short for criteria so far apart. Raises ValueError as `checked` does.
    Source: Saaty, Notices of the AMS 60 (2013).
    """
    array = checked(matrix)
    weights = _principal(array)[1]
    fitting = weights[:, None] / weights[None, :]
    # Rounded, so that noise does not choose among equal misfits (with three criteria all three are equal).
    misfit = np.triu(np.abs(np.log(array / fitting)), 1).round(9)
    if not misfit.any():
        return None
    row, column = np.unravel_index(misfit.argmax(), misfit.shape)
    return Comparison(int(row), int(column), float(array[row, column]), float(fitting[row, column]))


def mended(matrix: ArrayLike) -> tuple[float, float] | None:
    """Say what to answer instead for the worst comparison, and the consistency ratio that this would leave.

    The answer is the value on Saaty's scale of whole numbers and their reciprocals that is nearest, by ratio, to the
    consistent one; see `worst_comparison`.

    >>> answer, ratio = mended(pairwise_matrix([4, 3, 7, 1 / 3, 3, 5]))
    >>> answer, round(ratio, 3)
    (2.0, 0.022)

    None when the judgements agree. Raises ValueError as `checked` does.
    """
    array = checked(matrix).copy()
    worst = worst_comparison(array)
    if worst is None:
        return None
    answer = min(SAATY_SCALE, key=lambda value: abs(log(value / worst.consistent)))
    array[worst.row, worst.column], array[worst.column, worst.row] = answer, 1 / answer
    return answer, consistency_ratio(array)


def aggregate(matrices: Sequence[ArrayLike]) -> Matrix:
    """Merge the pairwise matrices of several people into the group's.

    Entries stay between 1/9 and 9 and reciprocal; 1 where opinions cancel out.
    Formula: a_ij = (prod over people of a_ij)^(1/people), the mean that keeps a_ji = 1 / a_ij.

    >>> aggregate([pairwise_matrix([2]), pairwise_matrix([8])]).tolist()
    [[1.0, 4.0], [0.25, 1.0]]

    One person's matrix comes back unchanged. Raises ValueError when there is no matrix, when the matrices differ in
    size, and as `checked` does.
    Source: Aczél & Saaty, Journal of Mathematical Psychology 27 (1983).
    """
    arrays = [checked(matrix) for matrix in matrices]
    sizes = {len(array) for array in arrays}
    if len(sizes) != 1:
        seen = ", ".join(str(len(array)) for array in arrays) or "none"
        raise ValueError(f"Group judgement needs at least one matrix and all of one size; got sizes: {seen}.")
    return checked(np.exp(np.mean(np.log(arrays), axis=0)))


def weighting(matrix: ArrayLike) -> Weighting:
    """Read everything a page shows from one pairwise matrix.

    >>> result = weighting(pairwise_matrix([2, 8, 4]))
    >>> [round(weight, 4) for weight in result.weights], result.acceptable, result.worst
    ([0.6154, 0.3077, 0.0769], True, None)

    `acceptable` is a consistency ratio of at most 0.10. Raises ValueError as `checked` does.
    """
    array = checked(matrix)
    ratio = consistency_ratio(array)
    return Weighting(
        weights=eigenvector_weights(array),
        geometric_mean_weights=geometric_mean_weights(array),
        lambda_max=_principal(array)[0],
        consistency_index=consistency_index(array),
        consistency_ratio=ratio,
        acceptable=ratio <= ACCEPTABLE_RATIO,
        worst=worst_comparison(array),
    )


def _principal(matrix: Matrix) -> tuple[float, Matrix]:
    values, vectors = np.linalg.eig(matrix)
    top = values.real.argmax()
    vector = np.abs(vectors[:, top].real)
    return float(values[top].real), vector / vector.sum()


def _plain(weights: Matrix) -> tuple[float, ...]:
    return tuple(weights.tolist())


def _square(matrix: ArrayLike) -> Matrix:
    try:
        array = np.asarray(matrix, dtype=float)
    except (TypeError, ValueError):
        raise ValueError(f"A pairwise matrix must be rows of equally many numbers; got {matrix!r}.") from None
    if array.ndim != 2 or array.shape[0] != array.shape[1]:
        raise ValueError(f"A pairwise matrix must be square; got the shape {array.shape}.")
    if not 1 <= len(array) <= len(RANDOM_INDEX):
        raise ValueError(f"A pairwise matrix must compare 1 to {len(RANDOM_INDEX)} criteria; got {len(array)}.")
    return array


def _check_scale(values: Matrix) -> None:
    not_positive = values[~(values > 0)]
    if not_positive.size:
        raise ValueError(unusable.NOT_POSITIVE.format(value=not_positive[0]))
    beyond = values[np.abs(np.log(values)) > np.log(SCALE_TOP) + _TOLERANCE]
    if beyond.size:
        raise ValueError(unusable.BEYOND_THE_SCALE.format(value=beyond[0]))


def _check_reciprocal(matrix: Matrix) -> None:
    wrong = np.argwhere(np.abs(matrix * matrix.T - 1) > _RECIPROCAL_TOLERANCE)
    if wrong.size:
        row, column = wrong[0]
        raise ValueError(
            "A pairwise matrix must be reciprocal, a_ij * a_ji = 1; "
            f"got {matrix[row, column]:g} at ({row + 1}, {column + 1}) "
            f"and {matrix[column, row]:g} at ({column + 1}, {row + 1})."
        )
