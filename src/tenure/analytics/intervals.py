"""How far a share that was counted may lie from the true one."""

from math import sqrt

# The normal quantile of a two-sided interval that holds the true share 95 times in 100.
Z_95 = 1.959963984540054


def wilson_interval(hits: int, of: int, *, z: float = Z_95) -> tuple[float, float]:
    """The interval in which the true share lies, having counted so many `hits` among `of`.

    Both ends lie between 0 and 1, the counted share p = hits / of between them; the more was counted, the nearer they
    are.

        (p + z**2 / 2n -+ z * sqrt(p (1 - p) / n + z**2 / 4n**2)) / (1 + z**2 / n),    n = of

    >>> [tuple(round(end, 3) for end in wilson_interval(*counted)) for counted in ((42, 50), (9, 10), (10, 10))]
    [(0.715, 0.917), (0.596, 0.982), (0.722, 1.0)]

    Nothing counted says nothing: (0.0, 1.0). Raises ValueError unless 0 <= hits <= of.

    Source: Wilson (1927), Journal of the American Statistical Association 22; the examples are those of METHODS 2.6.
    """
    if not 0 <= hits <= of:
        raise ValueError(f"Of {of} there cannot be {hits}; hits lie between 0 and the number counted.")
    if of == 0:
        return 0.0, 1.0
    share, square = hits / of, z * z / of
    half = z * sqrt(share * (1 - share) / of + square / (4 * of))
    low, high = ((share + square / 2 + sign * half) / (1 + square) for sign in (-1, 1))
    return max(0.0, min(low, share)), min(1.0, max(high, share))
